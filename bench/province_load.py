"""Loads a year of a province by COPY: two processes make the rows and the sums of their days."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import islice
from multiprocessing import Process
from typing import Any

import psycopg

from bench.province_rows import RATING, TICKET, Place, Rows, Values, rows_of
from operations.summaries import sums_of

MAKERS = 2
CHUNK = 2000
AS_COPY_READS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})
NO_VALUE = "\\N"

SUM = (
    "office", "day", "kind", "part", "taken", "served", "missed", "cancelled", "expired",
    "level_1", "level_2", "level_3", "level_4", "level_5", "reasons", "waits", "walks", "services",
)  # fmt: skip
LOADED = ("ticket", "rating", "visit_sum")
"""Tables whose indexes and references are made after their rows, as when a dump is restored."""


def load_history(url: str, places: list[Place], days: list[date]) -> None:
    """Every day with its visits, its ratings and its sums; months are not summed yet."""
    with psycopg.connect(url) as connection:
        restore = _set_aside(connection)
    makers = [
        Process(target=_load_days, args=(url, places, days[first::MAKERS])) for first in range(MAKERS)
    ]  # fmt: skip
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
        if maker.exitcode:
            raise SystemExit("the rows could not be loaded")
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in restore:
            connection.execute(statement)
        connection.execute(
            "insert into summed_month select distinct office, substr(day, 1, 7), 'loaded'"
            " from visit_sum"
        )
        connection.execute("vacuum analyze")


def copy_rows(connection: Any, table: str, columns: Sequence[str], rows: Iterable[Values]) -> None:
    """The rows into the table."""
    lines = map(_line, rows)
    with connection.cursor().copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        while chunk := "".join(islice(lines, CHUNK)):
            copy.write(chunk)


def sums_in(url: str, days: Sequence[str]) -> list[Values]:
    """What the sums of these days tell; durations in order, for they are kept in any."""
    ordered = [*SUM[:14], "reasons", *SUM[15:]]
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            f"select {', '.join(ordered)} from visit_sum where day = any(%s)"  # noqa: S608 -- names above
            " order by office, day, kind, part",
            (list(days),),
        ).fetchall()
    return [(*row[:14], *("".join(sorted(text)) for text in row[14:])) for row in rows]


def mark_days(url: str, days: Sequence[str]) -> None:
    """As if the visits of these days had changed."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into stale_day select office, day, 'again' from visit_sum"
            " where kind = 'office' and day = any(%s)",
            (list(days),),
        )


def _load_days(url: str, places: list[Place], days: list[date]) -> None:
    with closing(psycopg.connect(url)) as connection:
        for day in days:
            # The same rows whatever process makes them.
            chance = random.Random(day.toordinal())
            made = [(place, rows_of(place, day, chance)) for place in places]
            copy_rows(connection, "ticket", TICKET, _all(rows.tickets for _, rows in made))
            copy_rows(connection, "rating", RATING, _all(rows.ratings for _, rows in made))
            copy_rows(connection, "visit_sum", SUM, _all(_sums(*one, day) for one in made))
            connection.commit()


def _all(parts: Iterable[Iterable[Values]]) -> Iterator[Values]:
    for part in parts:
        yield from part


def _sums(place: Place, rows: Rows, day: date) -> Iterator[Values]:
    """Made by the counting of the program itself."""
    for one in sums_of(_named(TICKET, rows.tickets), _named(RATING, rows.ratings)):
        told: Mapping[str, object] = {"office": place.id, "day": day.isoformat(), **one}
        yield tuple(told[name] for name in SUM)


def _named(columns: Sequence[str], rows: list[Values]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True), missed_at=None) for row in rows]


def _line(values: Values) -> str:
    told = (NO_VALUE if one is None else str(one).translate(AS_COPY_READS) for one in values)
    return "\t".join(told) + "\n"


def _set_aside(connection: Any) -> list[str]:
    """Drop what makes loading slow; answers how to bring it back."""
    restore: list[str] = []
    found = connection.execute(
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid in (select oid from pg_class where relkind = 'r') and contype in ('p', 'u', 'f')"
        " order by contype = 'f', contype"
    ).fetchall()
    for name, constraint, how in reversed(found):
        if name in LOADED or any(f" REFERENCES {table}(" in how for table in LOADED):
            connection.execute(f"alter table {name} drop constraint {constraint}")
            restore.insert(0, f"alter table {name} add constraint {constraint} {how}")
    for name, how in connection.execute(
        "select indexname, indexdef from pg_indexes where tablename = any(%s)", (list(LOADED),)
    ).fetchall():
        connection.execute(f"drop index {name}")
        restore.append(how)
    return restore
