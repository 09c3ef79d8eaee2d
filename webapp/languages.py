"""The language of the interface: the switch, then the browser, then Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale
from werkzeug import Response

from compare.cli import system_language
from compare.messages import word
from compare.model import Note
from webapp.choices import remember_choice

LANGUAGES = {"zh": "中文", "en": "English"}
COOKIE = "lang"
#: Language of a text → how HTML names it, so that the right shapes of characters are used.
LANGUAGE_TAGS = {"zh": "zh-CN"}


def select_language() -> str:
    """Choose for this request; a command has none and speaks the system's language."""
    if not has_request_context():
        return system_language()
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(list(LANGUAGES), default="zh") or "zh"


def current_language() -> str:
    """The language in which the current request is answered, "zh" or "en"."""
    locale = get_locale()
    return locale.language if locale else "zh"


def language_tag(language: str) -> str:
    """A language as the attribute `lang` of HTML names it."""
    return LANGUAGE_TAGS.get(language, language)


def join_sentences(sentences: Iterable[str]) -> str:
    """One after the other; between Chinese sentences no blank."""
    return ("" if current_language() == "zh" else " ").join(sentences)


def in_words(note: Note) -> str:
    """A note or reason of the engine as a sentence."""
    return word(note.code, note.params, current_language())


def init_app(app: Flask) -> None:
    """Set up Flask-Babel and the switch `?lang=en`."""
    Babel(app, default_locale="zh", locale_selector=select_language)
    app.jinja_env.filters.update(in_words=in_words, language_tag=language_tag)

    @app.context_processor
    def offer_languages() -> dict[str, object]:
        return {"languages": LANGUAGES, "language": current_language()}

    @app.before_request
    def switch_language() -> Response | None:
        return remember_choice("lang", COOKIE, LANGUAGES)
