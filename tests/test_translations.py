"""Every word of the interface is there in Chinese and in English."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

WEBAPP = Path(__file__).resolve().parent.parent / "webapp"
PO_FILES = sorted((WEBAPP / "translations").rglob("*.po"))
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def placeholders(message: Any) -> set[str]:
    """The names in %(…)s of all forms of a message or its translation."""
    forms = message if isinstance(message, list | tuple) else [message]
    return {name for form in forms for name in re.findall(r"%\((\w+)\)", form)}


def test_there_is_chinese() -> None:
    assert any(path.parts[-3].startswith("zh") for path in PO_FILES)


@pytest.mark.parametrize("path", PO_FILES, ids=lambda path: path.parts[-3])
def test_nothing_is_left_untranslated(path: Path) -> None:
    messages = [message for message in read(path) if message.id]
    assert messages
    assert not [message.id for message in messages if message.fuzzy]
    assert not [
        message.id
        for message in messages
        if not all(message.string if isinstance(message.string, list | tuple) else [message.string])
    ]
    assert not [
        message.id for message in messages if placeholders(message.id) != placeholders(message.string)
    ]


@pytest.mark.parametrize("path", PO_FILES, ids=lambda path: path.parts[-3])
def test_all_words_of_the_program_are_listed(path: Path) -> None:
    listed = {message.id if isinstance(message.id, str) else message.id[0] for message in read(path)}
    used = {
        (message if isinstance(message, str) else message[0]): f"{file}:{line}"
        for file, line, message, _, _ in extract_from_dir(
            WEBAPP, [("**.py", "python"), ("templates/**.html", "jinja2")], keywords=KEYWORDS
        )
    }
    assert not {message: place for message, place in used.items() if message not in listed}
    assert not listed - used.keys() - {""}, "no longer used"


@pytest.mark.parametrize("path", PO_FILES, ids=lambda path: path.parts[-3])
def test_compiled_words_are_up_to_date(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = words_of(read_mo(file))
    assert compiled == words_of(read(path))


def words_of(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every message with its translation, in all their forms."""
    return {forms_of(message.id): forms_of(message.string) for message in catalog if message.id}


def forms_of(words: Any) -> tuple[str, ...]:
    """One form, or singular and plural."""
    return (words,) if isinstance(words, str) else tuple(words)
