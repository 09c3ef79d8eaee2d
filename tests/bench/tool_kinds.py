"""Five programs that compare texts, each brought to one form: what stayed, and what moved.

Each takes the old and the new text and gives `Found`.
"""

from __future__ import annotations

import difflib
import importlib.util
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path

#: Old start, new start, length in characters.
Run = tuple[int, int, int]
#: Old start and end, new start and end.
Move = tuple[int, int, int, int]


@dataclass
class Found:
    """Stretches shown as unchanged; stretches shown as moved; whole passages named as moved."""

    runs: list[Run] = field(default_factory=list)
    moved_runs: list[Run] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)


def _words(text: str) -> list[str]:
    import jieba

    jieba.setLogLevel("WARNING")
    return list(jieba.lcut(text))


def _runs_of_words(
    old: Sequence[str], new: Sequence[str], equal: Iterable[tuple[int, int, int, int]]
) -> Iterator[Run]:
    """Runs in characters of runs in words (old start, old end, new start, new end)."""
    starts = [list(accumulate(map(len, words), initial=0)) for words in (old, new)]
    for i, k, j, _ in equal:
        yield starts[0][i], starts[1][j], starts[0][k] - starts[0][i]


def with_difflib(old: str, new: str) -> Found:
    """Words of the whole text, without the heuristic that ignores frequent ones."""
    sides = _words(old), _words(new)
    steps = difflib.SequenceMatcher(None, *sides, autojunk=False).get_opcodes()
    return Found(list(_runs_of_words(*sides, (place for op, *place in steps if op == "equal"))))


def with_rapidfuzz(old: str, new: str) -> Found:
    """A shortest edit script over the words of the whole text."""
    from rapidfuzz.distance import Indel

    sides = _words(old), _words(new)
    equal = (
        (step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Indel.opcodes(*sides)
        if step.tag == "equal"
    )
    return Found(list(_runs_of_words(*sides, equal)))


def with_diff_match_patch(old: str, new: str) -> Found:
    """Characters of the whole text, without the limit of time, then made readable as its manual advises."""
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    steps = differ.diff_main(old, new)
    differ.diff_cleanupSemantic(steps)
    found = Found()
    at = [0, 0]
    for op, text in steps:
        if op == 0:
            found.runs.append((at[0], at[1], len(text)))
        at[0] += len(text) if op <= 0 else 0
        at[1] += len(text) if op >= 0 else 0
    return found


def with_prosediff(old: str, new: str) -> Found:
    """Two text files with its own settings: paragraphs, words and letters in them, passages that moved."""
    from prosediff import Options, compare_paths
    from prosediff.diff import moved_passages

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("old.txt", "new.txt")]
        for path, text in zip(paths, (old, new), strict=True):
            path.write_text(text, "utf-8", newline="")
        compared = compare_paths(*paths, Options(context=None, max_hidden=None))
    starts = [
        list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0)) for text in (old, new)
    ]
    found = Found()
    for file in compared.files:
        out = {row.move_pair: row for row in file.rows if row.kind == "moved-out"}
        for row in file.rows:
            left = out[row.move_pair] if row.kind == "moved-in" else row
            if row.kind == "moved-out" or left.left_no is None or row.right_no is None:
                continue
            begin = starts[0][left.left_no - 1], starts[1][row.right_no - 1]
            runs = list(_runs_of_html(str(left.left), str(row.right), begin))
            if row.kind == "moved-in":
                found.moved_runs += runs
                found.moves.append((begin[0], begin[0] + len(left.text), begin[1], begin[1] + len(row.text)))
            else:
                found.runs += runs
        for left, gone, row, come in moved_passages(file.rows):
            begin = starts[0][left.left_no - 1] + gone.start, starts[1][row.right_no - 1] + come.start
            found.moved_runs += _runs_of_html(str(gone.html), str(come.html), begin, inside="moved")
    return found


class _Marked(HTMLParser):
    """Offsets of the characters of a line that are not marked as changed.

    A word changed in part is marked as a whole, its changed letters once more within.
    """

    def __init__(self, inside: str) -> None:
        super().__init__()
        self.inside = inside
        self.open: list[str] = []
        self.length = 0
        self.kept: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        classes = (dict(attributes).get("class") or "").split()
        if "print-note" in classes:
            self.open.append("note")
        elif "moved" in classes:
            self.open.append("moved")
        elif tag in ("del", "ins"):
            self.open.append("part" if "partial" in classes else "changed")
        else:
            self.open.append("changed" if tag == "mark" else "")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "note" in self.open:
            return
        if "changed" not in self.open and ("moved" in self.open) == (self.inside == "moved"):
            self.kept += [(self.length + k, char) for k, char in enumerate(data)]
        self.length += len(data)


def _runs_of_html(left: str, right: str, begin: tuple[int, int], inside: str = "") -> Iterator[Run]:
    """Runs of a line whose unmarked characters are, on both sides, the same ones in the same order."""
    sides = []
    for html in (left, right):
        parser = _Marked(inside)
        parser.feed(html)
        parser.close()
        sides.append([(at, char) for at, char in parser.kept if not char.isspace()])
    pairs = zip(*sides, strict=True)
    for (i, char), (j, same) in pairs:
        if char != same:
            raise ValueError(f"{char} is shown as unchanged beside {same}")
        yield begin[0] + i, begin[1] + j, 1


def with_duizhao(old: str, new: str) -> Found:
    """A whole comparison, its ledger of targets too."""
    from compare.engine import compare_texts
    from compare.model import Edition, Text

    compared = compare_texts(Edition(Text(old)), Edition(Text(new)))
    found = Found()
    for link in compared.sentence_links:
        gone = {edit.move: edit.old for edit in link.edits if edit.move is not None and edit.op == "delete"}
        for edit in link.edits:
            if edit.op == "equal":
                run = edit.old[0], edit.new[0], edit.old[1] - edit.old[0]
                (found.moved_runs if link.moved else found.runs).append(run)
            elif edit.op == "insert" and edit.move in gone:
                start, end = gone[edit.move]
                found.moved_runs.append((start, edit.new[0], end - start))
    for moved in compared.links:
        if moved.moved:
            sides = [
                [edition.block_by_id[name] for name in names]
                for edition, names in ((compared.old, moved.old), (compared.new, moved.new))
            ]
            found.moves += [(a.start, a.end, b.start, b.end) for a in sides[0] for b in sides[1]]
    return found


@dataclass(frozen=True)
class Tool:
    """A program: what it is called, how it is run, and the modules that it needs."""

    name: str
    run: Callable[[str, str], Found]
    modules: tuple[str, ...]
    commands: tuple[str, ...] = ()

    def is_installed(self) -> bool:
        return all(map(importlib.util.find_spec, self.modules)) and all(map(shutil.which, self.commands))


TOOLS = (
    Tool("difflib, words", with_difflib, ("jieba",)),
    Tool("rapidfuzz Indel, words", with_rapidfuzz, ("rapidfuzz", "jieba")),
    Tool("diff-match-patch", with_diff_match_patch, ("diff_match_patch",)),
    Tool("prosediff", with_prosediff, ("prosediff",), ("git",)),
    Tool("duizhao", with_duizhao, ("compare",)),
)
