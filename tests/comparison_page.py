"""A comparison made by hand, behind the real page; and the page read back into its texts."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from compare.model import Delivery, Edit, Near, Note, ResultChange, TargetChange
from tests.comparison_builder import comparison, link, measure, sentence_link, side, span
from tests.web_client import make_app
from webapp import store
from webapp.db import get_db, write

OLD = side(
    "各位代表：",
    "#一、回顾",
    "去年地区生产总值增长5.5%，好于全市平均水平。就业平稳。",
    "##（一）工业",
    "建成标准厂房12万平方米。",
    "##（二）农业",
    "粮食总产稳定。",
    "!打印本页",
    "开展三年行动。",
    key="2023",
)
NEW = side(
    "各位代表：",
    "#一、工作回顾",
    "去年地区生产总值增长5.2%左右，好于全市平均水平。𠮷野村通了🚄高铁。",
    "##（一）农业",
    "粮食总产保持稳定。",
    "##（二）工业",
    "建成标准厂房15万平方米。",
    "数字经济<b>破题</b>。",
    key="2024",
)
PATH = "/compare/yunhe-2023/yunhe-2024"


def made_by_hand():
    """Same, reworded, rewritten, moved, added, removed; one target that was lowered."""
    growth = [("5.5%", "5.2%左右")]
    old = replace(
        OLD, measures=(measure(OLD, 1, "5.5%", "地区生产总值"), measure(OLD, 2, "12万平方米", "标准厂房"))
    )
    new = replace(
        NEW,
        measures=(
            measure(NEW, 1, "5.2%左右", "地区生产总值"),
            measure(NEW, 2, "15万平方米", "标准厂房", role="result"),
        ),
    )
    edits = [Edit("replace", span(old, a), span(new, b)) for a, b in growth]
    return comparison(
        old,
        new,
        link(1, "b1", "b1", kind="same", confidence=1.0),
        link(2, "b2", "b2"),
        link(3, "b3", "b3", confidence=0.4),
        link(4, "b4", "b6", moved=True),
        link(5, "b5", "b7", moved=True),
        link(6, "b6", "b4"),
        link(7, "b7", "b5", kind="rewritten", confidence=0.7),
        nearest=[("b3", 0.31), ("b5", 0.2), ("b7", 0.1)],
        sentence_links=(
            sentence_link(1, "s3", "s3", *edits),
            sentence_link(
                2,
                "s8",
                "s6",
                Edit("insert", (span(old, "稳定")[0],) * 2, span(new, "保持")),
                kind="rewritten",
            ),
        ),
        target_changes=(
            TargetChange("m1", "m1", "地区生产总值", "lowered"),
            TargetChange("m2", None, "标准厂房", "dropped", nearest=(Near("b7", 0.5),)),
        ),
        delivery=(
            Delivery(
                "m2", "m2", ("s8",), "met", Note("value_reaches_target", {"result": "15", "target": "12"})
            ),
            Delivery("m1", None, (), "unreported", Note("not_reported"), (Near("b3", 0.4),)),
        ),
        result_changes=(ResultChange(None, "m2", "标准厂房", "new"),),
        notes=(Note("little_in_common"),),
    )


def app_with(folder, monkeypatch, made, keys=("2022", "2023", "2024")):
    """The application with the two texts as editions 2023 and 2024; the engine finds `made`."""
    app = make_app(folder)
    monkeypatch.setattr("webapp.pairs.compare_texts", lambda old, new, inputs: made)
    with app.app_context(), write(get_db()) as db:
        series_id = store.series.add(db, "云河区政府工作报告", slug="yunhe", name_en="Yunhe reports")
        for key in keys:
            edition = made.new.edition if key == keys[-1] else made.old.edition
            store.editions.add(
                db, series_id=series_id, key=key, title=edition.title, text=edition.text, files=[]
            )
    return app


class PageReader(HTMLParser):
    """Reads a page: runs of text by side, ids, links within the page, classes of rows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.runs = {"old": {}, "new": {}}
        self.gaps = {"old": {}, "new": {}}
        self.ids: list[str] = []
        self.jumps: list[str] = []
        self.rows: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self._side = self._run = self._gap = None
        self._tag = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and found.get("href", "").startswith("#"):
            self.jumps.append(found["href"][1:])
        if "facing" in (found.get("class") or "").split():
            self.rows.append(found["class"] + (" hidden" if "hidden" in found else ""))
        self._side = found.get("data-side", self._side)
        if "data-gap" in found:
            self._gap = found["data-gap"]
        if "data-start" in found:
            self._run, self._tag = int(found["data-start"]), tag
            if self._gap is not None:
                self.gaps[self._side][self._run] = self._gap
                self._gap = None

    def handle_data(self, data):
        if self._run is not None:
            self.runs[self._side].setdefault(self._run, data)
            if self._tag != "span":
                self.marked.append((self._tag, data))

    def handle_endtag(self, tag):
        self._run = None

    def text(self, side):
        """The text of a side: its runs in order, with the white space before its blocks."""
        return "".join(self.gaps[side].get(start, "") + run for start, run in sorted(self.runs[side].items()))
