"""Open an SQLite file the safe way: WAL, full sync, foreign keys, migrated forward."""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from store.errors import UnreadableStoreError
from store.schema_steps import Step, read_steps, steps_to_take

START_TIMEOUT_S = 30.0
RETRY_S = 0.05

STATEMENTS = 512
"""More than the queries of this house: each is prepared once for a connection."""


def open_database(path: Path, *, busy_timeout_ms: int, migrate: bool) -> sqlite3.Connection:
    """A connection with dict rows and explicit transactions.

    Raises NewerSchemaError when the file knows a migration that this program does not, and
    UnreadableStoreError when it is no database or its folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path,
            timeout=busy_timeout_ms / 1000,
            check_same_thread=False,
            isolation_level=None,
            cached_statements=STATEMENTS,
        )
        _wait_for_others(partial(_configure, connection))
        if migrate:
            _wait_for_others(partial(_migrate, connection))
    except (OSError, sqlite3.DatabaseError) as error:
        raise UnreadableStoreError(f"{path}: {error}") from error
    connection.row_factory = _row_as_dict
    return connection


def _wait_for_others(step: Callable[[], None]) -> None:
    """Try again while another process that starts at the same moment holds the file: the switch
    to WAL and the first reading of a new file do not wait by themselves.
    """
    for _ in range(round(START_TIMEOUT_S / RETRY_S)):
        try:
            step()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            time.sleep(RETRY_S)
        else:
            return
    step()


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma cache_size = -16000")


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema forward; two processes that start at once wait for each other."""
    database = Database(connection)
    migrations = _migrations()
    connection.execute("begin immediate")
    try:
        applied = {migration.name for migration in migrations.applied(database)}
        if steps_to_take(applied):
            migrations.apply(database)
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _migrations() -> Migrations:
    migrations = Migrations("moiso")
    for step in read_steps():
        migrations(name=step.name)(_runner(step))
    return migrations


def _runner(step: Step) -> Callable[[Database], None]:
    def run(database: Database) -> None:
        for statement in step.statements:
            database.conn.execute(statement)

    return run


def _row_as_dict(cursor: sqlite3.Cursor, row: tuple[object, ...]) -> dict[str, object]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
