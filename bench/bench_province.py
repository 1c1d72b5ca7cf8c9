"""A year of a province in PostgreSQL: the yearly report, the province's screen, a ticket, a call.

    python -m bench.bench_province              100 offices × 300 visits × 250 days
    python -m bench.bench_province --days 25    a tenth of it, for a small disk
    python -m bench.bench_province --plans      also how PostgreSQL finds the rows

The server is a new one with fsync, on a free port, and gone at the end. The limit for loading is a
bare COPY of the same rows into the same tables with all their indexes, in the same run.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from statistics import median
from typing import Any

import psycopg

from bench.province_rows import NOW, TODAY, VISITS_A_DAY, Place
from bench.province_site import Province, province
from bench.site import machine, percentile, table
from config import RatingSettings
from operations.acts import Actor
from operations.province import read_province
from operations.report_parts import By, ids_text
from operations.reports import read_reasons, read_satisfaction, read_service
from operations.rules import QueueRules
from operations.serving import call_next
from operations.tickets import Wish, take_ticket
from operations.tree import put_under
from satisfaction.periods import whole_year
from store.opening import open_store
from store.store import Reading, Store

ROUNDS = 5
ACTS = 300
BYTES_A_VISIT = 1_200
"""Rows, indexes and the log of one visit while it is loaded: what `df` must have free."""

RULES = RatingSettings()
YEAR = whole_year(TODAY.year)

PLANS = {
    "counts of the year, from the visits": (
        "select office, count(*) from ticket where day between %(first)s and %(last)s group by 1"
    ),
    "waits of the year, from the visits": (
        "select office, waited_s, count(*) from ticket"
        " where state = 'served' and day between %(first)s and %(last)s group by 1, 2"
    ),
    "waits of the year, from the summaries": (
        "select v.office, v.waits from office o join visit_sum v on v.office = o.id"
        " and v.kind = 'office' and v.day between %(first)s and %(last)s"
        " where replace(%(offices)s, ',' || o.id || ',', '') <> %(offices)s"
        " and v.day <> o.current_day and not exists"
        " (select 1 from stale_day s where s.office = v.office and s.day = v.day)"
    ),
    "who waits now, of all offices": (
        "select o.id, count(*), min(t.waiting_since) from office o join ticket t"
        " on t.office = o.id and t.state = 'waiting'"
        " where replace(%(offices)s, ',' || o.id || ',', '') <> %(offices)s group by o.id"
    ),
}


def main() -> None:
    """Load, measure, print, and leave nothing behind."""
    asked = _asked()
    visits = asked.offices * asked.days * VISITS_A_DAY
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < visits * BYTES_A_VISIT:
        raise SystemExit(f"{free / 1e9:.0f} GB are free: too little for {visits:,} visits; --days")
    with _one_office() as alone:
        one = _acts(alone.url, alone.places[0])
    with province(asked.offices, asked.days) as many:
        print(f"{asked.offices} offices, {asked.days} days, {many.visits:,} visits; {machine()}\n")
        _print_loading(many)
        _print_reports(many)
        _print_acts(one, _acts(many.url, many.places[len(many.places) // 2]), asked.offices)
        if asked.plans:
            _print_plans(many)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--offices", type=int, default=100)
    parser.add_argument("--days", type=int, default=250)
    parser.add_argument("--plans", action="store_true")
    return parser.parse_args()


def _one_office() -> Any:
    return province(1, 1)


def _print_loading(loaded: Province) -> None:
    with psycopg.connect(loaded.url) as connection:
        sizes = connection.execute(
            "select relname, pg_total_relation_size(oid), greatest(reltuples, 1) from pg_class"
            " where relname in ('ticket', 'rating', 'ticket_event', 'visit_sum')"
            " and relkind = 'r' order by 1"
        ).fetchall()
    print(f"history loaded in {loaded.loaded_s:.0f} s (indexes made afterwards)")
    print(f"bare COPY, all indexes in place: {loaded.copied_per_s:,.0f} rows/s")
    print(f"a day of an office summed in {loaded.summed_ms:.1f} ms\n")
    rows = [[name, f"{size / 1e6:,.0f}", f"{size / rows:,.0f}"] for name, size, rows in sizes]
    print(table(["table", "MB with indexes", "bytes a row"], rows), end="\n\n")


def _print_reports(loaded: Province) -> None:
    with closing(open_store(loaded.url)) as store:
        top = _put_under_one(store, loaded.places)
        ids = [place.id for place in loaded.places]
        rows = [
            _timed("satisfaction by office", store, _report(read_satisfaction, ids, By.OFFICE)),
            _timed("service by office, medians and P90", store, _service(ids, By.OFFICE)),
            _timed("service by service", store, _service(ids, By.SERVICE)),
            _timed("service by day", store, _service(ids, By.DAY)),
            _timed("reasons by office", store, _report(read_reasons, ids, By.OFFICE)),
            _timed("the province's screen", store, lambda r: read_province(r, top, rules=RULES, now=NOW)),
        ]  # fmt: skip
    print(table(["ms, of a whole year", "median", "max"], rows))
    print("(aims: the yearly report under 3000 ms, the screen under 300 ms)\n")


def _report(read: Callable[..., Any], ids: list[str], by: By) -> Callable[[Reading], Any]:
    return lambda r: read(r, ids[0], YEAR, by, rules=RULES, now=NOW, offices=ids)


def _service(ids: list[str], by: By) -> Callable[[Reading], Any]:
    return lambda r: read_service(r, ids[0], YEAR, by, now=NOW, offices=ids)


def _timed(name: str, store: Store, read: Callable[[Reading], Any]) -> list[str]:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        with store.reading() as reading:
            read(reading)
        times.append((time.perf_counter() - began) * 1000)
    return [name, f"{median(times):.0f}", f"{max(times):.0f}"]


def _put_under_one(store: Store, places: list[Place]) -> str:
    """All others under the first."""
    for place in places[1:]:
        with store.change(place.id) as change:
            put_under(change, places[0].id)
    return places[0].id


def _acts(url: str, place: Place) -> tuple[list[float], list[float]]:
    """Milliseconds of each ticket, and of each call with finishing the one before."""
    clerk = Actor(staff=f"{place.id}-{place.counters[0]}")
    rules = replace(QueueRules(), tickets_per_minute=10 * ACTS)
    with closing(open_store(url)) as store:
        took, called = [], []
        for number in range(ACTS):
            now = NOW + timedelta(seconds=number)
            wish = Wish(place.services[number % len(place.services)])
            began = time.perf_counter()
            with store.change(place.id) as change:
                take_ticket(change, wish, actor=Actor(device="bench"), rules=rules, now=now)
            took.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            with store.change(place.id) as change:
                call_next(
                    change, place.counters[0], actor=clerk, rules=rules, now=now, finish_first=True
                )
            called.append((time.perf_counter() - began) * 1000)
    return took, called


def _print_acts(one: tuple[list[float], ...], many: tuple[list[float], ...], offices: int) -> None:
    rows = [
        [f"{what}, {where}", f"{median(times):.2f}", f"{percentile(times, 0.99):.2f}"]
        for what, pair in zip(("take a ticket", "call next"), zip(one, many, strict=True), strict=True)
        for where, times in zip(("1 office of one day", f"{offices} offices of the year"), pair, strict=True)
    ]  # fmt: skip
    print(table([f"ms, {ACTS} of each, fsync on", "median", "p99"], rows))


def _print_plans(loaded: Province) -> None:
    asked = {
        "first": YEAR.first.isoformat(),
        "last": YEAR.last.isoformat(),
        "offices": ids_text(place.id for place in loaded.places),
    }
    with psycopg.connect(loaded.url) as connection:
        for name, statement in PLANS.items():
            print(f"\n-- {name}")
            lines = connection.execute("explain (analyze, buffers) " + statement, asked).fetchall()
            print("\n".join(line for (line,) in lines))


if __name__ == "__main__":
    main()
