"""What a server does for each kind of job: before, in the child process, and with what comes back."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from compare.engine import ENGINE_VERSION
from compare.model import Note
from webapp import store
from webapp.jobs.limited import checked_text
from webapp.store.jobs import JobRow


@dataclass(frozen=True, slots=True)
class Order:
    """What the child is given: parameters (JSON) and the bytes of files."""

    params: dict[str, Any]
    files: Sequence[bytes] = ()


def _nothing(db: Database, job: JobRow, note: Note | None) -> None:
    """There is nothing to clear away."""


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of job.

    `prepare(db, job)` gives the order, None where nothing is (any longer) to be done;
    `compute` names the function ("module:function", see `webapp.jobs.child`) that the child
    runs; `finish(db, job, result)` stores what it returned and `fail(db, job, note)` clears up
    where there is no result (note None: cancelled).  These two run inside the transaction
    that also ends the job.  A CompareError in any of them becomes the job's message.
    """

    prepare: Callable[[Database, JobRow], Order | None]
    compute: str
    finish: Callable[[Database, JobRow, Any], None]
    fail: Callable[[Database, JobRow, Note | None], None] = _nothing


def _prepare_read(db: Database, job: JobRow) -> Order | None:
    files = store.drafts.files_of(db, job.params["draft_id"])
    if not files:
        return None
    return Order({"names": [name for name, _ in files]}, [content for _, content in files])


def _finish_read(db: Database, job: JobRow, result: Any) -> None:
    text = checked_text(result)
    store.drafts.set_reading(db, job.params["draft_id"], json.dumps(asdict(text), ensure_ascii=False))


def _fail_read(db: Database, job: JobRow, note: Note | None) -> None:
    # A failed import leaves nothing behind; the job keeps the reason.
    store.drafts.delete(db, job.params["draft_id"])


def _prepare_compare(db: Database, job: JobRow) -> Order | None:
    rows = [store.editions.get(db, job.params[side]) for side in ("old", "new")]
    there = [row for row in rows if row and not row.removed_at]
    if len(there) < len(rows):
        return None
    old, new = (store.editions.as_edition(db, row.id) for row in there)
    inputs = store.inputs.inputs_for(db, there[0], there[1])
    if store.comparisons.load(db, old, new, ENGINE_VERSION, inputs) is not None:
        return None
    return Order({"old": asdict(old), "new": asdict(new), "inputs": asdict(inputs)})


def _finish_compare(db: Database, job: JobRow, result: Any) -> None:
    packed = {**result, "json": base64.b64decode(result["json"])}
    store.comparisons.save(db, store.comparisons.Packed(**packed))


#: Kind → what is done; `params` of "read": draft_id; of "compare": old, new (ids of editions).
HANDLERS: dict[str, Handler] = {
    "read": Handler(_prepare_read, "webapp.jobs.read:compute", _finish_read, _fail_read),
    "compare": Handler(_prepare_compare, "webapp.jobs.compare:compute", _finish_compare),
}
