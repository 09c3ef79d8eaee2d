"""README is the manual: it names every command, option, format and address that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from webapp import create_app
from webapp.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def commands(group: click.Command, path: str = "duizhao") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its full name."""
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield from commands(command, f"{path} {name}")
    else:
        yield path, group


COMMANDS = dict(commands(main))


def section(command: str) -> str:
    """The part of README below the heading that names the command, or the group it belongs to."""
    parts = re.split(r"^#{2,4} (.*)$", README, flags=re.M)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    words = command.split()
    for length in range(len(words), 1, -1):
        heading = f"`{' '.join(words[:length])}`"
        for title, text in sections.items():
            if title == heading:
                return text
    raise AssertionError(f"README has no heading `{command}`")


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_in_the_manual(name: str) -> None:
    text = section(name)
    assert name in text, "a line that shows how to call it"
    for param in COMMANDS[name].params:
        if isinstance(param, click.Option) and not param.hidden and "--help" not in param.opts:
            assert any(re.search(rf"(?<![\w-]){re.escape(option)}\b", text) for option in param.opts), (
                param.opts
            )
            if isinstance(param.type, click.Choice):
                missing = [choice for choice in param.type.choices if f"`{choice}`" not in text]
                assert not missing, f"{param.opts} of {name}"


def test_manual_has_no_command_that_is_gone() -> None:
    named = set(re.findall(r"^#{2,4} `(duizhao [a-z -]+)`$", README, flags=re.M))
    known = {
        " ".join(name.split()[:length]) for name in COMMANDS for length in range(2, len(name.split()) + 1)
    }
    assert not named - known


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(instance_path=str(tmp_path_factory.mktemp("instance")))


def addresses(app: Flask) -> set[str]:
    """The addresses of the program's own pages, without the types of their variable parts."""
    rules = [rule for rule in app.url_map.iter_rules() if not rule.endpoint.endswith("static")]
    return {re.sub(r"<(?:[^<>]*:)?(\w+)>", r"<\1>", rule.rule) for rule in rules}


def test_addresses_are_in_the_manual(app: Flask) -> None:
    missing = {address for address in addresses(app) if f"`{address}`" not in README}
    assert not missing


def test_manual_has_no_address_that_is_gone(app: Flask) -> None:
    table = re.findall(r"^\| `(/[^`]*)`", README, flags=re.M)
    assert table
    assert not set(table) - addresses(app)


def test_pictures_are_there_and_described() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert not [picture for words, picture in pictures if not words or not (ROOT / picture).is_file()]


def test_keys_are_in_the_manual() -> None:
    script = (ROOT / "webapp" / "static" / "js" / "comparison.js").read_text("utf-8")
    keys = re.findall(r'^  "?(\S)"?: ', script.split("const KEYS = {")[1].split("};")[0], flags=re.M)
    table = README.split("| key | what it does |")[1].split("\n\n")[0]
    assert len(keys) > 5
    assert not [key for key in keys if f"`{key}`" not in table]
