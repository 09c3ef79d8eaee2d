"""Writes `schema.sql`: `python -m webapp.migrations`."""

from sqlite_utils import Database

from webapp.migrations import SCHEMA_FILE, schema_of, upgrade

memory = Database(memory=True, execute_plugins=False)
memory.conn.isolation_level = None
upgrade(memory)
SCHEMA_FILE.write_text(schema_of(memory), encoding="utf-8", newline="\n")
