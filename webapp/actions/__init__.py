"""What a person can do: check, transaction, log.  Pages and commands alike go through here.

An action is a plain function that takes the connection and the account first:

    def resolve(db: Database, account: Account, annotation_id: int) -> None:
        with act(db, account, "annotate") as log:
            store.annotations.change_status(db, annotation_id, …)
            log("annotation", annotation_id, status="resolved")

`act` refuses what the role does not allow, opens one immediate transaction, and rolls
everything back on an exception, the log line included.
"""

# No `from __future__ import annotations` here: it would stand in the way of the module of that name.

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from sqlite_utils import Database

from webapp import permissions, store
from webapp.db import write
from webapp.store.accounts import Account


class NotAllowed(Exception):
    """The role of the account does not allow this; pages answer 403."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(action)


class Log(Protocol):
    """Write one line to the log of who did what."""

    def __call__(self, noun: str, noun_id: int | None, /, **details: Any) -> None: ...


@contextmanager
def act(db: Database, account: Account | None, action: str) -> Iterator[Log]:
    """Check the permission and open the transaction; without account it is the command line."""
    if account is not None and not permissions.is_allowed(account.role, action):
        raise NotAllowed(action)

    def log(noun: str, noun_id: int | None, /, **details: Any) -> None:
        store.log.add(
            db,
            account_id=account.id if account else None,
            action=action,
            noun=noun,
            noun_id=noun_id,
            details=details,
        )

    with write(db):
        yield log
