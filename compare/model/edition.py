"""An edition taken apart: sections, blocks, sentences, measures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from compare.model.text import BlockKind, Edition, Note, Span

Role = Literal["front", "review", "plan", "other"]
Change = Literal["increase", "decrease", "level", "count"]
Bound = Literal["exact", "at_least", "at_most", "about", "over"]
Commitment = Literal["ensure", "plain", "expect", "strive"]
MeasureRole = Literal["target", "result", "context"]

#: Notes of readers after which the absence of something proves nothing.
INCOMPLETE = frozenset(
    (
        "starts_inside",
        "ends_inside",
        "ends_abruptly",
        "ends_after_first_part",
        "pages_do_not_follow",
        "pdf_pages_without_text",
    )
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all that stands below it, subsections included."""

    id: str
    parent: str | None
    level: int
    label: str
    title: str
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-sized piece; `section` is the innermost one, None before the first heading.

    Of a `table_row` `cells` are the spans of its cells from the first column on (an empty
    one has no length), `table` is the number of its table in the text, from 1, and
    `header` tells the rows that name the columns.
    """

    id: str
    section: str | None
    kind: BlockKind
    start: int
    end: int
    cells: tuple[Span, ...] = ()
    table: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; the sentences of a block tile it."""

    id: str
    block: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """The time a measure speaks of: years, inclusive.

    `average` for a yearly average over them; `part` names a part of the year,
    "01-09" for January to September.
    """

    start: int | None = None
    end: int | None = None
    average: bool = False
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A statement with an indicator and a value (None where it is qualitative).

    `start`, `end` cover number, unit and bound (of a qualitative measure: the phrase);
    `quote` is the clause.  Numbers are exact and written as strings: decimals as in the
    text ("3.5" with unit "万平方米"), fractions "1/3"; `amount` is in `base_unit`
    ("35000", "平方米").
    """

    id: str
    sentence: str
    start: int
    end: int
    quote: str
    indicator: str
    change: Change
    value: str | None
    value_max: str | None
    unit: str
    amount: str | None
    amount_max: str | None
    base_unit: str
    bound: Bound
    commitment: Commitment
    role: MeasureRole
    period: Period


@dataclass(frozen=True)
class ParsedEdition:
    """An edition with its outline, sentences and measures."""

    edition: Edition
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        return self.edition.text.text

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def block_by_id(self) -> dict[str, Block]:
        return {block.id: block for block in self.blocks}

    @cached_property
    def sentence_by_id(self) -> dict[str, Sentence]:
        return {sentence.id: sentence for sentence in self.sentences}

    @cached_property
    def measure_by_id(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def sentences_of_block(self) -> dict[str, tuple[Sentence, ...]]:
        found: dict[str, list[Sentence]] = {block.id: [] for block in self.blocks}
        for sentence in self.sentences:
            found[sentence.block].append(sentence)
        return {block: tuple(sentences) for block, sentences in found.items()}

    def quote(self, unit: Section | Block | Sentence | Measure) -> str:
        """The text of a unit."""
        return self.text[unit.start : unit.end]

    @property
    def starts_inside(self) -> bool:
        """The first page was not imported."""
        return any(note.code == "starts_inside" for note in self.edition.text.notes)

    @property
    def is_partial(self) -> bool:
        """Pages are missing, so that absence of something proves nothing."""
        return any(note.code in INCOMPLETE for note in self.edition.text.notes)

    @cached_property
    def _role_before_headings(self) -> Role:
        if not self.sections:
            return "other"
        # A text that starts in the middle (a later newspaper page) has no front matter.
        return self.sections[0].role if self.starts_inside else "front"

    def role_of_block(self, block: Block) -> Role:
        """The role of the innermost section; before the first heading `front`, in a flat text `other`."""
        if block.kind == "front":
            return "front"
        return self.section_by_id[block.section].role if block.section else self._role_before_headings

    def role_of_sentence(self, sentence: Sentence) -> Role:
        return self.role_of_block(self.block_by_id[sentence.block])
