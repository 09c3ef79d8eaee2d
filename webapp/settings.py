"""Settings that an installation may change, from the environment or from who makes the application."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from compare.errors import CompareError, ReadError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole number: its variable in the environment, what it is by default, and its bounds."""

    variable: str
    default: int
    least: int
    most: int


#: Name in the application's configuration → setting.
SETTINGS: dict[str, Setting] = {
    # The files of one import together, in mebibytes.  SQLite keeps no more than a gigabyte in one piece.
    "MAX_MB": Setting("DUIZHAO_MAX_MB", 20, 1, 900),
    # How long reading them may take, in seconds.
    "IMPORT_SECONDS": Setting("DUIZHAO_IMPORT_SECONDS", 60, 1, 24 * 3600),
    # The address space of the process that reads them, in mebibytes.  Python and all readers, before they
    # read anything, claim 270; an ordinary report adds 20, a plain text of 20 MB about 110.
    "IMPORT_MEMORY_MB": Setting("DUIZHAO_IMPORT_MEMORY_MB", 1024, 384, 1024 * 1024),
}


def read_settings(
    config: Mapping[str, Any] | None = None, environ: Mapping[str, str] = os.environ
) -> dict[str, int]:
    """All settings and what follows from them, for the application's configuration.

    What `config` says goes before the environment.  Raises CompareError `setting_invalid`
    where a value is no whole number within its bounds.
    """
    found = {}
    for name, setting in SETTINGS.items():
        said = (config or {}).get(name, environ.get(setting.variable, "").strip() or setting.default)
        found[name] = _whole_number(said, setting)
    size = found["MAX_MB"] * MEGABYTE
    # The second is for pasted text: Flask's own limit for a field of a form is half a megabyte.
    return {**found, "MAX_CONTENT_LENGTH": size, "MAX_FORM_MEMORY_SIZE": size}


def too_large(max_mb: int) -> ReadError:
    """The refusal of files that are together larger than the limit."""
    return ReadError("files_too_large", limit=max_mb, setting=SETTINGS["MAX_MB"].variable)


def _whole_number(said: Any, setting: Setting) -> int:
    try:
        number = int(said)
    except (TypeError, ValueError):
        number = setting.least - 1
    if not setting.least <= number <= setting.most:
        raise CompareError(
            "setting_invalid",
            setting=setting.variable,
            value=str(said)[:40],
            least=setting.least,
            most=setting.most,
        )
    return number
