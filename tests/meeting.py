"""Two acts that meet in the store: the later one waits for a lock, or has ended, before the first goes on."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg

from store.postgres_engine import PostgresEngine
from store.store import Store
from tests.stores import address_of

LONGEST_S = 60
"""Far longer than anything here waits, unless it waits for ever."""

WAITING = """
select count(*) as waiting from pg_stat_activity
where datname = current_database() and wait_event_type = 'Lock'
"""


@dataclass(slots=True)
class Other:
    """Somebody else's act, in a thread and on a connection of its own."""

    _act: Callable[[], Any]
    _answer: Any = None
    _error: BaseException | None = None
    thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self._answer = self._act()
        except BaseException as error:  # noqa: BLE001 -- carried to the test's own thread
            self._error = error

    def answer(self) -> Any:
        """What it answered in the end; what it raised is raised."""
        self.thread.join(LONGEST_S)
        assert not self.thread.is_alive()
        if self._error is not None:
            raise self._error
        return self._answer


def begun(store: Store, act: Callable[[], Any], *, behind: int = 0) -> Other:
    """Begin an act while this thread is in the middle of a change; answered once it can go no further.
    `behind` is how many others wait already.

    In a file nobody can begin to write meanwhile, however long one looks.
    """
    other = Other(act)
    if isinstance(store.engine, PostgresEngine):
        with psycopg.connect(address_of(store), autocommit=True) as looking:
            end = time.monotonic() + LONGEST_S
            while other.thread.is_alive() and _waiting(looking) <= behind:
                assert time.monotonic() < end
                time.sleep(0.005)
    return other


def _waiting(looking: psycopg.Connection[Any]) -> int:
    row = looking.execute(WAITING).fetchone()
    assert row is not None  # a count has one row
    return int(row[0])
