"""What the preview of a draft shows: the original in rows, the outline, the form with its guesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from compare.errors import CompareError
from compare.model import Edition, Note, ParsedEdition, Text
from compare.readers.metadata import guess_metadata
from webapp import store
from webapp.actions.guess_language import language_of
from webapp.actions.wishes import guess_fields
from webapp.jobs.limits import Limits
from webapp.leaf import notes_of
from webapp.numbers import number_of
from webapp.original_rows import FileView, find_rows, view_file
from webapp.originals import places_of
from webapp.outline_items import Item, Split, item_at, list_items, list_splits
from webapp.parsing import parsed_edition
from webapp.store.drafts import DraftRow


@dataclass(frozen=True)
class Preview:
    """A draft ready to be looked at.

    `opened` is the block that is being corrected, `splits` where it can be split; `fields`
    are the values of the form by their names; `notes` the reader's and the outline's, each
    once; `language` is that of the text.
    """

    draft: DraftRow
    parsed: ParsedEdition
    files: tuple[FileView, ...]
    items: tuple[Item, ...]
    opened: Item | None
    splits: tuple[Split, ...]
    fields: dict[str, str]
    notes: tuple[Note, ...]
    language: str

    @property
    def headings(self) -> int:
        """How many headings were found."""
        return len(self.parsed.sections)

    @property
    def characters(self) -> int:
        """How long the text is."""
        return len(self.parsed.text)


def show_draft(db: Database, draft: DraftRow, text: Text, at: int | None, limits: Limits) -> Preview:
    """The preview of a draft that was read; `at` (a place in the text) chooses the block to correct."""
    files = store.drafts.files_of(db, draft.id)
    guess = guess_metadata(text, files[0][0])
    fields = guess_fields(db, guess, draft.wish)
    parsed = parsed_edition(
        Edition(
            text=text,
            # As they will be saved: some titles tell their role by the year that they name.
            year_given=number_of(fields["year_given"]),
            year_reviewed=number_of(fields["year_reviewed"]),
            corrections=draft.corrections,
        )
    )
    views = _views(files, limits)
    rows = find_rows(parsed, views)
    items = list_items(parsed, lambda block: rows.get(block.start, ""))
    opened = item_at(items, at)
    return Preview(
        draft=draft,
        parsed=parsed,
        files=views,
        items=items,
        opened=opened,
        splits=list_splits(parsed, opened.block) if opened else (),
        fields=fields,
        notes=notes_of(parsed),
        language=language_of(text.text),
    )


def _views(files: Sequence[tuple[str, bytes]], limits: Limits) -> tuple[FileView, ...]:
    views = []
    for position, (name, content) in enumerate(files, start=1):
        try:
            views.append(view_file(position, name, len(content), places_of((name, content), limits)))
        except CompareError as error:
            views.append(view_file(position, name, len(content), Note(error.code, error.params)))
    return tuple(views)
