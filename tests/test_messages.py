"""Every note, reason and error has its words in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from compare.messages import MESSAGES

ROOT = Path(__file__).resolve().parent.parent
TREES = {
    path: ast.parse(path.read_text("utf-8"))
    for room in ("compare", "webapp")
    for path in sorted((ROOT / room).rglob("*.py"))
}


def codes_said() -> dict[str, str]:
    """Code → place of every `Note("code", …)` and `…Error("code", …)` in the program."""
    said = {}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name)):
                continue
            first = node.args[0]
            if node.func.id in ("Note", "CompareError", "ReadError") and isinstance(first, ast.Constant):
                said[str(first.value)] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return said


def test_every_code_has_words() -> None:
    assert not {code: place for code, place in codes_said().items() if code not in MESSAGES}


def test_every_message_is_used() -> None:
    words = {ROOT / "compare" / f"{name}.py" for name in ("messages", "note_words", "refusal_words")}
    constants = {
        node.value
        for path, tree in TREES.items()
        if path not in words
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unused = sorted(MESSAGES.keys() - constants)
    assert not unused


@pytest.mark.parametrize("code", MESSAGES)
def test_languages_say_the_same(code: str) -> None:
    said = MESSAGES[code]
    assert set(said) == {"zh", "en"}
    blanks = {language: set(re.findall(r"{(\w+)", template)) for language, template in said.items()}
    assert blanks["zh"] == blanks["en"]
    assert all(template.strip() for template in said.values())
