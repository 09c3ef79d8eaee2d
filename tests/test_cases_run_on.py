"""Run-on texts: tests/cases/run_on/*.txt.

    # what it shows
    == run                lines that are put together into one, without anything between them;
                          `〔长〕` and `〔LONG〕` stand for sentences that make it as long as a run-on text
    == lines              the clean text, lines as in tests/cases/read, `⇥` for a tab between cells
    == notes              codes of the notes

Nothing is lost: but for white space, the lines joined are the run.
"""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from compare.engine import parse_edition
from compare.model import Edition, Text
from compare.readers import read_document
from compare.readers.lines import Line
from compare.readers.run_on import RUN_ON_CHARS, break_run_ons
from tests.case_files import CaseFile, each_case
from tests.invariants import check_edition, check_text
from tests.restoring import restored, squeezed
from tests.test_cases_read import marked_lines

_LONG = {
    "〔长〕": "乡亲们在南河两岸种下了果树，赶集不再绕远路。",
    "〔LONG〕": "The town planted trees along the river and repaired the road. ",
}


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
    assert [line.replace("\t", " ⇥ ") for line in marked_lines(text)] == list(
        map(filled, case.part("lines") or ())
    )
    assert tuple(note.code for note in text.notes) == (case.part("notes") or ())


@each_case("run_on", known_faults=False)
def test_invariants(case: CaseFile) -> None:
    text = read(case)
    check_text(text)
    check_edition(parse_edition(Edition(text)))
    assert squeezed(restored(text)) == squeezed(source_of(case))


_BITS = (
    "一、",
    "（二）",
    "二、",
    "。",
    "，",
    "2023年工作回顾",
    "加快修渠",
    "各位代表！",
    "— 3 —",
    " ",
    "RiverWorks",
)
_MORE = (
    "Item 7.",
    "The town.",
    "(1)",
    "$1,583 ",
    "(4)%",
    ":2023Change2022",
    "Sales",
    "•",
    "A Inc. | R of X | ",
    "12",
    "水渠",
    "\u200b",
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_BITS + _MORE), min_size=1, max_size=40), st.integers(1, 40))
@example(["Item 7."], 2)
def test_nothing_is_lost(bits: list[str], times: int) -> None:
    """Whatever a long line holds, its pieces are it, in order, and its cuts stay in theirs."""
    run = "".join(bits).strip()
    text = (run * (RUN_ON_CHARS // max(len(run), 1) + times)).strip()
    places = sorted({0, len(text) // 3, len(text)})
    lines, _ = break_run_ons([Line(text, "a", cuts=tuple((at, f"<{at}>") for at in places))])
    assert squeezed("".join(line.text for line in lines)) == squeezed(text)
    assert [removed for line in lines for _, removed in line.cuts] == [f"<{at}>" for at in places]
    assert all(0 <= at <= len(line.text) for line in lines for at, _ in line.cuts)
