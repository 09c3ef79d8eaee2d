"""Wording diffs: tests/cases/wording/*.txt.

# what it shows
@ years=1 characters=yes terms=甲,乙       years between the editions, a diff by characters, terms
== old                the sentences of the old side, one a line
== new                those of the new side
== edits              every edit in order:
= equal words
- deleted
+ inserted
~ old words → new words
~ 2023年 → 2024年 (minor)
- moved from here (move 1)
+ moved to here (move 1)
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.model import Edit
from compare.tidy import tidy_steps
from compare.wording import diff_wording
from tests.case_files import CaseFile, each_case, unescape
from tests.diff_invariants import as_sentences, check_edits

#: The sentences of a side need not begin where the text does.
_OLD_AT, _NEW_AT = 7, 100


def sides_of(case: CaseFile) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    old, new = ([unescape(line) for line in case.part(name) or ()] for name in ("old", "new"))
    return as_sentences(old, _OLD_AT), as_sentences(new, _NEW_AT)


def edits_of(case: CaseFile) -> tuple[Edit, ...]:
    years = int(case.settings["years"]) if "years" in case.settings else None
    return diff_wording(*sides_of(case), terms_of(case), years, by_characters="characters" in case.settings)


def terms_of(case: CaseFile) -> list[str]:
    return [term for term in case.settings.get("terms", "").split(",") if term]


def described(edit: Edit, old: str, new: str) -> str:
    """An edit as a line of a case."""
    a, b = old[slice(*edit.old)], new[slice(*edit.new)]
    words = {"equal": f"= {a}", "delete": f"- {a}", "insert": f"+ {b}", "replace": f"~ {a} → {b}"}[edit.op]
    return words + (" (minor)" if edit.minor else "") + (f" (move {edit.move})" if edit.move else "")


@each_case("wording")
def test_wording(case: CaseFile) -> None:
    texts = [" " * side[0][0] + "".join(text for _, text in side) for side in sides_of(case)]
    found = [described(edit, *texts) for edit in edits_of(case)]
    assert found == [unescape(line) for line in case.part("edits") or ()]


@each_case("wording", known_faults=False)
def test_invariants(case: CaseFile) -> None:
    old, new = sides_of(case)
    for by_characters in (False, True):
        for years in (None, 0, 1, 5):
            for sides in ((old, new), (new, old), (old, old)):
                edits = diff_wording(*sides, terms_of(case), years, by_characters)
                check_edits(*sides, edits, terms_of(case), by_characters)


tokens = st.lists(st.sampled_from(["的", "和", "发展", "修桥", "，", "5%", "“"]), min_size=1, max_size=8)


@given(tokens, tokens)
def test_tidy_mends_any_script(old: list[str], new: list[str]) -> None:
    """Also of a script that says no more than "all is new" the ends that both sides share stay equal."""
    steps = tidy_steps([("replace", (0, len(old)), (0, len(new)))], old, new)
    assert [token for _, (i, j), _ in steps for token in old[i:j]] == old
    assert [token for _, _, (k, m) in steps for token in new[k:m]] == new
    for op, (i, j), (k, m) in steps:
        if op == "equal":
            assert old[i:j] == new[k:m]
        elif op == "replace":
            assert old[i] != new[k] and old[j - 1] != new[m - 1]
