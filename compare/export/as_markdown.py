"""The change summary as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from compare.export.places import page_at, page_words
from compare.export.summary import Closest, Passage, Summary, quote_of, reason, summarise
from compare.export.words import say
from compare.model import Comparison

#: Flags of a target change that a summary says in words; the others order and group the rows.
SHOWN_FLAGS = ("number_withdrawn", "more_ambitious", "less_ambitious", "not_imported")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
#: What would make a list, a rule or a heading at the start of a line: "- ", "1. ", "---".
_LINE_START = re.compile(r"^(\s*\d*)([-+.)=])(?=\s|[-=]*\s*$)")


def escape(text: str) -> str:
    """`text` such that Markdown shows it as it is, on one line."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def comparison_to_markdown(
    comparison: Comparison, language: str = "zh", annotations: Sequence[Mapping[str, Any]] = ()
) -> str:
    """The summary in `language`.

    Annotations are mappings with `side` ("old", "new", None for the whole), `anchor` (with
    `quote`), `author`, `body` and `status`, in the order in which they shall appear.
    """
    summary = summarise(comparison)
    parts = [
        f"# {escape(summary.old)} → {escape(summary.new)}: {say('summary', language)}",
        *_notes(summary, language),
        _glance(summary, language),
        *_targets(summary, language),
        *_delivery(summary, language),
        *_sections(summary, language),
        *_passages("passages_added", summary.added, summary.partial[0], language),
        *_passages("passages_removed", summary.removed, summary.partial[1], language),
        *_annotations(comparison, annotations, language),
    ]
    return "\n\n".join(parts) + "\n"


def _notes(summary: Summary, language: str) -> list[str]:
    return (
        ["\n".join(f"> {escape(reason(note, language))}" for note in summary.notes)] if summary.notes else []
    )


def _glance(summary: Summary, language: str) -> str:
    rows = [
        f"- {say('linked_share', language)}: {summary.linked_share:.0%}",
        "- " + say("blocks", language) + ": " + ", ".join(
            f"{say(name, language)} {count}"
            for name, count in (
                *((kind, summary.kinds.get(kind, 0)) for kind in ("same", "reworded", "rewritten")),
                ("moved", summary.moved),
                ("added", len(summary.added)),
                ("removed", len(summary.removed)),
            )
        ),
    ]  # fmt: skip
    return f"## {say('at_a_glance', language)}\n\n" + "\n".join(rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(escape(cell) or "—" for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def change_words(change: str, flags: Sequence[str], language: str) -> str:
    """The change of a target in words; some names mean something else for passages."""
    name = {"reworded": "target_reworded", "new": "target_new"}.get(change, change)
    return ", ".join([say(name, language), *(say(flag, language) for flag in flags if flag in SHOWN_FLAGS)])


def _targets(summary: Summary, language: str) -> list[str]:
    if not summary.targets:
        return []
    head = [say(name, language) for name in ("indicator", "old_target", "new_target", "change")]
    rows = [
        (
            row.indicator,
            row.old + page_words(row.old_page, language) if row.old else absent(row.closest, language),
            row.new + page_words(row.new_page, language) if row.new else absent(row.closest, language),
            change_words(row.change, row.flags, language),
        )
        for row in summary.targets
    ]
    return [f"## {say('targets', language)}", _table(head, rows)]


def _delivery(summary: Summary, language: str) -> list[str]:
    if not summary.delivery:
        return []
    head = [say(name, language) for name in ("indicator", "target", "result", "verdict", "why")]
    rows = [
        (
            row.indicator,
            row.target + page_words(row.target_page, language),
            row.result + page_words(row.result_page, language) if row.result else absent(row.closest, language),
            say(row.verdict, language),
            reason(row.why, language),
        )
        for row in summary.delivery
    ]
    return [f"## {say('delivery', language)}", _table(head, rows)]


def absent(closest: Closest, language: str) -> str:
    """What stands where there is nothing: the closest passages of the other edition."""
    if not closest:
        return f"— ({say('nothing_close', language)})"
    return f"— ({say('closest', language)}: {closest_words(closest, language)})"


def closest_words(closest: Closest, language: str) -> str:
    """Place, quote, page and score of each."""
    return "; ".join(
        f"{place} {text}{page_words(page, language)} ({score:.2f})".strip() for place, text, score, page in closest
    )


def _sections(summary: Summary, language: str) -> list[str]:
    if not (summary.sections_moved or summary.sections_come or summary.sections_gone):
        return []
    moved = [f"- {escape(old)} ⇄ {escape(new)}" for old, new in summary.sections_moved]
    groups = [
        ("section_moved", moved),
        ("section_come", _listed(summary.sections_come, language)),
        ("section_gone", _listed(summary.sections_gone, language)),
    ]
    shown = [f"**{say(name, language)}**\n\n" + "\n".join(lines) for name, lines in groups if lines]
    return [f"## {say('sections', language)}", *shown]


def _listed(passages: Sequence[Passage], language: str) -> list[str]:
    lines = []
    for passage in passages:
        where = f"{escape(passage.where)}: " if passage.where else ""
        lines.append(f"- {where}{escape(passage.quote + page_words(passage.page, language))}")
        closest = f"{say('closest', language)}: {escape(closest_words(passage.closest, language))}"
        lines.append(f"    - {closest if passage.closest else say('nothing_close', language)}")
    return lines


def _passages(title: str, passages: Sequence[Passage], partial: bool, language: str) -> list[str]:
    """Passages without partner; where pages of the other edition are missing, that is said first."""
    if not passages:
        return []
    caution = [say("not_judged", language) + "."] if partial else []
    return [f"## {say(title, language)}", *caution, "\n".join(_listed(passages, language))]


def _annotations(
    comparison: Comparison, annotations: Sequence[Mapping[str, Any]], language: str
) -> list[str]:
    if not annotations:
        return []
    lines = []
    for note in annotations:
        anchor = note.get("anchor") or {}
        side = {"old": "on_old", "new": "on_new"}.get(str(note.get("side")), "whole")
        quote = f" “{escape(quote_of(str(anchor['quote'])))}”" if anchor.get("quote") else ""
        edition = comparison.old if note.get("side") == "old" else comparison.new
        if quote and anchor.get("text_id") == edition.edition.text.text_id:
            page = page_words(page_at(edition, int(anchor["start"])), language)
            quote += f" {escape(page)}" if page else ""
        status = say("resolved" if note.get("status") == "resolved" else "open", language)
        lines.append(f"- {say(side, language)}{quote} ({escape(str(note.get('author') or ''))}, {status})")
        # A body of several paragraphs stays within its item.
        lines.extend(
            f"    {escape(line)}" if line.strip() else "" for line in str(note.get("body", "")).split("\n")
        )
    return [f"## {say('annotations', language)}", "\n".join(lines)]
