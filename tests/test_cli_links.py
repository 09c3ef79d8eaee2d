"""`duizhao compare` with corrections from a file, and with wording by words or characters."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from compare.anchor import describe
from compare.errors import CompareError
from compare.link_list import read_link_list
from compare.model import Text
from tests.invariants import check_json
from webapp.cli import main

OLD = Text("回顾\n\n推进社区养老，新建两处。\n\n推进绿色出行。推进绿色出行。\n")
NEW = Text("回顾\n\n办好老年食堂，新开三处。\n\n开行环湖公交。\n")
TOGETHER = {"op": "together", "old": {"quote": "推进社区养老"}, "new": {"quote": "办好老年食堂"}}


def read(*entries: Any) -> tuple[Any, ...]:
    return read_link_list(json.dumps(entries, ensure_ascii=False).encode(), "c.json", OLD, NEW)


def test_a_quote_is_found_in_its_text() -> None:
    (found,) = read(TOGETHER)
    assert (found.op, found.level) == ("together", "block")
    assert found.old == describe(OLD, 4, 10) and found.new == describe(NEW, 4, 10)


def test_an_anchor_is_found_again_in_a_text_that_was_mended() -> None:
    anchor = describe(NEW, NEW.text.index("开行环湖公交"), len(NEW.text) - 2)
    mended = Text(NEW.text.replace("新开三处", "新开三十处"))
    entry = {"op": "alone", "level": "sentence", "old": None, "new": asdict(anchor)}
    (found,) = read_link_list(json.dumps([entry]).encode(), "c.json", OLD, mended)
    assert found.old is None and found.level == "sentence"
    assert found.new.text_id == mended.text_id and found.new.start == anchor.start + 1


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({**TOGETHER, "old": {"quote": "没有这句"}}, "correction_not_found"),
        ({**TOGETHER, "new": {"quote": "推进社区养老"}}, "correction_not_found"),
        ({**TOGETHER, "old": {"quote": "推进绿色出行"}}, "correction_ambiguous"),
        ({**TOGETHER, "old": {**asdict(describe(OLD, 0, 2)), "quote": "没有"}}, "correction_not_found"),
        ({**TOGETHER, "op": "married"}, "correction_malformed"),
        ({**TOGETHER, "op": ["together"]}, "correction_malformed"),
        ({**TOGETHER, "level": "word"}, "correction_malformed"),
        ({**TOGETHER, "level": {}}, "correction_malformed"),
        ({**TOGETHER, "op": "alone"}, "correction_malformed"),
        ({"op": "apart", "old": {"quote": "推进社区养老"}}, "correction_malformed"),
        ({**TOGETHER, "old": "推进社区养老"}, "correction_malformed"),
        ({**TOGETHER, "old": {"quote": ""}}, "correction_malformed"),
        ({**TOGETHER, "old": {"quote": "推进社区养老", "start": 4}}, "correction_malformed"),
        ({**TOGETHER, "old": {**asdict(describe(OLD, 0, 2)), "start": True}}, "correction_malformed"),
        ("together", "correction_malformed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_number(entry: Any, code: str) -> None:
    with pytest.raises(CompareError) as caught:
        read(TOGETHER, entry)
    assert caught.value.code == code and caught.value.params["number"] == 2
    for language in ("zh", "en"):
        assert "2" in caught.value.message(language)


@pytest.mark.parametrize("content", [b"", b"{}", b"[", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_list_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(CompareError) as caught:
        read_link_list(content, "c.json", OLD, NEW)
    assert caught.value.code == "corrections_not_json" and "c.json" in caught.value.message("en")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "2023.txt").write_text("去年\n\n开工项目五十个。推进社区养老。\n", "utf-8")
    (tmp_path / "2024.txt").write_text("今年\n\n开展项目五十个。推进社区养老。\n", "utf-8")
    return str(tmp_path / "2023.txt"), str(tmp_path / "2024.txt")


def run(files: tuple[str, str], *words: str) -> Result:
    return CliRunner().invoke(main, ["compare", *files, "--format", "json", *words])


def test_wording_by_words_or_characters(files: tuple[str, str]) -> None:
    changed = {}
    for by in ("words", "characters"):
        found = json.loads(run(files, "--by", by).stdout)
        check_json("comparison", found)
        text = found["old"]["text"]
        changed[by] = [
            text[slice(*edit["old"])]
            for link in found["sentence_links"]
            for edit in link["edits"]
            if edit["op"] == "replace"
        ]
    assert "开工" in changed["words"] and "工" in changed["characters"]
    assert run(files).stdout == run(files, "--by", "words").stdout
    assert run(files, "--by", "letters").exit_code == 2


def test_a_file_of_corrections(files: tuple[str, str], tmp_path: Path) -> None:
    listed = tmp_path / "c.json"
    entry = {"op": "together", "old": {"quote": "开工"}, "new": {"quote": "开展"}}
    listed.write_text(json.dumps([entry]), "utf-8")
    result = run(files, "--corrections", str(listed))
    assert result.exit_code == 0
    check_json("comparison", json.loads(result.stdout))
    listed.write_text(json.dumps([{**entry, "old": {"quote": "开花"}}]), "utf-8")
    for words, said in (
        (("--corrections", str(listed)), "“开花” of correction 1"),
        (("--corrections", "no"), "“no”"),
    ):
        result = run(files, *words)
        assert result.exit_code == 1 and result.stdout == ""
        assert said in result.stderr and result.stderr.count("\n") == 1


def test_errors_are_told_in_the_language_that_was_asked_for(
    files: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "c.json"
    listed.write_text("{}", "utf-8")
    for system, language, words in (
        ("en", "zh", "不是更正清单"),
        ("zh_CN", "en", "is no list"),
        ("zh_CN", None, "不是更正清单"),
    ):
        monkeypatch.setenv("LC_ALL", system)
        asked = ("--language", language) if language else ()
        result = run(files, "--corrections", str(listed), *asked)
        assert result.exit_code == 1 and words in result.stderr, result.stderr
