"""Stores under test: the one place that knows on which engine they run, and looks behind the verbs."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from store.store import Sql, Store


@contextmanager
def new_store(folder: Path) -> Iterator[Store]:
    """An empty store for one test; it is closed at the end."""
    store = Store(folder / "moiso.db")
    try:
        yield store
    finally:
        store.close()


def address_of(store: Store) -> str:
    """Where another process finds this store, as `store.url` of config.toml says it."""
    return f"sqlite:///{store.path}"


def open_again(address: str, *, busy_timeout_ms: int = 3000) -> Store:
    """A store that is there already, opened as another process does."""
    return Store(address.removeprefix("sqlite:///"), busy_timeout_ms=busy_timeout_ms)


@contextmanager
def held_by_another(store: Store, *, patience_ms: int) -> Iterator[None]:
    """Another process is in the middle of a change, and this store waits `patience_ms` for it."""
    store._writer.execute(f"pragma busy_timeout = {patience_ms}")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


def rows(sql: Sql, statement: str, *values: object) -> list[dict[str, Any]]:
    """What stands behind the queries of the store; values for `?`."""
    return list(sql._connection.execute(statement, values))


def run(sql: Sql, statement: str, *values: object) -> None:
    """Bring about by hand what no verb of the house does."""
    sql._connection.execute(statement, values)


def insert(sql: Sql, table: str, entries: Iterable[Mapping[str, Any]]) -> None:
    """Add rows, all with the columns of the first."""
    waiting = list(entries)
    if waiting:
        names = list(waiting[0])
        places = ", ".join("?" * len(names))
        statement = f"insert into {table} ({', '.join(names)}) values ({places})"  # noqa: S608 -- names from our own tests
        sql._connection.executemany(statement, [list(entry.values()) for entry in waiting])


def never_changes(sql: Sql, table: str) -> None:
    """From now on an update of this table changes no row, as if another had been there first."""
    run(sql, f"create trigger sabotage before update on {table} begin select raise(ignore); end")
