"""Accounts, and the one-time links that sign people in."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlite_utils import Database

from webapp.store.clock import after, now

#: How long a sign-in link works: it is opened at once or not at all.
LINK_LIFE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Account:
    """A person; `session_key` ties cookies to it, `has_password` whether one was set."""

    id: int
    name: str
    role: str
    session_key: str
    has_password: bool
    created_at: str


@dataclass(frozen=True, slots=True)
class Token:
    """A sign-in link that still works; without account it makes the first owner's."""

    id: int
    account_id: int | None


_SELECT = (
    "SELECT id, name, role, session_key, password_hash IS NOT NULL AS has_password, created_at FROM accounts "
)


def add(db: Database, name: str, role: str) -> int:
    """Make an account and return its id."""
    return int(
        db.execute(
            "INSERT INTO accounts (name, role, session_key, created_at) VALUES (?, ?, ?, ?)",
            [name, role, secrets.token_hex(16), now()],
        ).lastrowid
        or 0
    )


def get(db: Database, account_id: int) -> Account | None:
    """The account with this id."""
    return _first(db, "WHERE id = ?", [account_id])


def by_name(db: Database, name: str) -> Account | None:
    """The account with this name."""
    return _first(db, "WHERE name = ?", [name])


def first_owner(db: Database) -> Account | None:
    """The owner whose account was made first: whoever starts the program on this machine."""
    return _first(db, "WHERE role = 'owner' ORDER BY id LIMIT 1", [])


def all(db: Database) -> list[Account]:
    """Every account, oldest first."""
    return [_account(row) for row in db.query(_SELECT + "ORDER BY id")]


def rename(db: Database, account_id: int, name: str) -> None:
    """Give another name."""
    db.execute("UPDATE accounts SET name = ? WHERE id = ?", [name, account_id])


def password_hash(db: Database, account_id: int) -> str | None:
    """The stored argon2 hash, None where no password was set."""
    row = next(db.query("SELECT password_hash FROM accounts WHERE id = ?", [account_id]), None)
    return row["password_hash"] if row else None


def set_password_hash(db: Database, account_id: int, hashed: str | None) -> None:
    """Set or take away the password, and sign the account out everywhere."""
    db.execute(
        "UPDATE accounts SET password_hash = ?, session_key = ? WHERE id = ?",
        [hashed, secrets.token_hex(16), account_id],
    )


def add_token(db: Database, account_id: int | None) -> str:
    """Make a one-time sign-in token; only its hash is stored, the token is returned."""
    token = secrets.token_urlsafe(24)
    db.execute(
        "INSERT INTO sign_in_tokens (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
        [_hash(token), account_id, now(), after(LINK_LIFE)],
    )
    return token


def find_token(db: Database, token: str) -> Token | None:
    """The token if it was neither used nor is too old."""
    row = next(
        db.query(
            "SELECT id, account_id FROM sign_in_tokens"
            " WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
            [_hash(token), now()],
        ),
        None,
    )
    return Token(**row) if row else None


def use_token(db: Database, token_id: int) -> None:
    """Mark a token as used."""
    db.execute("UPDATE sign_in_tokens SET used_at = ? WHERE id = ?", [now(), token_id])


def _hash(token: str) -> str:
    # 192 random bits need no salt and no slow hash.
    return hashlib.sha256(token.encode()).hexdigest()


def _first(db: Database, where: str, params: list[object]) -> Account | None:
    row = next(db.query(_SELECT + where, params), None)
    return _account(row) if row else None


def _account(row: dict[str, object]) -> Account:
    return Account(**{**row, "has_password": bool(row["has_password"])})  # type: ignore[arg-type]
