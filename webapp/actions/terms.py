"""The list of terms of a series: what people keep whole in the wording of its comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from compare.folding import plain
from compare.term_list import phrase_of, read_terms
from webapp import store
from webapp.actions import act
from webapp.actions.refused import Refused
from webapp.store.accounts import Account

#: Terms of a series: a glossary, not a dictionary; every sentence is searched for all of them.
MAX_TERMS = 500
#: Characters of a term, without its cuts: a phrase, not a sentence.
MIN_TERM, MAX_TERM = 2, 40
#: Of a term that is too long so many characters are shown.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Change:
    """What came into a list and what went out of it."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def save_terms(db: Database, account: Account, series_id: int, words: str, before: str) -> Change:
    """Make of the list what was made of it in a form: `words` in place of `before`, a term a line.

    What others changed meanwhile stays changed.  Refused where a term is too short or too long,
    where two have the same words, and where there would be too many.
    """
    wanted, shown = _checked(words), read_terms(before)
    with act(db, account, "correct") as log:
        rows = {row.term: row for row in store.terms.of_series(db, series_id)}
        removed = tuple(term for term in rows if term in shown and term not in wanted)
        added = tuple(term for term in wanted if term not in rows and term not in shown)
        _change(db, account, series_id, added, [rows[term] for term in removed])
        if added or removed:
            log("series", series_id, done="terms", added=added, removed=removed)
    return Change(added, removed)


def add_terms(db: Database, account: Account, series_id: int, terms: Iterable[str]) -> Change:
    """Put terms into the list that are not in it; refused as in `save_terms`."""
    return save_terms(db, account, series_id, "\n".join(terms), "")


def _checked(words: str) -> tuple[str, ...]:
    """The terms of a list that somebody typed."""
    shown = "\n".join(
        "".join(char for char in line if char.isprintable() or char.isspace()) for line in words.splitlines()
    )
    terms = read_terms(shown)
    for term in terms:
        phrase = phrase_of(term)
        if len(phrase) < MIN_TERM:
            raise Refused("term_short", term=term)
        if len(phrase) > MAX_TERM:
            raise Refused("term_long", term=phrase[:SHOWN] + "…", most=MAX_TERM)
    return terms


def _change(
    db: Database,
    account: Account,
    series_id: int,
    added: Iterable[str],
    removed: Iterable[store.terms.TermRow],
) -> None:
    for row in removed:
        store.terms.revoke(db, row.id, account.id)
    for term in added:
        store.terms.add(db, series_id, term, account.id)
    there = [row.term for row in store.terms.of_series(db, series_id)]
    if len(there) > MAX_TERMS:
        raise Refused("terms_many", count=len(there), most=MAX_TERMS)
    phrases: dict[str, str] = {}
    for term in there:
        other = phrases.setdefault(plain(phrase_of(term)), term)
        if other != term:
            raise Refused("term_twice", term=term, other=other)
