"""The child process that works on files which may be hostile.

It gets one line of JSON and raw bytes on its input, and answers with lines of JSON on its
output, the last of which is the result or the reason why there is none:

    in    {"compute": "module:function", "params": {…}, "limits": {…}, "sizes": […], "parent": pid}
          and the bytes of each file
    out   {"stage": "read", "share": 0.5}
          {"result": …}  or  {"error": code, "params": {…}}  or  {"over": "memory"}

The computing function is `compute(params, files, report)` with `files` as bytes; what it
returns must be JSON.  An answer that never comes (a crash) is its parent's to explain.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import IO, Any

from compare.errors import CompareError
from webapp.jobs.limits import Limits, die_with_parent, impose_limits

#: Called with a stage ("read", "outline" …) and the share of the work done, in [0, 1].
Report = Callable[[str, float], None]
Compute = Callable[[dict[str, Any], Sequence[bytes], Report], Any]

#: Freed when memory is out, so that there is some to say so.
RESERVE_BYTES = 1024 * 1024


def main() -> None:
    """Read the order, do it, answer, and end without looking back."""
    # What a library prints must not get among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    orders = sys.stdin.buffer
    order = json.loads(orders.readline())
    files = [orders.read(size) for size in order["sizes"]]
    die_with_parent(order["parent"], orders)
    impose_limits(Limits(**order["limits"]))
    answer = _compute(order["compute"], order["params"], files, answers)
    if answer is not None:
        answers.write(answer)
        answers.flush()
    os._exit(0 if answer else 1)


def _compute(name: str, params: dict[str, Any], files: Sequence[bytes], answers: IO[bytes]) -> bytes | None:
    """The last line of the answer, or None where something went wrong that nobody foresaw."""
    reserve = bytearray(RESERVE_BYTES)

    def report(stage: str, share: float) -> None:
        answers.write(_line({"stage": stage, "share": share}))
        answers.flush()

    try:
        module, function = name.split(":")
        compute: Compute = getattr(importlib.import_module(module), function)
        return _line({"result": compute(params, files, report)})
    except Exception as error:
        reserve.clear()
        # Asked first: a reader may have taken the want of memory for a fault of the file.
        if _is_out_of_memory(error):
            return _line({"over": "memory"})
        if isinstance(error, CompareError):
            return _line({"error": error.code, "params": error.params})
        traceback.print_exc()
        return None


def _is_out_of_memory(error: BaseException | None) -> bool:
    """Whether this error, or one that it came from, is for want of memory."""
    while error is not None:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
            return True
        # A library that cannot be loaded says it in words only.
        if isinstance(error, ImportError) and "allocate memory" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _line(message: dict[str, Any]) -> bytes:
    # Whatever stands in a text goes over; its reader decides whether it is one.
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


if __name__ == "__main__":
    main()
