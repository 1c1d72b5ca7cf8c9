"""A day of the country through the intake: 3,300 offices × 300 visits, beside a bare COPY.

    python -m bench.bench_country                  3,300 offices, about a million visits
    python -m bench.bench_country --offices 120    a try of a minute

One office lives through a day by the house's own rules, and its reports are made anew for each
office, with ids of its own. PostgreSQL is a new one with fsync. A third of the offices is taken by
one process of the province, two thirds by two, in turns; then each office sends one more citizen,
as it does all day long. The limit is a bare COPY of the same rows into the same tables, emptied but
with all their indexes, in the same run. All is gone at the end; it stops after half an hour.
"""

import argparse
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from bench.country_day import TABLES, Day, live_a_day
from bench.country_site import Cost, Country, Taken, expected_offices, postgres_s, take_days
from bench.province_rows import VISITS_A_DAY
from bench.province_site import SETTINGS
from bench.site import machine, table
from tests.postgres import postgres_server

TURNS = 2
LONGEST_S = 1800
BYTES_A_VISIT = 12_000
"""Rows, indexes, the log of both ways and the file between: what `df` must have free."""

ROWS_OF_AN_ACT = 2
"""A ticket and its event."""

CHUNK = 1 << 20
AIM = 1 / 3
EVERY_S = 15
"""`upstream.every_s`: how often an office reports while it is open."""


def main() -> None:
    """Make, take, copy, print, and leave nothing behind."""
    asked = _asked()
    _refuse_small_disk(asked.offices)
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(LONGEST_S)
    day, load = live_a_day(), os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres_server(SETTINGS) as server,
        server.new_database() as url,
    ):
        offices = expected_offices(url, asked.offices)
        country = Country(url, server.process.pid, Path(folder), day, offices)
        _take_all(country)
        size = _bytes_in_database(url)
        copied = _copied_again(country)
    _tell(country, size, copied, (load, os.getloadavg()[0]))


def _take_all(country: Country) -> None:
    """All days, then one more citizen of each office."""
    for turn in range(TURNS):
        of_turn = country.offices[turn::TURNS]
        third = len(of_turn) // 3
        for processes, offices in ((1, of_turn[:third]), (2, of_turn[third:])):
            take_days(country, country.by_days[processes], offices, country.day.at)
            country.by_days[processes].cost.rows += country.day.rows * len(offices)
    half = len(country.offices) // 2
    for processes, offices in ((1, country.offices[:half]), (2, country.offices[half:])):
        take_days(country, country.by_acts[processes], offices, country.day.one_more_at)


def _copied_again(country: Country) -> Cost:
    """A bare COPY: what the intake kept is taken out, and put in again."""
    with psycopg.connect(country.url, autocommit=True) as connection:
        rows = sum(_copied_out(connection, name, country.folder / name) for name in TABLES.values())
        if rows != (country.day.rows + ROWS_OF_AN_ACT) * len(country.offices):
            raise SystemExit(f"{rows} rows arrived: some are missing")
        connection.execute(f"truncate {', '.join(TABLES.values())} cascade")
        connection.execute("checkpoint")
    cost, before = Cost(rows), postgres_s(country.postgres)
    began, working_s = time.perf_counter(), time.process_time()
    with psycopg.connect(country.url) as connection:
        for name in TABLES.values():
            _copy_in(connection, name, country.folder / name)
    cost.took_s = time.perf_counter() - began
    cost.working_s = time.process_time() - working_s + postgres_s(country.postgres) - before
    return cost


def _copied_out(connection: Any, name: str, file: Path) -> int:
    cursor = connection.cursor()
    with file.open("wb") as stream, cursor.copy(f"copy {name} to stdout") as copy:
        for chunk in copy:
            stream.write(chunk)
    return int(cursor.rowcount)


def _copy_in(connection: Any, name: str, file: Path) -> None:
    cursor = connection.cursor()
    with file.open("rb") as stream, cursor.copy(f"copy {name} from stdin") as copy:
        while chunk := stream.read(CHUNK):
            copy.write(chunk)


def _bytes_in_database(url: str) -> int:
    with psycopg.connect(url) as connection:
        sizes = ", ".join(f"pg_total_relation_size('{name}')" for name in TABLES.values())
        found = connection.execute(f"select {sizes}").fetchone()
    assert found is not None  # a select without a table has one row
    return sum(found)


def _tell(country: Country, size: int, copied: Cost, load: tuple[float, float]) -> None:
    day, count = country.day, len(country.offices)
    wire = sum(map(len, day.at(0, "xa-0000")))
    visits = day.visits * count
    print(
        f"a day of {count} offices: {visits:,} visits, {day.rows * count:,} rows,"
        f" {len(day.reports)} reports an office; {machine()}, load {load[0]:.1f} to {load[1]:.1f}\n"
    )
    print(_days_table(country, copied), end="\n\n")
    print(_acts_table(country))
    print(
        f"\non the wire: {wire / day.visits:.0f} bytes a visit in the evening,"
        f" {len(day.one_more_at(0, 'xa-0000')[0])} bytes a report of one act;"
        f" on the disk, with indexes: {size / visits:.0f} bytes a visit"
    )


def _days_table(country: Country, copied: Cost) -> str:
    head = ["rows of a day", "rows/s", "visits/s", "beside COPY", "aim", "processor, µs a row"]
    rows = [_row(country.day, taken, copied) for taken in country.by_days.values()]
    bare = ["bare COPY", f"{copied.rows / copied.took_s:.0f}", "", "1", "", _micros(copied)]
    return table(head, [*rows, bare])


def _acts_table(country: Country) -> str:
    offices = f"offices that report every {EVERY_S} s"
    head = ["one act a report", "reports/s", offices, "processor, ms a report", "memory"]
    return table(head, [_act_row(taken) for taken in country.by_acts.values()])


def _row(day: Day, taken: Taken, copied: Cost) -> list[str]:
    cost = taken.cost
    rows_per_s, copied_per_s = cost.rows / cost.took_s, copied.rows / copied.took_s
    return [
        f"intake, {taken.processes} process{'es' * (taken.processes > 1)}",
        f"{rows_per_s:.0f}",
        f"{day.visits * taken.offices / cost.took_s:.0f}",
        f"{rows_per_s / copied_per_s:.2f}",
        f"{AIM:.2f}",
        _micros(cost),
    ]


def _micros(cost: Cost) -> str:
    return f"{cost.working_s / cost.rows * 1e6:.0f}"


def _act_row(taken: Taken) -> list[str]:
    per_s = taken.offices / taken.cost.took_s
    return [
        f"intake, {taken.processes} process{'es' * (taken.processes > 1)}",
        f"{per_s:.0f}",
        f"{per_s * EVERY_S:.0f}",
        f"{taken.cost.working_s / taken.offices * 1e3:.1f}",
        f"{taken.memory_kb / 1024:.0f} MiB each",
    ]


def _refuse_small_disk(offices: int) -> None:
    visits = offices * VISITS_A_DAY
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < visits * BYTES_A_VISIT:
        raise SystemExit(
            f"{free / 1e9:.0f} GB are free: too little for {visits:,} visits; --offices"
        )


def _stop(signal_number: int, frame: object) -> None:
    raise SystemExit(f"stopped after {LONGEST_S} s; fewer --offices")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--offices", type=int, default=3300)
    return parser.parse_args()


if __name__ == "__main__":
    main()
