"""Run by tests/test_postgres_waits.py in a process that gevent patched: PostgreSQL as served."""

import json
import sys
import time
from collections.abc import Callable
from contextlib import closing

import gevent

from store.errors import StoreError
from store.opening import open_store
from store.store import Store
from tests.stores import rows

SLEEPERS = 4
SLEEP_S = 0.5
STILL_S = SLEEP_S / 2
"""Nobody else stands still for longer while one query sleeps."""

ASLEEP_S = 2 * SLEEP_S
"""All who sleep beside each other have woken by then; one after the other needs twice as long."""

CALLERS = 30

TURNS = 6
"""How often what is measured may fail because the machine itself stood still."""


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
    gevent.joinall(callers, raise_error=True, timeout=100)
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


def least(measure: Callable[[], float], enough: float) -> float:
    """The best of several turns, and of no more than are needed to be quick enough."""
    best = measure()
    for _ in range(TURNS - 1):
        if best < enough:
            break
        best = min(best, measure())
    return best


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
            "still_s": least(lambda: longest_still_s(store), STILL_S),
            "asleep_s": least(lambda: all_asleep_s(store), ASLEEP_S)
            if connections >= SLEEPERS
            else None,
            "served": served(store, office),
            "back_s": back_after_s(store, office),
        }
    tell(json.dumps(told))


if __name__ == "__main__":
    main()
