"""Pages: annotations."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("annotations", __name__)
