"""Measures of sentences: name, value, unit, bound, change, role, period."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.engine import parse_edition
from compare.indicators import canonical_indicator, direction
from compare.model import Edition, Measure, Period
from compare.readers import read_document
from tests.measure_cases import Case, fields_of, measures_of, read_cases

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.mark.parametrize("case", read_cases("targets"), ids=lambda case: f"{case.name}:{case.text}")
def test_case(case: Case) -> None:
    found = measures_of(case.text, case.role, case.year_given)
    assert tuple(map(fields_of, found)) == case.expected


def check_shape(text: str, measures: tuple[Measure, ...]) -> None:
    """What holds of every measure: its span and quote are of the text, ids count up."""
    assert [measure.id for measure in measures] == [f"m{number}" for number in range(len(measures))]
    for measure in measures:
        assert 0 <= measure.start < measure.end <= len(text)
        assert measure.quote in text
        assert measure.indicator
        assert (measure.value is None) == (measure.amount is None)


@pytest.mark.parametrize("case", read_cases("targets"), ids=lambda case: f"{case.name}:{case.text}")
def test_shape(case: Case) -> None:
    check_shape(case.text, measures_of(case.text, case.role, case.year_given))


PIECES = tuple(
    "增长 达到 由 提高到 5.5% 20个 十余家 、 ， 。 分别 和 的 地区生产总值 失业率 “ ” （ ） 至 以上 约 按 为 新建 公园".split()  # noqa: SIM905
)


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    if text:
        check_shape(text, measures_of(text))


@pytest.mark.parametrize(
    ("text", "role", "period"),
    [
        ("地区生产总值增长5%以上。", "plan", Period(2023, 2023)),
        ("地区生产总值增长5%。", "review", Period(2022, 2022)),
        ("五年来，地区生产总值年均增长6.7%。", "review", Period(2018, 2022, average=True)),
        ("1—9月，固定资产投资增长8%。", "review", Period(2022, 2022, part="01-09")),
        ("上半年工业投资增长9%。", "review", Period(2022, 2022, part="01-06")),
        ("力争到2030年，森林覆盖率达到45%。", "plan", Period(2030, 2030)),
        ("“十四五”时期，累计新增学位3万个。", "review", Period(2021, 2025)),
        ("今年新增学位3000个。", "plan", Period(2023, 2023)),
        ("细颗粒物年均浓度下降5%。", "review", Period(2022, 2022)),
    ],
)
def test_period(text: str, role: str, period: Period) -> None:
    assert measures_of(text, role)[0].period == period  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        ("确保粮食产量达到90万吨。", "ensure"),
        ("力争出口增长5%。", "strive"),
        ("货币供应量预期增长12%。", "expect"),
        ("固定资产投资增长8%。", "plain"),
    ],
)
def test_commitment(text: str, commitment: str) -> None:
    assert measures_of(text)[0].commitment == commitment


def test_bracket_has_its_own_commitment() -> None:
    first, second = measures_of("地区生产总值增长5.5%左右（确保5%以上）。")
    assert (first.commitment, second.commitment) == ("plain", "ensure")


def test_exact_amounts() -> None:
    (measure,) = measures_of("新建步道3.5万平方米。")
    assert (measure.value, measure.unit, measure.amount, measure.base_unit) == (
        "3.5",
        "万平方米",
        "35000",
        "平方米",
    )


@pytest.mark.parametrize(
    ("name", "known", "better"),
    [
        ("GDP", "地区生产总值", "higher"),
        ("国内生产总值增速", "地区生产总值", "higher"),
        ("全市社零", "社会消费品零售总额", "higher"),
        ("居民消费价格涨幅", "居民消费价格", "lower"),
        ("城镇登记失业率", "城镇登记失业率", "lower"),
        ("PM2.5平均浓度", "细颗粒物浓度", "lower"),
        ("戏台数", "戏台数", None),
    ],
)
def test_indicators(name: str, known: str, better: str | None) -> None:
    assert canonical_indicator(name) == known
    assert direction(name) == better


def test_synonyms_of_people() -> None:
    assert canonical_indicator("海关进出口", (("进出口总额", "海关进出口"),)) == "进出口总额"
    assert canonical_indicator("甲指标", (("乙指标", "甲指标"),)) == "乙指标"


@pytest.mark.parametrize("year", [2017, 2019])
def test_gold(year: int, tmp_path: Path) -> None:
    """The national reports against measures listed by hand."""
    source = SHARED / "data" / "national" / f"{year}.txt"
    if not source.exists():
        pytest.skip(f"no {source.name}: the real texts are not beside the project")
    text = read_document([(source.name, source.read_bytes())])
    parsed = parse_edition(Edition(text, year_given=year, year_reviewed=year - 1))
    check_shape(parsed.text, parsed.measures)
    fields = ("start", "end", "indicator", "change", "value", "value_max", "unit", "bound", "role")
    edition = {
        "text": parsed.text,
        "measures": [{name: getattr(measure, name) for name in fields} for measure in parsed.measures],
    }
    (tmp_path / "edition.json").write_text(json.dumps(edition), encoding="utf-8")
    scorer = SHARED / "tools" / "score_targets.py"
    command = [
        sys.executable,
        str(scorer),
        str(tmp_path / "edition.json"),
        str(SHARED / "gold" / f"targets_{year}.json"),
    ]
    score = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    floors = {"f1": 0.92, "unit_right": 0.97, "bound_right": 0.95, "role_right": 0.95, "change_right": 0.92}
    floors |= {"indicator_right": 0.88, "qualitative_recall": 0.9}
    assert {name: score[name] for name, floor in floors.items() if score[name] < floor} == {}
