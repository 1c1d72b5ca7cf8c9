"""Stores under test: the one place that knows on which engine they run, and looks behind the verbs."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import psycopg

from store.opening import open_store
from store.postgres_engine import PostgresEngine
from store.sqlite_engine import SqliteEngine
from store.store import Sql, Store

PATIENCE_MS = 60_000
"""A site gives up after 3 s; a machine that runs tests may stand still for longer."""


@contextmanager
def new_store(folder: Path) -> Iterator[Store]:
    """An empty store for one test; it is closed at the end.

    It does not wait for the disk: what is lost when the machine stops, tests make again.
    """
    (folder / "moiso.db").write_bytes(_migrated())
    with closing(open_again(f"sqlite:///{folder}/moiso.db")) as store:
        writer_of(store).execute("pragma synchronous = off")
        yield store


@cache
def _migrated() -> bytes:
    """A file with the schema and nothing in it, made once."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "moiso.db")
        open_store(f"sqlite:///{path}").close()
        return path.read_bytes()


def engine_of(store: Store) -> SqliteEngine:
    """The engine of a store in a file."""
    assert isinstance(store.engine, SqliteEngine)
    return store.engine


def file_of(store: Store) -> Path:
    """The SQLite file of a store that has one."""
    return engine_of(store).path


def writer_of(store: Store) -> sqlite3.Connection:
    """The connection that writes such a file."""
    writer = engine_of(store).writer
    assert writer is not None
    return writer


def address_of(store: Store) -> str:
    """Where another process finds this store, as `store.url` of config.toml says it."""
    return store.engine.url


def open_again(address: str, *, busy_timeout_ms: int = PATIENCE_MS) -> Store:
    """A store that is there already, opened as another process does."""
    return open_store(address, busy_timeout_ms=busy_timeout_ms)


@contextmanager
def held_by_another(store: Store, *, patience_ms: int) -> Iterator[None]:
    """Another process is in the middle of a change, and this store waits `patience_ms` for it."""
    if isinstance(store.engine, PostgresEngine):
        with store.reading() as reading:
            run(reading.sql, f"set lock_timeout = {patience_ms}")
        with psycopg.connect(store.engine.url) as connection:
            connection.execute("select id from office for update")
            yield
        with store.reading() as reading:
            run(reading.sql, "reset lock_timeout")
        return
    writer_of(store).execute(f"pragma busy_timeout = {patience_ms}")
    with closing(sqlite3.connect(file_of(store), isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


def rows(sql: Sql, statement: str, *values: object) -> list[dict[str, Any]]:
    """What stands behind the queries of the store; values for `?`."""
    return list(sql._connection.execute(_in_dialect(sql, statement), values))


def run(sql: Sql, statement: str, *values: object) -> None:
    """Bring about by hand what no verb of the house does."""
    sql._connection.execute(_in_dialect(sql, statement), values)


def insert(sql: Sql, table: str, entries: Iterable[Mapping[str, Any]]) -> None:
    """Add rows, all with the columns of the first."""
    waiting = list(entries)
    if waiting:
        names = list(waiting[0])
        places = ", ".join("?" * len(names))
        statement = f"insert into {table} ({', '.join(names)}) values ({places})"  # noqa: S608 -- names from our own tests
        many = [list(entry.values()) for entry in waiting]
        sql._connection.cursor().executemany(_in_dialect(sql, statement), many)


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the engine within: every statement, those that begin and end a transaction
    among them.
    """
    asked: list[str] = []
    if isinstance(store.engine, PostgresEngine):
        with _told_by_psycopg(asked):
            yield asked
        return
    connections = (writer_of(store), engine_of(store).reader)
    for connection in connections:
        connection.set_trace_callback(asked.append)
    yield asked
    for connection in connections:
        connection.set_trace_callback(None)


@contextmanager
def _told_by_psycopg(asked: list[str]) -> Iterator[None]:
    def execute(cursor: Any, query: Any, *values: Any, **how: Any) -> Any:
        asked.append(str(query))
        return plain(cursor, query, *values, **how)

    plain = psycopg.Cursor.execute
    with patch.object(psycopg.Cursor, "execute", execute):
        yield


def never_changes(sql: Sql, table: str) -> None:
    """From now on an update of this table changes no row, as if another had been there first."""
    if _is_postgres(sql):
        run(
            sql,
            "create function ignore() returns trigger language plpgsql as 'begin return null; end'",
        )
        run(
            sql,
            f"create trigger sabotage before update on {table} for each row execute function ignore()",
        )
    else:
        run(
            sql, f"create trigger sabotage before update on {table} begin select raise(ignore); end"
        )


def plan(sql: Sql, name: str, **values: object) -> str:
    """How the engine finds the rows of this query in what the tables hold now."""
    run(sql, "analyze")  # without it the choice hangs on what was known of these tables before
    how = "explain" if _is_postgres(sql) else "explain query plan"
    query = getattr(sql._queries, name).sql
    return str(list(sql._connection.execute(f"{how} {query}", values)))


def _in_dialect(sql: Sql, statement: str) -> str:
    return statement.replace("?", "%s") if _is_postgres(sql) else statement


def _is_postgres(sql: Sql) -> bool:
    return isinstance(sql._connection, psycopg.Connection)
