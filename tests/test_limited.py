"""Work in a child process: what comes back, and what is said when a limit ends it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from compare.errors import CompareError, ReadError
from compare.model import Text
from compare.readers import read_document
from tests.web_client import NEW
from webapp.jobs.limited import checked_text, compute_limited, read_files
from webapp.jobs.limits import Limits

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows limits only the time")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def run(name: str, limits: Limits = Limits(20), **params):  # noqa: B008 - frozen
    return compute_limited(f"tests.job_kinds:{name}", params, [], limits)


def refusal(name: str, limits: Limits = Limits(20), **params) -> tuple[str, dict]:  # noqa: B008 - frozen
    with pytest.raises(CompareError) as caught:
        run(name, limits, **params)
    assert caught.value.message("zh") and "{" not in caught.value.message("zh")
    return caught.value.code, caught.value.params


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # Dead, but not yet waited for by whoever took it over.
    return " Z " not in Path(f"/proc/{process}/stat").read_text()


def test_parameters_and_files_go_over_and_the_result_comes_back():
    stages = []
    found = compute_limited(
        "tests.job_kinds:echo",
        {"a": ["二", None]},
        ["一".encode(), b"", b"x\ny" * 100_000],
        Limits(20),
        lambda stage, share: stages.append((stage, share)),
    )
    assert found == {"params": {"a": ["二", None]}, "files": ["一", "", "x\ny" * 100_000]}
    assert stages[0] == ("", 0.0)


def test_what_ends_the_work_from_outside_is_raised_and_the_child_is_gone(tmp_path):
    class Enough(Exception):
        pass

    me = tmp_path / "me"

    def watch(stage, share):
        if stage and me.exists() and me.read_text():
            raise Enough(stage, share)

    with pytest.raises(Enough) as caught:
        compute_limited(
            "tests.job_kinds:wait", {"me": str(me), "go": str(tmp_path / "go")}, [], Limits(20), watch
        )
    assert caught.value.args == ("wait", 0.25)
    if sys.platform == "linux":
        assert not is_alive(int(me.read_text()))


def test_a_refusal_keeps_its_code_and_parameters():
    assert refusal("refuse") == ("file_empty", {"name": "a.txt"})


@pytest.mark.parametrize("name", ["loop", "sleep"])
def test_time_limit(name):
    assert refusal(name, Limits(1)) == ("limit_time", {"seconds": 1, "setting": "DUIZHAO_IMPORT_SECONDS"})


@posix
def test_time_limit_of_the_processor_holds_without_the_parent(monkeypatch):
    from webapp.jobs import limited

    # The parent waits for ever here; the child is stopped by the system.
    monkeypatch.setattr(limited.time, "monotonic", lambda: 0.0)
    assert refusal("loop", Limits(1))[0] == "limit_time"


@posix
@pytest.mark.parametrize("name", ["hoard", "blame"])
def test_memory_limit(name):
    limits = Limits(20, memory_mb=300)
    assert refusal(name, limits) == (
        "limit_memory",
        {"megabytes": 300, "setting": "DUIZHAO_IMPORT_MEMORY_MB"},
    )


@posix
def test_memory_limit_told_by_last_words():
    assert refusal("last_words")[0] == "limit_memory"


def test_result_limit():
    assert refusal("grow", Limits(20, result_mb=1), megabytes=2) == ("limit_result", {"megabytes": 1})
    assert len(run("grow", Limits(20, result_mb=3), megabytes=2)) == 2 * 1024 * 1024


@posix
@pytest.mark.parametrize("name", ["abort", "segfault", "stumble"])
def test_a_crash_is_said_with_advice(name, caplog):
    assert refusal(name) == ("child_died", {})
    if name == "stumble":
        assert "nobody foresaw this" in caplog.text


@posix
@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"\xff\xfe\x00 rubbish\n", "child_died"),
        (b"[1, 2]\n", "child_died"),
        (b"no line at all", "child_died"),
        (b"{}\n", "child_died"),
        (b'{"error": "no_such_code", "params": {}}\n', "child_died"),
        (b'{"error": ["file_empty"], "params": {}}\n', "child_died"),
        (b'{"error": "file_empty", "params": [1]}\n', "child_died"),
        (b'{"error": "file_empty", "params": {"name": ["x"]}}\n', "file_empty"),
        (b'{"stage": {}, "share": "much"}\n', "child_died"),
        (b"[" * 100_000 + b"\n", "child_died"),
    ],
)
def test_rubbish_is_never_believed(said, code):
    assert refusal("talk", said=said.hex())[0] == code


@posix
def test_endless_talk_ends_at_the_limit():
    said = b"x" * 100_000
    assert refusal("talk", Limits(20, result_mb=2), said=said.hex(), times=1000)[0] == "limit_result"
    lines = b'{"stage": "a", "share": 0.1}\n' * 3000
    assert refusal("talk", Limits(20, result_mb=2), said=lines.hex(), times=1000)[0] == "limit_result"


@linux
def test_what_the_child_started_dies_with_it(tmp_path):
    me = tmp_path / "me"
    assert refusal("fork", me=str(me))[0] == "child_died"
    deadline = time.monotonic() + 10
    while is_alive(int(me.read_text())) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_alive(int(me.read_text()))


@linux
def test_the_child_inherits_no_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("DUIZHAO_SECRET_OF_A_TEST", "1")
    with open(tmp_path / "open", "w") as file:
        os.set_inheritable(file.fileno(), True)
        found = run("inherit")
    assert not {name for name in found["environment"] if name.startswith(("DUIZHAO", "HOME", "PATH"))}
    # Input, output, errors, the copy of the output, and the folder that lists them.
    assert len(found["open"]) == 5
    assert Path(found["folder"]) != Path.cwd()


def test_files_are_read_as_they_would_be_here():
    files = [("a.txt", NEW.encode("gb18030")), ("b.txt", "三、其他\n\n今年新开工项目9个。".encode())]
    assert checked_text(read_files(files, Limits())) == read_document(files)
    with pytest.raises(ReadError, match=r"a\.txt"):
        read_files([("a.txt", b"")], Limits())


WHOLE = {"text": "一二三。", "cuts": [], "pages": [], "hints": [], "notes": []}


def test_a_whole_text_is_taken():
    assert checked_text(WHOLE) == Text("一二三。")


@pytest.mark.parametrize(
    "damage",
    [
        {"text": None},
        {"text": "\ud800"},
        {"cuts": [{"at": 5, "removed": ""}]},
        {"cuts": [{"at": "x", "removed": ""}]},
        {"pages": [{"start": -1, "source": "a"}]},
        {"pages": [{"begin": 1}]},
        {"pages": [{"start": 1.5, "source": "a", "page": None}]},
        {"hints": [{"start": 0, "end": 99, "kind": "heading"}]},
        {"hints": [{"start": 0, "end": None, "kind": "heading"}]},
        {"hints": [{"start": 0, "end": 1, "kind": "script", "level": 0, "table": 0, "lead": 0}]},
        {"hints": [{"start": 0, "end": 1, "kind": "heading", "level": "1", "table": 0, "lead": 0}]},
        {"notes": ["x"]},
        {"notes": None},
    ],
)
def test_what_is_no_text_is_not_taken(damage):
    with pytest.raises(CompareError) as caught:
        checked_text({**WHOLE, **damage})
    assert caught.value.code == "child_died"


@pytest.mark.parametrize("found", [None, [], "text", 5])
def test_what_is_nothing_like_a_text_is_not_taken(found):
    with pytest.raises(CompareError):
        checked_text(found)
