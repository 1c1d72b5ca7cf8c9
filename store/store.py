"""The store: one connection that writes, one that reads, and a change as the unit of both."""

import sqlite3
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from threading import RLock
from typing import Any

import aiosql

from store.errors import BusyError, DiskFullError, StoreError, UnreadableStoreError
from store.opening import open_database

QUERIES = Path(__file__).parent / "queries"

Row = Mapping[str, Any]
"""A row by column name."""


class Sql:
    """The queries of store/queries, each called with its parameters by name.

    `sql.mark_called(id=…)` runs `-- name: mark_called` on this connection. A query that selects
    rows answers an iterator; `^` a row or None, `$` a value, `!` the number of changed rows.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return partial(getattr(_queries(), name), self._connection)


@lru_cache(maxsize=1)
def _queries() -> Any:
    return aiosql.from_path(QUERIES, "sqlite3")


@dataclass(slots=True)
class Reading:
    """A consistent view of the store: every query in it sees the same instant."""

    sql: Sql


@dataclass(slots=True)
class Change:
    """A change of one office: all of it is kept, or nothing. `version` is the office's new one."""

    sql: Sql
    office: str
    version: int
    _events: int = field(default=0)

    def next_position(self) -> int:
        """The place of the next event inside this change, from 0."""
        position = self._events
        self._events += 1
        return position


class Store:
    """An SQLite file shared by all greenlets and threads of this process.

    Raises UnreadableStoreError or NewerSchemaError when the file cannot be opened.
    """

    def __init__(self, path: Path | str, *, busy_timeout_ms: int = 3000) -> None:
        self.path = Path(path)
        self._write_lock = RLock()
        self._read_lock = RLock()
        self._writer = open_database(self.path, busy_timeout_ms=busy_timeout_ms, migrate=True)
        self._reader = open_database(self.path, busy_timeout_ms=busy_timeout_ms, migrate=False)

    @contextmanager
    def change(self, office: str) -> Generator[Change]:
        """Change rows of one office; commits at the end, rolls back on any error.

        One change runs at a time; nothing slow belongs inside. Raises BusyError, DiskFullError,
        and StoreError for an office that does not exist.
        """
        with self._write_lock, _told_plainly(), _transaction(self._writer, "begin immediate"):
            sql = Sql(self._writer)
            version = sql.raise_version(office=office)
            if version is None:
                raise StoreError(f"there is no office {office!r} in {self.path}")
            yield Change(sql, office, int(version))

    @contextmanager
    def maintain(self) -> Generator[Sql]:
        """Change rows that belong to no office's state: sessions, pairings, kept answers."""
        with self._write_lock, _told_plainly(), _transaction(self._writer, "begin immediate"):
            yield Sql(self._writer)

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """Read; all queries inside see one consistent state, and writers are not held up."""
        with self._read_lock, _told_plainly(), _transaction(self._reader, "begin"):
            yield Reading(Sql(self._reader))

    def close(self) -> None:
        """Close both connections; the store cannot be used afterwards."""
        with self._write_lock, self._read_lock:
            self._writer.close()
            self._reader.close()


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    try:
        connection.commit()
    except sqlite3.Error:
        connection.rollback()
        raise


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn the engine's errors into the store's own; constraint errors stay the caller's."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.OperationalError as error:
        raise _plain(error) from error
    except sqlite3.DatabaseError as error:
        raise UnreadableStoreError(str(error)) from error


def _plain(error: sqlite3.OperationalError) -> StoreError:
    code = error.sqlite_errorcode & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(str(error))
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY):
        return DiskFullError(str(error))
    return StoreError(str(error))
