"""Settings: from the environment, within bounds; the limit of sizes binds pages and commands alike."""

from __future__ import annotations

import io

import pytest
from click.testing import CliRunner

from compare.errors import CompareError
from tests.web_client import NEW, make_app, signed_in
from webapp.cli import main
from webapp.jobs.limits import Limits, limits_of
from webapp.settings import MEGABYTE, SETTINGS, read_settings


def test_what_holds_if_nothing_is_said():
    settings = read_settings({}, {})
    assert limits_of(settings) == Limits(seconds=60, memory_mb=1024, result_mb=80)
    assert settings["MAX_CONTENT_LENGTH"] == 20 * MEGABYTE


def test_the_environment_decides_and_who_makes_the_application_before_it():
    environ = {"DUIZHAO_MAX_MB": " 50 ", "DUIZHAO_IMPORT_SECONDS": "5", "DUIZHAO_IMPORT_MEMORY_MB": ""}
    settings = read_settings({"IMPORT_SECONDS": 7}, environ)
    assert limits_of(settings) == Limits(seconds=7, memory_mb=1024, result_mb=200)
    assert settings["MAX_CONTENT_LENGTH"] == settings["MAX_FORM_MEMORY_SIZE"] == 50 * MEGABYTE


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("value", ["much", "0", "-1", "1.5", "9" * 30, "20MB", "٢٠x"])
def test_nonsense_is_refused_with_the_bounds(name, value):
    setting = SETTINGS[name]
    with pytest.raises(CompareError) as caught:
        read_settings({}, {setting.variable: value})
    for language in ("zh", "en"):
        said = caught.value.message(language)
        for part in (setting.variable, str(setting.least), str(setting.most)):
            assert part in said


def test_nonsense_stops_a_command_with_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_MAX_MB", "lots")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    result = CliRunner().invoke(main, ["serve", "--data", str(tmp_path / "data")])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1 and "DUIZHAO_MAX_MB" in result.stderr and "lots" in result.stderr


def test_a_page_names_the_limit_and_the_setting(tmp_path):
    client = signed_in(make_app(tmp_path, MAX_MB=3))
    answer = client.post(
        "/import",
        input_stream=io.BytesIO(b"--x"),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(3 * MEGABYTE + 1)},
    )
    assert answer.status_code == 413
    assert "3 MB" in answer.text and "DUIZHAO_MAX_MB" in answer.text


@pytest.mark.parametrize("sizes", [(MEGABYTE + 1,), (MEGABYTE // 2, MEGABYTE // 2 + 1)])
def test_a_command_names_the_limit_and_the_setting(tmp_path, monkeypatch, sizes):
    monkeypatch.setenv("DUIZHAO_MAX_MB", "1")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    names = []
    for number, size in enumerate(sizes):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(b"a" * size)
        names.append(str(path))
    data = tmp_path / "data"
    result = CliRunner().invoke(main, ["import", *names, "--series", "a", "--data", str(data)])
    assert result.exit_code == 1
    assert "1 MB" in result.stderr and "DUIZHAO_MAX_MB" in result.stderr
    assert not data.exists()


def test_a_command_reads_under_the_limits(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("DUIZHAO_IMPORT_SECONDS", "1")
    # Nothing that a file could do; the command must take what the child process is told from the setting.
    monkeypatch.setattr("webapp.jobs.limited.START", "import time; time.sleep(600)")
    path = tmp_path / "a.txt"
    path.write_text(NEW, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["import", str(path), "--series", "a", "--data", str(tmp_path / "data")]
    )
    assert result.exit_code == 1
    assert "DUIZHAO_IMPORT_SECONDS" in result.stderr and "1 seconds" in result.stderr
