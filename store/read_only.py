"""The store as another process may read it: nothing in it can be changed."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from store.opening import open_database
from store.store import Reading, Sql


@contextmanager
def reading_only(path: Path, *, busy_timeout_ms: int = 3000) -> Generator[Reading]:
    """One consistent state of a store that exists and is migrated; a write in it fails.

    Raises UnreadableStoreError when the file cannot be opened.
    """
    connection = open_database(path, busy_timeout_ms=busy_timeout_ms, migrate=False)
    try:
        connection.execute("pragma query_only = on")
        connection.execute("begin")
        yield Reading(Sql(connection))
    finally:
        connection.close()
