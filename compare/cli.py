"""The engine's commands: the only place in `compare` that opens files and prints."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compare.errors import CompareError, ReadError
from compare.messages import word

if TYPE_CHECKING:
    from compare.model import Edition, LinkCorrection, ParsedEdition

# What a command needs is imported when it runs: "--help" should not wait for numpy.

#: The outermost levels of JSON whose entries stand on lines of their own: a comparison, and its editions.
_OPENED = 2
#: Work on so many characters takes seconds, and says so on a terminal.
LONG = 200_000
#: Under this name the language that was asked for stands in the context of a command (`Context.meta`).
LANGUAGE = "compare.language"

_files = click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path())
_output = click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")


def _keep_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Let whoever catches an error of the command know in what language it is to be told."""
    ctx.meta[LANGUAGE] = value
    return value


_language = click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    callback=_keep_language,
    help="Language of headings, notes and errors.",
)


def _format(*names: str) -> Callable[[Any], Any]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="Form of the output.",
    )


def read_files(names: Sequence[str]) -> list[tuple[str, bytes]]:
    """Name and bytes of each file.  Raises ReadError where one is missing, a folder, or not readable."""
    found = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            raise ReadError("file_is_directory", name=name)
        try:
            found.append((path.name, path.read_bytes()))
        except FileNotFoundError:
            raise ReadError("file_missing", name=name) from None
        except OSError as error:
            raise ReadError("file_unreadable", name=name, reason=error.strerror or str(error)) from None
    return found


def load_edition(names: Sequence[str]) -> Edition:
    """The edition of one or more files, with what they say about themselves."""
    from compare.model import Edition
    from compare.readers import read_document
    from compare.readers.metadata import guess_metadata

    files = read_files(names)
    text = read_document(files)
    found = guess_metadata(text, files[0][0])
    year = found.year_given or found.year_named
    key = found.key or Path(files[0][0]).stem
    return Edition(text, found.title, key, year, found.year_reviewed, files[0][0])


def system_language() -> str:
    """ "zh" where the system speaks Chinese, else "en"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _deliver(text: str, output: str | None) -> None:
    if output is None:
        # Bytes, so that a terminal in another encoding does not stop a redirected report.
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
        return
    try:
        Path(output).write_text(text, "utf-8", newline="")
    except OSError as error:
        raise CompareError("file_unwritable", name=output, reason=error.strerror or str(error)) from None


def _as_json(found: dict[str, Any]) -> str:
    """JSON with each entry of a list on a line of its own: a quarter of the time of `indent`, and good to diff."""

    def write(value: Any, depth: int) -> str:
        if value and isinstance(value, dict) and depth < _OPENED:
            rows = (f"{json.dumps(key)}: {write(entry, depth + 1)}" for key, entry in value.items())
            return "{\n" + ",\n".join(rows) + "\n}"
        if value and isinstance(value, list):
            return "[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in value) + "\n]"
        return json.dumps(value, ensure_ascii=False)

    return write(found, 0) + "\n"


def _parse(files: Sequence[str]) -> ParsedEdition:
    from compare.engine import parse_edition

    return parse_edition(load_edition(files))


@click.command()
@_files
@_format("text", "json")
@_language
@_output
def outline(files: tuple[str, ...], form: str, language: str | None, output: str | None) -> None:
    """Show the headings found in FILE… (several files are one edition, in order)."""
    from compare.export.as_json import edition_to_json
    from compare.export.as_text import outline_to_text

    parsed = _parse(files)
    text = (
        _as_json(edition_to_json(parsed))
        if form == "json"
        else outline_to_text(parsed, language or system_language())
    )
    _deliver(text, output)


@click.command()
@_files
@_format("text", "json", "csv")
@_language
@_output
def targets(files: tuple[str, ...], form: str, language: str | None, output: str | None) -> None:
    """List the targets and results found in FILE… (several files are one edition, in order)."""
    from compare.export.as_csv import measures_to_csv
    from compare.export.as_json import edition_to_json
    from compare.export.as_text import measures_to_text

    parsed = _parse(files)
    if form == "json":
        text = _as_json(edition_to_json(parsed))
    elif form == "csv":
        text = measures_to_csv(parsed)
    else:
        text = measures_to_text(parsed, language or system_language())
    _deliver(text, output)


def _read_links(corrections: str | None, old: Edition, new: Edition) -> tuple[LinkCorrection, ...]:
    """What the file `corrections` says about links; nothing without one."""
    if corrections is None:
        return ()
    from compare.link_list import read_link_list

    ((name, content),) = read_files([corrections])
    return read_link_list(content, name, old.text, new.text)


def _read_terms(terms: str | None) -> tuple[str, ...]:
    """The phrases that the file `terms` keeps whole, or says how to cut; none without one."""
    if terms is None:
        return ()
    from compare.readers.decoding import decode
    from compare.term_list import read_terms

    ((name, content),) = read_files([terms])
    return read_terms(decode(content, name))


@click.command()
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@_format("text", "json", "md")
@_language
@_output
@click.option(
    "--by",
    type=click.Choice(["words", "characters"]),
    default="words",
    show_default=True,
    help="By what the wording is told.",
)
@click.option("--corrections", metavar="FILE", type=click.Path(), help="What belongs together, as JSON.")
@click.option("--terms", metavar="FILE", type=click.Path(), help="Phrases to keep whole, one a line.")
@click.option("--quiet", is_flag=True, help="Say nothing about the progress of long work.")
def compare(
    old: str,
    new: str,
    form: str,
    language: str | None,
    output: str | None,
    by: str,
    corrections: str | None,
    terms: str | None,
    quiet: bool,
) -> None:
    """Compare the report OLD with the report NEW."""
    from compare.engine import compare_texts
    from compare.export.as_json import comparison_to_json
    from compare.export.as_markdown import comparison_to_markdown
    from compare.export.as_text import comparison_to_text
    from compare.model import Inputs

    editions = load_edition([old]), load_edition([new])
    links = _read_links(corrections, *editions)
    inputs = Inputs(_read_terms(terms), links=links, by_characters=by == "characters")
    length = sum(len(edition.text.text) for edition in editions)
    if length >= LONG and not quiet and sys.stderr.isatty():
        click.echo(word("comparing", {"count": f"{length:,}"}, language or system_language()), err=True)
    found = compare_texts(*editions, inputs)
    said = language or system_language()
    if form == "json":
        text = _as_json(comparison_to_json(found))
    elif form == "md":
        text = comparison_to_markdown(found, said)
    else:
        text = comparison_to_text(found, said)
    _deliver(text, output)


commands: list[click.Command] = [outline, targets, compare]
