"""Alignment of the real reports: what must hold of them, and what a reader would find plausible.

Nothing here says which paragraph belongs to which (the hand-made links do, see tests/bench): a text
against itself is all the same, contracts hold, shares of linked text lie where a reader expects them.
All of it skips where the data is absent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from compare.engine import compare_texts, parse_edition
from compare.model import Comparison, Edition, ParsedEdition, Text
from compare.readers import read_document
from tests.editions import DATA, demo_edition, demo_files, demo_series, real_edition
from tests.invariants import check_comparison, check_links

ENDINGS = (".txt", ".docx", ".md")
#: Lists of tasks and samples of formats are no reports.
OTHERS = ("gongshu_ledgers", "import_samples", "SOURCES.md")
PROVINCES = ("北京", "山东", "广东", "江苏", "重庆", "陕西")
FOMC = (
    "20230614", "20230726", "20230920", "20231101", "20231213",
    "20240131", "20240320", "20240501", "20240612", "20240731",
)  # fmt: skip


def reports() -> list[str]:
    """All real reports, by their paths below the data; one that is not there where there are none."""
    found = [
        str(path.relative_to(DATA))
        for path in sorted(DATA.rglob("*"))
        if path.is_file() and path.suffix in ENDINGS
    ]
    return [name for name in found if not name.startswith(OTHERS)] or ["national/2019.txt"]


@dataclass(frozen=True)
class Pair:
    """Two reports; least and most share of their characters that is linked; most links that moved."""

    old: str
    new: str
    least: tuple[float, float]
    most: tuple[float, float] = (1.0, 1.0)
    moved: float = 0.5

    @property
    def name(self) -> str:
        return f"{self.old}-{self.new}"


#: Bounds are those of a reader who knows the two texts, with room for a better aligner: statements
#: are near-duplicates, plans are rewritten but keep their topics, and two governments of two
#: centuries share a salutation.
PAIRS = (
    *(Pair(f"fomc_clean/{a}.txt", f"fomc_clean/{b}.txt", (0.95, 0.95)) for a, b in pairwise(FOMC)),
    *(
        Pair(f"fomc_hardwrapped/{a}.txt", f"fomc_hardwrapped/{b}.txt", (0.95, 0.95))
        for a, b in pairwise(FOMC)
    ),
    *(Pair(f"provinces/{p}/2025.txt", f"provinces/{p}/2026.txt", (0.8, 0.7)) for p in PROVINCES),
    Pair("provinces/北京/2025.docx", "provinces/北京/2025.txt", (0.99, 0.99), moved=0.0),
    # Another government's report of the same year: topics in common, most of it in other words.
    Pair("provinces/北京/2025.txt", "provinces/山东/2025.txt", (0.3, 0.3), moved=0.7),
    *(
        Pair(f"tenk/AAPL/{y}.txt", f"tenk/AAPL/{y + 1}.txt", (0.7, 0.85), moved=0.3)
        for y in range(2019, 2023)
    ),
    *(
        Pair(f"budget_sg/{y}.md", f"budget_sg/{y + 1}.md", (0.05, 0.05), (0.7, 0.7), moved=0.8)
        for y in (2021, 2022)
    ),
    Pair("national/2018.txt", "national/2019.txt", (0.9, 0.9)),
    Pair("national/1955.txt", "national/2019.txt", (0.0, 0.0), (0.05, 0.05), moved=1.0),
    Pair("national/2018.txt", "fomc_clean/20240131.txt", (0.0, 0.0), (0.02, 0.05), moved=1.0),
)
#: Less than this of both texts together is little in common, which a note says.
LITTLE = 0.05
#: Of the pairs of passages found one way, so many (Dice) are found the other way.  Measured: all of
#: them in statements, provinces and companies; 0.94 of paragraphs and 0.99 of sentences in budgets.
MIRROR = {"blocks": 0.9, "sentences": 0.95}


def linked_share(comparison: Comparison) -> tuple[float, float]:
    """The share of the characters of either text that stand in linked blocks, litter aside."""
    shares = []
    for side, edition in enumerate((comparison.old, comparison.new)):
        linked = {name for link in comparison.links for name in (link.old, link.new)[side]}
        sizes = {block.id: block.end - block.start for block in edition.blocks if block.kind != "chrome"}
        shares.append(sum(sizes[name] for name in linked) / sum(sizes.values()))
    return shares[0], shares[1]


def check_roles(comparison: Comparison) -> None:
    """Where both texts have review and plan, no passage of one is linked to one of the other."""
    editions = comparison.old, comparison.new
    kinds = [{edition.role_of_block(block) for block in edition.blocks} for edition in editions]
    if not all(kind >= {"review", "plan"} for kind in kinds):
        return
    for link in comparison.links:
        roles = {
            edition.role_of_block(edition.block_by_id[name])
            for edition, names in zip(editions, (link.old, link.new), strict=True)
            for name in names
        }
        assert not roles >= {"review", "plan"}, link
    for pair in comparison.sentence_links:
        roles = {
            edition.role_of_block(edition.block_by_id[edition.sentence_by_id[name].block])
            for edition, names in zip(editions, (pair.old, pair.new), strict=True)
            for name in names
        }
        assert not roles >= {"review", "plan"}, pair


@pytest.mark.parametrize("name", reports())
def test_a_report_twice(name: str) -> None:
    """Everything is the same, at its place, and nothing is absent; no target changed."""
    comparison = compare_texts(real_edition(name), real_edition(name))
    check_links(comparison)
    assert not comparison.removed and not comparison.added
    assert "little_in_common" not in {note.code for note in comparison.notes}
    links = (*comparison.links, *comparison.sentence_links, *comparison.section_links)
    assert [link for link in links if link.kind != "same" or link.moved or link.old != link.new] == []
    litter = {block.id for block in comparison.old.blocks if block.kind == "chrome"}
    told = {name for link in comparison.sentence_links for name in link.old}
    # A lone "and" at the end of an item of a list is no sentence that anybody misses.
    wanted = {
        s.id for s in comparison.old.sentences if s.block not in litter and s.end - s.start > len("and")
    }
    assert wanted <= told
    assert {change.change for change in comparison.target_changes} <= {"unchanged"}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_a_pair(pair: Pair) -> None:
    comparison = compare_texts(real_edition(pair.old), real_edition(pair.new))
    check_comparison(comparison)
    check_roles(comparison)
    shares = linked_share(comparison)
    assert all(a <= share <= b for a, share, b in zip(pair.least, shares, pair.most, strict=True)), shares
    away = sum(link.moved for link in comparison.links)
    assert away <= pair.moved * len(comparison.links), f"{away} of {len(comparison.links)} moved"
    codes = {note.code for note in comparison.notes}
    assert ("little_in_common" in codes) == (max(shares) < LITTLE), (codes, shares)


def test_one_page_against_the_next_report() -> None:
    """A page of a demo edition has most of its passages in the next one, which has more."""
    page = replace(demo_edition(0, "2023"), text=read_document(demo_files(0, "2023")[:1]))
    whole = demo_edition(0, demo_series()[0]["edition"][-1]["key"])
    for old, new in ((page, whole), (whole, page)):
        comparison = compare_texts(old, new)
        check_comparison(comparison)
        check_roles(comparison)
        of_page, of_whole = linked_share(comparison) if old is page else linked_share(comparison)[::-1]
        assert of_page >= 0.6 and of_whole < of_page, (of_page, of_whole)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fomc_clean/20231213.txt", "fomc_clean/20240131.txt"),
        ("provinces/陕西/2025.txt", "provinces/陕西/2026.txt"),
        ("tenk/AAPL/2021.txt", "tenk/AAPL/2022.txt"),
        ("budget_sg/2021.md", "budget_sg/2022.md"),
    ],
)
def test_swapping_the_two_mirrors_the_links(old: str, new: str) -> None:
    """Which of two texts is the older matters to the words of the result, hardly to its links."""
    forth = compare_texts(real_edition(old), real_edition(new))
    back = compare_texts(real_edition(new), real_edition(old))
    for kind, one_way, other_way in (
        ("blocks", forth.links, back.links),
        ("sentences", forth.sentence_links, back.sentence_links),
    ):
        found = {(a, b) for link in one_way for a in link.old for b in link.new}
        mirrored = {(a, b) for link in other_way for b in link.old for a in link.new}
        dice = 2 * len(found & mirrored) / (len(found) + len(mirrored))
        assert dice >= MIRROR[kind], f"{kind}: {dice:.3f}"


INSERTED = "另设夜间修鞋摊位三十处，收费贴在伞上，风雨天由街道送棚布。"
CLAUSE = "并且每月逢五在桥头公布进度，"
#: From this length on a paragraph is one to work on.
LONG = 150


def draft_and_final(name: str) -> tuple[ParsedEdition, Edition, dict[str, list[str]]]:
    """A report; the same with paragraphs deleted, changed and inserted; the old blocks by what befell them.

    Of the long paragraphs every eighth is deleted, the next gets a clause more after its first comma,
    and behind the next an invented paragraph is put in.
    """
    parsed = parse_edition(real_edition(name))
    long = [
        block
        for block in parsed.blocks
        if block.kind in ("paragraph", "item")
        and block.end - block.start >= LONG
        and parsed.text[block.start - 1] == "\n"  # prose behind a run-in heading stays with it
    ]
    befell: dict[str, list[str]] = {"deleted": [], "changed": []}
    text = parsed.text
    for number, block in reversed(list(enumerate(long))):
        words = text[block.start : block.end]
        if number % 8 == 2:
            befell["deleted"].append(block.id)
            text = text[: block.start] + text[block.end + 1 :]
        elif number % 8 == 3 and "，" in words:
            befell["changed"].append(block.id)
            at = block.start + words.index("，") + 1
            text = text[:at] + CLAUSE + text[at:]
        elif number == 4:
            text = text[: block.end] + "\n" + INSERTED + text[block.end :]
    return parsed, replace(parsed.edition, text=Text(text)), befell


@pytest.mark.parametrize("name", ["national/2019.txt", "provinces/陕西/2025.txt"])
def test_draft_and_final(name: str) -> None:
    """What was deleted is removed, what was put in is added, all else stands beside itself."""
    before, final, befell = draft_and_final(name)
    comparison = compare_texts(replace(before.edition, text=Text(before.text)), final)
    check_comparison(comparison)
    assert comparison.old.text == before.text
    place = {block.id: before.quote(block) for block in before.blocks}
    words = {block.id: comparison.old.quote(block) for block in comparison.old.blocks}
    removed = {words[absence.block] for absence in comparison.removed}
    assert removed == {place[name] for name in befell["deleted"]}
    added = [comparison.new.quote(comparison.new.block_by_id[a.block]) for a in comparison.added]
    assert added == [INSERTED]
    changed = {place[name] for name in befell["changed"]}
    assert changed
    for link in comparison.links:
        assert len(link.old) == len(link.new) == 1 and not link.moved, link
        old, new = words[link.old[0]], comparison.new.quote(comparison.new.block_by_id[link.new[0]])
        assert new.replace(CLAUSE, "") == old
        assert (new != old) == (old in changed)
        assert link.kind == "same" or old in changed
