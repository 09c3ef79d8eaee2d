"""What the engine finds between two editions, and what people say to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compare.model.edition import ParsedEdition
from compare.model.text import Anchor, Note, Span

LinkKind = Literal["same", "reworded", "rewritten"]
EditOp = Literal["equal", "insert", "delete", "replace"]
TargetChangeKind = Literal[
    "unchanged", "raised", "lowered", "loosened", "tightened", "reworded", "new", "dropped"
]
Verdict = Literal["met", "missed", "unclear", "unreported"]
LinkCorrectionOp = Literal["together", "apart", "alone"]
LinkLevel = Literal["block", "sentence"]
ResultChangeKind = Literal["same_form", "other_form", "restated", "no_longer_reported", "new"]


@dataclass(frozen=True, slots=True)
class Link:
    """m old units (blocks, or sections) paired with n new ones; confidence in [0, 1]."""

    id: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    kind: LinkKind
    moved: bool
    confidence: float
    source: Literal["engine", "reviewer"] = "engine"


#: A link of sections says the same of sections as one of blocks says of blocks.
SectionLink = Link


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of a wording diff; each span lies inside one sentence.

    An insert has an empty old span, a delete an empty new one.  `minor` if only
    punctuation, width, or a year or session number that rolls on changed.  A deletion
    and an insertion with the same `move` (a number within the link) are one passage that
    changed places, in the same words.
    """

    op: EditOp
    old: Span
    new: Span
    minor: bool = False
    move: int | None = None


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
class LinkCorrection:
    """A reviewer's word about what belongs together; a hard constraint of every later run.

    `together`: the passages at `old` and `new` are linked (besides other partners that they
    may have: say it of several pairs for a split or a merge); `apart`: they are not; `alone`:
    the one passage that is given has no counterpart, and the other anchor is None.  Anchors lie
    on a text of the old and of the new edition; the unit in which one begins is meant.
    """

    op: LinkCorrectionOp
    old: Anchor | None
    new: Anchor | None
    level: LinkLevel = "block"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What people say to the engine.

    Phrases to keep whole, indicator names that mean the same, what belongs together; and
    whether wording is to be told by characters instead of words.
    """

    terms: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    links: tuple[LinkCorrection, ...] = ()
    by_characters: bool = False


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
