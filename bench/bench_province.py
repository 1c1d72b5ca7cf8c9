"""A year of a province in PostgreSQL: the yearly report, the province's screen, a ticket, a call.

    python -m bench.bench_province              100 offices × 300 visits × 250 days
    python -m bench.bench_province --days 25    a tenth of it, for a small disk
    python -m bench.bench_province --plans      also how PostgreSQL finds the rows

The server is a new one with fsync, on a free port, and gone at the end. The limit for loading is a
bare COPY of the same rows into the same tables with all their indexes, in the same run. A ticket
and a call are measured with one office and with all of them in turns, on the same server.
"""

import argparse
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from statistics import median
from typing import Any

import psycopg

from bench.office_box import Box, office_box
from bench.province_acts import compare
from bench.province_plans import plans
from bench.province_rows import NOW, TODAY, VISITS_A_DAY, Place
from bench.province_site import Province, province, server
from bench.site import machine, table
from config import RatingSettings
from operations.comments import Wanted, read_comments
from operations.province import read_province
from operations.report_parts import By
from operations.reports import read_reasons, read_satisfaction, read_service
from operations.tree import TREE, put_under
from satisfaction.periods import Period, whole_year
from store.opening import open_store
from store.store import Reading, Store

ROUNDS = 5
BYTES_A_VISIT = 1_200
"""Rows, indexes and the log of one visit while it is loaded: what `df` must have free."""

RULES = RatingSettings()
YEAR = whole_year(TODAY.year)
CUT = Period(YEAR.first.replace(day=20), YEAR.last.replace(day=20))
"""Begins and ends within a month."""

Read = Callable[[Reading], Any]


def main() -> None:
    """Load, measure, print, and leave nothing behind."""
    asked = _asked()
    visits = asked.offices * asked.days * VISITS_A_DAY
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < visits * BYTES_A_VISIT:
        raise SystemExit(f"{free / 1e9:.0f} GB are free: too little for {visits:,} visits; --days")
    with server() as postgres:
        alone = province(postgres, "alone", 1, asked.days)
        many = province(postgres, "province", asked.offices, asked.days)
        print(
            f"{asked.offices} offices, {asked.days} days, {many.visits:,} visits; {machine()}\n",
            flush=True,
        )
        _print_loading(many)
        _print_reports(many)
        print(compare(alone, many), end="\n\n", flush=True)
        if asked.plans:
            print(plans(many, YEAR), end="\n\n")
    with office_box(asked.days) as box:
        _print_box(box)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--offices", type=int, default=100)
    parser.add_argument("--days", type=int, default=250)
    parser.add_argument("--plans", action="store_true")
    return parser.parse_args()


def _print_loading(loaded: Province) -> None:
    with psycopg.connect(loaded.url) as connection:
        sizes = connection.execute(
            "select relname, pg_total_relation_size(oid), greatest(reltuples, 1) from pg_class"
            " where relname in ('ticket', 'rating', 'ticket_event', 'visit_sum')"
            " and relkind = 'r' order by 1"
        ).fetchall()
    print(f"history loaded with its sums in {loaded.loaded_s:.0f} s (indexes made afterwards)")
    print(f"bare COPY, all indexes in place: {loaded.copied_per_s:,.0f} rows/s")
    print(f"a day of an office summed in {loaded.summed_ms:.1f} ms, a month in {loaded.month_ms:.1f} ms\n")  # fmt: skip
    rows = [[name, f"{size / 1e6:,.0f}", f"{size / rows:,.0f}"] for name, size, rows in sizes]
    print(table(["table", "MB with indexes", "bytes a row"], rows), end="\n\n")


def _print_reports(loaded: Province) -> None:
    with closing(open_store(loaded.url)) as store:
        top = _put_under_one(store, loaded.places)
        ids, field = [place.id for place in loaded.places], loaded.places[0].services[0]
        asked: dict[str, Read] = {
            "satisfaction by office": _report(read_satisfaction, ids, By.OFFICE, rules=RULES),
            "satisfaction by day": _report(read_satisfaction, ids, By.DAY, rules=RULES),
            "service by office, medians and P90": _report(read_service, ids, By.OFFICE),
            "service by service": _report(read_service, ids, By.SERVICE),
            "service by service, 20/01 to 20/12": _report(read_service, ids, By.SERVICE, CUT),
            "service by day": _report(read_service, ids, By.DAY),
            "reasons by office": _report(read_reasons, ids, By.OFFICE, rules=RULES),
            "the province's screen": lambda r: read_province(r, top, rules=RULES, now=NOW),
            "the newest 200 comments": _comments(Wanted(ids, YEAR)),
            "200 comments of one level and field": _comments(Wanted(ids, YEAR, (1,), field)),
        }
        rows = [[name, *_timed(store, read, loaded.cpu_s)] for name, read in asked.items()]
    print(table(["ms, of a whole year", "median", "max", "CPU: report", "CPU: PostgreSQL"], rows))
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"(the process that read them took {highest:.0f} MiB at its highest)")
    print("(aims: the yearly report under 3000 ms, the screen under 300 ms)\n", flush=True)


def _report(
    read: Callable[..., Any], ids: list[str], by: By, period: Period = YEAR, **more: Any
) -> Read:
    return lambda r: read(r, ids[0], period, by, now=NOW, offices=ids, **more)


def _comments(wanted: Wanted) -> Read:
    return lambda r: read_comments(r.sql, wanted, now=NOW)


def _timed(store: Store, read: Read, server_s: Callable[[], float]) -> list[str]:
    """Milliseconds: median and maximum on the clock, medians of the work of both processes."""
    took: list[tuple[float, float, float]] = []
    for _ in range(ROUNDS):
        began = time.perf_counter(), time.process_time(), server_s()
        with store.reading() as reading:
            read(reading)
        ended = time.perf_counter(), time.process_time(), server_s()
        took.append(tuple((b - a) * 1000 for a, b in zip(began, ended, strict=True)))  # type: ignore[arg-type]
    clock, here, there = zip(*took, strict=True)
    return [f"{one:.0f}" for one in (median(clock), max(clock), median(here), median(there))]


def _put_under_one(store: Store, places: list[Place]) -> str:
    """All others under the first."""
    for place in places[1:]:
        with store.change(place.id, TREE) as change:
            put_under(change, places[0].id)
    return places[0].id


def _print_box(box: Box) -> None:
    ids = [box.place.id]
    asked: dict[str, Read] = {}
    for by in By:
        asked[f"satisfaction by {by.value}"] = _report(read_satisfaction, ids, by, rules=RULES)
        asked[f"service by {by.value}"] = _report(read_service, ids, by)
    rows = [[name, *_timed(box.store, read, lambda: 0.0)[:3]] for name, read in asked.items()]
    print(f"an office's own box: SQLite, {box.visits:,} visits, a day summed in {box.summed_ms:.1f} ms")  # fmt: skip
    print(table(["ms, of a whole year", "median", "max", "CPU"], rows))


if __name__ == "__main__":
    main()
