"""Signing in: by one-time link or by password; and what a person changes on her account."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlite_utils import Database

from webapp import store
from webapp.actions import act
from webapp.actions.refused import Refused
from webapp.db import write
from webapp.store.accounts import Account

MIN_PASSWORD = 10
_hasher = PasswordHasher()


def make_link_token(db: Database, account: Account | None) -> str:
    """A one-time token; without an account it makes the first owner's when it is used."""
    with write(db):
        token = store.accounts.add_token(db, account.id if account else None)
        store.log.add(
            db,
            account_id=None,
            action="make_sign_in_link",
            noun="account",
            noun_id=account.id if account else None,
            details={},
        )
    return token


def sign_in_with_token(db: Database, token: str, name: str) -> Account:
    """Use a link up; the first one ever makes the owner's account under `name`."""
    with write(db):
        found = store.accounts.find_token(db, token)
        if found is None:
            raise Refused("link_used")
        store.accounts.use_token(db, found.id)
        account_id = found.account_id
        if account_id is None:
            owner = store.accounts.first_owner(db)
            if owner is None:
                _refuse_taken(db, name)
            account_id = owner.id if owner else store.accounts.add(db, name, "owner")
        account = store.accounts.get(db, account_id)
        if account is None:
            raise Refused("link_used")
        _log(db, account, "sign_in", by="link")
    return account


def sign_in_with_password(db: Database, name: str, password: str) -> Account:
    """Check name and password; every failure looks alike."""
    account = store.accounts.by_name(db, name)
    stored = store.accounts.password_hash(db, account.id) if account else None
    if not _matches(stored or _nobody(), password) or account is None or stored is None:
        raise Refused("password_wrong")
    with write(db):
        _log(db, account, "sign_in", by="password")
    return account


def set_password(db: Database, account: Account, old: str, new: str) -> Account:
    """Set a password (the first one without `old`) and sign out all other browsers."""
    if len(new) < MIN_PASSWORD:
        raise Refused("password_short", least=MIN_PASSWORD)
    hashed = _hasher.hash(new)
    with act(db, account, "change_account") as log:
        stored = store.accounts.password_hash(db, account.id)
        if stored is not None and not _matches(stored, old):
            raise Refused("password_wrong")
        store.accounts.set_password_hash(db, account.id, hashed)
        log("account", account.id, changed="password")
    return _by_id(db, account.id)


def rename(db: Database, account: Account, name: str) -> Account:
    """Give the account another name, which stands beside annotations."""
    if not name:
        raise Refused("name_missing")
    with act(db, account, "change_account") as log:
        _refuse_taken(db, name, but_by=account.id)
        store.accounts.rename(db, account.id, name)
        log("account", account.id, changed="name", old=account.name, new=name)
    return _by_id(db, account.id)


def make_account(db: Database, name: str, role: str) -> Account:
    """Make an account; the command line's action, so nobody signed in is asked for."""
    if not name:
        raise Refused("name_missing")
    with act(db, None, "make_account") as log:
        _refuse_taken(db, name)
        account_id = store.accounts.add(db, name, role)
        log("account", account_id, name=name, role=role)
    return _by_id(db, account_id)


def reset_account(db: Database, account: Account) -> Account:
    """Take the password away and sign the account out everywhere."""
    with act(db, None, "reset_account") as log:
        store.accounts.set_password_hash(db, account.id, None)
        log("account", account.id)
    return _by_id(db, account.id)


@cache
def _nobody() -> str:
    """Compared with where there is no such account, so that both refusals take as long."""
    return _hasher.hash("nobody has this password")


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _log(db: Database, account: Account, action: str, **details: str) -> None:
    store.log.add(
        db, account_id=account.id, action=action, noun="account", noun_id=account.id, details=details
    )


def _refuse_taken(db: Database, name: str, but_by: int | None = None) -> None:
    """Asked inside the transaction: two who choose one name at once both get an answer."""
    other = store.accounts.by_name(db, name)
    if other is not None and other.id != but_by:
        raise Refused("name_taken", name=name)


def _by_id(db: Database, account_id: int) -> Account:
    found = store.accounts.get(db, account_id)
    assert found is not None
    return found
