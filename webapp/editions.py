"""One edition: its outline, its text, its targets; importing one."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("editions", __name__)
