"""Pages and forms of annotations.

Every change is a POST.  A form of a page is answered with a redirect to where the remark
is read, a script (Accept: application/json) with the annotation as JSON.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug import Response

from compare.anchor import Anchor
from webapp import store
from webapp.actions import annotations as actions
from webapp.actions.refused import Refused
from webapp.addresses import local_path
from webapp.db import get_db
from webapp.languages import language_tag
from webapp.neighbours import likely_pair
from webapp.numbers import number_of
from webapp.refusals import words_of
from webapp.session import signed_in_account, wants_page
from webapp.store.annotations import Annotation

bp = Blueprint("annotations", __name__)


@bp.get("/annotations/new")
def form() -> str | tuple[str, int]:
    """A form of its own for a passage of one side of a comparison: the way without JavaScript."""
    asked, db = request.args, get_db()
    editions = {side: store.editions.by_slug(db, asked.get(side, "")) for side in ("old", "new")}
    old, new, chosen = editions["old"], editions["new"], editions.get(asked.get("side", ""))
    if old is None or new is None or chosen is None:
        abort(404)
    text = store.texts.text_by_id(db, chosen.text_id) or ""
    start, end = _number(asked, "start"), _number(asked, "end")
    if not 0 <= start < end <= len(text):
        abort(404)
    values = {
        "text_id": chosen.text_id,
        "start": str(start),
        "end": str(end),
        "quote": text[start:end],
        "scope_old": old.text_id,
        "scope_new": new.text_id,
        "back": local_path(asked.get("back", "")) or url_for("comparisons.show", old=old.slug, new=new.slug),
    }
    return _form(values, error=None)


@bp.post("/annotations")
def write() -> Response | tuple[str, int]:
    """Write a remark on a passage, or without passage on a whole comparison."""
    db, sent = get_db(), request.form
    scope = (sent.get("scope_old", ""), sent.get("scope_new", ""))
    try:
        if any(store.texts.text_by_id(db, text_id) is None for text_id in scope):
            raise Refused("text_unknown")
        anchors: dict[str, Any] = {}
        if sent.get("text_id"):
            side = "new_anchor" if sent["text_id"] == scope[1] else "old_anchor"
            anchors[side] = _anchor(sent)
        annotation_id = actions.write_annotation(
            db, signed_in_account(), body=sent.get("body", ""), scope=scope, **anchors
        )
    except Refused as refused:
        if not wants_page():
            abort(422, words_of(refused))
        back = local_path(sent.get("back", "")) or ""
        return _form({**sent.to_dict(), "back": back}, error=words_of(refused))
    return _answer(annotation_id, status=201)


@bp.get("/annotations/<int:annotation_id>")
def show(annotation_id: int) -> str | Response:
    """One remark with its passage and its history."""
    annotation = store.annotations.get(get_db(), annotation_id)
    if annotation is None or annotation.deleted_at:
        abort(404)
    if not wants_page():
        return jsonify(asdict(annotation))
    return render_template(
        "annotations/show.html",
        annotation=annotation,
        history=store.annotations.history(get_db(), annotation_id),
        comparison=_comparison_of(annotation),
    )


@bp.post("/annotations/<int:annotation_id>")
def reword(annotation_id: int) -> Response:
    """Give it other words."""
    return _change(annotation_id, actions.reword, request.form.get("body", ""))


@bp.post("/annotations/<int:annotation_id>/resolve")
def resolve(annotation_id: int) -> Response:
    """Say that it is settled."""
    return _change(annotation_id, actions.set_status, "resolved")


@bp.post("/annotations/<int:annotation_id>/reopen")
def reopen(annotation_id: int) -> Response:
    """Say that it waits again."""
    return _change(annotation_id, actions.set_status, "open")


@bp.post("/annotations/<int:annotation_id>/delete")
def delete(annotation_id: int) -> Response:
    """Take it off the pages."""
    response = _change(annotation_id, actions.delete)
    if wants_page():
        back = local_path(request.form.get("back", "")) or ""
        flash(Markup(render_template("annotations/_deleted.html", annotation_id=annotation_id, back=back)))
    return response


@bp.post("/annotations/<int:annotation_id>/restore")
def restore(annotation_id: int) -> Response:
    """Put it back after it was deleted."""
    return _change(annotation_id, actions.restore)


def may_change(annotation: Annotation) -> bool:
    """Whether the one who is signed in may reword or delete it."""
    return actions.may_change(signed_in_account(), annotation)


@bp.app_context_processor
def offer_helpers() -> dict[str, Any]:
    return {"may_change": may_change, "language_of": language_of}


def language_of(text_id: str) -> str:
    """The language of a text, as HTML names it: that of the series of its edition."""
    for edition in store.editions.with_text(get_db(), text_id):
        if series := store.series.get(get_db(), edition.series_id):
            return language_tag(series.language)
    return "und"


def _anchor(sent: Any) -> Anchor:
    """The anchor that a form names; refused unless its quote is what the text has there."""
    db, start, end = get_db(), _number(sent, "start"), _number(sent, "end")
    quote = sent.get("quote", "")
    there = (store.texts.text_by_id(db, sent["text_id"]) or "")[max(start, 0) : max(end, 0)]
    # Browsers send every line end of a form as CRLF; only in that the quote may differ.
    if _one_line_end(there) == _one_line_end(quote):
        quote = there
    return actions.anchor_at(db, sent["text_id"], start, end, quote)


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _change(annotation_id: int, action: Any, *arguments: Any) -> Response:
    try:
        action(get_db(), signed_in_account(), annotation_id, *arguments)
    except Refused as refused:
        abort(404 if refused.code == "annotation_gone" else 422, words_of(refused))
    return _answer(annotation_id)


def _answer(annotation_id: int, status: int = 200) -> Response:
    annotation = store.annotations.get(get_db(), annotation_id)
    assert annotation is not None
    if not wants_page():
        response = jsonify(asdict(annotation))
        response.status_code = status
        return response
    back = local_path(request.form.get("back", ""))
    if annotation.deleted_at and back == url_for("annotations.show", annotation_id=annotation_id):
        back = ""  # what is deleted has no page to go back to
    page = back or _comparison_of(annotation) or url_for("library.index")
    placed = annotation.old_anchor or annotation.new_anchor
    fragment = "" if annotation.deleted_at else f"#{'a' if placed else 'annotation'}-{annotation_id}"
    return redirect(page + fragment, 303)


def _comparison_of(annotation: Annotation) -> str | None:
    """The address of the comparison in which it was written."""
    scope = (annotation.scope_old_text_id, annotation.scope_new_text_id)
    editions = store.editions.with_texts(get_db(), [text_id for text_id in scope if text_id])
    pair = likely_pair(*(editions.get(text_id or "", []) for text_id in scope))
    return url_for("comparisons.show", old=pair[0].slug, new=pair[1].slug) if pair else None


def _form(values: dict[str, str], error: str | None) -> tuple[str, int]:
    page = render_template("annotations/form.html", values=values, error=error)
    return page, 422 if error else 200


def _number(values: Any, name: str) -> int:
    found = number_of(values.get(name, ""))
    return -1 if found is None else found
