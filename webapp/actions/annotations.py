"""Annotating: write, reword, resolve, reopen, delete, and take a deletion back."""

from __future__ import annotations

from dataclasses import asdict

from sqlite_utils import Database

from compare.anchor import Anchor, describe
from compare.model import Text
from webapp import permissions, store
from webapp.actions import NotAllowed, act
from webapp.actions.refused import Refused
from webapp.store.accounts import Account
from webapp.store.annotations import Annotation, Status

#: Longest remark, in characters: what does not fit is a report of its own.
MAX_BODY = 10_000


def anchor_at(db: Database, text_id: str, start: int, end: int, quote: str) -> Anchor:
    """The anchor of a passage, refused unless the text has exactly this quote there."""
    text = store.texts.text_by_id(db, text_id)
    if text is None:
        raise Refused("text_unknown")
    if not 0 <= start < end <= len(text):
        raise Refused("passage_outside")
    if text[start:end] != quote:
        raise Refused("quote_differs")
    return describe(Text(text), start, end)


def write_annotation(
    db: Database,
    account: Account,
    *,
    body: str,
    scope: tuple[str, str] | None = None,
    old_anchor: Anchor | None = None,
    new_anchor: Anchor | None = None,
) -> int:
    """Store a remark and return its id; `scope` are the texts of the comparison it was written in.

    Its anchors lie in these texts: what lay elsewhere would be read nowhere.
    """
    body = _checked(body)
    for anchor, text_id in zip((old_anchor, new_anchor), scope or (None, None), strict=True):
        if anchor and text_id and anchor.text_id != text_id:
            raise Refused("text_not_here")
    with act(db, account, "annotate") as log:
        annotation_id = store.annotations.add(
            db,
            author_id=account.id,
            body=body,
            scope=scope,
            old_anchor=asdict(old_anchor) if old_anchor else None,
            new_anchor=asdict(new_anchor) if new_anchor else None,
        )
        log("annotation", annotation_id, done="written")
    return annotation_id


def reword(db: Database, account: Account, annotation_id: int, body: str) -> None:
    """Give a remark other words; the earlier ones stay in its history."""
    body = _checked(body)
    with act(db, account, "annotate") as log:
        _own(db, account, annotation_id)
        store.annotations.change_body(db, annotation_id, account_id=account.id, body=body)
        log("annotation", annotation_id, done="reworded")


def set_status(db: Database, account: Account, annotation_id: int, status: Status) -> None:
    """Resolve or reopen a remark; whoever may annotate may do so."""
    with act(db, account, "annotate") as log:
        if _existing(db, annotation_id).status != status:
            store.annotations.change_status(db, annotation_id, account_id=account.id, status=status)
            log("annotation", annotation_id, done=status)


def delete(db: Database, account: Account, annotation_id: int) -> None:
    """Take a remark off the pages; it and its history stay stored."""
    with act(db, account, "annotate") as log:
        _own(db, account, annotation_id)
        store.annotations.delete(db, annotation_id, account_id=account.id)
        log("annotation", annotation_id, done="deleted")


def restore(db: Database, account: Account, annotation_id: int) -> None:
    """Put a deleted remark back."""
    with act(db, account, "annotate") as log:
        _own(db, account, annotation_id, deleted=True)
        store.annotations.restore(db, annotation_id, account_id=account.id)
        log("annotation", annotation_id, done="restored")


def may_change(account: Account, annotation: Annotation) -> bool:
    """Whether this account may reword or delete this remark: its author, or whoever may change any."""
    return permissions.is_allowed(account.role, "annotate") and (
        annotation.author_id == account.id or permissions.is_allowed(account.role, "change_any_annotation")
    )


def _checked(body: str) -> str:
    # Browsers send CRLF from a textarea.
    body = body.replace("\r\n", "\n").strip()
    if not body:
        raise Refused("remark_empty")
    if len(body) > MAX_BODY:
        raise Refused("remark_long", most=MAX_BODY)
    return body


def _existing(db: Database, annotation_id: int, *, deleted: bool = False) -> Annotation:
    annotation = store.annotations.get(db, annotation_id)
    if annotation is None or (annotation.deleted_at is not None) != deleted:
        raise Refused("annotation_gone")
    return annotation


def _own(db: Database, account: Account, annotation_id: int, *, deleted: bool = False) -> None:
    if not may_change(account, _existing(db, annotation_id, deleted=deleted)):
        raise NotAllowed("change_any_annotation")
