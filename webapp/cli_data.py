"""Commands on the data: import, accounts, backup, check."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
from flask_babel import gettext as _

from compare.cli import read_files
from compare.messages import word
from compare.model import Text
from webapp import store
from webapp.actions.import_edition import Wish, import_files
from webapp.actions.refused import Refused
from webapp.actions.sign_in import make_account, make_link_token, reset_account
from webapp.cli_app import data_option, existing_database, open_app
from webapp.db import connect, get_db
from webapp.jobs import limited
from webapp.jobs.limits import Limits, limits_of
from webapp.languages import current_language
from webapp.migrations import SCHEMA_FILE, migrations, schema_of
from webapp.permissions import ROLES
from webapp.settings import MEGABYTE, read_settings, too_large
from webapp.soundness import find_damage
from webapp.store.texts import Upload

ADDRESS = "http://127.0.0.1:8000"


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--series", required=True, metavar="NAME", help="Name of the series; made if it is new.")
@click.option("--key", default="", metavar="K", help="Year or date; guessed from the text if not given.")
@click.option("--variant", default="", metavar="V", help="Such as draft or newspaper; mostly not needed.")
@click.option("--named-after", type=click.Choice(["given", "reviewed"]), default="given", show_default=True)
@data_option
def import_command(
    files: tuple[str, ...], series: str, key: str, variant: str, named_after: str, data: str | None
) -> None:
    """Import one edition from one or more files, in order."""
    # Before anything is made: a refusal leaves no empty installation behind.
    settings = read_settings()
    uploads = read_files_within(files, settings["MAX_MB"])
    with open_app(data):
        db = get_db()
        known = store.series.by_slug(db, series)
        wish = Wish(
            series_id=known.id if known else None,
            series_name=series,
            named_after="reviewed" if named_after == "reviewed" else "given",
            key=key,
            variant=variant,
        )
        imported = import_files(db, None, uploads, wish, partial(read_limited, limits=limits_of(settings)))
        if imported.already_here:
            click.echo(_("These files are already here: %(slug)s", slug=imported.edition.slug))
        else:
            click.echo(
                _("Imported: %(slug)s – %(title)s", slug=imported.edition.slug, title=imported.edition.title)
            )
            for note in store.texts.text_of(db, imported.edition.id).notes:
                click.echo(f"! {word(note.code, note.params, current_language())}", err=True)


def read_files_within(names: Sequence[str], max_mb: int) -> list[Upload]:
    """Name and bytes of each file; ReadError where one cannot be read, or they are too large together."""
    # Asked first, so that nobody waits for a disk image to be read.
    size = sum(Path(name).stat().st_size for name in names if Path(name).is_file())
    if size <= max_mb * MEGABYTE:
        uploads = read_files(names)
        # Whatever is no plain file has no size before it is read.
        if sum(len(content) for _, content in uploads) <= max_mb * MEGABYTE:
            return uploads
    raise too_large(max_mb)


def read_limited(files: Sequence[Upload], limits: Limits) -> Text:
    """The text of the files, read in a child process under limits."""
    return limited.checked_text(limited.read_files(files, limits))


@click.group()
def user() -> None:
    """Accounts and their sign-in links."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True)
@click.option("--address", default=ADDRESS, show_default=True, help="Where Duizhao is served.")
@data_option
def add_user(name: str, role: str, address: str, data: str | None) -> None:
    """Make an account and print its one-time sign-in link."""
    with open_app(data):
        account = make_account(get_db(), name.strip(), role)
        click.echo(f"{address}/sign-in/{make_link_token(get_db(), account)}")


@user.command("list")
@data_option
def list_users(data: str | None) -> None:
    """Print id, name, role and whether a password is set."""
    with open_app(data, must_exist=True):
        for account in store.accounts.all(get_db()):
            password = "password" if account.has_password else "-"
            click.echo(f"{account.id}\t{account.name}\t{account.role}\t{password}")


@user.command("reset")
@click.argument("name")
@click.option("--address", default=ADDRESS, show_default=True, help="Where Duizhao is served.")
@data_option
def reset_user(name: str, address: str, data: str | None) -> None:
    """Take the password away, sign out everywhere, print a new one-time link."""
    with open_app(data, must_exist=True):
        account = store.accounts.by_name(get_db(), name.strip())
        if account is None:
            raise Refused("no_account", name=name)
        account = reset_account(get_db(), account)
        click.echo(f"{address}/sign-in/{make_link_token(get_db(), account)}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@data_option
def backup(file: str, data: str | None) -> None:
    """Copy the database to FILE, safely even while Duizhao serves."""
    target = Path(file)
    with open_app(data, must_exist=True):
        if target.exists():
            raise Refused("file_exists", name=file)
        # What breaks off in the middle must not look like a backup.
        part = target.with_name(target.name + ".part")
        part.unlink(missing_ok=True)
        copy = sqlite3.connect(part)
        try:
            get_db().conn.backup(copy)
            # A copy that is one file is easier to carry away.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        os.replace(part, target)
        click.echo(_("Saved: %(name)s", name=file))


@click.command()
@data_option
def check(data: str | None) -> None:
    """Look for damage: the database, its references, its schema, texts, files, histories, corrections, drafts, jobs."""
    problems = find_problems(existing_database(data))
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.exceptions.Exit(1)
    click.echo("ok")


def find_problems(path: Path) -> list[str]:
    """What is wrong with a database, a line each; empty if it is sound."""
    db = connect(path)
    try:
        found = [f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"reference: {row[0]} row {row[1]} → {row[2]}" for row in db.execute("PRAGMA foreign_key_check")
        ]
        found += [f"schema: {migration.name} is not applied" for migration in migrations.pending(db)]
        if not found and schema_of(db) != SCHEMA_FILE.read_text(encoding="utf-8"):
            found.append("schema: differs from schema.sql")
        if not found:
            found += find_damage(db)
    finally:
        db.close()
    return found


commands: list[click.Command] = [import_command, user, backup, check]
