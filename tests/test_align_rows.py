"""Rows of tables are linked by their labels, whatever the numbers say."""

from __future__ import annotations

from compare.engine import compare_texts
from compare.model import Comparison, Edition
from tests.invariants import check_comparison
from tests.test_cases_tables import text_of_rows

OLD = """二、主要经营数据。
单位：万元
[head] 项目 | 2022年 | 2021年
营业收入 | 1,100 | 1,000
净利润 | 20 | 10
研发费用 | 5 | 4
各店生意平稳，回头客不断增加。
[head] 店名 | 2022年营业面积（平方米） | 员工（人）
东街店 | 120 | 8
西街店 | 1,100 | 9"""
NEW = """二、主要经营数据。
[head] 店名 | 2023年营业面积（平方米） | 员工（人）
西街店 | 1,100 | 9
东街二店 | 130 | 8
单位：万元
[head] 项目 | 2023年 | 2022年
净利润 | （35） | 20
营业收入（一） | 1,234.5 | 1,100
管理费用 | 7 | 5
各店生意平稳，回头客不断增加。"""


def compared() -> Comparison:
    old, new = text_of_rows(tuple(OLD.split("\n"))), text_of_rows(tuple(NEW.split("\n")))
    return compare_texts(
        Edition(old, year_given=2023, year_reviewed=2022), Edition(new, year_given=2024, year_reviewed=2023)
    )


def labels_of_links(found: Comparison) -> dict[str, tuple[str, str]]:
    """Label of the old row → label of the new one, and the kind of the link."""
    pairs = {}
    for link in found.links:
        old, new = found.old.block_by_id[link.old[0]], found.new.block_by_id[link.new[0]]
        if old.kind == "table_row":
            pairs[found.old.quote(old).split("\t")[0]] = (found.new.quote(new).split("\t")[0], link.kind)
    return pairs


def test_rows_are_linked_by_their_labels() -> None:
    found = compared()
    check_comparison(found)
    assert labels_of_links(found) == {
        "项目": ("项目", "reworded"),
        "营业收入": ("营业收入（一）", "reworded"),
        "净利润": ("净利润", "reworded"),
        "店名": ("店名", "reworded"),
        "东街店": ("东街二店", "reworded"),
        "西街店": ("西街店", "same"),
    }


def test_a_row_without_its_label_has_no_partner() -> None:
    found = compared()
    removed = [found.old.quote(found.old.block_by_id[absence.block]) for absence in found.removed]
    added = [found.new.quote(found.new.block_by_id[absence.block]) for absence in found.added]
    assert removed == ["研发费用\t5\t4"] and added == ["管理费用\t7\t5"]


def test_results_of_rows_stand_beside_each_other() -> None:
    found = compared()
    pairs = {}
    for change in found.result_changes:
        if change.old and change.new:
            old, new = found.old.measure_by_id[change.old], found.new.measure_by_id[change.new]
            pairs[old.indicator] = (old.value, new.value)
    assert pairs["净利润"] == ("20", "-35")
    assert pairs["营业收入"] == ("1100", "1234.5")
