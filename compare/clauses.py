"""A sentence is cut into clauses, each with its quantities, so that a number can be read with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.quantities import Quantity

_BREAK = re.compile(r"[，,；;：:。！？!?\n]|——")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")

_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` between two marks; `quantities` lie inside; `bracketed` if it stood in brackets."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]
    bracketed: bool = False


def split_clauses(text: str, start: int, end: int, quantities: list[Quantity]) -> list[Clause]:
    """The clauses of `text[start:end]`, in order; no mark inside a quantity parts one.

    Brackets are a clause of their own only if they hold a measure (5.5%左右（确保5%以上）), and what
    follows them goes on where the text before them stopped; other brackets belong to a name.
    """
    covered = [quantity.whole for quantity in quantities]

    def inside(at: int) -> bool:
        return any(low <= at < high for low, high in covered)

    cuts: list[tuple[int, int, bool]] = []  # a mark [from, to) and whether a bracket opens there
    closed: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text, start, end):
        holds = any(
            match.start() < low < match.end() and quantity.kind == "measure"
            for (low, _), quantity in zip(covered, quantities, strict=True)
        )
        if holds:
            cuts += [(match.start(), match.start() + 1, True), (match.end() - 1, match.end(), False)]
        else:
            closed.append(match.span())
    for match in _BREAK.finditer(text, start, end):
        if not inside(match.start()) and not any(low < match.start() < high for low, high in closed):
            cuts.append((match.start(), match.end(), False))
    clauses: list[Clause] = []
    at, opened = start, False
    for low, high, opens in [*sorted(cuts), (end, end, False)]:
        if low > at:
            held = tuple(q for q in quantities if at <= q.start < low)
            clauses.append(Clause(at, low, held, opened))
        at, opened = high, opens
    return clauses


def clean_name(name: str) -> str:
    """A name cut out of a clause without list marks, notes and blanks."""
    name = re.sub(r"\[\d{1,3}\]|^[一二三四五六七八九十]是", "", name)  # notes and list marks
    name = re.sub(r"[\s\u200b*]+", "" if _HAN.search(name) else " ", name).strip(" 的、，：:")
    if name.count("“") != name.count("”"):
        name = name.replace("“", "").replace("”", "")
    return name
