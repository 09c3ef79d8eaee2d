"""Outlines, measures and comparisons for the terminal."""

from __future__ import annotations

from compare.export.as_markdown import change_words
from compare.export.places import page_words
from compare.export.summary import Closest, measure_words, quote_of, reason, section_name, summarise
from compare.export.words import say
from compare.model import Comparison, ParsedEdition


def outline_to_text(parsed: ParsedEdition, language: str) -> str:
    """The tree of headings with roles, and notes above it."""
    lines = [f"! {reason(note, language)}" for note in parsed.notes]
    for section in parsed.sections:
        indent = "  " * (section.level - 1)
        lines.append(f"{indent}{section_name(section)}  [{say(section.role, language)}]")
    return "\n".join(lines or [say("no_heading", language)]) + "\n"


def measures_to_text(parsed: ParsedEdition, language: str) -> str:
    """One measure a line: role, indicator, value, and the clause it stands in."""
    lines = [
        f"{measure.role:8}{measure.indicator or '—'}  {measure_words(parsed, measure)}  “{quote_of(measure.quote)}”"
        for measure in parsed.measures
    ]
    return "\n".join(lines or [say("none", language)]) + "\n"


def comparison_to_text(comparison: Comparison, language: str) -> str:
    """The summary in short: figures, changed targets, verdicts, sections, passages without partner."""
    summary = summarise(comparison)
    lines = [f"{summary.old} → {summary.new}"]
    lines += [f"! {reason(note, language)}" for note in summary.notes]
    counts = [(kind, summary.kinds.get(kind, 0)) for kind in ("same", "reworded", "rewritten")]
    counts += [("moved", summary.moved), ("added", len(summary.added)), ("removed", len(summary.removed))]
    lines.append(
        f"{say('linked_share', language)} {summary.linked_share:.0%}  "
        + "  ".join(f"{say(name, language)} {count}" for name, count in counts)
    )
    if changed := [row for row in summary.targets if row.change != "unchanged"]:
        lines += ["", say("targets", language)]
        for row in changed:
            change = change_words(row.change, row.flags, language)
            lines.append(f"  {row.indicator}  {row.old or '—'} → {row.new or '—'}  {change}")
            lines += _closest(row.closest, not (row.old and row.new), language)
    if summary.delivery:
        lines += ["", say("delivery", language)]
        for answer in summary.delivery:
            why = f"{say(answer.verdict, language)}: {reason(answer.why, language)}"
            lines.append(f"  {answer.indicator}  {answer.target} | {answer.result or '—'}  {why}")
            lines += _closest(answer.closest, not answer.result, language)
    if summary.sections_moved:
        lines += ["", say("section_moved", language)]
        lines += [f"  ⇄ {old}  →  {new}" for old, new in summary.sections_moved]
    for title, sign, passages in (
        ("passages_added", "＋", summary.added),
        ("passages_removed", "－", summary.removed),
    ):
        if passages:
            lines += ["", say(title, language)]
        for passage in passages:
            lines.append(f"  {sign} {passage.quote}{page_words(passage.page, language)}")
            lines += _closest(passage.closest, True, language)
    return "\n".join(lines) + "\n"


def _closest(closest: Closest, missing: bool, language: str) -> list[str]:
    """The closest passage of the other edition, on a line below what has no partner there."""
    if not missing:
        return []
    if not closest:
        return [f"      {say('nothing_close', language)}"]
    _, quote, score, page = closest[0]
    return [f"      {say('closest', language)}: {quote}{page_words(page, language)} ({score:.2f})"]
