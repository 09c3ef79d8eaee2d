"""Who may import whom: the table of the program's rooms, as code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for room in ("compare", "webapp")
    for path in sorted((ROOT / room).rglob("*.py"))
}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}

# Room → what it may import of the program. The first pattern that fits a module decides.
# fmt: off
MAY_IMPORT = (
    ("compare.model*", ("compare.model*",)),
    ("compare.invisible", ()),
    (
        "compare.messages",
        ("compare.model*", "compare.invisible", "compare.note_words", "compare.refusal_words"),
    ),
    ("compare.*_words", ()),
    ("compare.errors", ("compare.model*", "compare.messages")),
    (
        "compare.readers*",
        # folding: titles, dates and page marks are recognised in either script.
        (
            "compare.readers*", "compare.model*", "compare.errors", "compare.labels", "compare.invisible",
            "compare.folding",
        ),
    ),
    ("compare.export*", ("compare.*",)),
    ("compare.*", ("compare.*",)),
    ("compare", ("compare.*",)),
    # db (connection, transaction) belongs to the storage; as_json is how comparisons are kept.
    (
        "webapp.store*",
        ("webapp.store*", "webapp.db", "compare.model*", "compare.export.as_json"),
    ),
    ("webapp.permissions", ()),
    ("webapp.jobs*", ("webapp.jobs*", "webapp.db", "webapp.store*", "compare*")),
    (
        "webapp.actions*",
        # neighbours is pure: which editions of a series stand beside each other.
        (
            "webapp.actions*", "webapp.permissions", "webapp.store*", "webapp.jobs*", "webapp.db", "compare*",
            "webapp.neighbours",
        ),
    ),
    ("webapp.runs", ("compare.model*",)),
    ("webapp*", ("webapp*", "compare*")),
)

# fmt: on
# Packages that only some modules may use.
ONLY_IN = {
    "jieba": ("compare.tokens",),
    "rjieba": ("compare.tokens",),
    "rapidfuzz": (
        "compare.similarity*",
        "compare.align*",
        "compare.wording*",
        "compare.anchor",
        "compare.text_changes",
        "compare.ledger*",
    ),
    "threadpoolctl": ("compare.threads",),
    "sqlite3": ("webapp.*",),
    "sqlite_utils": ("webapp.*",),
    "flask": ("webapp", "webapp.*"),
    # Slow to import, and the engine needs neither.
    "scipy": (),
    "sklearn": (),
    "pandas": (),
}

# The engine reads no file, prints nothing, and knows no clock, no chance, no environment.
MAY_DO_IO = ("compare.cli", "compare.cli_*", "compare.schemas*")
IO_MODULES = {"os", "socket", "subprocess", "random", "time", "urllib", "requests", "tempfile", "shutil"}
IO_CALLS = {"open", "print", "input"}
IO_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "now", "today", "utcnow"}
# jieba's cache file has to be sent somewhere.
EXCUSED = {("compare.tokens", "tempfile"), ("compare.tokens", "os")}


def fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def imports(name: str) -> Iterator[str]:
    """Every module that a module imports, wherever in the file it does so."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are absolute"
            for alias in node.names:
                module = f"{node.module}.{alias.name}"
                yield module if module in FILES else str(node.module)


def own_imports(name: str) -> set[str]:
    return {found for found in imports(name) if found.split(".")[0] in ("compare", "webapp")} - {name}


def blueprints() -> dict[str, str]:
    """Module → the room below webapp of each module that makes a blueprint."""
    return {
        name: name.split(".")[1]
        for name, tree in TREES.items()
        if any(
            isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Blueprint"
            for node in ast.walk(tree)
        )
    }


@pytest.mark.parametrize("name", FILES)
def test_imports_go_downwards(name: str) -> None:
    allowed = next(allowed for room, allowed in MAY_IMPORT if fnmatchcase(name, room))
    assert not {found for found in own_imports(name) if not fits(found, allowed)}


@pytest.mark.parametrize("name", FILES)
def test_packages_stay_in_their_rooms(name: str) -> None:
    used = {found.split(".")[0] for found in imports(name)}
    assert not {package for package, rooms in ONLY_IN.items() if package in used and not fits(name, rooms)}


def test_engine_does_not_import_the_web() -> None:
    engine = {name for name in FILES if name.startswith("compare")}
    assert not {name for name in engine if any(found.startswith("webapp") for found in own_imports(name))}


def test_blueprints_do_not_know_each_other() -> None:
    rooms = set(blueprints().values())
    assert rooms, "no blueprint found"
    for name in FILES:
        if name.startswith("webapp.") and (own := name.split(".")[1]) in rooms:
            others = {
                found
                for found in own_imports(name)
                if found.startswith("webapp.") and found.split(".")[1] in rooms - {own}
            }
            assert not others, f"{name} imports {others}"


def test_only_the_outside_knows_the_engine_as_a_whole() -> None:
    may = ("compare", "compare.cli*", "compare.corpus", "compare.export*")
    steps = [name for name in FILES if name.startswith("compare") and not fits(name, may)]
    for name in steps:
        found = own_imports(name)
        assert not found & {"compare.engine", "compare.cli", "compare.corpus"}, name
        if name != "compare.engine":
            assert not {other for other in found if fits(other, ("compare.readers*", "compare.export*"))} or (
                name.startswith("compare.readers")
            ), f"{name}: a step works on texts, not on files"


def test_steps_stand_in_an_order() -> None:
    """No circle of imports inside the engine."""
    graph = {name: own_imports(name) & FILES.keys() for name in FILES if name.startswith("compare.")}
    while graph:
        ready = [name for name, needed in graph.items() if not needed & graph.keys()]
        assert ready, f"these import each other in a circle: {sorted(graph)}"
        for name in ready:
            del graph[name]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("compare")])
def test_engine_does_no_io(name: str) -> None:
    if fits(name, MAY_DO_IO):
        return
    found = {module.split(".")[0] for module in imports(name)} & IO_MODULES
    found -= {module for owner, module in EXCUSED if owner == name}
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in IO_CALLS:
                found.add(f"{node.func.id}() in line {node.lineno}")
            elif isinstance(node.func, ast.Attribute) and node.func.attr in IO_METHODS:
                found.add(f".{node.func.attr}() in line {node.lineno}")
    assert not found


@pytest.mark.parametrize("name", FILES)
def test_no_function_is_named_after_its_module(name: str) -> None:
    functions = {node.name for node in TREES[name].body if isinstance(node, ast.FunctionDef)}
    assert name.rsplit(".", 1)[-1] not in functions
