"""Work in a child process under limits: whatever a file does to it, the parent goes on.

The child (`webapp.jobs.child`) is a fresh Python that inherits neither the environment nor
open files; what it says is read as JSON and never trusted further than that.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import IO, Any, get_args

from compare.errors import CompareError, ReadError
from compare.messages import MESSAGES
from compare.model import BlockKind, Cut, Hint, Note, Page, Param, Text
from webapp.jobs.limits import MEGABYTE, Limits

#: Called every TICK_SECONDS with the stage and the share done; may raise to end the work.
Watch = Callable[[str, float], None]

TICK_SECONDS = 0.2
#: How much of what the child writes for its author is kept.
TAIL_BYTES = 8192
CHUNK_BYTES = 65536
#: How long the ends of a dead child's pipes are waited for; something that it started may hold them.
END_SECONDS = 2.0
#: What a Python process cannot do without on some systems; nothing else is inherited.
NEEDED = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
#: Each thread of a library claims address space; the child works for one.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
#: The child finds exactly the modules that its parent finds, however those were installed.
START = "import sys; sys.path[:] = sys.argv[1:]; from webapp.jobs.child import main; main()"
#: Last words of libraries in other languages than Python that get no memory.
_OUT_OF_MEMORY = re.compile(
    rb"bad_alloc|MemoryError|memory allocation of|allocate memory|out of memory", re.I
)

log = logging.getLogger(__name__)


def read_files(files: Sequence[tuple[str, bytes]], limits: Limits) -> dict[str, Any]:
    """The text that files (name, bytes) give, as plain data that `checked_text` takes.

    Raises ReadError as `compare.readers.read_document` does, and CompareError with the code
    `limit_time`, `limit_memory`, `limit_result` or `child_died` where reading did not end well.
    """
    names = [name for name, _ in files]
    found: dict[str, Any] = compute_limited(
        "webapp.jobs.read:compute", {"names": names}, [content for _, content in files], limits
    )
    return found


def checked_text(found: Any) -> Text:
    """The text that a child handed over; CompareError `child_died` where it is none."""
    try:
        text = Text(
            found["text"],
            tuple(Cut(_whole(cut["at"]), str(cut["removed"])) for cut in found["cuts"]),
            tuple(_page(page) for page in found["pages"]),
            tuple(_hint(hint) for hint in found["hints"]),
            tuple(_note(note) for note in found["notes"]),
        )
        places = [*(cut.at for cut in text.cuts), *(page.start for page in text.pages)]
        places += [place for hint in text.hints for place in (hint.start, hint.end)]
        text.text.encode()
        if all(place <= len(text.text) for place in places):
            return text
    except (TypeError, KeyError, ValueError, AttributeError):
        log.exception("a child handed over what is no text")
    raise CompareError("child_died")


def _page(data: Any) -> Page:
    return Page(
        _whole(data["start"]), str(data["source"]), None if data["page"] is None else str(data["page"])
    )


def _hint(data: Any) -> Hint:
    if data["kind"] not in get_args(BlockKind):
        raise ValueError(data["kind"])
    numbers = (_whole(data[name]) for name in ("level", "table", "lead"))
    return Hint(_whole(data["start"]), _whole(data["end"]), data["kind"], *numbers)


def _note(data: Any) -> Note:
    return Note(str(data["code"]), {name: _param(value) for name, value in data["params"].items()})


def _param(value: Any) -> Param:
    return value if isinstance(value, str | int | float) else str(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def compute_limited(
    compute: str,
    params: dict[str, Any],
    files: Sequence[bytes],
    limits: Limits,
    watch: Watch = lambda stage, share: None,
) -> Any:
    """What `compute` ("module:function", see `webapp.jobs.child`) returns, worked out in a child.

    Raises the CompareError that it raised, or the one that says which limit ended it, or
    whatever `watch` raised; in every case the child is gone afterwards.
    """
    deadline = time.monotonic() + limits.seconds
    child = _start()
    heard: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    tail = bytearray()
    order = {
        "compute": compute,
        "params": params,
        "limits": asdict(limits),
        "sizes": [len(content) for content in files],
        "parent": os.getpid(),
    }
    assert child.stdin and child.stdout and child.stderr
    helpers = [
        threading.Thread(target=_send, args=(child.stdin, order, files), daemon=True),
        threading.Thread(target=_listen, args=(child.stdout, limits, heard), daemon=True),
        threading.Thread(target=_keep_tail, args=(child.stderr, tail), daemon=True),
    ]
    for helper in helpers:
        helper.start()
    try:
        answer = _await_answer(child, heard, deadline, watch)
    finally:
        code = _end(child)
        for helper in helpers:
            helper.join(END_SECONDS)
        for pipe in (child.stdin, child.stdout, child.stderr):
            with contextlib.suppress(OSError):
                pipe.close()
    if "result" in answer:
        return answer["result"]
    raise _reason(answer, code, bytes(tail), limits)


def _start() -> subprocess.Popen[bytes]:
    """A fresh Python that runs the child's `main`."""
    windows = sys.platform == "win32"
    return subprocess.Popen(
        # -I: nothing from the environment or the user's folder; -B: it writes no compiled code.
        [sys.executable, "-I", "-B", "-c", START, *(os.path.abspath(path) for path in sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: os.environ[name] for name in NEEDED if name in os.environ} | ONE_THREAD,
        cwd=tempfile.gettempdir(),
        # Ctrl-C in the terminal is for the parent, which ends the child itself.
        start_new_session=not windows,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if windows else 0,
    )


def _has_ended(child: subprocess.Popen[bytes]) -> bool:
    """Whether the child is dead; its number stays taken, so that `_end` meets nobody else."""
    if sys.platform == "win32":
        return child.poll() is not None
    return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end(child: subprocess.Popen[bytes]) -> int:
    """Kill it and whatever it started, if they are still there; return its exit code."""
    if sys.platform == "win32":
        child.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            # The child is not waited for yet, so the number is still its own.
            os.killpg(child.pid, signal.SIGKILL)
    return child.wait()


def _send(pipe: IO[bytes], order: dict[str, Any], files: Sequence[bytes]) -> None:
    """Write the order; the pipe stays open, since its end tells the child that nobody waits any more."""
    # It may be dead, or be killed while it is being written to; its end says the rest.
    with contextlib.suppress(OSError, ValueError):
        pipe.write(json.dumps(order).encode() + b"\n")
        for content in files:
            pipe.write(content)
        pipe.flush()


def _listen(pipe: IO[bytes], limits: Limits, heard: queue.SimpleQueue[bytes | None]) -> None:
    """Put each line of the child into the queue, then None; more than it may say ends in None too."""
    most = limits.result_mb * MEGABYTE
    line = bytearray()
    said = 0
    while chunk := os.read(pipe.fileno(), CHUNK_BYTES):
        said += len(chunk)
        if said > most:
            heard.put(json.dumps({"over": "result"}).encode())
            break
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            heard.put(bytes(line + end))
            line.clear()
        line += rest
    heard.put(None)


def _keep_tail(pipe: IO[bytes], tail: bytearray) -> None:
    while chunk := os.read(pipe.fileno(), CHUNK_BYTES):
        tail += chunk
        del tail[:-TAIL_BYTES]


def _await_answer(
    child: subprocess.Popen[bytes], heard: queue.SimpleQueue[bytes | None], deadline: float, watch: Watch
) -> dict[str, Any]:
    """The last thing that the child says; {} where it ends without a proper answer."""
    stage, share = "", 0.0
    watched = 0.0
    ended = False
    while True:
        now = time.monotonic()
        if now > deadline:
            return {"over": "time"}
        if now >= watched + TICK_SECONDS:
            watch(stage, share)
            watched = now
        try:
            line = heard.get(timeout=min(TICK_SECONDS, deadline - now))
        except queue.Empty:
            if ended:
                # Somebody that it started holds the pipe, and will not answer for it.
                return {}
            ended = _has_ended(child)
            continue
        try:
            said = json.loads(line) if line is not None else {}
        except (ValueError, RecursionError):
            return {}
        if not isinstance(said, dict):
            return {}
        if "stage" not in said:
            return said
        stage, share = _progress(said)


def _progress(said: dict[str, Any]) -> tuple[str, float]:
    """Stage and share of a line of progress, whatever stands in it."""
    share = said.get("share")
    if not (isinstance(share, int | float) and 0 <= share <= 1):
        share = 0.0
    return str(said["stage"])[:40], float(share)


def _reason(answer: dict[str, Any], code: int, tail: bytes, limits: Limits) -> CompareError:
    """Why there is no result: what the child said, else what its end and its last words tell."""
    code_said, params = answer.get("error"), answer.get("params")
    if isinstance(code_said, str) and code_said in MESSAGES and isinstance(params, dict):
        return ReadError(code_said, **{name: _param(value) for name, value in params.items()})
    over = answer.get("over")
    if over is None and code == -getattr(signal, "SIGXCPU", 0):
        over = "time"
    if over is None and _OUT_OF_MEMORY.search(tail):
        over = "memory"
    if over == "time":
        return CompareError("limit_time", seconds=limits.seconds, setting="DUIZHAO_IMPORT_SECONDS")
    if over == "memory":
        return CompareError("limit_memory", megabytes=limits.memory_mb, setting="DUIZHAO_IMPORT_MEMORY_MB")
    if over == "result":
        return CompareError("limit_result", megabytes=limits.result_mb)
    log.error(
        "a child died (exit code %s): %s", code, tail.decode(errors="replace").strip() or "no last words"
    )
    return CompareError("child_died")
