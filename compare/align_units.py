"""What is aligned: paragraphs (a run-in heading with its paragraph) and their sentences."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from compare.folding import fold
from compare.model import Block, ParsedEdition, Role, Section, Sentence
from compare.pairs import Flags, Floats, Ints

#: A Western word says about as much as so many Han characters.
WORD_LENGTH = 2.0
_WORD = re.compile(r"[A-Za-z\d](?:(?<=[A-Za-z])[A-Za-z]*|(?<=\d)[\d.,]*)")
_NO_CHARACTER = re.compile(r"[\sA-Za-z\d]")


def length_of(text: str) -> float:
    """Length in Han characters, or what is worth as much, so that weights hold in any language."""
    return len(text) - len(_NO_CHARACTER.findall(text)) + WORD_LENGTH * len(_WORD.findall(text))


#: Blocks that stand on one line of the text.
Unit = tuple[Block, ...]


@dataclass(frozen=True)
class Side:
    """One edition, cut for alignment.

    `units` are lists of blocks that stand on one line of the text: a run-in heading and
    the paragraph behind it are one unit, everything else is a unit of its own.  Page
    litter takes no part.
    """

    edition: ParsedEdition
    units: tuple[Unit, ...]
    sentences: tuple[Sentence, ...]
    unit_of_sentence: Ints

    @cached_property
    def folded(self) -> str:
        """The text as it is matched; folding keeps every offset."""
        return fold(self.edition.text)

    @cached_property
    def unit_texts(self) -> list[str]:
        """Folded texts of the units."""
        return [self.folded[unit[0].start : unit[-1].end] for unit in self.units]

    @cached_property
    def sentence_texts(self) -> list[str]:
        """Folded texts of the sentences."""
        return [self.folded[sentence.start : sentence.end] for sentence in self.sentences]

    @cached_property
    def unit_lengths(self) -> Floats:
        """How much each unit says, see `length_of`."""
        return np.array([length_of(text) for text in self.unit_texts])

    @cached_property
    def sentence_lengths(self) -> Floats:
        return np.array([length_of(text) for text in self.sentence_texts])

    @cached_property
    def roles(self) -> list[Role]:
        return [self.edition.role_of_block(unit[-1]) for unit in self.units]

    @cached_property
    def repeated(self) -> Flags:
        """For every sentence whether it stands elsewhere in the text too ("各位代表！")."""
        times = Counter(self.sentence_texts)
        return np.array([times[text] > 1 for text in self.sentence_texts], dtype=bool)

    @cached_property
    def phrases(self) -> Flags:
        """The repeated sentences that are not all of their unit."""
        alone = np.bincount(self.unit_of_sentence, minlength=len(self.units)) == 1
        inside: Flags = self.repeated & ~alone[self.unit_of_sentence]
        return inside

    @cached_property
    def first_sentence(self) -> Ints:
        """Index of the first sentence of every unit that is its own, of the first of all where none is."""
        first = np.full(len(self.units), len(self.sentences), dtype=np.int64)
        own = ~self.repeated
        np.minimum.at(first, self.unit_of_sentence[own], np.flatnonzero(own))
        without = first[self.unit_of_sentence] == len(self.sentences)
        np.minimum.at(first, self.unit_of_sentence[without], np.flatnonzero(without))
        return first

    @cached_property
    def section_numbers(self) -> Ints:
        """For every unit the number of its innermost section, 0 for none."""
        number = {section.id: k + 1 for k, section in enumerate(self.edition.sections)}
        return np.array([number.get(unit[-1].section or "", 0) for unit in self.units], dtype=np.int64)

    @cached_property
    def is_heading(self) -> Flags:
        """For every unit whether it is a heading on a line of its own."""
        return np.array([unit[-1].kind == "heading" for unit in self.units], dtype=bool)

    @cached_property
    def sections_above(self) -> list[Ints]:
        """For each depth of the outline the number of the section there around every unit, 0 for none."""
        number = {section.id: k + 1 for k, section in enumerate(self.edition.sections)}
        parent = [0] + [number.get(section.parent or "", 0) for section in self.edition.sections]
        chains: list[list[int]] = [[]]
        for k in range(1, len(parent)):
            chains.append([*chains[parent[k]], k])
        of_unit = [chains[k] for k in self.section_numbers.tolist()]
        depth = max(map(len, chains))
        return [
            np.array([chain[level] if level < len(chain) else 0 for chain in of_unit], dtype=np.int64)
            for level in range(depth)
        ]

    @cached_property
    def lead_of(self) -> Ints:
        """For the first paragraph below the heading of a section the number of the section, else -1."""
        found = np.full(len(self.units), -1, dtype=np.int64)
        begun: set[int] = {0}
        for number, section in enumerate(self.section_numbers.tolist()):
            if section not in begun and self.units[number][-1].kind != "heading":
                begun.add(section)
                found[number] = section
        return found

    @cached_property
    def section_of_unit(self) -> list[Section | None]:
        by_id = self.edition.section_by_id
        return [by_id[unit[-1].section] if unit[-1].section else None for unit in self.units]


def side_of(edition: ParsedEdition) -> Side:
    """Units and sentences of an edition."""
    units: list[tuple[Block, ...]] = []
    owner: dict[str, int] = {}
    for block in edition.blocks:
        if block.kind == "chrome":
            continue
        before = units[-1][-1] if units else None
        if before and before.kind == "heading" and "\n" not in edition.text[before.end : block.start]:
            units[-1] = (*units[-1], block)
        else:
            units.append((block,))
        owner[block.id] = len(units) - 1
    sentences = tuple(sentence for sentence in edition.sentences if sentence.block in owner)
    return Side(
        edition,
        tuple(units),
        sentences,
        np.array([owner[sentence.block] for sentence in sentences], dtype=np.int64),
    )
