"""What a summary tells, before it takes the form of Markdown or plain text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from compare.export.places import page_at
from compare.messages import word
from compare.model import Absence, Comparison, Measure, Near, Note, Page, ParsedEdition, Section, SectionLink

#: Long passages are quoted by their beginning.
QUOTE_CHARS = 60


#: Passages of the other edition: (where, quote, score, page if there are several).
Closest = tuple[tuple[str, str, float, Page | None], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without partner, its page where there are several, and what comes closest to it."""

    where: str
    quote: str
    closest: Closest
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    indicator: str
    old: str
    new: str
    change: str
    flags: tuple[str, ...]
    closest: Closest = ()
    old_page: Page | None = None
    new_page: Page | None = None


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    indicator: str
    target: str
    result: str
    verdict: str
    why: Note
    closest: Closest = ()
    target_page: Page | None = None
    result_page: Page | None = None


@dataclass(frozen=True)
class Summary:
    old: str
    new: str
    linked_share: float  # of all characters, in [0, 1]
    kinds: dict[str, int]
    moved: int
    targets: tuple[TargetRow, ...]
    delivery: tuple[DeliveryRow, ...]
    sections_moved: tuple[tuple[str, str], ...]
    sections_gone: tuple[Passage, ...]
    sections_come: tuple[Passage, ...]
    removed: tuple[Passage, ...]
    added: tuple[Passage, ...]
    notes: tuple[Note, ...]
    partial: tuple[bool, bool]  # old, new: pages are missing


def edition_name(parsed: ParsedEdition) -> str:
    """Title and key of an edition, as far as they are known."""
    edition = parsed.edition
    parts = [edition.title, "" if edition.key in edition.title else edition.key]
    return " ".join(part for part in parts if part) or edition.source


def quote_of(text: str, limit: int = QUOTE_CHARS) -> str:
    """The passage on one line, cut at `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def section_name(section: Section) -> str:
    return f"{section.label}{section.title}".strip()


def place_of(parsed: ParsedEdition, block_id: str) -> str:
    """The heading above a block."""
    section = parsed.block_by_id[block_id].section
    return section_name(parsed.section_by_id[section]) if section else ""


def measure_words(parsed: ParsedEdition, measure: Measure | None) -> str:
    """Number, unit and bound as they stand in the text; the phrase of a qualitative measure."""
    return quote_of(parsed.quote(measure)) if measure else ""


def _page_of(parsed: ParsedEdition, measure: Measure | None) -> Page | None:
    return page_at(parsed, measure.start) if measure else None


def summarise(comparison: Comparison) -> Summary:
    """The summary of a comparison; nothing absent is told without what comes closest."""
    old, new = comparison.old, comparison.new
    old_of, new_of = old.measure_by_id, new.measure_by_id
    return Summary(
        edition_name(old),
        edition_name(new),
        _linked_share(comparison),
        dict(Counter(link.kind for link in comparison.links)),
        sum(link.moved for link in comparison.links),
        tuple(
            TargetRow(
                row.indicator,
                measure_words(old, old_of.get(row.old or "")),
                measure_words(new, new_of.get(row.new or "")),
                row.change,
                row.flags,
                _closest(old if row.old is None else new, row.nearest),
                _page_of(old, old_of.get(row.old or "")),
                _page_of(new, new_of.get(row.new or "")),
            )
            for row in comparison.target_changes
        ),
        tuple(
            DeliveryRow(
                old_of[row.target].indicator,
                measure_words(old, old_of[row.target]),
                measure_words(new, new_of.get(row.result or "")),
                row.verdict,
                row.why,
                _closest(new, row.nearest),
                _page_of(old, old_of[row.target]),
                _page_of(new, new_of.get(row.result or "")),
            )
            for row in comparison.delivery
        ),
        _sections_moved(comparison),
        _unlinked(
            old, new, {name for link in comparison.section_links for name in link.old}, comparison.removed
        ),
        _unlinked(
            new, old, {name for link in comparison.section_links for name in link.new}, comparison.added
        ),
        _passages(old, new, comparison.removed),
        _passages(new, old, comparison.added),
        (*comparison.notes, *old.notes, *new.notes),
        (old.is_partial, new.is_partial),
    )


def _linked_share(comparison: Comparison) -> float:
    linked = total = 0
    for parsed, names in (
        (comparison.old, {name for link in comparison.links for name in link.old}),
        (comparison.new, {name for link in comparison.links for name in link.new}),
    ):
        for block in parsed.blocks:
            if block.kind != "chrome":
                total += block.end - block.start
                linked += (block.end - block.start) if block.id in names else 0
    return linked / total if total else 0.0


def _sections_moved(comparison: Comparison) -> tuple[tuple[str, str], ...]:
    old, new = comparison.old.section_by_id, comparison.new.section_by_id

    def names(link: SectionLink) -> tuple[str, str]:
        return (
            " + ".join(section_name(old[name]) for name in link.old),
            " + ".join(section_name(new[name]) for name in link.new),
        )

    return tuple(names(link) for link in comparison.section_links if link.moved)


def _unlinked(
    own: ParsedEdition, other: ParsedEdition, linked: set[str], absences: tuple[Absence, ...]
) -> tuple[Passage, ...]:
    """Sections without partner; what comes closest to the heading comes closest to the section."""
    nearest = {absence.block: absence.nearest for absence in absences}
    heading = {block.section: block.id for block in reversed(own.blocks) if block.kind == "heading"}
    return tuple(
        Passage(
            "",
            section_name(section),
            _closest(other, nearest.get(heading[section.id], ())),
            page_at(own, section.start),
        )
        for section in own.sections
        if section.id not in linked
    )


def _closest(other: ParsedEdition, nearest: tuple[Near, ...]) -> Closest:
    return tuple(
        (
            place_of(other, near.block),
            quote_of(other.quote(other.block_by_id[near.block]), QUOTE_CHARS // 2),
            near.score,
            page_at(other, other.block_by_id[near.block].start),
        )
        for near in nearest
    )


def _passages(own: ParsedEdition, other: ParsedEdition, absences: tuple[Absence, ...]) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            place_of(own, absence.block),
            quote_of(own.quote(own.block_by_id[absence.block])),
            _closest(other, absence.nearest),
            page_at(own, own.block_by_id[absence.block].start),
        )
        for absence in absences
        if own.block_by_id[absence.block].kind not in ("heading", "front")
    )


def reason(note: Note, language: str) -> str:
    """A note or reason in words."""
    return word(note.code, note.params, language)
