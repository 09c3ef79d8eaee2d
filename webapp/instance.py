"""The instance folder: where an installation keeps its data and its secret."""

from __future__ import annotations

import os
import secrets
import sys
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
    try:
        # Of two processes that start at once only one may write; nobody else may read.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_hex(32)
    with open(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
