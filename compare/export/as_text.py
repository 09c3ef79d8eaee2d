"""Outlines, measures and comparisons for the terminal."""

from __future__ import annotations

from compare.export.as_markdown import change_words
from compare.export.summary import measure_words, quote_of, reason, section_name, summarise
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
        lines += [
            f"  {row.indicator}  {row.old or '—'} → {row.new or '—'}  {change_words(row.change, row.flags, language)}"
            for row in changed
        ]
    if summary.delivery:
        lines += ["", say("delivery", language)]
        lines += [
            f"  {row.indicator}  {row.target} | {row.result or '—'}  {say(row.verdict, language)}: "
            + reason(row.why, language)
            for row in summary.delivery
        ]
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
                lines.append(f"  {sign} {passage.quote}")
                near = passage.closest[0] if passage.closest else None
                closest = f"{say('closest', language)}: {near[1]} ({near[2]:.2f})" if near else ""
                lines.append(f"      {closest or say('nothing_close', language)}")
    return "\n".join(lines) + "\n"
