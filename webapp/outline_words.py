"""The outline's words for a person: kinds, roles, and what a correction says."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from compare.model import OutlineCorrection

#: So much of a block is quoted.
_QUOTED = 24


def kind_name(kind: str) -> str:
    """A kind of block."""
    names = {
        "heading": _("heading"),
        "paragraph": _("paragraph"),
        "item": _("numbered item"),
        "bullet": _("bullet"),
        "table_row": _("table row"),
        "footnote": _("footnote"),
        "front": _("title page"),
        "chrome": _("page litter"),
    }
    return names[kind]


def role_name(role: str) -> str:
    """A role of a section."""
    names = {"front": _("opening"), "review": _("review"), "plan": _("plan"), "other": _("other part")}
    return names[role]


def correction_words(correction: OutlineCorrection) -> str:
    """What a correction says, as a sentence without its full stop: “1. …” is a heading of level 2."""
    quote = " ".join(correction.anchor.quote.split())
    quote = quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "…"
    if correction.op == "level" and correction.value != "0":
        return _("“%(quote)s” is a heading of level %(level)s", quote=quote, level=correction.value)
    if correction.op == "level":
        return _("“%(quote)s” is no heading", quote=quote)
    if correction.op == "kind":
        return _("“%(quote)s” is: %(kind)s", quote=quote, kind=kind_name(correction.value))
    if correction.op == "role":
        return _("the section “%(quote)s” is: %(role)s", quote=quote, role=role_name(correction.value))
    if correction.op == "join":
        return _("“%(quote)s” belongs to the block before it", quote=quote)
    return _("a block begins with “%(quote)s”", quote=quote)


def init_app(app: Flask) -> None:
    """Add them to Jinja."""
    app.jinja_env.filters.update(kind_name=kind_name, role_name=role_name, correction_words=correction_words)
