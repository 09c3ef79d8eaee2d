"""Edits that look like rewriting, up to a share of the characters that an edit distance confirms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from rapidfuzz.distance import Levenshtein

from compare.tokens import cut_tokens
from tests.bench.mutation_texts import Line, Part

#: Of the edits so many replace words, the others take words out or put some in, equally often.
REPLACED = 0.5
#: Words replaced or put in at a time.
LONGEST_RUN = 3
#: At most this part of the share that is wanted is reached by clauses that change places.
SWAPPED = 0.4
_CLAUSE = re.compile(r"[^，,、；;。.!！?？]+")
_DIGITS = re.compile(r"\d+")


def edited_share(old: str, new: str) -> float:
    """Share of the characters that are edited: Levenshtein's distance over the longer of the two."""
    return Levenshtein.distance(old, new) / max(len(old), len(new), 1)


def words_of(lines: Sequence[Line]) -> list[str]:
    """All tokens of a report, in order: what rewritten paragraphs take their new words from."""
    return [token for line in lines for part in line.parts for token in cut_tokens(part.text)]


def rewrite(line: Line, share: float, words: Sequence[str], random: Random) -> Line:
    """The line with clauses swapped and words replaced, taken out and put in, until `share` of it is edited.

    Words come from any place of the same report, in the runs in which they stand there, so
    that they are as rare as what they replace.  Sentences keep their marks.
    """
    old = line.text
    parts = list(line.parts)
    for index in random.sample(range(len(parts)), len(parts)):
        swapped = [*parts[:index], _swap_clauses(parts[index], random), *parts[index + 1 :]]
        if edited_share(old, "".join(part.text for part in swapped)) <= share * SWAPPED:
            parts = swapped
    # Of every token whether it is still as it was: nothing is edited twice.
    tokens = [[(token, True) for token in cut_tokens(part.text)] for part in parts]
    while edited_share(old, "".join(token for row in tokens for token, _ in row)) < share:
        places = [
            (k, at)
            for k, row in enumerate(tokens)
            for at, (token, fresh) in enumerate(row)
            if fresh and token.isalnum()
        ]
        if not places:
            break
        _edit_once(tokens, *random.choice(places), words, random)
    found = tuple(
        Part("".join(token for token, _ in row), part.sentence)
        for row, part in zip(tokens, parts, strict=True)
    )
    return replace(line, parts=found).touch("edited")


def _edit_once(
    tokens: list[list[tuple[str, bool]]], k: int, at: int, words: Sequence[str], random: Random
) -> None:
    row = tokens[k]
    end = at + 1
    for _ in range(random.randrange(LONGEST_RUN)):
        if end < len(row) and row[end][1] and (row[end][0].isalnum() or row[end][0] == " "):
            end += 1
    while row[end - 1][0] == " ":
        end -= 1
    chance = random.random()
    put_in = chance < REPLACED or chance >= (1 + REPLACED) / 2
    new = [(word, False) for word in _run(words, random)] if put_in else []
    if put_in and chance >= REPLACED:
        end = at
        if new[-1][0].isascii():
            new.append((" ", False))
    elif not new and at and row[at - 1][0] == " ":
        at -= 1
    elif not new and end < len(row) and row[end][0] == " ":
        end += 1
    # A sentence never loses its last word.
    if new or sum(token.isalnum() for token, _ in row[:at] + row[end:]):
        row[at:end] = new
    else:
        row[end - 1] = (row[end - 1][0], False)


def _run(words: Sequence[str], random: Random) -> list[str]:
    """Up to three words that stand together somewhere in the report."""
    while True:
        at = random.randrange(len(words))
        run = []
        for word in words[at : at + random.randint(1, LONGEST_RUN)]:
            if not (word.isalnum() or (run and word == " ")):
                break
            run.append(word)
        if run:
            return run[:-1] if run[-1] == " " else run


def _swap_clauses(part: Part, random: Random) -> Part:
    """Two neighbouring clauses change places; the marks between them stay."""
    clauses = list(_CLAUSE.finditer(part.text))
    if len(clauses) < 3:
        return part
    k = random.randrange(len(clauses) - 1)
    a, b = clauses[k], clauses[k + 1]
    between = part.text[a.end() : b.start()]
    text = part.text[: a.start()] + b[0] + between + a[0] + part.text[b.end() :]
    return replace(part, text=text)


def change_numbers(line: Line, random: Random) -> Line:
    """Every number in digits is another one of the same length; the words stay."""

    def other(match: re.Match[str]) -> str:
        first = random.choice([digit for digit in "123456789" if digit != match[0][0]])
        return first + "".join(random.choice("0123456789") for _ in match[0][1:])

    parts = tuple(replace(part, text=_DIGITS.sub(other, part.text)) for part in line.parts)
    return replace(line, parts=parts).touch("numbers") if parts != line.parts else line
