"""All SQL of the application, a file per noun.

Functions take the connection first.  Those that write expect to run inside
`webapp.db.write`; they never open or commit a transaction themselves.
"""

from webapp.store import (
    accounts,
    annotations,
    comparisons,
    corrections,
    drafts,
    editions,
    inputs,
    jobs,
    link_corrections,
    log,
    series,
    terms,
    texts,
)

__all__ = [
    "accounts",
    "annotations",
    "comparisons",
    "corrections",
    "drafts",
    "editions",
    "inputs",
    "jobs",
    "link_corrections",
    "log",
    "series",
    "terms",
    "texts",
]
