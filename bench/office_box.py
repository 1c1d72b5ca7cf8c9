"""A year of one office in a file of SQLite, as its own box has it."""

import random
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.province_rows import (
    NOW,
    RATING,
    TICKET,
    TODAY,
    Place,
    add_offices,
    rows_of,
    working_days,
)
from operations.month_sums import sum_months
from operations.summaries import sum_days
from store.opening import open_store
from store.sqlite_files import open_database
from store.store import Store

PATIENCE_MS = 3000


@dataclass(slots=True)
class Box:
    """The store, its office, and how many milliseconds summing a day took."""

    store: Store
    place: Place
    visits: int
    summed_ms: float


@contextmanager
def office_box(days: int) -> Iterator[Box]:
    """It is gone at the end."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "moiso.db"
        with closing(open_store(f"sqlite:///{path}")) as store:
            place = add_offices(store, 1)[0]
            visits = _load(path, place, days)
            began = time.perf_counter()
            while sum_days(store, now=NOW):
                pass
            summed_ms = (time.perf_counter() - began) * 1000 / days
            while sum_months(store, now=NOW):
                pass
            yield Box(store, place, visits, summed_ms)


def _load(path: Path, place: Place, days: int) -> int:
    """Each day with its mark, as if all of them had just ended; answers how many visits."""
    visits = 0
    with closing(open_database(path, busy_timeout_ms=PATIENCE_MS, migrate=False)) as connection:
        connection.execute("begin immediate")
        for day in working_days(days):
            rows = rows_of(place, day, random.Random(day.toordinal()))
            for table, columns, values in (
                ("ticket", TICKET, rows.tickets),
                ("rating", RATING, rows.ratings),
                ("stale_day", ("office", "day", "mark"), [(place.id, day.isoformat(), "over")]),
            ):
                places = ", ".join("?" * len(columns))
                statement = f"insert into {table} ({', '.join(columns)}) values ({places})"  # noqa: S608 -- names above
                connection.executemany(statement, values)
            visits += len(rows.tickets)
        connection.execute("update office set current_day = ?", (TODAY.isoformat(),))
        connection.execute("commit")
    return visits
