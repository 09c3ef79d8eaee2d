"""The words of the comparison page: kinds, changes, verdicts, as they are said and signed."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from compare.model import Comparison, Measure
from webapp.ledger_table import LedgerRow, is_change
from webapp.marks import edition_of
from webapp.passages import Shown, Tag, Words
from webapp.places import elsewhere
from webapp.rows import Side
from webapp.store.annotations import Annotation

#: Filter or kind of row → sign and name.
SIGNS: dict[str, tuple[str, Any]] = {
    "same": ("＝", _l("same")),
    "reworded": ("∼", _l("reworded")),
    "rewritten": ("≈", _l("rewritten")),
    "added": ("＋", _l("added")),
    "removed": ("－", _l("removed")),
    "moved": ("⇄", _l("moved")),
    # ⑂ is in few fonts; it is drawn instead.
    "joined": (Markup('<span class="fork"></span>'), _l("split or merged")),
    "targets": ("◎", _l("targets changed")),
    "unsure": ("?", _l("please check")),
    "annotated": ("●", _l("annotated")),
    "chrome": ("", _l("page litter")),
}

#: Change of a target → sign and name.
CHANGES: dict[str, tuple[str, Any]] = {
    "raised": ("▲", _l("raised")),
    "lowered": ("▼", _l("lowered")),
    "tightened": ("◆", _l("tightened")),
    "loosened": ("◇", _l("loosened")),
    "reworded": ("≈", _l("other form")),
    "new": ("＋", _l("new target")),
    "dropped": ("－", _l("dropped")),
    "unchanged": ("＝", _l("unchanged")),
}

#: Flags of a target change that are said in words; the others order the rows.
FLAGS: dict[str, Any] = {
    "number_withdrawn": _l("number withdrawn"),
    "more_ambitious": _l("more ambitious"),
    "less_ambitious": _l("less ambitious"),
    "not_imported": _l("not in the imported part"),
}

VERDICTS: dict[str, tuple[str, Any]] = {
    "met": ("✓", _l("met")),
    "missed": ("✗", _l("missed")),
    "unclear": ("?", _l("unclear")),
    "unreported": ("∅", _l("not reported")),
}

RESULT_CHANGES: dict[str, Any] = {
    "same_form": _l("same form"),
    "other_form": _l("other form"),
    "restated": _l("restated"),
    "no_longer_reported": _l("no longer reported"),
    "new": _l("new"),
}


def words_of_passages() -> Words:
    """What is said within the texts to those who hear the page."""
    return Words(
        deleted=_("deleted:"),
        inserted=_("inserted:"),
        moved=_("moved:"),
        other_place=_("to its other place"),
        end=_("(end)"),
        annotation=_("annotation"),
    )


def refer(
    comparison: Comparison, ledger: tuple[LedgerRow, ...], annotations: list[Annotation]
) -> dict[Side, Shown]:
    """What the marks of both texts refer to: tags of changed targets, ways to moved sentences."""
    statuses = {str(annotation.id): annotation.status for annotation in annotations}
    tags: dict[Side, dict[str, Tag]] = {"old": {}, "new": {}}
    for row in ledger:
        if not is_change(row.change):
            continue
        if row.new:
            tags["new"][row.new.id] = _tag(comparison, row)
        elif row.old:
            tags["old"][row.old.id] = _tag(comparison, row)
    jumps: dict[Side, dict[str, tuple[str, str]]] = {"old": {}, "new": {}}
    for link in comparison.sentence_links:
        for side, other, ids in (("old", "new", link.new), ("new", "old", link.old)):
            edition = edition_of(comparison, other)
            sentence = edition.sentence_by_id[ids[0]]
            where = elsewhere(edition, other, edition.block_by_id[sentence.block]).where
            label = _("to %(where)s", where=where) if side == "old" else _("from %(where)s", where=where)
            jumps[side][link.id] = (f"#{other}-{sentence.id}", label)
    words = words_of_passages()
    return {side: Shown(tags[side], jumps[side], statuses, words) for side in ("old", "new")}


def _tag(comparison: Comparison, row: LedgerRow) -> Tag:
    """Short in the text: the sign, with the difference or (where there is none) the word."""
    sign, name = CHANGES[str(row.change)]
    if "number_withdrawn" in row.flags:
        name = FLAGS["number_withdrawn"]
    label = f"{sign}{abs(row.difference)}" if row.difference and row.change in ("raised", "lowered") else sign
    if row.change in ("loosened", "tightened", "reworded", "dropped"):
        label = f"{sign} {name}"
    said = [name, *(FLAGS[flag] for flag in row.flags if flag in FLAGS and FLAGS[flag] is not name)]
    phrases = [phrase(comparison, "old", row.old), phrase(comparison, "new", row.new)]
    title = f"{', '.join(map(str, said))}: {row.indicator} " + " → ".join(text or "—" for text in phrases)
    return Tag(label, f"#{row.id}", title, f"{row.change} {ambition(row)}".strip())


def ambition(row: LedgerRow) -> str:
    """Which way a target went, "more" or "less", where the engine knows; else ""."""
    if "more_ambitious" in row.flags or row.change in ("tightened", "new"):
        return "more"
    if "less_ambitious" in row.flags or row.change in ("loosened", "dropped"):
        return "less"
    return ""


def phrase(comparison: Comparison, side: Side, measure: Measure | None) -> str:
    """Number, unit and bound of a measure as its text has them."""
    return edition_of(comparison, side).quote(measure) if measure else ""
