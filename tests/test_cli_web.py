"""The application's own commands: import, user, backup, check, demo, serve."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.web_client import NEW, OLD
from webapp.cli import main

SLUG = "青溪区政府工作报告-2024"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


@pytest.fixture
def data(tmp_path):
    return str(tmp_path / "data")


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "2024.txt"
    path.write_text(NEW, encoding="utf-8")
    return str(path)


def run(*arguments: str):
    result = CliRunner().invoke(main, list(arguments))
    assert "Traceback" not in result.output
    return result


def one_line(result) -> str:
    """The message on stderr of a command that had no result."""
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


def test_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    for name in ("demo", "serve", "import", "user", "backup", "check"):
        assert re.search(rf"^  {name} ", result.output, re.M)
    assert run("check", "-h").exit_code == 0


def test_import(data, report, tmp_path):
    series = "青溪区政府工作报告"
    assert SLUG in run("import", report, "--series", series, "--data", data).output
    again = run("import", report, "--series", series, "--data", data)
    assert again.exit_code == 0 and "already here" in again.output
    older = tmp_path / "old.txt"
    older.write_text(OLD, encoding="gb18030")
    result = run("import", str(older), "--series", series, "--key", "2023", "--data", data)
    assert "-2023" in result.output
    assert run("check", "--data", data).output == "ok\n"


def test_import_of_several_files_in_order(data, tmp_path):
    first, second = NEW.split("二、2024")
    (tmp_path / "1.txt").write_text(first, encoding="utf-8")
    (tmp_path / "2.txt").write_bytes(("二、2024" + second).encode("gb18030"))
    files = [str(tmp_path / name) for name in ("1.txt", "2.txt")]
    assert run("import", *files, "--series", "青溪", "--data", data).exit_code == 0
    db = sqlite3.connect(Path(data) / "duizhao.sqlite3")
    assert [row[0] for row in db.execute("SELECT name FROM edition_files ORDER BY position")] == ["1.txt", "2.txt"]
    db.close()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 8),
        ("empty.docx", b""),
        ("broken.docx", b"no zip"),
        ("nothing.txt", "政府工作报告".encode()),
    ],
)
def test_bad_files(data, tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert name in one_line(run("import", str(path), "--series", "S", "--key", "2024", "--data", data))


def test_a_folder_is_no_file(data, tmp_path):
    assert "folder" in one_line(run("import", str(tmp_path), "--series", "S", "--data", data))


def test_refusals_are_one_line(data, report):
    assert "neither" in one_line(run("import", report, "--series", "S", "--key", "x", "--data", data))
    run("user", "add", "somebody", "--data", data)
    assert "no account" in one_line(run("user", "reset", "nobody", "--data", data))


def test_refusals_in_chinese(data, report, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "年份" in one_line(run("import", report, "--series", "S", "--key", "x", "--data", data))


def test_wrong_use_is_exit_code_2(report):
    assert run("import", report).exit_code == 2
    assert run("import", "--series", "S").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("serve", "--port", "99999").exit_code == 2


def test_users(data):
    link = run("user", "add", "王晓", "--data", data).output
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/sign-in/\S+\n", link)
    assert "王晓" in one_line(run("user", "add", "王晓", "--data", data))
    assert run("user", "list", "--data", data).output == "1\t王晓\treviewer\t-\n"
    new_link = run("user", "reset", "王晓", "--address", "https://example.org", "--data", data).output
    assert new_link.startswith("https://example.org/sign-in/")


@pytest.mark.parametrize("command", ["backup", "list", "reset", "check"])
def test_a_mistyped_folder_is_said_and_not_made(tmp_path, command):
    wrong = tmp_path / "dta"
    copy = tmp_path / "copy.sqlite3"
    arguments = {"backup": ["backup", str(copy)], "list": ["user", "list"], "reset": ["user", "reset", "x"]}
    result = run(*arguments.get(command, [command]), "--data", str(wrong))
    assert "duizhao.sqlite3" in one_line(result)
    assert not wrong.exists() and not copy.exists()


def test_a_backup_that_breaks_off_looks_like_none(data, report, tmp_path, monkeypatch):
    run("import", report, "--series", "S", "--data", data)
    real = sqlite3.connect

    def connect(path, *arguments, **options):
        if "copy" in str(path):
            real(path).execute("CREATE TABLE half (x)").connection.close()
            raise sqlite3.OperationalError("disk full")
        return real(path, *arguments, **options)

    monkeypatch.setattr("webapp.cli_data.sqlite3.connect", connect)
    target = tmp_path / "copy.sqlite3"
    assert "disk full" in one_line(run("backup", str(target), "--data", data))
    assert not target.exists()
    monkeypatch.undo()
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert run("backup", str(target), "--data", data).exit_code == 0
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite3"]


def test_backup_is_a_whole_database(data, report, tmp_path):
    run("import", report, "--series", "S", "--data", data)
    target = tmp_path / "copy.sqlite3"
    assert run("backup", str(target), "--data", data).exit_code == 0
    copy = sqlite3.connect(target)
    assert copy.execute("SELECT count(*) FROM editions").fetchone() == (1,)
    copy.close()
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.sqlite3"]
    assert "exists" in one_line(run("backup", str(target), "--data", data))


def test_check_finds_damage(data, report):
    assert "duizhao.sqlite3" in one_line(run("check", "--data", data))
    run("import", report, "--series", "S", "--data", data)
    db = sqlite3.connect(Path(data) / "duizhao.sqlite3")
    db.execute("UPDATE texts SET text = text || 'x'")
    db.execute("UPDATE originals SET bytes = x'00'")
    db.commit()
    result = run("check", "--data", data)
    assert result.exit_code == 1 and result.stderr.count("have changed") == 2
    db.execute("DELETE FROM texts")
    db.commit()
    assert "reference" in run("check", "--data", data).stderr
    db.execute("CREATE TABLE other (x)")
    db.commit()
    db.close()
    assert run("check", "--data", data).exit_code == 1


def test_a_file_that_is_no_database(data):
    Path(data).mkdir()
    (Path(data) / "duizhao.sqlite3").write_bytes(b"this is not a database" * 100)
    assert "database" in one_line(run("check", "--data", data))
    assert "database" in one_line(run("user", "list", "--data", data))


def start(*arguments: str) -> subprocess.Popen[str]:
    """The command in a process of its own, as people start it."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def read_until_link(process: subprocess.Popen[str]) -> list[str]:
    """The lines up to the sign-in link; a server that never gets there is stopped."""
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    lines: list[str] = []
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.append(line.strip())
            if "/sign-in/" in line:
                return lines
    finally:
        watchdog.cancel()
    raise AssertionError("\n".join(lines))


def stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    return process.returncode


@pytest.fixture
def taken():
    """A port that somebody else listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_demo_serves_on_the_next_port_and_its_link_signs_in(data, taken):
    process = start("demo", "--data", data, "--port", str(taken), "--no-browser")
    try:
        lines = read_until_link(process)
        assert any(f"Port {taken} is taken" in line for line in lines)
        link = lines[-1]
        assert link.startswith("http://127.0.0.1:")
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = browser.open(link, timeout=20).read().decode()
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        form = f"csrf_token={token}&name=Wang".encode()
        library = browser.open(link, data=form, timeout=20).read().decode()
        assert "云河区" in library or "Yunhe" in library
        assert "2021" in library and "2024" in library
    finally:
        code = stop(process)
    if os.name == "posix":
        assert code == 0
    again = start("demo", "--data", data, "--port", str(taken), "--no-browser")
    try:
        assert not any("loaded" in line for line in read_until_link(again))
    finally:
        stop(again)
    assert run("check", "--data", data).output == "ok\n"


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_here_is_said(data, host):
    line = one_line(run("serve", "--data", data, "--host", host))
    assert host in line and "--host" in line and "taken" not in line


def test_serve_prints_a_link(data):
    process = start("serve", "--data", data)
    try:
        assert read_until_link(process)[-1].count("/sign-in/") == 1
    finally:
        stop(process)


def test_import_tells_the_notes(data, tmp_path):
    """Pages in the wrong order are imported as they were given, and it is said."""
    pages = [tmp_path / name for name in ("2.txt", "1.txt")]
    pages[0].write_text("（紧接1版）\n桥修好了三座。\n", "utf-8")
    pages[1].write_text("2024年工作报告\n一、去年的事\n路也通了。\n（下转2版）\n", "utf-8")
    result = run("import", *map(str, pages), "--series", "S", "--key", "2024", "--data", data)
    assert result.exit_code == 0 and "2024" in result.stdout
    assert [line[:2] for line in result.stderr.splitlines()] == ["! "] * len(result.stderr.splitlines())
    assert "紧接1版" in result.stderr and "下转2版" in result.stderr
