"""Open the store that an address names: a file of SQLite or a database of PostgreSQL."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from store.engines import Engine
from store.postgres_engine import PostgresEngine
from store.sqlite_engine import SqliteEngine
from store.store import Reading, Store

SQLITE = "sqlite:///"

BUSY_TIMEOUT_MS = 3000
CONNECTIONS = 10


def open_store(
    url: str,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    connections: int = CONNECTIONS,
    read_only: bool = False,
) -> Store:
    """The store at `sqlite:///PATH` or `postgresql://…`, migrated unless it is only read.

    `busy_timeout_ms` is how long a change waits for another one; `connections` is how many
    PostgreSQL holds for this process. Raises UnreadableStoreError, UnreachableError or
    NewerSchemaError.
    """
    engine: Engine
    if url.startswith(SQLITE):
        path = Path(url.removeprefix(SQLITE))
        engine = SqliteEngine(path, busy_timeout_ms=busy_timeout_ms, read_only=read_only)
    else:
        engine = PostgresEngine(
            url, busy_timeout_ms=busy_timeout_ms, connections=connections, read_only=read_only
        )
    return Store(engine)


@contextmanager
def reading_only(url: str) -> Generator[Reading]:
    """One consistent state of a store that is migrated already; a write in it fails."""
    store = open_store(url, connections=1, read_only=True)
    try:
        with store.reading() as reading:
            yield reading
    finally:
        store.close()
