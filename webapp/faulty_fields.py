"""Which field of the form a refusal is about."""

from __future__ import annotations

from collections.abc import Mapping

from webapp.actions.refused import Refused

#: Codes that are always about one field.
_FIELD_OF = {
    "key_missing": "key",
    "key_invalid": "key",
    "edition_exists": "key",
    "title_missing": "title",
    "date_invalid": "date",
}
_YEARS = ("year_given", "year_reviewed")
_LINES = ("title", "series_name", "variant", "body", "speaker")


def faulty_field(refused: Refused, said: Mapping[str, str]) -> str:
    """The name of the field to correct, from what was `said` in all of them; "" where it is none."""
    if refused.code == "series_missing":
        return "series" if said.get("series") else "series_name"
    if refused.code == "year_invalid":
        return next((name for name in _YEARS if said.get(name, "").strip() == refused.params["year"]), "")
    if refused.code == "field_long":
        most = int(refused.params["most"])
        return next((name for name in _LINES if len(" ".join(said.get(name, "").split())) > most), "")
    return _FIELD_OF.get(refused.code, "")
