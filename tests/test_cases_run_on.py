"""Run-on texts: tests/cases/run_on/*.txt.

    # what it shows
    == run                lines that are put together into one, without anything between them;
                          `〔长〕` and `〔LONG〕` stand for sentences that make it as long as a run-on text
    == lines              the clean text, lines as in tests/cases/read, `⇥` for a tab between cells
    == notes              codes of the notes

Nothing is lost: but for white space, the lines joined are the run.
"""

from __future__ import annotations

from compare.engine import parse_edition
from compare.model import Edition, Text
from compare.readers import read_document
from compare.readers.run_on import RUN_ON_CHARS
from tests.case_files import CaseFile, each_case
from tests.invariants import check_edition, check_text
from tests.restoring import restored, squeezed
from tests.test_cases_read import marked_lines

_LONG = {"〔长〕": "乡亲们在南河两岸种下了果树，赶集不再绕远路。", "〔LONG〕": "The town planted trees along the river and repaired the road. "}


def filled(line: str) -> str:
    for mark, sentence in _LONG.items():
        line = line.replace(mark, (sentence * (RUN_ON_CHARS // len(sentence) + 1)).strip())
    return line


def source_of(case: CaseFile) -> str:
    return "".join(map(filled, case.part("run") or ()))


def read(case: CaseFile) -> Text:
    return read_document([("run.txt", source_of(case).encode())])


@each_case("run_on")
def test_run_on(case: CaseFile) -> None:
    text = read(case)
    assert [line.replace("\t", " ⇥ ") for line in marked_lines(text)] == list(map(filled, case.part("lines") or ()))
    assert tuple(note.code for note in text.notes) == (case.part("notes") or ())


@each_case("run_on", known_faults=False)
def test_invariants(case: CaseFile) -> None:
    text = read(case)
    check_text(text)
    check_edition(parse_edition(Edition(text)))
    assert squeezed(restored(text)) == squeezed(source_of(case))
