"""SQLite: a file, one connection that writes and one that reads, shared by a process's greenlets."""

import json
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Any

from store.adapters import SqliteAdapter, load_queries
from store.engines import Home, T
from store.errors import (
    BusyError,
    ConstraintError,
    DiskFullError,
    StoreError,
    UnreadableStoreError,
)
from store.sqlite_files import open_database


class SqliteEngine:
    """A file, migrated. Changes of all offices go one after the other.

    Raises UnreadableStoreError or NewerSchemaError when the file cannot be opened.
    """

    def __init__(self, path: Path, *, busy_timeout_ms: int, read_only: bool = False) -> None:
        self.path = path
        self.url = f"sqlite:///{path}"
        self.queries = _queries()
        self._write_lock = RLock()
        self._read_lock = RLock()
        self.reader: sqlite3.Connection
        self.writer: sqlite3.Connection | None = None
        if not read_only:
            self.writer = open_database(path, busy_timeout_ms=busy_timeout_ms, migrate=True)
        self.reader = open_database(path, busy_timeout_ms=busy_timeout_ms, migrate=False)
        self.reader.execute("pragma query_only = on")

    @property
    def where(self) -> str:
        """The file."""
        return str(self.path)

    @contextmanager
    def writing(self, alone: Iterable[str]) -> Generator[sqlite3.Connection]:
        """One runs at a time, in this process and among all, whatever it names."""
        if self.writer is None:
            raise StoreError(f"{self.path} is opened for reading only")
        with self._write_lock, _told_plainly(), _transaction(self.writer, "begin immediate"):
            yield self.writer

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Writers are not held up."""
        with self._read_lock, _told_plainly(), _transaction(self.reader, "begin"):
            yield self.reader

    def ask(self, query: Callable[[Any], T]) -> T:
        """Without a transaction around it: one statement is its own."""
        with self._read_lock, _told_plainly():
            return query(self.reader)

    def damage(self) -> str | None:
        """Every page and index is looked at."""
        with self.reading() as connection:
            told = str(next(iter(connection.execute("pragma quick_check(1)").fetchone().values())))
        return None if told == "ok" else told

    def home(self) -> Home:
        """What stands in a small file beside the database, which is made where it is missing."""
        try:
            told = json.loads(self._home_file.read_bytes())
            return Home(str(told["identity"]), dict(told["versions"]))
        except (OSError, ValueError, KeyError, TypeError):
            home = Home(token_hex(16), {})
            self.keep_home(home)
            return home

    def keep_home(self, home: Home) -> None:
        """Written whole or not at all. A disk that is full keeps the old one."""
        part = self._home_file.with_name(f"{self._home_file.name}.part")
        try:
            part.write_text(
                json.dumps({"identity": home.identity, "versions": dict(home.versions)})
            )
            part.replace(self._home_file)
        except OSError as error:
            raise DiskFullError(str(error)) from error

    @property
    def _home_file(self) -> Path:
        return self.path.with_name(f"{self.path.name}.home")

    def close(self) -> None:
        """Close both connections."""
        with self._write_lock, self._read_lock:
            if self.writer is not None:
                self.writer.close()
            self.reader.close()


@lru_cache(maxsize=1)
def _queries() -> Any:
    return load_queries(SqliteAdapter)


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
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise ConstraintError(str(error)) from error
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
