"""Correcting the links between two editions; what was corrected, by whom, and the way back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug import Response as AnyResponse

from compare.model import Comparison
from webapp import link_passages, store
from webapp.actions import NotAllowed
from webapp.actions import link_corrections as actions
from webapp.actions.link_corrections import Outcome, Pair
from webapp.actions.refused import Refused
from webapp.addresses import local_path
from webapp.db import get_db
from webapp.languages import language_tag
from webapp.link_forms import LEVELS, read_numbers, read_saying
from webapp.link_sayings import resolve_sayings
from webapp.link_words import certainty_word, correction_words, difference_words, outcome_words
from webapp.marks import SIDES
from webapp.numbers import number_of
from webapp.pairs import comparison_of, find_pair
from webapp.refusals import words_of
from webapp.session import signed_in_account
from webapp.templating import may

bp = Blueprint("links", __name__)


@bp.get("/compare/<old>/<new>/links")
def show(old: str, new: str) -> str:
    """All that was said about the links between two editions: who, when, what; and the way back."""
    return _list_page(find_pair(old, new))


@bp.get("/compare/<old>/<new>/links.json")
def as_json(old: str, new: str) -> Response:
    """What holds, in the form that the command `duizhao compare --corrections` reads."""
    pair = find_pair(old, new)
    rows = store.link_corrections.of_pair(get_db(), pair[0].id, pair[1].id)
    data = [asdict(row.correction) for row in rows]
    return Response(json.dumps(data, ensure_ascii=False, indent=1), mimetype="application/json")


@bp.post("/compare/<old>/<new>/links")
def say(old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Say what a button of the page carries."""
    _demand_permission()
    pair, sent = find_pair(old, new), request.form
    before = comparison_of(get_db(), *pair)
    try:
        if (sent.get("old_text"), sent.get("new_text")) != (pair[0].text_id, pair[1].text_id):
            raise Refused("text_changed")
        saying = read_saying(sent.get("say", ""))
        parsed = before.old, before.new
        outcome = actions.say(get_db(), signed_in_account(), pair, parsed, saying)
    except Refused as refused:
        return _list_page(pair, words_of(refused)), 422
    side, starts = ("new", saying.new) if saying.new else ("old", saying.old)
    parsed_side = before.new if side == "new" else before.old
    block = link_passages.block_at(parsed_side, starts[0])
    return _answer(pair, before, outcome, f"#{side}-{block.id}" if block else "")


@bp.post("/compare/<old>/<new>/links/undo")
def undo(old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Take corrections back (`revoke`), and say others again that were taken back (`repeat`)."""
    _demand_permission()
    pair = find_pair(old, new)
    before = comparison_of(get_db(), *pair)
    try:
        revoke, repeat = (read_numbers(request.form.get(name, "")) for name in ("revoke", "repeat"))
        outcome = actions.change(get_db(), signed_in_account(), pair, revoke, repeat)
    except Refused as refused:
        return _list_page(pair, words_of(refused)), 422
    return _answer(pair, before, outcome, "")


@bp.get("/compare/<old>/<new>/links/passage")
def passage(old: str, new: str) -> str:
    """One passage (`?side=new&at=120`): what it is linked with, and all that it could be linked with.

    `?level=sentence` means the sentence that begins there, `?q=…` searches the other edition.
    """
    _demand_permission()
    pair, asked = find_pair(old, new), request.args
    side, level, at = asked.get("side"), asked.get("level", "block"), number_of(asked.get("at", ""))
    if side not in SIDES or level not in LEVELS or at is None:
        abort(404)
    comparison = comparison_of(get_db(), *pair)
    found = link_passages.look_at(
        comparison, side, level, at, asked.get("q", ""), resolve_sayings(comparison, _rows(pair))
    )
    if found is None:
        abort(404)
    return render_template(
        "links/passage.html",
        passage=found,
        side=side,
        level=level,
        query=asked.get("q", ""),
        here=pair[0 if side == "old" else 1],
        there=pair[1 if side == "old" else 0],
        back=_back(asked, pair),
        certainty_word=certainty_word,
        **_frame(pair),
    )


def _demand_permission() -> None:
    """Refuse who may not correct before anything else: other refusals would speak of a mistake in the form."""
    if not may("correct"):
        raise NotAllowed("correct")


def _answer(pair: Pair, before: Comparison, outcome: Outcome, place: str) -> AnyResponse:
    """Go back to where it was said, with what it changed and the way back."""
    differences = difference_words(before, comparison_of(get_db(), *pair))
    back = _back(request.form, pair)
    said = render_template(
        "links/_said.html",
        words=outcome_words(outcome, pair, differences),
        old=pair[0],
        new=pair[1],
        back=back,
        revoke=",".join(str(row.id) for row in outcome.said),
        repeat=",".join(str(row.id) for row in outcome.revoked),
    )
    flash(Markup(said))
    return redirect(back + place, 303)


def _back(values: Any, pair: Pair) -> str:
    """The page to go back to: this site's only."""
    return local_path(values.get("back", "")) or url_for(
        "comparisons.show", old=pair[0].slug, new=pair[1].slug
    )


def _rows(pair: Pair) -> list[store.link_corrections.LinkCorrectionRow]:
    return store.link_corrections.of_pair(get_db(), pair[0].id, pair[1].id)


def _frame(pair: Pair) -> dict[str, Any]:
    """What all pages of two editions show."""
    series = {
        side: store.series.get(get_db(), edition.series_id) for side, edition in zip(SIDES, pair, strict=True)
    }
    return {
        "old": pair[0],
        "new": pair[1],
        "series": series["new"],
        "lang": {side: language_tag(item.language) for side, item in series.items() if item},
    }


def _list_page(pair: Pair, error: str | None = None) -> str:
    rows = store.link_corrections.history(get_db(), pair[0].id, pair[1].id)
    comparison = comparison_of(get_db(), *pair)
    sayings = resolve_sayings(comparison, [row for row in rows if not row.revoked_at])
    said = [
        (row, correction_words(row.correction, pair), link_passages.href_of(comparison, row.correction))
        for row in rows
    ]
    return render_template(
        "links/show.html",
        standing=[item for item in said if not item[0].revoked_at],
        past=[item for item in said if item[0].revoked_at],
        lost=sayings.lost,
        error=error,
        here=url_for("links.show", old=pair[0].slug, new=pair[1].slug),
        **_frame(pair),
    )
