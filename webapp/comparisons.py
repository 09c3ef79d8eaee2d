"""Pages: comparisons."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("comparisons", __name__)
