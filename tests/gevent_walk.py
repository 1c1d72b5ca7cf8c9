"""Run by tests/test_postgres_waits.py in a process that gevent patched: PostgreSQL as served."""

import json
import sys
import time
from contextlib import closing

import gevent

from store.errors import StoreError
from store.opening import open_store
from store.store import Store
from tests.stores import rows

SLEEPERS = 4
SLEEP_S = 0.5
CALLERS = 30


def longest_still_s(store: Store) -> float:
    """The longest time in which nobody else got a turn while the database was at work."""
    longest, last = 0.0, time.perf_counter()

    def watch() -> None:
        nonlocal longest, last
        while True:
            gevent.sleep(0.01)
            longest, last = max(longest, time.perf_counter() - last), time.perf_counter()

    watching = gevent.spawn(watch)
    with store.reading() as reading:
        rows(reading.sql, "select pg_sleep(?)", SLEEP_S)
    watching.kill()
    return longest


def all_asleep_s(store: Store) -> float:
    """How long several slow queries take together."""

    def ask() -> None:
        with store.reading() as reading:
            rows(reading.sql, "select pg_sleep(?)", SLEEP_S)

    begin = time.perf_counter()
    gevent.joinall([gevent.spawn(ask) for _ in range(SLEEPERS)], raise_error=True)
    return time.perf_counter() - begin


def served(store: Store, office: str) -> int:
    """How many of many callers at once read and then change."""

    def come() -> int:
        with store.reading() as reading:
            before = reading.sql.get_office(id=office)["version"]
        with store.change(office) as change:
            assert change.version > before
        return 1

    callers = [gevent.spawn(come) for _ in range(CALLERS)]
    gevent.joinall(callers, raise_error=True, timeout=20)
    return sum(caller.value or 0 for caller in callers)


def back_after_s(store: Store, office: str) -> float:
    """How long after the server is there again the first change goes through."""
    tell("ready")
    sys.stdin.readline()  # the server crashes and comes back meanwhile
    begin = time.perf_counter()
    while True:
        try:
            with store.change(office):
                return time.perf_counter() - begin
        except StoreError:
            gevent.sleep(0.05)


def tell(line: str) -> None:
    """Say it to the test."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Tell all figures as one line of JSON."""
    url, connections = sys.argv[1], int(sys.argv[2])
    with closing(open_store(url, connections=connections)) as store:
        with store.reading() as reading:
            office = next(iter(reading.sql.list_offices()))["id"]
        told = {
            "still_s": longest_still_s(store),
            "asleep_s": all_asleep_s(store) if connections >= SLEEPERS else None,
            "served": served(store, office),
            "back_s": back_after_s(store, office),
        }
    tell(json.dumps(told))


if __name__ == "__main__":
    main()
