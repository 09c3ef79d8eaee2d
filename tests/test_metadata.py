"""What texts say about themselves: invented ones here, the real ones against a table made by hand."""

from __future__ import annotations

import io
from dataclasses import asdict
from pathlib import Path
from typing import Any

import docx
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.cli import load_edition
from compare.model import Text
from compare.readers import read_document
from compare.readers.metadata import Metadata, guess_metadata
from tests.editions import demo_files, demo_series

WORK_REPORT = """云河区政府工作报告
（2024年1月14日在云河区第一届人民代表大会第四次会议上）
云河区人民政府区长 李某某

各位代表：
现在，我代表区人民政府，向大会报告工作。
一、过去一年工作回顾
修好了三座石桥。
二、今年工作安排
要再修两座。
"""
OF_WORK_REPORT = {
    "title": "云河区政府工作报告",
    "year_given": 2024,
    "year_reviewed": 2023,
    "year_named": None,
    "date": "2024-01-14",
    "body": "云河区第一届人民代表大会第四次会议",
    "speaker": "云河区人民政府区长 李某某",
    "key": "2024",
}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def guess(words: str, name: str = "a.txt") -> Metadata:
    return guess_metadata(read_document([(name, words.encode())]), name)


def fields(found: Metadata, **wanted: Any) -> dict[str, Any]:
    """Those fields of the guess that are asked for."""
    return {name: value for name, value in asdict(found).items() if name in wanted}


def check(words: str, name: str = "a.txt", **wanted: Any) -> None:
    assert fields(guess(words, name), **wanted) == wanted


def test_title_page() -> None:
    check(WORK_REPORT, **OF_WORK_REPORT)


def test_full_width_digits() -> None:
    check(WORK_REPORT.translate(_WIDE), **OF_WORK_REPORT)


def test_traditional_characters() -> None:
    """Read alike, given as written."""
    convert = opencc.OpenCC("s2hk").convert
    written = {name: convert(OF_WORK_REPORT[name]) for name in ("title", "body", "speaker")}
    assert written["title"] != OF_WORK_REPORT["title"]
    check(convert(WORK_REPORT), **{**OF_WORK_REPORT, **written})


@pytest.mark.parametrize(
    "day", ["二〇二四年一月十四日", "二○二四年一月十四日", "2024 年 1 月 14 日", "2024.1.14", "2024-01-14"]
)
def test_ways_to_write_a_day(day: str) -> None:
    check(WORK_REPORT.replace("2024年1月14日", day), year_given=2024, year_reviewed=2023, date="2024-01-14")


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        ("云河区人民政府区长 李某某", "云河区人民政府区长 李某某"),
        ("■ 区长 李 某", "区长 李 某"),
        ("区长：李某某", "区长：李某某"),
        ("报告人：区长李某某", "区长李某某"),
        ("代区长 李某某", "代区长 李某某"),
        ("自治县县长 阿某·某提", "自治县县长 阿某·某提"),
        ("云河区区长 李某某同志", "云河区区长 李某某"),
        ("修桥办公室", ""),
    ],
)
def test_speaker(lines: str, speaker: str) -> None:
    check(WORK_REPORT.replace("云河区人民政府区长 李某某", lines), speaker=speaker)


@pytest.mark.parametrize(
    "line",
    [
        "2024年1月14日在云河区第一届人民代表大会第四次会议上区长李某某作政府工作报告",
        "2024年1月14日在云河区第一届人民代表大会第四次会议上 区长李某某",
        "——2024年1月14日在云河区第一届人民代表大会第四次会议上，区长李某某同志作政府工作报告。",
    ],
)
def test_all_on_one_line(line: str) -> None:
    words = f"云河区政府工作报告\n{line}\n各位代表：\n去年，修好了三座石桥。"
    check(words, **{**OF_WORK_REPORT, "speaker": "区长李某某"})


def test_assembly_over_two_lines() -> None:
    words = WORK_REPORT.replace("第一届人民代表大会", "第一届\n人民代表大会")
    check(words, **OF_WORK_REPORT)


def test_litter_above_the_title() -> None:
    litter = "下载\n打印\n【字号：\n大\n中\n小\n】\n"
    words = litter + WORK_REPORT.replace("\n（2024", "\n来源：云河日报\n发布时间：2024-02-01\n（2024")
    check(words, **OF_WORK_REPORT)


def test_day_of_publication_where_no_other_is_told() -> None:
    words = "云河区政府工作报告\n发布时间：2024-02-01\n各位代表：\n一、2023年工作回顾\n修好了三座石桥。"
    check(words, date="2024-02-01", year_given=2024, year_reviewed=2023, key="2024", body="", speaker="")


def test_newspaper_masthead() -> None:
    """The paper's own day is not that of the meeting."""
    words = "云河日报 2024年1月16日 星期二 第3版\n" + WORK_REPORT
    check(words, **OF_WORK_REPORT)


def test_word_document_with_a_title_page() -> None:
    document = docx.Document()
    for line in WORK_REPORT.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    found = guess_metadata(read_document([("报告.docx", out.getvalue())]), "报告.docx")
    assert asdict(found) == OF_WORK_REPORT


@pytest.mark.parametrize(
    "words",
    [
        "各位代表：\n一、2023年工作回顾\n修好了三座石桥。\n二、2024年工作安排\n要再修两座。",
        "各位代表：\n一、二〇二三年工作回顾\n修好了三座石桥。",
        "各位代表：\n一、过去五年工作回顾\n修好了三座石桥。\n三、2024年工作安排\n要再修两座。",
        "各位代表：现在，我代表区政府报告工作。2023年工作回顾2023年是修桥之年。",
        "各位代表：现在，我代表区政府报告工作。2023 年是云河修桥史上很不平凡的一年。",
    ],
)
def test_years_of_headings_and_prose(words: str) -> None:
    check(words, year_given=2024, year_reviewed=2023, key="2024")


@pytest.mark.parametrize(
    ("title", "given", "reviewed", "named", "key"),
    [
        ("2023年年度报告", 2024, 2023, 2023, "2023"),
        ("二〇二三年年度报告", 2024, 2023, 2023, "2023"),
        ("云河区2023年信息公开工作年度报告", 2024, 2023, 2023, "2023"),
        ("2023年云河区统计公报", 2024, 2023, 2023, "2023"),
        ("2024年云河区政府工作报告", 2024, 2023, 2024, "2024"),
        ("云河区2024年工作要点", 2024, None, 2024, "2024"),
    ],
)
def test_year_of_the_title(title: str, given: int, reviewed: int | None, named: int, key: str) -> None:
    words = f"{title}\n修桥铺路，种树修渠。全区上下一心。"
    check(words, title=title, year_given=given, year_reviewed=reviewed, year_named=named, key=key)


@pytest.mark.parametrize(
    ("title", "published", "given", "reviewed"),
    [
        ("2023年四季度主要任务完成情况", "2024-01-19", 2024, 2023),
        ("2023年四季度主要任务完成情况", "", 2024, 2023),
        ("2023年三季度主要任务完成情况", "2023-10-25", 2023, 2023),
        ("2023年上半年主要任务完成情况", "", 2023, 2023),
    ],
)
def test_quarters(title: str, published: str, given: int, reviewed: int) -> None:
    """Several editions a year are called after their day."""
    day = f"发布日期: {published}\n" if published else ""
    check(
        f"{title}\n{day}修桥铺路，种树修渠。",
        year_given=given,
        year_reviewed=reviewed,
        key=published or "2023",
    )


def test_statement_named_after_its_day() -> None:
    words = "The Committee decided to keep the ferry fare at 2 crowns. It will watch the river."
    check(
        words, "rates20240131.txt", date="2024-01-31", key="2024-01-31", year_given=2024, year_reviewed=None
    )
    check(words, "rates-2024-01-31.txt", key="2024-01-31")
    check("January 31, 2024\n" + words, date="2024-01-31", key="2024-01-31")
    check("31 January 2024\n" + words, date="2024-01-31")
    check(words, "rates.txt", date="", key="", year_given=None, year_reviewed=None)


def test_day_of_a_yearly_report_names_no_edition() -> None:
    check(WORK_REPORT, "云河20240114.txt", key="2024", year_named=None)


@pytest.mark.parametrize(
    ("end", "given", "reviewed"),
    [("September 25, 2021", 2021, 2021), ("December 31, 2021", 2022, 2021), ("June 30, 2021", 2021, 2021)],
)
def test_annual_filing(end: str, given: int, reviewed: int) -> None:
    """The end of the fiscal year tells; that of the year before, to which it refers, does not."""
    words = (
        "Item 7. Discussion of results\nSee the Annual Report on Form 10-K for the fiscal year ended"
        f" September 26, 2020.\nAs of {end} the ferry had debts. As of {end} it had boats. As of {end} it was afloat."
    )
    check(words, "ferry.txt", year_given=given, year_reviewed=reviewed)
    check("Form 10-K for the fiscal year ended " + end + ".\nThe ferry was afloat.", year_reviewed=reviewed)


def test_budget_speech() -> None:
    words = (
        "# Budget Speech\n\n**The Minister for Finance (Ms A Person)**\n\n: Madam, I beg to move, That the policy"
        " for the financial year 1 April 2023 to 31 March 2024 be approved. We built bridges."
    )
    check(
        words,
        "speech.md",
        title="Budget Speech",
        speaker="The Minister for Finance (Ms A Person)",
        year_given=2023,
        year_reviewed=2022,
        key="2023",
    )


@given(st.text(st.sampled_from("各位代表：在第一二届人民大会上区长李2024年月日-.\n（）報告 "), max_size=80))
def test_any_text(words: str) -> None:
    """A guess is of the text, or empty."""
    found = guess_metadata(Text(words), words[:20])
    assert found.title in words and found.body.replace("\n", "") in words.replace("\n", "")


@pytest.mark.parametrize("key", ["2021", "2022", "2023", "2024"])
def test_demo(key: str) -> None:
    entry = next(edition for edition in demo_series()[0]["edition"] if edition["key"] == key)
    files = demo_files(0, key)
    found = guess_metadata(read_document(files), files[0][0])
    wanted = {"year_given": entry["year_given"], "year_reviewed": entry["year_reviewed"], "key": key}
    assert fields(found, **wanted) == wanted
    assert found.body and found.speaker and found.date[:4] == key


def test_command_takes_the_key(tmp_path: Path) -> None:
    path = tmp_path / "rates20240131.txt"
    path.write_text("The Committee decided to keep the ferry fare at 2 crowns.", encoding="utf-8")
    edition = load_edition([str(path)])
    assert (edition.key, edition.year_given, edition.year_reviewed) == ("2024-01-31", 2024, None)
