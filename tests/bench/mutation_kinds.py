"""What is done to an edition: each mutation takes its lines, and gives those of the new edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

from compare.model import Section
from tests.bench.mutation_edits import change_numbers, rewrite, words_of
from tests.bench.mutation_texts import Base, Line, Part

#: The share of the paragraphs that a mutation touches.
TOUCHED = 0.15
FEWEST = 3
#: A near place is at most so many paragraphs away.
NEAR = 4
#: A paragraph is split into parts of at least this share of its characters.
SMALLEST_PART = 0.15
#: A paragraph of another report is truly absent if at most this share of its phrases stands in this one.
SHARED_PHRASES = 0.1
PHRASE = 5

Mutation = Callable[[Base, Sequence[Line], Random], list[Line]]


def _some(lines: Sequence[Line], random: Random, share: float = TOUCHED) -> list[int]:
    """Places of free lines that were not touched yet."""
    free = [at for at, line in enumerate(lines) if line.free and not line.touched]
    return sorted(random.sample(free, min(max(round(len(free) * share), FEWEST), len(free))))


def _put_away(lines: Sequence[Line], chosen: Sequence[int], random: Random, near: bool | None) -> list[Line]:
    """The chosen lines at other places of the same role, `near` or far ones, or half of them each."""
    found = list(lines)
    for line in [lines[at] for at in chosen]:
        at = next(k for k, other in enumerate(found) if other is line)
        places = [
            k
            for k, other in enumerate(found)
            if other.role == line.role and other.before_a_place and k not in (at, at - 1)
        ]
        close = [k for k in places if abs(k - at) <= NEAR]
        if near or (near is None and random.random() < 0.5):
            places = close or places
        if not places:
            continue
        target = random.choice(places)
        del found[at]
        found.insert(target + 1 - (target > at), line.touch("moved"))
    return found


def move(near: bool | None = None, edited: float = 0.0) -> Mutation:
    """Paragraphs to other places of their role, with a share of their characters edited."""

    def apply(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
        chosen = _some(lines, random)
        found = list(lines)
        words = words_of(base.lines)
        for at in chosen:
            found[at] = rewrite(found[at], edited, words, random) if edited else found[at]
        return _put_away(found, chosen, random, near)

    return apply


def edit(share: float, of: float = TOUCHED) -> Mutation:
    """Paragraphs rewritten where they stand."""

    def apply(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
        found = list(lines)
        words = words_of(base.lines)
        for at in _some(lines, random, of):
            found[at] = rewrite(found[at], share, words, random)
        return found

    return apply


def _borders(line: Line) -> list[int]:
    """The parts before which the paragraph can be split."""
    length = len(line.text)
    done = 0
    borders = []
    for k, part in enumerate(line.parts):
        if k and min(done, length - done) >= SMALLEST_PART * length:
            borders.append(k)
        done += len(part.text)
    return borders


def split(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
    """Paragraphs in two or three, cut between sentences."""
    able = [at for at, line in enumerate(lines) if line.free and not line.touched and _borders(line)]
    chosen = set(random.sample(able, min(max(round(len(able) * TOUCHED), FEWEST), len(able))))
    found: list[Line] = []
    for at, line in enumerate(lines):
        if at not in chosen:
            found.append(line)
            continue
        borders = _borders(line)
        cuts = [0, *sorted(random.sample(borders, random.randint(1, min(2, len(borders))))), len(line.parts)]
        found += [
            replace(line, parts=_stripped(line.parts[a:b]), hints=()).touch("split")
            for a, b in pairwise(cuts)
        ]
    return found


def _stripped(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return (*parts[:-1], replace(parts[-1], text=parts[-1].text.rstrip()))


def merge(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
    """Neighbouring paragraphs in one."""
    able = [
        at
        for at in range(len(lines) - 1)
        if all(line.free and not line.touched for line in lines[at : at + 2])
        and lines[at].role == lines[at + 1].role
    ]
    wanted = max(round(len(able) * TOUCHED), FEWEST)
    chosen: set[int] = set()
    for at in random.sample(able, len(able)):
        if len(chosen) < wanted and not chosen & {at - 1, at + 1}:
            chosen.add(at)
    found: list[Line] = []
    for at, line in enumerate(lines):
        if at - 1 in chosen:
            blank = (Part(" ", None),) if line.text[0].isascii() else ()
            found[-1] = replace(line, parts=(*found[-1].parts, *blank, *line.parts), hints=()).touch("merged")
        else:
            found.append(line)
    return found


def renumber(one_only: bool) -> Mutation:
    """Sections in another order below their parent, with the labels of their new places.

    With `one_only` one section of each parent goes elsewhere; else the order is any.
    """

    def apply(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
        found = list(lines)
        for family in _families(base):
            places = _places(base, family)
            order = list(range(len(family)))
            while order == sorted(order):
                if one_only:
                    order.insert(random.randrange(len(order)), order.pop(random.randrange(len(order))))
                else:
                    random.shuffle(order)
            rows: list[Line] = []
            for place, number in enumerate(order):
                chapter = found[slice(*places[number])]
                if place != number:
                    chapter = [line.touch("renumbered") for line in chapter]
                head = chapter[0]
                label, other = family[number].label, family[place].label
                first = replace(head.parts[0], text=other + head.parts[0].text.removeprefix(label))
                rows += [replace(head, parts=(first, *head.parts[1:])), *chapter[1:]]
            found[places[0][0] : places[-1][1]] = rows
        return found

    return apply


def _families(base: Base) -> list[list[Section]]:
    """Sections of one parent and role that follow each other, each with a label at the start of a line."""
    children: dict[tuple[str | None, str], list[Section]] = defaultdict(list)
    text = base.parsed.text
    for section in base.parsed.sections:
        children[section.parent, section.role].append(section)
    parents = {section.parent for section in base.parsed.sections}
    return [
        family
        for family in children.values()
        if len(family) >= 3
        and not parents.intersection(section.id for section in family)
        and all(section.label and text.startswith(section.label, section.start) for section in family)
        and all(section.start == 0 or text[section.start - 1] == "\n" for section in family)
        and all(
            not text[a.end : b.start].strip() and text.count("\n", 0, a.start) < text.count("\n", 0, b.start)
            for a, b in pairwise(family)
        )
    ]


def _places(base: Base, family: Sequence[Section]) -> list[tuple[int, int]]:
    text = base.parsed.text
    starts = [text.count("\n", 0, section.start) for section in family]
    end = text.count("\n", 0, len(text[: family[-1].end].rstrip())) + 1
    return list(zip(starts, [*starts[1:], end], strict=True))


def numbers(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
    """Every number in digits changed in paragraphs; the words, labels and headings kept."""
    return [change_numbers(line, random) if line.free else line for line in lines]


def absent(others: Sequence[Line]) -> Mutation:
    """Paragraphs removed, and others put in that come from another report."""

    def apply(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
        gone = set(_some(lines, random))
        found = [line for at, line in enumerate(lines) if at not in gone]
        known = _phrases([line.text for line in base.lines])
        strange = [
            line
            for line in others
            if line.free and len(_phrases([line.text]) & known) <= SHARED_PHRASES * len(_phrases([line.text]))
        ]
        for line in random.sample(strange, min(len(gone), len(strange))):
            at = random.choice([k for k, other in enumerate(found) if other.free])
            parts = (Part(line.text, None),)
            found.insert(at + 1, replace(line, parts=parts, role=found[at].role, hints=()).touch("added"))
        return found

    return apply


def _phrases(texts: Sequence[str]) -> set[str]:
    return {text[k : k + PHRASE] for text in texts for k in range(len(text) - PHRASE + 1)}


def all_of(*mutations: Mutation) -> Mutation:
    """One after the other; a line is touched once at most, but for its place and its numbers."""

    def apply(base: Base, lines: Sequence[Line], random: Random) -> list[Line]:
        found = list(lines)
        for mutation in mutations:
            found = mutation(base, found, random)
        return found

    return apply
