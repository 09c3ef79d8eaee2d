"""Statements in two layouts: paragraphs, and one paragraph wrapped at 80 columns with a roll of votes behind it."""

from __future__ import annotations

import pytest

from compare.engine import compare_texts
from tests.editions import DATA, real_edition

SAME_SHARE = 0.99


def test_wrapped_statements_are_the_clean_ones() -> None:
    """The sentences of the clean statements stand in links `same` to those of the wrapped ones."""
    names = sorted(path.name for path in (DATA / "fomc_clean").glob("*.txt"))
    if not names:
        pytest.skip("no fomc_clean: the real reports are not beside the project")
    assert len(names) == 10
    total, lost = 0, []
    for name in names:
        found = compare_texts(real_edition(f"fomc_clean/{name}"), real_edition(f"fomc_hardwrapped/{name}"))
        same = {sentence for link in found.sentence_links if link.kind == "same" for sentence in link.old}
        total += len(found.old.sentences)
        lost += [f"{name}: {found.old.quote(one)}" for one in found.old.sentences if one.id not in same]
        # What only the wrapped one has is the votes and whom to ask.
        linked = {sentence for link in found.sentence_links for sentence in link.new}
        alone = [found.new.quote(one) for one in found.new.sentences if one.id not in linked]
        assert alone and alone[0].startswith("Voting for the monetary policy action")
    print(f"{total - len(lost)} of {total} sentences are the same")
    assert total > 100 and total - len(lost) >= SAME_SHARE * total, lost
