"""Real Word documents beside the project: no word of them is lost."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from compare.readers import read_document
from compare.readers.docx import paragraphs_of
from tests.editions import DATA

REAL = sorted(DATA.rglob("*.docx")) if DATA.is_dir() else []


@pytest.mark.skipif(not REAL, reason="no ../shared/data")
@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_all_words_of_a_real_document(path: Path) -> None:
    """Every character that python-docx finds in the body, in order (the files have no revisions), and nothing else."""

    def words_in(block: object) -> str:
        if isinstance(block, docx.table.Table):
            seen: set[int] = set()
            cells = [cell for row in block.rows for cell in row.cells]
            fresh = [cell for cell in cells if not (id(cell._tc) in seen or seen.add(id(cell._tc)))]
            return "".join(words_in(part) for cell in fresh for part in cell.iter_inner_content())
        return block.text  # type: ignore[attr-defined]

    made = docx.Document(str(path))
    expected = "".join(words_in(block) for block in made.iter_inner_content())
    found = "".join(text for _, text in paragraphs_of(path.read_bytes()))
    assert "".join(found.split()) == "".join(expected.split())


@pytest.mark.skipif(not REAL, reason="no ../shared/data")
def test_two_formats_of_one_report() -> None:
    """Reports that lie there as .docx and as .txt have the same letters and numbers."""
    pairs = [(path, path.with_suffix(".txt")) for path in REAL if path.with_suffix(".txt").exists()]
    assert pairs
    for word, plain in pairs:
        ours, theirs = (
            re.sub(r"[\W_]", "", read_document([(path.name, path.read_bytes())]).text)
            for path in (word, plain)
        )
        assert ours == theirs, word
