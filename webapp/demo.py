"""The demo editions: read from the `seeds` package, imported like any other files."""

from __future__ import annotations

import tomllib
from importlib import resources

from sqlite_utils import Database

from webapp import store
from webapp.actions.import_edition import Wish, import_files


def load_demo(db: Database) -> int:
    """Import what is not there yet; return how many editions came in."""
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
    return count
