"""The vocabulary of Duizhao: frozen dataclasses that every step of the engine speaks in.

Every position is a code-point offset into the clean text of one edition; every span
is half-open, ``[start, end)``.  Ids are local to one edition or one comparison.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Span = tuple[int, int]
Param = str | int | float

Role = Literal["front", "review", "plan", "other"]
BlockKind = Literal["heading", "paragraph", "item", "bullet", "table_row", "footnote", "front", "chrome"]
LinkKind = Literal["same", "reworded", "rewritten"]
EditOp = Literal["equal", "insert", "delete", "replace"]
Change = Literal["increase", "decrease", "level", "count"]
Bound = Literal["exact", "at_least", "at_most", "about", "over"]
Commitment = Literal["ensure", "plain", "expect", "strive"]
MeasureRole = Literal["target", "result", "context"]
TargetChangeKind = Literal[
    "unchanged", "raised", "lowered", "loosened", "tightened", "reworded", "new", "dropped"
]
Verdict = Literal["met", "missed", "unclear", "unreported"]
ResultChangeKind = Literal["same_form", "other_form", "restated", "no_longer_reported", "new"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know; worded only when shown (`compare.messages`)."""

    code: str
    params: dict[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cut:
    """`removed` stood in the source before offset `at` of the clean text."""

    at: int
    removed: str


@dataclass(frozen=True, slots=True)
class Page:
    """From offset `start` on the text comes from this page of this source file."""

    start: int
    source: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What the source format says of a line of the text, e.g. a Word heading style.

    `kind` is a block kind; `level` counts headings from 1 (0 where it has none).
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True)
class Text:
    """The clean text of an edition, as a reader made it; never changed afterwards."""

    text: str
    cuts: tuple[Cut, ...] = ()
    pages: tuple[Page, ...] = ()
    hints: tuple[Hint, ...] = ()
    notes: tuple[Note, ...] = ()

    @cached_property
    def text_id(self) -> str:
        """SHA-256 of the text (UTF-8), in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Edition:
    """One report of a series with its text: what the engine is given.

    `year_given` is the year in which the report was presented, `year_reviewed` the
    year whose results it tells; either is None where nobody knows.
    """

    text: Text
    title: str = ""
    key: str = ""
    year_given: int | None = None
    year_reviewed: int | None = None
    source: str = ""


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
    """A paragraph-sized piece; `section` is the innermost one, None before the first heading."""

    id: str
    section: str | None
    kind: BlockKind
    start: int
    end: int


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

    @cached_property
    def _role_before_headings(self) -> Role:
        if not self.sections:
            return "other"
        # A text that starts in the middle (a later newspaper page) has no front matter.
        inside = any(note.code == "starts_inside" for note in self.edition.text.notes)
        return self.sections[0].role if inside else "front"

    def role_of_block(self, block: Block) -> Role:
        """The role of the innermost section; before the first heading `front`, in a flat text `other`."""
        if block.kind == "front":
            return "front"
        return self.section_by_id[block.section].role if block.section else self._role_before_headings

    def role_of_sentence(self, sentence: Sentence) -> Role:
        return self.role_of_block(self.block_by_id[sentence.block])


@dataclass(frozen=True, slots=True)
class SectionLink:
    """`old` and `new` sections on the same topic; confidence in [0, 1]."""

    id: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: LinkKind
    moved: bool
    confidence: float
    source: Literal["engine", "reviewer"] = "engine"


@dataclass(frozen=True, slots=True)
class Link:
    """m old blocks paired with n new ones; confidence in [0, 1]."""

    id: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: LinkKind
    moved: bool
    confidence: float
    source: Literal["engine", "reviewer"] = "engine"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a wording diff; each span lies inside one sentence.

    An insert has an empty old span, a delete an empty new one.  `minor` if only
    punctuation, width, or a year or session number that rolls on changed.
    """

    op: EditOp
    old: Span
    new: Span
    minor: bool = False


@dataclass(frozen=True, slots=True)
class SentenceLink:
    """m old sentences paired with n new ones, and the edits that lead from one to the other."""

    id: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: LinkKind
    moved: bool
    confidence: float
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A passage of the other edition that comes close; score in [0, 1]."""

    block: str
    score: float


@dataclass(frozen=True, slots=True)
class Absence:
    """A block without partner, with the (up to three) closest blocks of the other edition."""

    block: str
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target of the old edition beside one of the new; either is None where there is none."""

    old: str | None
    new: str | None
    indicator: str
    change: TargetChangeKind
    flags: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A target of the old edition beside the result that the new edition reports."""

    target: str
    result: str | None
    evidence: tuple[str, ...]
    verdict: Verdict
    why: Note
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A result of the old edition beside one of the new."""

    old: str | None
    new: str | None
    indicator: str
    change: ResultChangeKind


@dataclass(frozen=True, slots=True)
class Inputs:
    """What people say to the engine: phrases to keep whole, indicator names that mean the same."""

    terms: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that the engine finds between two texts."""

    engine: str
    old: ParsedEdition
    new: ParsedEdition
    section_links: tuple[SectionLink, ...] = ()
    links: tuple[Link, ...] = ()
    sentence_links: tuple[SentenceLink, ...] = ()
    removed: tuple[Absence, ...] = ()
    added: tuple[Absence, ...] = ()
    target_changes: tuple[TargetChange, ...] = ()
    delivery: tuple[Delivery, ...] = ()
    result_changes: tuple[ResultChange, ...] = ()
    notes: tuple[Note, ...] = ()
