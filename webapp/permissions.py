"""Who may do what, as data."""

from __future__ import annotations

#: Actions of each role.  Reading needs an account and no more.
PERMISSIONS: dict[str, frozenset[str]] = {
    "owner": frozenset({"import_edition", "correct", "annotate", "change_any_annotation", "change_account"}),
    "reviewer": frozenset({"import_edition", "correct", "annotate", "change_account"}),
    "reader": frozenset({"change_account"}),
}

ROLES: tuple[str, ...] = tuple(PERMISSIONS)


def is_allowed(role: str, action: str) -> bool:
    """Whether an account of this role may do `action`; an unknown role may nothing."""
    return action in PERMISSIONS.get(role, frozenset())
