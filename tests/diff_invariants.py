"""What holds of tokens and of the edits of a sentence link, whatever the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from compare.folding import bare, plain
from compare.model import Edit, Span
from compare.moves import MOVE_WEIGHT
from compare.quantities import find_quantities
from compare.tokens import cut_characters, cut_tokens


def check_tokens(text: str, terms: Sequence[str] = ()) -> None:
    """Tokens joined are the text, none is empty, and numbers with their bounds are whole."""
    borders = _inner_places(text)
    for cut in (cut_tokens, cut_characters):
        tokens = cut(text, terms)
        assert "".join(tokens) == text, text
        assert all(tokens), text
        at = 0
        for token in tokens:
            assert at not in borders, f"{text[:at]}|{text[at:]} cuts a number"
            at += len(token)


def _inner_places(text: str) -> set[int]:
    """Places strictly inside a number or a bound word."""
    spans: list[Span] = []
    for quantity in find_quantities(text):
        spans += [(quantity.start, quantity.end), *quantity.bound_spans]
    return {place for start, end in spans for place in range(start + 1, end)}


def check_edits(
    old: Sequence[tuple[int, str]],
    new: Sequence[tuple[int, str]],
    edits: Sequence[Edit],
    terms: Sequence[str] = (),
    by_characters: bool = False,
) -> None:
    """The edits of one link between sentences given as (start offset, text), in text order."""
    sides = (old, new)
    words = tuple("".join(text for _, text in side) for side in sides)

    def text_of(side: int, span: Span) -> str:
        for start, text in sides[side]:
            if start <= span[0] <= span[1] <= start + len(text):
                return text[span[0] - start : span[1] - start]
        raise AssertionError(f"{span} lies in no one sentence")

    accepted = rejected = ""
    seen: tuple[list[Span], list[Span]] = ([], [])
    for edit in edits:
        a, b = text_of(0, edit.old), text_of(1, edit.new)
        assert bool(a) == (edit.op != "insert") and bool(b) == (edit.op != "delete"), edit
        if edit.op == "equal":
            assert a == b, f"{a!r} is not equal to {b!r}"
            assert not edit.minor, edit
        rejected += a
        accepted += a if edit.op == "equal" else b
        seen[0].append(edit.old)
        seen[1].append(edit.new)
    assert rejected == words[0], "reject all is not the old text"
    assert accepted == words[1], "accept all is not the new text"
    for side in (0, 1):
        full = [span for span in seen[side] if span[0] < span[1]]
        assert full == sorted(full), "edits do not run with the text"
        _check_whole(sides[side], [(e.old, e.new)[side] for e in edits if e.op != "equal"])
    _check_moves(edits, text_of)
    if words[0] == words[1] and len(old) == len(new) == 1:
        assert all(edit.op == "equal" for edit in edits), f"marks in equal sentences: {words[0]!r}"
    cut = cut_characters if by_characters else cut_tokens
    tokens: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for side in (0, 1):
        for start, text in sides[side]:
            for token in cut(text, terms):
                tokens[side][start] = token
                start += len(token)
    _check_borders(edits, *tokens)


def _check_moves(edits: Sequence[Edit], text_of: Callable[[int, Span], str]) -> None:
    """A move is one deletion and one insertion, in the same words apart from punctuation, of some length."""
    moves: dict[int, list[Edit]] = {}
    for edit in edits:
        if edit.move is not None:
            moves.setdefault(edit.move, []).append(edit)
    for number, ends in moves.items():
        assert sorted(edit.op for edit in ends) == ["delete", "insert"], f"move {number}: {ends}"
        gone = next(text_of(0, edit.old) for edit in ends if edit.op == "delete")
        come = next(text_of(1, edit.new) for edit in ends if edit.op == "insert")
        words = [bare(plain(text)).rstrip(".") for text in (gone, come)]
        assert words[0] == words[1], f"{gone!r} moved and became {come!r}"
        assert len(bare(gone)) >= MOVE_WEIGHT and not any(edit.minor for edit in ends), (gone, ends)


def _check_whole(side: Sequence[tuple[int, str]], spans: Iterable[Span]) -> None:
    """No change begins or ends inside a number or a bound word."""
    inner = {start + place for start, text in side for place in _inner_places(text)}
    for span in spans:
        assert not inner.intersection(span), f"{span} cuts a number in {[text for _, text in side]}"


def _check_borders(edits: Sequence[Edit], old: dict[int, str], new: dict[int, str]) -> None:
    """Edits are made of whole tokens; a replacement does not begin or end with the same one twice.

    `old` and `new` hold the tokens by their places.
    """
    ends = tuple({start + len(token): token for start, token in side.items()} for side in (old, new))
    for edit in edits:
        for side, last, (start, end) in ((old, ends[0], edit.old), (new, ends[1], edit.new)):
            assert start == end or (start in side and end in last), f"{edit} cuts a token"
        if edit.op == "replace":
            assert old[edit.old[0]] != new[edit.new[0]], f"{edit} begins alike: {old[edit.old[0]]!r}"
            last_old, last_new = ends[0][edit.old[1]], ends[1][edit.new[1]]
            assert last_old != last_new, f"{edit} ends alike: {last_old!r}"


def as_sentences(texts: Sequence[str], start: int = 0) -> list[tuple[int, str]]:
    """Sentences one behind the other, as (start offset, text), for `check_edits`."""
    placed: list[tuple[int, str]] = []
    for text in texts:
        placed.append((start, text))
        start += len(text)
    return placed
