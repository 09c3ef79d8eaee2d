"""The engine's commands: outline, targets, compare."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from compare.export.as_json import comparison_from_json
from tests.invariants import check_comparison, check_json
from webapp.cli import main

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "yunhe"
OLD, NEW = str(SEEDS / "2021.txt"), str(SEEDS / "2022.txt")
PAGES = [str(SEEDS / f"2023_p{number}.txt") for number in (1, 2, 3)]
COMMANDS = {"outline": [OLD], "targets": [OLD], "compare": [OLD, NEW]}
FORMATS = {
    "outline": ("text", "json"),
    "targets": ("text", "json", "csv"),
    "compare": ("text", "json", "md"),
}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def fails_with(words: Sequence[str], said: str = "") -> None:
    """Exit code 1, nothing on stdout, one line on stderr that says `said`."""
    result = run(*words)
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1 and result.stderr.strip()
    assert "Traceback" not in result.stderr and said in result.stderr


def test_outline_as_text() -> None:
    result = run("outline", NEW, "--language", "en")
    assert result.exit_code == 0 and result.stderr == ""
    lines = result.stdout.splitlines()
    assert "四、建设人民满意的服务型政府  [plan]" in lines
    assert any(line.startswith("  （一）") for line in lines), "headings are indented by their level"
    assert "计划" not in result.stdout and "[" in run("outline", NEW, "--language", "zh").stdout


def test_json_has_a_line_for_each_entry() -> None:
    output = run("compare", OLD, NEW, "--format", "json").stdout
    found = json.loads(output)
    lines = [line.rstrip(",") for line in output.splitlines()]
    for entry in [*found["links"], *found["old"]["blocks"]]:
        assert json.dumps(entry, ensure_ascii=False) in lines


def test_outline_as_json() -> None:
    """Several files are one edition, in the order given."""
    result = run("outline", *PAGES, "--format", "json")
    found = json.loads(result.stdout)
    check_json("edition", found)
    assert [page["source"] for page in found["pages"]] == [Path(page).name for page in PAGES]


def test_targets_as_json_and_text() -> None:
    found = json.loads(run("targets", OLD, "--format", "json").stdout)
    check_json("edition", found)
    assert found["measures"]
    lines = run("targets", OLD).stdout.splitlines()
    assert len(lines) == len(found["measures"])
    assert any("target" in line and "地区生产总值" in line for line in lines)


def test_targets_as_csv() -> None:
    text = run("targets", OLD, "--format", "csv").stdout
    assert text.startswith("\ufeff"), "spreadsheet programs need the mark"
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    measures = json.loads(run("targets", OLD, "--format", "json").stdout)["measures"]
    assert [row["id"] for row in rows] == [measure["id"] for measure in measures]
    assert [row["value"] for row in rows] == [measure["value"] or "" for measure in measures]
    assert [row["indicator"] for row in rows] == [measure["indicator"] for measure in measures]


def test_compare_as_json() -> None:
    found = json.loads(run("compare", OLD, NEW, "--format", "json").stdout)
    check_json("comparison", found)
    comparison = comparison_from_json(found)
    check_comparison(comparison)
    assert (comparison.old.edition.year_given, comparison.new.edition.year_given) == (2021, 2022)


def test_compare_as_text_and_markdown() -> None:
    text = run("compare", OLD, NEW, "--language", "en")
    assert text.exit_code == 0 and text.stderr == ""
    assert "→" in text.stdout.splitlines()[0]
    markdown = run("compare", OLD, NEW, "--format", "md", "--language", "zh").stdout
    assert markdown.startswith("# ")
    assert "云河" in text.stdout and "云河" in markdown


def test_terms_from_a_file(tmp_path: Path) -> None:
    """A list in either encoding of Chinese files says what is one word; a missing one is told."""
    for name, words in (("a.txt", "河段清单制"), ("b.txt", "河段图表制")):
        lines = "清河镇去年修桥两座，栽树三千棵。\n\n全镇推行{}，人人护河爱河，村村有人巡查。\n\n今年再修一座水闸。\n"
        (tmp_path / name).write_text(lines.format(words), "utf-8")
    terms = tmp_path / "terms.txt"

    def replaced(encoding: str, *entries: str) -> list[str]:
        terms.write_text("\n".join(entries), encoding)
        files = (str(tmp_path / name) for name in ("a.txt", "b.txt"))
        found = json.loads(run("compare", *files, "--terms", str(terms), "--format", "json").stdout)
        edits = [edit for link in found["sentence_links"] for edit in link["edits"]]
        return [found["old"]["text"][slice(*edit["old"])] for edit in edits if edit["op"] != "equal"]

    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        assert replaced(encoding, "河段清单制", "河段图表制") == ["河段清单制"]
        assert replaced(encoding, "河段|清单|制", "河段|图表|制", "") == ["清单"]
    assert replaced("utf-8") == ["清单"]
    missing = run("compare", OLD, NEW, "--terms", str(tmp_path / "no.txt"), "--language", "en")
    assert missing.exit_code == 1 and "no.txt" in missing.stderr


def test_same_output_twice() -> None:
    """Nothing depends on the hour, or on the order of a set."""
    words = ("compare", OLD, NEW, "--format", "json")
    assert run(*words).stdout == run(*words).stdout


@pytest.mark.parametrize(("command", "form"), [(c, form) for c, forms in FORMATS.items() for form in forms])
def test_output_file(command: str, form: str, tmp_path: Path) -> None:
    """-o writes the very bytes that would have been printed."""
    words = [command, *COMMANDS[command], "--format", form, "--language", "zh"]
    printed = run(*words)
    target = tmp_path / "报告.out"
    result = run(*words, "-o", str(target))
    assert result.exit_code == 0 and result.output == ""
    assert target.read_bytes() == printed.stdout_bytes != b""


def bad_files(folder: Path, written: bool = True) -> dict[str, tuple[Path, str]]:
    """Files that give no result, with a word of what is said about each."""
    found = {
        "missing": (folder / "nowhere.txt", "nowhere.txt"),
        "directory": (folder, folder.name),
        "empty": (folder / "empty.txt", "empty.txt"),
        "binary": (folder / "binary.dat", "binary.dat"),
        "broken word": (folder / "broken.docx", "broken.docx"),
        "empty word": (folder / "empty.docx", "empty.docx"),
        "no sentence": (folder / "title.txt", "title.txt"),
    }
    contents = (b"", bytes(range(256)) * 8, b"no zip", b"", "柳溪镇".encode())
    for (path, _), data in zip(list(found.values())[2:], contents, strict=True):
        if written:
            path.write_bytes(data)
    return found


@pytest.mark.parametrize("what", sorted(bad_files(Path("nowhere"), written=False)))
@pytest.mark.parametrize("command", COMMANDS)
def test_bad_input(command: str, what: str, tmp_path: Path) -> None:
    path, said = bad_files(tmp_path)[what]
    good = COMMANDS[command][1:]
    fails_with([command, *good, str(path)], said)
    target = tmp_path / "out.txt"
    fails_with([command, str(path), *good, "-o", str(target)], said)
    assert not target.exists(), "nothing half-saved"


def test_target_that_cannot_be_written(tmp_path: Path) -> None:
    fails_with(["outline", OLD, "-o", str(tmp_path / "no" / "such" / "folder.txt")], "folder.txt")
    (tmp_path / "file").write_text("")
    fails_with(["outline", OLD, "-o", str(tmp_path / "file" / "below.txt")], "below.txt")


@pytest.mark.parametrize(
    "words",
    [
        ["compare", OLD],
        ["compare", OLD, NEW, OLD],
        ["outline"],
        ["targets"],
        ["compare", OLD, NEW, "--format", "csv"],
        ["outline", OLD, "--format", "pdf"],
        ["outline", OLD, "--language", "fr"],
        ["outline", OLD, "--no-such-option"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_wrong_use(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2 and result.stdout == "" and "Traceback" not in result.stderr


def test_output_onto_a_directory_is_wrong_use(tmp_path: Path) -> None:
    result = run("outline", OLD, "-o", str(tmp_path))
    assert result.exit_code == 2 and result.stdout == ""


def test_as_a_program(tmp_path: Path) -> None:
    """Started as people start it: UTF-8 whatever the terminal's encoding, and exit codes."""
    program = [sys.executable, "-m", "webapp.cli"]
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PATH": "", "HOME": str(tmp_path)}
    root = SEEDS.parent.parent
    result = subprocess.run(
        [*program, "compare", OLD, NEW, "--format", "json"], capture_output=True, env=environment, cwd=root
    )
    assert result.returncode == 0, result.stderr.decode()
    check_json("comparison", json.loads(result.stdout.decode("utf-8")))
    missing = subprocess.run(
        [*program, "outline", "没有.txt"], capture_output=True, env=environment, cwd=root
    )
    assert (missing.returncode, missing.stdout) == (1, b"")
    assert missing.stderr.count(b"\n") == 1 and b"Traceback" not in missing.stderr
