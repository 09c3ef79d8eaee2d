"""The outline found, block by block, as the outline editor shows it; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from compare.model import Block, ParsedEdition, Role

#: So much of a paragraph is shown until it is opened: two lines of half a window.
SHORT = 76
#: Of a block at most so many places to split it are offered, each named by so many of its characters.
MOST_SPLITS = 80
SPLIT_SHOWN = 32
_HALF_NUMBER = re.compile(r"[\d.,%]+$")
#: Where a sentence can be cut as well, if the block has only one.
_CLAUSE_END = re.compile(r"[，、；：,;:]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Item:
    """A block in the outline.

    `level` is that of a heading (0 of anything else), `depth` that of the section it stands
    in, `role` (headings only) what its section is, `tells_role` whether that is not simply
    its parent's; `short` the beginning of its words; `cells` the words of a table row's
    cells, `columns` how many its table has; `place` the id of the element that shows where it
    comes from ("" where none is shown).
    """

    block: Block
    level: int
    depth: int
    role: Role | None
    tells_role: bool
    quote: str
    short: str
    cells: tuple[str, ...]
    columns: int
    place: str

    @property
    def is_cut(self) -> bool:
        """Whether more of it is there than is shown."""
        return len(self.short) < len(self.quote)


@dataclass(frozen=True, slots=True)
class Split:
    """A place where a block can be split: its offset in the text, and the words that follow."""

    at: int
    words: str


def list_items(
    parsed: ParsedEdition, place_of: Callable[[Block], str] = lambda block: ""
) -> tuple[Item, ...]:
    """All blocks in order; `place_of` gives the element that shows the block's place in the original."""
    columns: Counter[int] = Counter()
    for block in parsed.blocks:
        columns[block.table] = max(columns[block.table], len(block.cells), 1)
    section_at = {section.start: section for section in parsed.sections}
    items = []
    for block in parsed.blocks:
        quote = parsed.quote(block)
        section = parsed.section_by_id[block.section] if block.section else None
        heads = section_at.get(block.start) if block.kind == "heading" else None
        parent = parsed.section_by_id[heads.parent] if heads and heads.parent else None
        cells = tuple(parsed.text[start:end] for start, end in block.cells) or (quote,)
        items.append(
            Item(
                block=block,
                level=heads.level if heads else 0,
                depth=section.level if section else 0,
                role=heads.role if heads else None,
                tells_role=heads is not None and (parent is None or parent.role != heads.role),
                quote=quote,
                short=_shortened(quote),
                cells=cells if block.table else (),
                columns=columns[block.table],
                place=place_of(block),
            )
        )
    return tuple(items)


def _shortened(quote: str) -> str:
    if len(quote) > SHORT:
        # A number is shown whole or not at all.
        quote = _HALF_NUMBER.sub("", quote[:SHORT])
    return " ".join(quote.split())


def item_at(items: tuple[Item, ...], at: int | None) -> Item | None:
    """The item whose block holds the character at `at`."""
    if at is None:
        return None
    return next((item for item in items if item.block.start <= at < item.block.end), None)


def list_splits(parsed: ParsedEdition, block: Block) -> tuple[Split, ...]:
    """Where the block can be split: before its sentences and lines, else before its clauses."""
    text = parsed.text
    starts = {sentence.start for sentence in parsed.sentences_of_block[block.id]}
    starts |= {block.start + match.end() for match in re.finditer(r"\n", parsed.quote(block))}
    starts.discard(block.start)
    if not starts:
        starts = {block.start + match.end() for match in _CLAUSE_END.finditer(parsed.quote(block))}
    starts = {at for at in starts if block.start < at < block.end and text[at : block.end].strip()}
    return tuple(
        Split(at, " ".join(text[at : min(at + SPLIT_SHOWN, block.end)].split()))
        for at in sorted(starts)[:MOST_SPLITS]
    )
