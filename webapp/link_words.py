"""What is said about links, in words."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from compare.model import Anchor, Comparison, LinkCorrection
from webapp.actions.link_corrections import ANCHORED, Outcome, Pair
from webapp.languages import join_sentences
from webapp.reading import SURE, UNSURE

#: So many corrections are told one by one; of the others only the number.
TOLD = 2

#: Quotation marks → those inside others.
INNER = str.maketrans("“”", "‘’")


def certainty_word(confidence: float) -> str:
    """A confidence as a word."""
    return _("doubtful") if confidence < UNSURE else _("likely") if confidence < SURE else _("sure")


def correction_words(correction: LinkCorrection, pair: Pair) -> str:
    """What a correction says, as a sentence without its full stop."""
    old, new = _quoted(correction.old), _quoted(correction.new)
    if correction.op == "together":
        return _("“%(old)s” and “%(new)s” belong together", old=old, new=new)
    if correction.op == "apart":
        return _("“%(old)s” and “%(new)s” do not belong together", old=old, new=new)
    # It stands in one edition and has nothing to face it in the other.
    side = 0 if correction.old else 1
    return _(
        "“%(quote)s” (%(here)s) has no counterpart in %(there)s",
        quote=old or new,
        here=pair[side].label,
        there=pair[1 - side].label,
    )


def outcome_words(outcome: Outcome, pair: Pair, differences: str) -> str:
    """What was said and taken back just now, and what it changed."""
    words = []
    if outcome.said:
        words.append(_("Noted: %(what)s.", what=_listed([row.correction for row in outcome.said], pair)))
    if outcome.revoked:
        taken = _listed([row.correction for row in outcome.revoked], pair)
        words.append(
            _("Taken back, because it says the contrary: %(what)s.", what=taken)
            if outcome.said
            else _("No longer: %(what)s.", what=taken)
        )
    return join_sentences([*words, differences])


def difference_words(before: Comparison, after: Comparison) -> str:
    """How many links are different now."""
    passages = _different(before.links, after.links)
    sentences = _different(before.sentence_links, after.sentence_links)
    if not passages and not sentences:
        return _("No link is different now.")
    counted = []
    if passages:
        counted.append(ngettext("%(num)s link of passages", "%(num)s links of passages", passages))
    if sentences:
        counted.append(ngettext("%(num)s link of sentences", "%(num)s links of sentences", sentences))
    return _("Different now: %(what)s.", what=_(" and ").join(counted))


def _different(before: Sequence[object], after: Sequence[object]) -> int:
    """Links that were not there before, or are not there any more; what was changed counts once."""
    pairs = [{(link.old, link.new) for link in links} for links in (before, after)]  # type: ignore[attr-defined]
    return max(len(pairs[0] - pairs[1]), len(pairs[1] - pairs[0]))


def _listed(corrections: Sequence[LinkCorrection], pair: Pair) -> str:
    told = [correction_words(correction, pair) for correction in corrections[:TOLD]]
    more = len(corrections) - len(told)
    if more:
        told.append(ngettext("and %(num)s more", "and %(num)s more", more))
    return _("; ").join(told)


def _quoted(anchor: Anchor | None) -> str:
    if anchor is None:
        return ""
    # It is told between quotation marks; its own become the inner ones.
    quote = " ".join(anchor.quote.split()).translate(INNER)
    return quote + "…" if len(anchor.quote) == ANCHORED else quote
