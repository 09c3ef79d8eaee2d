"""The demo editions: read from the `seeds` package, imported like any other files."""

from __future__ import annotations

import tomllib
from importlib import resources

from sqlite_utils import Database

from compare.engine import ENGINE_VERSION, compare_texts
from webapp import store
from webapp.actions.import_edition import Wish, import_files
from webapp.db import write
from webapp.neighbours import neighbouring_pairs


def load_demo(db: Database) -> int:
    """Import what is not there yet and compare neighbours; return how many editions came in.

    The comparisons take a second, once: the first page that a person ever sees should
    show what the program finds.
    """
    folder = resources.files("seeds")
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    count = 0
    for series in manifest["series"]:
        for edition in series["edition"]:
            known = store.series.by_name(db, series["name"])
            # By key, not by bytes: what people made of a demo edition stays theirs.
            if known and store.editions.find(db, known.id, str(edition["key"])):
                continue
            wish = Wish(
                series_name=series["name"],
                slug=series["id"],
                name_en=series.get("name_en", ""),
                named_after=series.get("named_after", "given"),
                language=series.get("language", "zh"),
                key=str(edition["key"]),
                title=edition["title"],
                year_given=edition.get("year_given"),
                year_reviewed=edition.get("year_reviewed"),
            )
            files = [(name.rsplit("/", 1)[-1], (folder / name).read_bytes()) for name in edition["files"]]
            import_files(db, None, files, wish)
            count += 1
        if count and (known := store.series.by_slug(db, series["id"])):
            _compare_neighbours(db, known.id)
    return count


def _compare_neighbours(db: Database, series_id: int) -> None:
    for older, newer in neighbouring_pairs(store.editions.of_series(db, series_id)):
        old, new = (store.editions.as_edition(db, row.id) for row in (older, newer))
        inputs = store.inputs.inputs_for(db, older, newer)
        if store.comparisons.load(db, old, new, ENGINE_VERSION, inputs) is None:
            packed = store.comparisons.pack(compare_texts(old, new, inputs), inputs)
            with write(db):
                store.comparisons.save(db, packed)
