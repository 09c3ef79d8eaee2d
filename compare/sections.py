"""Section links: from the paragraphs that are linked below them; their headings follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from compare.align_evidence import alike
from compare.align_kinds import kind_of_blocks
from compare.align_select import group_by_source, moved
from compare.align_units import Side
from compare.align_wishes import Wishes
from compare.folding import fold
from compare.model import Section, SectionLink

#: A section belongs to another if at least this share of the smaller one is linked into it ...
SECTION_SHARE = 0.25
#: ... and a second partner (split, merge) needs this share of the smaller section, whatever the titles.
FURTHER_SHARE = 0.7
#: The headings of second partners are linked if they are as like as this: of two sections that
#: become one, the heading that nothing is left of is gone.
FURTHER_TITLE = 0.05
#: Partners of one section with so many others of their level between them are links of their own.
SECTION_GAP = 2
#: How much the likeness of the titles counts beside the share of linked characters.
TITLE_WEIGHT = 0.25

Chosen = list[tuple[int, int, float]]


def link_sections(
    old: Side,
    new: Side,
    chosen: Sequence[tuple[int, int, float]],
    wishes: Wishes = Wishes(),  # noqa: B008 - frozen
) -> tuple[tuple[SectionLink, ...], Chosen, Chosen]:
    """Links of sections; the unit links without standing headings; the links of headings alone.

    A section is linked to the one that holds most of what its own paragraphs are linked to,
    weighed by their characters, with a word for like titles.  Standing headings are linked
    as their sections are: a heading of six characters says less about its partner than the
    pages below it.
    """
    shared = _shared_characters(old, new, chosen)
    size_old, size_new = _sizes(old), _sizes(new)
    sections_old, sections_new = old.edition.section_by_id, new.edition.section_by_id
    titles = _title_likeness(old, new)
    scored: list[tuple[float, float, str, str]] = []
    for (a, b), characters in shared.items():
        if sections_old[a].role != sections_new[b].role and sections_old[a].level == 1:
            continue
        share = min(characters / max(min(size_old[a], size_new[b]), 1.0), 1.0)
        depth_gap = abs(sections_old[a].level - sections_new[b].level)
        score = (1 - TITLE_WEIGHT) * share + TITLE_WEIGHT * titles.get((a, b), 0.0)
        scored.append((score / (1 + depth_gap), share, a, b))
    scored += _empty_sections(old, new, chosen, size_old, size_new)
    given = _given(old, new, wishes)
    heading_old, heading_new = _headings(old), _headings(new)
    scored = [one for one in scored if wishes.headings.allows(heading_old[one[2]], heading_new[one[3]])]
    partners = _choose(scored, sections_old, sections_new, given)
    links = _as_links(old, new, partners, given)
    ruling = _with_like_headings(partners, titles, given)
    return links, *_with_headings(old, new, chosen, ruling, wishes.units.together)


def _given(old: Side, new: Side, wishes: Wishes) -> set[tuple[str, str]]:
    """The pairs of sections whose headings a reviewer put together."""
    sides = [{unit: section for section, unit in _headings(side).items()} for side in (old, new)]
    return {
        (sides[0][i], sides[1][j]) for i, j in wishes.headings.together if i in sides[0] and j in sides[1]
    }


def _empty_sections(
    old: Side,
    new: Side,
    chosen: Sequence[tuple[int, int, float]],
    size_old: Mapping[str, float],
    size_new: Mapping[str, float],
) -> list[tuple[float, float, str, str]]:
    """Sections with nothing below their heading have only the heading to go by."""
    found: list[tuple[float, float, str, str]] = []
    for i, j, likely in chosen:
        a, b = old.section_of_unit[i], new.section_of_unit[j]
        if (
            a
            and b
            and _stands_alone(old, i)
            and _stands_alone(new, j)
            and not (size_old[a.id] and size_new[b.id])
        ):
            found.append((likely, likely, a.id, b.id))
    return found


def _title_likeness(old: Side, new: Side) -> dict[tuple[str, str], float]:
    sections = old.edition.sections, new.edition.sections
    titles = [[fold(section.title) for section in side] for side in sections]
    found = alike(titles[0], titles[1])
    pairs = zip(found.pairs.old.tolist(), found.pairs.new.tolist(), found.cosine.tolist(), strict=True)
    return {(sections[0][i].id, sections[1][j].id): likeness for i, j, likeness in pairs}


def _ancestors(side: Side, section: Section | None) -> list[Section]:
    chain: list[Section] = []
    while section is not None:
        chain.append(section)
        section = side.edition.section_by_id.get(section.parent or "")
    return chain


def _shared_characters(
    old: Side, new: Side, chosen: Sequence[tuple[int, int, float]]
) -> dict[tuple[str, str], float]:
    shared: dict[tuple[str, str], float] = defaultdict(float)
    for i, j, likely in chosen:
        if _stands_alone(old, i) or _stands_alone(new, j):
            continue
        characters = likely * min(old.unit_lengths[i], new.unit_lengths[j])
        for a in _ancestors(old, old.section_of_unit[i]):
            for b in _ancestors(new, new.section_of_unit[j]):
                shared[a.id, b.id] += float(characters)
    return shared


def _stands_alone(side: Side, unit: int) -> bool:
    """A heading on a line of its own."""
    return len(side.units[unit]) == 1 and side.units[unit][0].kind == "heading"


def _sizes(side: Side) -> dict[str, float]:
    sizes: dict[str, float] = {section.id: 0.0 for section in side.edition.sections}
    for unit, length in enumerate(side.unit_lengths):
        if not _stands_alone(side, unit):
            for section in _ancestors(side, side.section_of_unit[unit]):
                sizes[section.id] += float(length)
    return sizes


def _choose(
    scored: Sequence[tuple[float, float, str, str]],
    old: Mapping[str, Section],
    new: Mapping[str, Section],
    given: Collection[tuple[str, str]],
) -> list[tuple[str, str, float]]:
    taken_old = {a for a, _ in given}
    taken_new = {b for _, b in given}
    chosen = [(a, b, 1.0) for a, b in sorted(given)]
    for score, share, a, b in sorted(scored, key=lambda item: (-item[0], *item[2:])):
        second = a in taken_old or b in taken_new
        if (a, b) in given:
            continue
        if (share < FURTHER_SHARE) if second else (score < SECTION_SHARE):
            continue
        if second and old[a].level != new[b].level:
            continue
        taken_old.add(a)
        taken_new.add(b)
        chosen.append((a, b, min(score, 1.0)))
    return chosen


def _with_like_headings(
    partners: Sequence[tuple[str, str, float]],
    titles: Mapping[tuple[str, str], float],
    given: Collection[tuple[str, str]],
) -> list[tuple[str, str, float]]:
    """Those partners whose headings are partners too: all but second ones with unlike titles."""
    seen_old: set[str] = set()
    seen_new: set[str] = set()
    kept: list[tuple[str, str, float]] = []
    for a, b, score in partners:
        further = (a in seen_old or b in seen_new) and (a, b) not in given
        if further and titles.get((a, b), 0.0) < FURTHER_TITLE:
            continue
        seen_old.add(a)
        seen_new.add(b)
        kept.append((a, b, score))
    return kept


def _as_links(
    old: Side, new: Side, partners: Sequence[tuple[str, str, float]], given: Collection[tuple[str, str]]
) -> tuple[SectionLink, ...]:
    """Links of the partners: neighbours that become one, or come of one, are one link."""
    places = [{section: k for k, section in enumerate(side.edition.sections)} for side in (old, new)]
    ordered = sorted(
        _grouped(old, new, partners, given), key=lambda item: (places[0][item[0][0]], places[1][item[1][0]])
    )
    away: dict[int, bool] = {}
    for level in {sections[0].level for sections, _, _ in ordered}:
        # Sections move among those of their level; a part is not moved because its last chapter is.
        same = [number for number, item in enumerate(ordered) if item[0][0].level == level]
        spans = [([places[0][s] for s in ordered[n][0]], [places[1][s] for s in ordered[n][1]]) for n in same]
        weights = [float(sum(section.end - section.start for section in ordered[n][0])) for n in same]
        away.update(zip(same, moved(spans, weights), strict=True))
    return tuple(
        SectionLink(
            f"k{number}",
            tuple(section.id for section in before),
            tuple(section.id for section in after),
            kind_of_blocks(
                [fold(section.title) for section in before], [fold(section.title) for section in after]
            ),
            away[number],
            round(share, 4),
            "reviewer" if all((a.id, b.id) in given for a, b in product(before, after)) else "engine",
        )
        for number, (before, after, share) in enumerate(ordered)
    )


def _grouped(
    old: Side, new: Side, partners: Sequence[tuple[str, str, float]], given: Collection[tuple[str, str]]
) -> list[tuple[tuple[Section, ...], tuple[Section, ...], float]]:
    """Partners put together where they stand side by side on their level."""
    levels: list[dict[int, list[Section]]] = []
    ranks: list[dict[str, int]] = []
    for side in (old, new):
        by_level: dict[int, list[Section]] = defaultdict(list)
        rank: dict[str, int] = {}
        for section in side.edition.sections:
            rank[section.id] = len(by_level[section.level])
            by_level[section.level].append(section)
        levels.append(by_level)
        ranks.append(rank)
    of_levels: dict[tuple[int, int], list[tuple[int, int, float]]] = defaultdict(list)
    given_ranks = {(ranks[0][a], ranks[1][b]) for a, b in given}
    for a, b, share in partners:
        key = old.edition.section_by_id[a].level, new.edition.section_by_id[b].level
        of_levels[key].append((ranks[0][a], ranks[1][b], share))
    return [
        (tuple(levels[0][left][k] for k in before), tuple(levels[1][right][k] for k in after), share)
        for (left, right), pairs in of_levels.items()
        for before, after, share in group_by_source(pairs, given_ranks, SECTION_GAP)
    ]


def _with_headings(
    old: Side,
    new: Side,
    chosen: Sequence[tuple[int, int, float]],
    partners: Sequence[tuple[str, str, float]],
    given: Collection[tuple[int, int]],
) -> tuple[Chosen, Chosen]:
    """Unit links without those of standing headings, and links of headings by their sections."""
    heading_old, heading_new = _headings(old), _headings(new)
    ruled_old = {heading_old[a] for a, _, _ in partners if _stands_alone(old, heading_old[a])}
    ruled_new = {heading_new[b] for _, b, _ in partners if _stands_alone(new, heading_new[b])}
    kept = [(i, j, p) for i, j, p in chosen if (i, j) in given or (i not in ruled_old and j not in ruled_new)]
    linked = {(i, j) for i, j, _ in kept}
    headings = [(heading_old[a], heading_new[b], share) for a, b, share in partners]
    # Two run-in headings are linked as their sections are, whatever else their paragraphs go to.
    return kept, sorted(
        (i, j, share)
        for i, j, share in headings
        if (i, j) not in linked or len(old.units[i]) == len(new.units[j]) == 2
    )


def _headings(side: Side) -> dict[str, int]:
    """The unit that holds the heading of each section."""
    return {
        unit[0].section: number
        for number, unit in reversed(list(enumerate(side.units)))
        if unit[0].kind == "heading" and unit[0].section
    }
