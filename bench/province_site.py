"""A throw-away PostgreSQL that holds a year of a province: bench/province_rows.py, loaded by COPY."""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import Process, Queue
from typing import Any

import psycopg

from bench.province_rows import (
    EVENT,
    NOW,
    RATING,
    TICKET,
    TODAY,
    Place,
    Rows,
    add_offices,
    rows_of,
    rows_of_today,
    working_days,
)
from operations.summaries import sum_days
from store.opening import open_store
from tests.postgres import postgres_server

SETTINGS = (
    "shared_buffers=2GB", "effective_cache_size=6GB", "work_mem=64MB",
    "maintenance_work_mem=512MB", "max_wal_size=8GB", "random_page_cost=1.1", "jit=off",
    "max_connections=100",
)  # fmt: skip
"""Those of docs/scale.md; fsync and synchronous_commit stay on."""

AHEAD = 2
"""Days that are made before they are loaded."""

CHUNK = 2000
DAYS_AT_ONCE = 200


@dataclass(slots=True)
class Province:
    """The loaded database, and what loading it told."""

    url: str
    places: list[Place]
    visits: int
    loaded_s: float
    copied_per_s: float
    summed_ms: float


@contextmanager
def province(offices: int, days: int) -> Iterator[Province]:
    """Offices with their year behind them and a morning begun; it is gone at the end."""
    with postgres_server(SETTINGS) as server:
        server.run("create database province")
        url = server.url("province")
        with closing(open_store(url)) as store:
            places = add_offices(store, offices)
        began = time.perf_counter()
        _load_history(url, places, working_days(days))
        loaded_s = time.perf_counter() - began
        copied = _load_today(url, places)
        summed_ms = _sum_all(url, places, working_days(days))
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("vacuum analyze")
            visits = _number(connection, "select count(*) from ticket")
        yield Province(url, places, visits, loaded_s, copied, summed_ms)


def _load_history(url: str, places: list[Place], days: list[date]) -> None:
    """Indexes are made after the rows, as when a dump is restored; rows are made beside."""
    made: Queue[tuple[list[str], list[str]]] = Queue(maxsize=AHEAD)
    maker = Process(target=_make_history, args=(made, places, days), daemon=True)
    maker.start()
    with psycopg.connect(url) as connection:
        restore = _set_aside(connection)
        for _ in days:
            tickets, ratings = made.get()
            _copy(connection, "ticket", TICKET, tickets)
            _copy(connection, "rating", RATING, ratings)
        for statement in restore:
            connection.execute(statement)
    maker.join()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")


def _make_history(made: Any, places: list[Place], days: list[date]) -> None:
    chance = random.Random(1)
    for day in days:
        rows = [rows_of(place, day, chance) for place in places]
        made.put(([line for one in rows for line in one.tickets],
                  [line for one in rows for line in one.ratings]))  # fmt: skip


def _load_today(url: str, places: list[Place]) -> float:
    """Into the tables as they are, with every index: rows a second."""
    chance = random.Random(2)
    parts = [rows_of_today(place, chance) for place in places]
    whole = Rows([], [], [])
    for part in parts:
        whole.tickets.extend(part.tickets)
        whole.ratings.extend(part.ratings)
        whole.events.extend(part.events)
    with psycopg.connect(url) as connection:
        began = time.perf_counter()
        _copy(connection, "ticket", TICKET, whole.tickets)
        _copy(connection, "rating", RATING, whole.ratings)
        _copy(connection, "ticket_event", EVENT, whole.events)
        connection.commit()
        took = time.perf_counter() - began
        connection.execute("update office set current_day = %s", (TODAY.isoformat(),))
    return (len(whole.tickets) + len(whole.ratings) + len(whole.events)) / took


def _sum_all(url: str, places: list[Place], days: list[date]) -> float:
    """As upkeep does at each day's end, for all days at once: milliseconds for a day."""
    lines = [f"{place.id}\t{day}\tloaded\n" for place in places for day in days]
    with psycopg.connect(url) as connection:
        _copy(connection, "stale_day", ("office", "day", "mark"), lines)
    with closing(open_store(url)) as store:
        began = time.perf_counter()
        while sum_days(store, now=NOW, most=DAYS_AT_ONCE):
            pass
        return (time.perf_counter() - began) * 1000 / len(lines)


def _copy(connection: Any, table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
    """The lines into the table."""
    statement = f"copy {table} ({', '.join(columns)}) from stdin"
    with connection.cursor().copy(statement) as copy:
        for first in range(0, len(lines), CHUNK):
            copy.write("".join(lines[first : first + CHUNK]))


def _set_aside(connection: Any) -> list[str]:
    """Drop what makes loading slow from ticket and rating; answers how to bring it back."""
    restore: list[str] = []
    found = connection.execute(
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid in ('ticket'::regclass, 'rating'::regclass, 'ticket_event'::regclass,"
        " 'print_job'::regclass) order by contype = 'f', contype"
    ).fetchall()
    for table, name, how in reversed(found):
        if table in ("ticket", "rating") or " REFERENCES ticket" in how:
            connection.execute(f"alter table {table} drop constraint {name}")
            restore.insert(0, f"alter table {table} add constraint {name} {how}")
    for name, how in connection.execute(
        "select indexname, indexdef from pg_indexes where tablename in ('ticket', 'rating')"
    ).fetchall():
        connection.execute(f"drop index {name}")
        restore.append(how)
    return restore


def _number(connection: Any, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])
