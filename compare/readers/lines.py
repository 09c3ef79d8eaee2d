"""Lines: what every reader hands on before they are joined into one text."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter

from compare.model import BlockKind, Note

#: Characters without width or meaning; they would split words and numbers.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")

#: What closes a sentence, with quotes and brackets that may follow it.
TERMINAL = re.compile(r"(?:[。！？；：!?;:.…])[”’」』）)】》\]\"']*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source file.

    `blank` says that at least one empty line stands before it; `cuts` are pairs
    (offset in `text`, what was removed there); `kind` and `level` are what the format
    says of the line (a Word heading style, say), `kind` None where it says nothing.
    `jumped`: jump marks say that the page before goes on here (True); they, or another proof that
    something begins here, that it does not (False).
    A `table_row` has its cells parted by tabs; `table` numbers the tables of its file from 1,
    `lead` counts the empty cells before the first one, `level` 1 is a row of column names.
    """

    text: str
    source: str
    page: str | None = None
    blank: bool = False
    kind: BlockKind | None = None
    level: int = 0
    cuts: tuple[tuple[int, str], ...] = field(default=())
    jumped: bool | None = None
    table: int = 0
    lead: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the line stops without the punctuation that ends a sentence."""
        return not TERMINAL.search(self.text[-16:])


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one file."""

    lines: list[Line]
    notes: tuple[Note, ...] = ()


def remove(line: Line, pattern: re.Pattern[str]) -> Line:
    """Take every match of `pattern` out of the line and keep it as a cut."""
    matches = list(pattern.finditer(line.text))
    if not matches:
        return line
    pieces: list[str] = []
    last = 0
    # (offset in the old text, whether it goes now, what goes): cuts of before move along.
    gone = [(at, False, removed) for at, removed in line.cuts]
    for match in matches:
        pieces.append(line.text[last : match.start()])
        gone.append((match.start(), True, match.group()))
        last = match.end()
    pieces.append(line.text[last:])
    cuts: list[tuple[int, str]] = []
    shorter = end = 0
    for at, goes, removed in sorted(gone, key=itemgetter(0, 1)):
        cuts.append((max(at, end) - shorter, removed))
        if goes:
            shorter += len(removed)
            end = at + len(removed)
    return strip(replace(line, text="".join(pieces), cuts=tuple(cuts)))


def strip(line: Line) -> Line:
    """Without white space at either end; cuts move along."""
    lead = len(line.text) - len(line.text.lstrip())
    text = line.text.strip()
    cuts = tuple((min(max(at - lead, 0), len(text)), removed) for at, removed in line.cuts)
    return replace(line, text=text, cuts=cuts)


def split_lines(text: str, source: str, cuts: Sequence[tuple[int, str]] = ()) -> list[Line]:
    """Cut decoded text into non-empty lines, without invisible characters and bold marks.

    `cuts` are those of the text, in order; each goes with its line.
    """
    lines: list[Line] = []
    blank = False
    waiting: list[tuple[int, str]] = []  # cuts of lines that held nothing else
    given = deque(cuts)
    begin = 0
    for end, after in chain((match.span() for match in _LINE_END.finditer(text)), [(len(text), len(text))]):
        own = []
        while given and given[0][0] <= end:
            at, removed = given.popleft()
            own.append((max(at - begin, 0), removed))
        line = remove(strip(Line(text[begin:end], source, blank=blank, cuts=tuple(own))), _INVISIBLE)
        begin = after
        line = remove(line, _BOLD)
        if not line.text:
            blank = True
            waiting.extend((0, removed) for _, removed in line.cuts)
            continue
        lines.append(replace(line, blank=blank, cuts=(*waiting, *line.cuts)))
        blank, waiting = False, []
    if waiting and lines:
        end = len(lines[-1].text)
        lines[-1] = replace(lines[-1], cuts=(*lines[-1].cuts, *((end, removed) for _, removed in waiting)))
    return lines
