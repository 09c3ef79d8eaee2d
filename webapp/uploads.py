"""The files that a form brought."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import request

from webapp.store.texts import Upload


def sent_files(field: str = "files") -> list[Upload]:
    """Bare names and bytes in the order in which the page sent them."""
    uploads = []
    for sent in request.files.getlist(field):
        if sent.filename:
            name = PurePosixPath(sent.filename.replace("\\", "/")).name
            uploads.append((name, sent.stream.read()))
    return uploads
