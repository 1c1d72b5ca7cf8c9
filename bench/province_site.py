"""A throw-away PostgreSQL that holds a year of a province, and one office of the same day."""

import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from bench.province_load import copy_rows, load_history, mark_days, sums_in
from bench.province_rows import (
    EVENT,
    NOW,
    RATING,
    TICKET,
    TODAY,
    Place,
    Rows,
    add_offices,
    rows_of_today,
    working_days,
)
from operations.month_sums import sum_months
from operations.summaries import sum_days
from store.opening import open_store
from tests.postgres import Postgres, postgres_server

SETTINGS = (
    "shared_buffers=2GB", "effective_cache_size=6GB", "work_mem=64MB",
    "maintenance_work_mem=512MB", "max_wal_size=8GB", "random_page_cost=1.1", "jit=off",
    "max_connections=100",
)  # fmt: skip
"""Those of docs/scale.md; fsync and synchronous_commit stay on."""

SUMMED_AGAIN = 2
"""Days that are summed again in all offices, as upkeep does: to time it, and to compare."""


@dataclass(slots=True)
class Province:
    """A loaded database, and what loading it told."""

    server: Postgres
    name: str
    places: list[Place]
    visits: int
    loaded_s: float
    copied_per_s: float
    summed_ms: float
    month_ms: float

    @property
    def url(self) -> str:
        """Its address."""
        return self.server.url(self.name)

    def cpu_s(self) -> float:
        """Seconds that the server and all its processes worked until now."""
        return _cpu_s(self.server.process.pid)

    def log_bytes(self) -> int:
        """How much the server has written into its log until now."""
        with psycopg.connect(self.url) as connection:
            row = connection.execute("select pg_current_wal_insert_lsn() - '0/0'").fetchone()
        return int(row[0]) if row else 0


@contextmanager
def server() -> Iterator[Postgres]:
    """A new server; it is gone at the end."""
    with postgres_server(SETTINGS) as started:
        yield started


def province(server: Postgres, name: str, offices: int, days: int) -> Province:
    """A new database of offices with their days behind them and a morning begun."""
    server.run(f"create database {name}")
    url = server.url(name)
    with closing(open_store(url)) as store:
        places = add_offices(store, offices)
    history = working_days(days)
    began = time.perf_counter()
    load_history(url, places, history)
    loaded_s = time.perf_counter() - began
    copied = _load_today(url, places)
    month_ms = _sum_months(url)
    summed_ms = _sum_again(url, history[:SUMMED_AGAIN])
    _sum_months(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("vacuum analyze")
        row = connection.execute("select count(*) from ticket").fetchone()
    visits = int(row[0]) if row else 0
    return Province(server, name, places, visits, loaded_s, copied, summed_ms, month_ms)


def _load_today(url: str, places: list[Place]) -> float:
    """Into the tables as they are, with every index: rows a second."""
    chance = random.Random(2)
    whole = Rows()
    for place in places:
        part = rows_of_today(place, chance)
        whole.tickets.extend(part.tickets)
        whole.ratings.extend(part.ratings)
        whole.events.extend(part.events)
    with psycopg.connect(url) as connection:
        began = time.perf_counter()
        copy_rows(connection, "ticket", TICKET, whole.tickets)
        copy_rows(connection, "rating", RATING, whole.ratings)
        copy_rows(connection, "ticket_event", EVENT, whole.events)
        connection.commit()
        took = time.perf_counter() - began
        connection.execute("update office set current_day = %s", (TODAY.isoformat(),))
    return (len(whole.tickets) + len(whole.ratings) + len(whole.events)) / took


def _sum_months(url: str) -> float:
    """As upkeep does: milliseconds for a month of an office."""
    return _each_ms(url, sum_months)


def _sum_again(url: str, days: list[date]) -> float:
    """As upkeep does at each day's end: milliseconds for a day of an office. The sums that were
    loaded must be those which it makes.
    """
    texts = [day.isoformat() for day in days]
    loaded = sums_in(url, texts)
    mark_days(url, texts)
    took = _each_ms(url, sum_days)
    if sums_in(url, texts) != loaded:
        raise SystemExit("the sums that were loaded are not those of the visits")
    return took


def _each_ms(url: str, sum_some: Any) -> float:
    began, done = time.perf_counter(), 0
    with closing(open_store(url)) as store:
        while some := sum_some(store, now=NOW):
            done += some
    return (time.perf_counter() - began) * 1000 / max(done, 1)


def _cpu_s(main: int) -> float:
    """The work of a process, of its living children, and of those that ended."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = path.read_text().rpartition(") ")
        except OSError:
            continue  # it has just ended, and its parent counts it
        told = tail.split()
        if head.partition(" ")[0] == str(main):
            ticks += sum(map(int, told[11:15]))
        elif told[1] == str(main):
            ticks += sum(map(int, told[11:13]))
    return ticks / 100
