"""What children are made to do in the tests of jobs: work, wait, break every limit, lie."""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from compare.errors import ReadError
from compare.model import Note
from webapp.jobs.handlers import Handler, Order
from webapp.store.jobs import JobRow


def echo(params, files, report):
    """Give back what came, and leave a line where every run can be counted."""
    report("echo", 0.5)
    if name := params.get("count"):
        with open(name, "a", encoding="utf-8") as file:
            file.write(f"{params['number']}\n")
    print("what a library prints is no answer")
    return {"params": params, "files": [content.decode() for content in files]}


def inherit(params, files, report):
    """What the child has of its parent."""
    return {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "open": sorted(os.listdir("/proc/self/fd")),
    }


def wait(params, files, report):
    """Say who it is, then wait until a file is there."""
    report("wait", 0.25)
    Path(params["me"]).write_text(str(os.getpid()))
    while not Path(params["go"]).exists():
        time.sleep(0.02)
    return "went"


def refuse(params, files, report):
    raise ReadError("file_empty", name="a.txt")


def loop(params, files, report):
    while True:
        pass


def sleep(params, files, report):
    time.sleep(600)


def hoard(params, files, report):
    held = []
    while True:
        held.append(bytearray(10_000_000))


def blame(params, files, report):
    """Run out of memory, and take it for a fault of the file."""
    try:
        hoard(params, files, report)
    except MemoryError:
        raise ReadError("file_binary", name="a.txt") from None


def last_words(params, files, report):
    """End as a library in C++ does that gets no memory."""
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    os.abort()


def abort(params, files, report):
    os.abort()


def segfault(params, files, report):
    ctypes.string_at(0)


def stumble(params, files, report):
    raise TypeError("nobody foresaw this")


def talk(params, files, report):
    """Write on every open file that takes it, as code might that a file took over."""
    said = bytes.fromhex(params["said"])
    for _ in range(params.get("times", 1)):
        for number in range(3, 20):
            try:
                os.write(number, said)
            except OSError:
                continue
    if params.get("stays"):
        time.sleep(600)
    os._exit(0)


def fork(params, files, report):
    """Leave somebody behind who holds the pipes."""
    if os.fork() == 0:
        Path(params["me"]).write_text(str(os.getpid()))
        time.sleep(600)
    while not Path(params["me"]).exists() or not Path(params["me"]).read_text():
        time.sleep(0.01)
    os._exit(1)


def grow(params, files, report):
    return "x" * (params["megabytes"] * 1024 * 1024)


def prepare(db: Database, job: JobRow) -> Order | None:
    if job.params.get("gone"):
        return None
    return Order(job.params, [content.encode() for content in job.params.get("files", [])])


def finish(db: Database, job: JobRow, result: Any) -> None:
    if job.params.get("unstorable"):
        db.execute("INSERT INTO endings (job_id, ending) VALUES (?, 'half')", [job.id])
        raise ReadError("no_sentence", name="a.txt")
    db.execute("INSERT INTO endings (job_id, ending) VALUES (?, ?)", [job.id, json.dumps(result)])


def fail(db: Database, job: JobRow, note: Note | None) -> None:
    db.execute(
        "INSERT INTO endings (job_id, ending) VALUES (?, ?)", [job.id, note.code if note else "cancelled"]
    )
    if job.params.get("clumsy"):
        raise TypeError("nobody foresaw this either")


def handler(name: str) -> Handler:
    """The kind of job whose child runs the function of that name in this file."""
    return Handler(prepare, f"{__name__}:{name}", finish, fail)


def make_endings(db: Database) -> None:
    """The table in which these jobs end."""
    db.execute("CREATE TABLE IF NOT EXISTS endings (job_id INTEGER, ending TEXT)")


def endings(db: Database) -> list[tuple[int, str]]:
    return [(row["job_id"], row["ending"]) for row in db.query("SELECT * FROM endings ORDER BY rowid")]


def serve() -> None:
    """`python -m tests.job_kinds FOLDER`: a real server on that folder which knows the kind "wait"."""
    from webapp import create_app
    from webapp.jobs.handlers import HANDLERS
    from webapp.server import open_socket, serve_app

    HANDLERS["wait"] = Handler(prepare, "tests.job_kinds:wait", finish, fail)
    app = create_app(sys.argv[1])
    opened = open_socket("127.0.0.1", 8900)
    print("serving", flush=True)
    serve_app(app, opened)


if __name__ == "__main__":
    serve()
