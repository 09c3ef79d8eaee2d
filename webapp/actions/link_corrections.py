"""Correcting links: what belongs together, what does not, what has no counterpart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from sqlite_utils import Database

from compare.anchor import describe, locate_mended
from compare.model import Anchor, Block, LinkCorrection, ParsedEdition, Sentence, Text
from compare.model.comparison import LinkCorrectionOp, LinkLevel
from webapp import store
from webapp.actions import act
from webapp.actions.corrections import there
from webapp.actions.refused import Refused
from webapp.store.accounts import Account
from webapp.store.editions import EditionRow
from webapp.store.link_corrections import LinkCorrectionRow

#: An anchor covers so many characters from the beginning of its passage: a typo mended further on
#: does not cost it its place.
ANCHORED = 24

#: Most pairs of passages that one word may be about.  A link has some ten at most.
MAX_PAIRS = 200

Pair = tuple[EditionRow, EditionRow]
Parsed = tuple[ParsedEdition, ParsedEdition]


@dataclass(frozen=True, slots=True)
class Saying:
    """What a person says: passages by the place in their text where they begin.

    `together` and `apart` are about each old passage with each new one; `alone` has passages on
    one side only.
    """

    op: LinkCorrectionOp
    level: LinkLevel
    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was stored, and what was taken back because it says the contrary."""

    said: tuple[LinkCorrectionRow, ...]
    revoked: tuple[LinkCorrectionRow, ...]


def say(db: Database, account: Account, pair: Pair, parsed: Parsed, saying: Saying) -> Outcome:
    """Store what somebody says about the links between two editions, `parsed` being their texts of now.

    What was said before to the contrary is taken back.  Refused where the texts are others by now,
    where no passage begins at a place, and where all of it was said already.
    """
    corrections = _corrections(parsed, saying)
    with act(db, account, "correct") as log:
        for edition, seen in zip(pair, parsed, strict=True):
            if there(db, edition.id).text_id != seen.edition.text.text_id:
                raise Refused("text_changed")
        outcome = _store(db, account, pair, corrections)
        if not outcome.said:
            raise Refused("nothing_changed")
        log("edition", pair[1].id, done="links", op=saying.op, level=saying.level, **_logged(pair, outcome))
    return outcome


def change(
    db: Database, account: Account, pair: Pair, revoke: Sequence[int], repeat: Sequence[int]
) -> Outcome:
    """Take corrections back, and say others again that were taken back: the undo of `say` and of itself."""
    with act(db, account, "correct") as log:
        for edition in pair:
            there(db, edition.id)
        known = {row.id: row for row in store.link_corrections.history(db, pair[0].id, pair[1].id)}
        if not {*revoke, *repeat} <= known.keys():
            raise Refused("correction_gone")
        gone = [known[number] for number in revoke if not known[number].revoked_at]
        store.link_corrections.revoke(db, [row.id for row in gone], account.id)
        again = [known[number].correction for number in repeat if known[number].revoked_at]
        found = _store(db, account, pair, again)
        outcome = Outcome(found.said, (*gone, *found.revoked))
        if outcome.said or outcome.revoked:
            log("edition", pair[1].id, done="links_undone", **_logged(pair, outcome))
    return outcome


def contradicts(one: LinkCorrection, other: LinkCorrection, texts: tuple[Text, Text]) -> bool:
    """Whether two corrections cannot both hold in these two texts.

    Together and apart of the same pair; together and alone of the same passage.
    """
    if one.level != other.level:
        return False
    places, others = _places(one, texts), _places(other, texts)
    ops = {one.op, other.op}
    if ops == {"together", "apart"}:
        return None not in places and places == others
    if ops == {"together", "alone"}:
        return any(here is not None and here == there for here, there in zip(places, others, strict=True))
    return False


def _corrections(parsed: Parsed, saying: Saying) -> tuple[LinkCorrection, ...]:
    """A correction for each pair, or for each passage that is alone."""
    if saying.op == "alone":
        if saying.old and saying.new:
            raise Refused("correction_unknown")
        pairs: list[tuple[int | None, int | None]] = [(start, None) for start in saying.old]
        pairs += [(None, start) for start in saying.new]
    else:
        pairs = list(product(saying.old, saying.new))
    if not 0 < len(pairs) <= MAX_PAIRS:
        raise Refused("correction_unknown")
    return tuple(
        LinkCorrection(
            saying.op,
            _anchor(parsed[0], saying.level, old) if old is not None else None,
            _anchor(parsed[1], saying.level, new) if new is not None else None,
            saying.level,
        )
        for old, new in pairs
    )


def _anchor(parsed: ParsedEdition, level: LinkLevel, start: int) -> Anchor:
    """The anchor of the passage that begins at `start`; page litter is none."""
    units: Sequence[Block | Sentence] = parsed.blocks if level == "block" else parsed.sentences
    unit = next((unit for unit in units if unit.start == start), None)
    if unit is None:
        raise Refused("passage_unknown")
    block = parsed.block_by_id[unit.block] if isinstance(unit, Sentence) else unit
    if block.kind == "chrome":
        raise Refused("passage_is_litter")
    return describe(parsed.edition.text, start, min(unit.end, start + ANCHORED))


def _store(db: Database, account: Account, pair: Pair, corrections: Iterable[LinkCorrection]) -> Outcome:
    """Add what does not hold yet; take back what says the contrary."""
    old, new = pair
    texts = store.texts.text_of(db, old.id), store.texts.text_of(db, new.id)
    said: list[int] = []
    revoked: list[LinkCorrectionRow] = []
    standing = store.link_corrections.of_pair(db, old.id, new.id)
    for correction in corrections:
        if any(_is_same(row.correction, correction, texts) for row in standing):
            continue
        against = [row for row in standing if contradicts(row.correction, correction, texts)]
        store.link_corrections.revoke(db, [row.id for row in against], account.id)
        revoked += against
        said.append(store.link_corrections.add(db, old.id, new.id, correction, account.id))
        standing = store.link_corrections.of_pair(db, old.id, new.id)
    return Outcome(tuple(row for row in standing if row.id in said), tuple(revoked))


def _is_same(one: LinkCorrection, other: LinkCorrection, texts: tuple[Text, Text]) -> bool:
    if (one.op, one.level) != (other.op, other.level):
        return False
    if one == other:
        return True
    places = _places(one, texts)
    given = [place for place, anchor in zip(places, (one.old, one.new), strict=True) if anchor]
    return None not in given and places == _places(other, texts)


def _places(correction: LinkCorrection, texts: tuple[Text, Text]) -> tuple[int | None, int | None]:
    """Where its passages begin; None for one that is not given, or has lost its place."""
    found = [
        locate_mended(text, anchor) if anchor else None
        for text, anchor in zip(texts, (correction.old, correction.new), strict=True)
    ]
    old, new = (span[0] if span else None for span in found)
    return old, new


def _logged(pair: Pair, outcome: Outcome) -> dict[str, object]:
    return {
        "against": pair[0].id,
        "corrections": [row.id for row in outcome.said],
        "revoked": [row.id for row in outcome.revoked],
    }
