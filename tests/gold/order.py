"""Which hand-made links are moves: those off the heaviest sequence of links that runs forward."""

from __future__ import annotations

from typing import Any

from tests.gold.units import Spans


def mark_moved(links: list[dict[str, Any]], old: Spans, new: Spans) -> None:
    """Set `moved` of every paragraph link.

    A link weighs as many characters as its units have on both sides.  A sequence runs
    forward when on each side no link starts before the end of the one before; links that
    share a unit (a split) may follow each other.
    """

    def place(link: dict[str, Any]) -> tuple[int, int, int, int, int]:
        a, b = ([spans[name] for name in link[side]] for side, spans in (("a", old), ("b", new)))
        weight = sum(end - start for start, end in (*a, *b))
        return min(a)[0], min(b)[0], max(a)[0], max(b)[0], weight

    places = [place(link) for link in links]
    order = sorted(range(len(links)), key=lambda k: places[k])
    best: dict[int, tuple[int, list[int]]] = {}
    for k in order:
        first_a, first_b, _, _, weight = places[k]
        before = [best[j] for j in best if places[j][2] <= first_a and places[j][3] <= first_b]
        total, chain = max(before, default=(0, []))
        best[k] = (total + weight, [*chain, k])
    backbone = set(max(best.values(), default=(0, []))[1])
    for k, link in enumerate(links):
        link["moved"] = k not in backbone
