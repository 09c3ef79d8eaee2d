"""The instance folder: where an installation keeps its data and its secret."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from pathlib import Path


def default_folder() -> Path:
    """`./instance` where there is one, else the user's own data folder for programs."""
    here = Path("instance")
    return here if here.is_dir() else _user_data_folder() / "duizhao"


def _user_data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def secret_key(folder: Path) -> str:
    """The key that signs cookies, made at the first start and kept in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_key"
    if key := _read(path):
        return key
    # Written whole under another name first: a start that is cut off, or a full disk,
    # leaves no half a key.  mkstemp lets nobody else read it.
    handle, name = tempfile.mkstemp(dir=folder, prefix="secret_key.")
    try:
        with open(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
        try:
            # Of two processes that start at once only one gives its file the name.
            os.link(name, path)
        except OSError:
            if not _read(path):  # an empty file, or a file system without links
                os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
    return _read(path)


def _read(path: Path) -> str:
    """What stands in the file; "" where there is none."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
