"""Summaries of months that are over, made from those of their days: a year is twelve of them."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from operations.report_figures import COUNTS, SUMMED_TIMES
from operations.summaries import SUMS, TOGETHER, each_zone_has_passed, put_sums
from satisfaction.levels import Level
from store.store import Row, Sql, Store

ADDED = (*COUNTS, *(f"level_{level}" for level in Level))

AT_ONCE = 50
"""Months that one round of upkeep sums."""


def sum_months(store: Store, *, now: datetime, most: int = AT_ONCE) -> int:
    """Make the summaries of up to `most` months that need one; answers how many were made.

    A month needs one when its office has begun the next, all of its days are summed, and one of
    them was summed since. The days are read without holding anybody up: the summary is not kept
    when one of them was summed meanwhile.
    """
    with store.reading() as reading:
        before = each_zone_has_passed(now)[:7]
        months = list(reading.sql.months_to_sum(most=most, fed_before=before))
    return sum(_sum(store, months[at : at + TOGETHER]) for at in range(0, len(months), TOGETHER))


def _sum(store: Store, months: list[Row]) -> int:
    with store.reading() as reading:
        made = [(month, _together(_days_of(reading.sql, month))) for month in months]
    with store.maintain(SUMS) as sql:
        return sum(_keep(sql, month, sums) for month, sums in made)


def _days_of(sql: Sql, marked: Row) -> Iterable[Row]:
    days: Iterable[Row] = sql.sums_of_days(office=marked["office"], month=marked["month"])
    return days


def _together(days: Iterable[Row]) -> list[dict[str, Any]]:
    """The month as rows of `visit_sum`, without its office and day, from those of its days."""
    parts: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in days:
        parts[row["kind"], row["part"]].append(row)
    return [
        {
            "kind": kind,
            "part": part,
            **{name: sum(row[name] for row in rows) for name in ADDED},
            "reasons": json.dumps(_reasons(rows)),
            **{name: _joined(row[name] for row in rows) for name in SUMMED_TIMES.values()},
        }
        for (kind, part), rows in parts.items()
    ]


def _reasons(days: Iterable[Row]) -> Counter[str]:
    combinations: Counter[str] = Counter()
    for row in days:
        combinations.update(json.loads(row["reasons"]))
    return combinations


def _joined(durations: Iterable[str]) -> str:
    """In order, so that the database stores it in less room."""
    return "".join(sorted("".join(durations)))


def _keep(sql: Sql, marked: Row, sums: list[dict[str, Any]]) -> bool:
    """Whether the month still bears the mark that it bore before its days were read."""
    if sql.settle_month(**marked) != 1:
        return False
    put_sums(sql, marked["office"], marked["month"], sums)
    return True
