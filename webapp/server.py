"""Serving with waitress: find a port, keep it, run until stopped, with workers for long jobs."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import threading
from typing import Any

import waitress
from flask import Flask

from webapp.actions.refused import Refused
from webapp.db import database_path
from webapp.jobs.limits import limits_of
from webapp.jobs.worker import working

#: How many ports after a taken one are tried.
NEXT_PORTS = 50
#: The errors that say that the port is taken; Windows also says it by refusing access.
TAKEN = {errno.EADDRINUSE} | ({errno.EACCES} if os.name == "nt" else set())
THREADS = 8
#: Browsers keep connections open: at waitress' own 100 some twenty readers lock everyone else out.
CONNECTIONS = 1000
IDLE_SECONDS = 60
#: So much above Flask's own limit, so that people get its friendly page and not a cut line.
BODY_ABOVE_LIMIT = 236 * 1024 * 1024


def open_socket(host: str, port: int) -> socket.socket:
    """A socket bound to `port`, or to the next free one after it.

    It stays bound and goes to the server: asking first and binding later would race.
    Raises `Refused` where all of them are taken, or the address cannot be served on at all.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused("no_address", host=host, port=port, why=why) from error
    for candidate in range(port, min(port + NEXT_PORTS, 65536)):
        opened = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            # A port of a server that was just stopped counts as free; on Windows this
            # option would let two programs share a port.
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, candidate))
            # Linux lets two programs bind with that option; only one of them may listen.
            opened.listen(128)
        except OSError as error:
            opened.close()
            if error.errno not in TAKEN:
                why = error.strerror or str(error)
                raise Refused("no_address", host=host, port=candidate, why=why) from error
        else:
            return opened
    raise Refused("no_port", first=port, last=port + NEXT_PORTS - 1)


def address_of(opened: socket.socket) -> str:
    """The address to type into a browser on this machine."""
    host, port = opened.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{host}:{port}"


def serve_app(app: Flask, opened: socket.socket) -> None:
    """Serve on the socket, and do the jobs that wait, until interrupted."""
    if threading.current_thread() is threading.main_thread():
        # The usual way to stop a service; without this its jobs would not be given back.
        signal.signal(signal.SIGTERM, _leave)
    with working(database_path(app), limits_of(app.config)):
        waitress.serve(
            app,
            sockets=[opened],
            threads=THREADS,
            ident=None,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + BODY_ABOVE_LIMIT,
            connection_limit=CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
        )


def _leave(_signal: int, _frame: Any) -> None:
    sys.exit(0)
