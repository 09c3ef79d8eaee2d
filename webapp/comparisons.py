"""Pages: two editions side by side, with ledger and annotations; their summaries as files."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlite_utils import Database
from werkzeug import Response as AnyResponse

from compare.export.as_json import comparison_to_json
from compare.export.as_markdown import comparison_to_markdown
from compare.model import Comparison
from webapp import comparison_words as words
from webapp import store
from webapp.db import get_db
from webapp.languages import current_language, language_tag
from webapp.ledger_table import is_change, result_rows, target_rows
from webapp.link_sayings import resolve_sayings
from webapp.link_words import certainty_word
from webapp.marks import edition_of
from webapp.pairs import comparison_of, find_pair
from webapp.places import nearest_passages
from webapp.reading import FILTERS, Passage, prepare_reading
from webapp.sources import sources_of
from webapp.store.editions import EditionRow

bp = Blueprint("comparisons", __name__)


@bp.get("/compare")
def choose() -> AnyResponse:
    """Go to the comparison of two editions chosen in a form."""
    old, new = request.args.get("old", ""), request.args.get("new", "")
    if not old or not new:
        abort(422, _("Choose two editions to compare."))
    return redirect(url_for("comparisons.show", old=old, new=new))


@bp.get("/compare/<old>/<new>")
def show(old: str, new: str) -> str:
    """Both editions in facing rows."""
    db = get_db()
    pair = find_pair(old, new)
    comparison = comparison_of(db, *pair, by_characters=by_characters())
    annotations = store.annotations.of_comparison(db, pair[0].text_id, pair[1].text_id)
    corrections = store.link_corrections.of_pair(db, pair[0].id, pair[1].id)
    ledger = target_rows(comparison)
    kinds = frozenset(request.args.getlist("kind")) & frozenset(FILTERS)
    everywhere = request.args.get("marks") == "all"
    reading = prepare_reading(
        comparison,
        annotations,
        words.refer(comparison, ledger, annotations),
        resolve_sayings(comparison, corrections),
        kinds=kinds,
        everywhere=everywhere,
    )
    return render_template(
        "comparisons/show.html",
        old=pair[0],
        new=pair[1],
        comparison=comparison,
        reading=reading,
        annotations=annotations,
        ledger=ledger,
        results=result_rows(comparison),
        kinds=kinds,
        everywhere=everywhere,
        filters=FILTERS,
        words=words,
        page=_page(pair, comparison, everywhere),
        by={"by": "characters"} if by_characters() else {},
        corrections=len(corrections),
        certainty_word=certainty_word,
        shelf=_shelf(db, pair),
        stranded={
            side: store.annotations.stranded(db, edition.id)
            for side, edition in zip(("old", "new"), pair, strict=True)
        },
        target_counts=_target_counts(ledger),
        edition_of=edition_of,
        nearest_passages=nearest_passages,
    )


@bp.get("/compare/<old>/<new>.json")
def as_json(old: str, new: str) -> Response:
    """The comparison with its annotations as JSON."""
    db = get_db()
    pair = find_pair(old, new)
    data = comparison_to_json(comparison_of(db, *pair, by_characters=by_characters()))
    data["annotations"] = exported_annotations(db, *pair)
    return _file(json.dumps(data, ensure_ascii=False, indent=1), "application/json", pair, "json")


@bp.get("/compare/<old>/<new>.md")
def as_markdown(old: str, new: str) -> Response:
    """The summary with its annotations as Markdown."""
    db = get_db()
    pair = find_pair(old, new)
    text = comparison_to_markdown(
        comparison_of(db, *pair, by_characters=by_characters()),
        current_language(),
        annotations=exported_annotations(db, *pair),
    )
    return _file(text, "text/markdown", pair, "md")


def by_characters() -> bool:
    """Whether the address asks for wording by characters (`?by=characters`) instead of words."""
    return request.args.get("by") == "characters"


def exported_annotations(db: Database, old: EditionRow, new: EditionRow) -> list[dict[str, Any]]:
    """The annotations of a comparison as plain data, in the order of the text."""
    found = []
    sides = {new.text_id: "new", old.text_id: "old"}
    for annotation in store.annotations.of_comparison(db, old.text_id, new.text_id):
        anchors = [anchor for anchor in (annotation.new_anchor, annotation.old_anchor) if anchor]
        here = sorted((a for a in anchors if a["text_id"] in sides), key=lambda a: sides[a["text_id"]])
        anchor = here[0] if here else None
        found.append(
            {
                "id": annotation.id,
                "side": sides[anchor["text_id"]] if anchor else None,
                "anchor": anchor,
                "author": annotation.author,
                "body": annotation.body,
                "status": annotation.status,
                "created_at": annotation.created_at,
                "updated_at": annotation.updated_at,
            }
        )
    # Those on the whole come first, then the old text's and the new text's in their order.
    sides_in_order = (None, "old", "new")
    return sorted(
        found,
        key=lambda item: (sides_in_order.index(item["side"]), (item["anchor"] or {"start": -1})["start"]),
    )


def _page(pair: tuple[EditionRow, EditionRow], comparison: Comparison, everywhere: bool) -> dict[str, Any]:
    """Addresses and languages that rows need."""
    editions = {"old": pair[0], "new": pair[1]}
    texts = {"old": comparison.old.edition.text, "new": comparison.new.edition.text}
    here = request.full_path.rstrip("?")

    def annotate_href(side: str, passages: tuple[Passage, ...]) -> str:
        return url_for(
            "annotations.form",
            old=pair[0].slug,
            new=pair[1].slug,
            side=side,
            start=passages[0].block.start,
            end=passages[-1].block.end,
            back=here if request.query_string else None,
        )

    def passage_href(side: str, at: int) -> str:
        slugs = {side: edition.slug for side, edition in editions.items()}
        back = here if request.query_string else None
        return url_for("links.passage", **slugs, side=side, at=at, back=back)

    series = {side: store.series.get(get_db(), edition.series_id) for side, edition in editions.items()}
    return {
        **editions,
        "here": here,
        "everywhere": everywhere,
        "marks_href": url_for(
            "comparisons.show",
            old=pair[0].slug,
            new=pair[1].slug,
            kind=request.args.getlist("kind"),
            marks="all",
            by="characters" if by_characters() else None,
        ),
        "annotate_href": annotate_href,
        "passage_href": passage_href,
        "sources": {
            side: sources_of(edition.slug, texts[side], store.texts.files_of(get_db(), edition.id))
            for side, edition in editions.items()
        },
        "lang": {side: language_tag(item.language) for side, item in series.items() if item},
    }


def _shelf(db: Database, pair: tuple[EditionRow, EditionRow]) -> dict[str, Any]:
    """What else can be compared: the editions of both series, and of all others."""
    editions = store.editions.by_series(db)
    all_series = [(series, editions.get(series.id, [])) for series in store.series.all(db)]
    of_id = {series.id: editions for series, editions in all_series}
    names = {series.id: series for series, _editions in all_series}
    return {
        "all": all_series,
        "old": of_id[pair[0].series_id],
        "new": of_id[pair[1].series_id],
        "old_series": names[pair[0].series_id],
        "new_series": names[pair[1].series_id],
    }


def _target_counts(ledger: Any) -> list[tuple[str, int]]:
    counts = {change: sum(row.change == change for row in ledger) for change in words.CHANGES}
    return [(change, count) for change, count in counts.items() if count and is_change(change)]


def _file(content: str, mimetype: str, pair: tuple[EditionRow, EditionRow], ending: str) -> Response:
    """A download named after both editions; the name in full for browsers that read RFC 6266."""
    name = f"{pair[0].slug}--{pair[1].slug}.{ending}"
    plain = name if name.isascii() else f"comparison-{pair[0].key}-{pair[1].key}.{ending}"
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    return response
