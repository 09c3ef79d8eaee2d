"""Reading: tests/cases/read/*.txt.

    # what it shows
    == page1.txt          a file (the name tells the format), any number of them
    its lines, blank ones too
    == text               the clean text; [chrome] or [heading 2] before a line is the hint it must carry
    == cuts               what was taken out, in order (line ends are cuts where lines were joined)
    == notes              codes of the notes
    == pages              "file: beginning of what comes from it"

Cuts, notes and pages are checked where a case lists them.
"""

from __future__ import annotations

import re

from compare.engine import parse_edition
from compare.model import Edition, Text
from compare.readers import read_document
from compare.readers.html_source import is_web_page
from tests.case_files import CaseFile, each_case, unescape
from tests.invariants import check_edition, check_edition_json, check_text
from tests.restoring import restored, squeezed

_EXPECTED = ("text", "cuts", "notes", "pages")


def files_of(case: CaseFile) -> list[tuple[str, bytes]]:
    """The files of a case as bytes in UTF-8."""
    return [
        (name, unescape("\n".join(lines)).encode("utf-8")) for name, lines in case.parts if name not in _EXPECTED
    ]


def marked_lines(text: Text) -> list[str]:
    """The lines of a text with their hints, as a case writes them."""
    hints = {hint.start: hint for hint in text.hints}
    lines: list[str] = []
    at = 0
    for line in text.text.split("\n"):
        hint = hints.get(at)
        level = f" {hint.level}" if hint and hint.level else ""
        lines.append(f"[{hint.kind}{level}] {line}" if hint else line)
        at += len(line) + 1
    return lines


@each_case("read")
def test_read(case: CaseFile) -> None:
    text = read_document(files_of(case))
    assert tuple(marked_lines(text)) == case.part("text")
    if (cuts := case.part("cuts")) is not None:
        assert [cut.removed for cut in text.cuts] == [unescape(cut) for cut in cuts]
    if (notes := case.part("notes")) is not None:
        assert tuple(note.code for note in text.notes) == notes
    if (pages := case.part("pages")) is not None:
        wanted = [re.split(": ", page) for page in pages]
        assert [page.source for page in text.pages] == [name for name, _ in wanted]
        for page, (_, beginning) in zip(text.pages, wanted, strict=True):
            assert text.text.startswith(beginning, page.start)


@each_case("read", known_faults=False)
def test_invariants(case: CaseFile) -> None:
    files = files_of(case)
    text = read_document(files)
    check_text(text)
    parsed = parse_edition(Edition(text))
    check_edition(parsed)
    check_edition_json(parsed)
    if any(is_web_page(name, data) for name, data in files):
        return  # what a page shows is not what its source holds: tests/test_read_html.py
    source = "\n".join(data.decode("utf-8") for _, data in files)
    assert squeezed(restored(text)) == squeezed(source)
