"""Summaries of days that are over: which are missing or old, and how they are made."""

import json
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from operations.durations import packed
from operations.report_figures import COUNTS, SUMMED_TIMES, Figures, count_figures
from operations.report_parts import By, scope_of
from satisfaction.levels import Level
from satisfaction.periods import Period
from store.ids import new_id
from store.store import Row, Sql, Store

KINDS = (By.OFFICE, By.SERVICE, By.COUNTER, By.STAFF)
"""By what a summary tells its day; the figures by day are those of the whole office."""

AT_ONCE = 50
"""Days that one round of upkeep sums, so that it is soon at its other work again."""

TOGETHER = 10
"""Days that are kept in one transaction, so that who marks one of them does not wait for long."""

SUMS = "sums"
"""What a process keeps alone: two with several days each could wait for each other's months."""


def sum_days(store: Store, *, now: datetime, most: int = AT_ONCE) -> int:
    """Make the summaries of up to `most` days that need one; answers how many were made.

    A day is over when its office has begun the next. An office that sends its rows from elsewhere
    may be behind: its days are summed once they are over in every time zone.

    The visits are read without holding anybody up. Who marks a day meanwhile is heard: its
    summary is then not kept, and made again at the next round.
    """
    with store.reading() as reading:
        days = list(reading.sql.days_to_sum(most=most, fed_before=each_zone_has_passed(now)))
    return sum(_sum(store, days[at : at + TOGETHER]) for at in range(0, len(days), TOGETHER))


def each_zone_has_passed(now: datetime) -> str:
    """The first day that may not be over yet somewhere in the world."""
    return (now.astimezone(UTC) - timedelta(days=1)).date().isoformat()


def _sum(store: Store, days: list[Row]) -> int:
    with store.reading() as reading:
        made = [(day, _read_sums(reading.sql, day)) for day in days]
    with store.maintain(SUMS) as sql:
        return sum(_keep(sql, day, sums) for day, sums in sorted(made, key=_place))


def _place(made: tuple[Row, Any]) -> tuple[str, str]:
    """Where a day stands among those that are kept together: whoever marks several takes them in the
    same order, so that nobody waits for the other's day with one in hand that the other wants.
    """
    return made[0]["office"], made[0]["day"]


def _read_sums(sql: Sql, marked: Row) -> list[dict[str, Any]]:
    """The day as rows of `visit_sum`, without its office and day."""
    on = date.fromisoformat(marked["day"])
    asked = scope_of(sql, marked["office"], Period(on, on), By.OFFICE).parameters
    return sums_of(list(sql.open_visits(**asked)), list(sql.open_ratings(**asked)))


def sums_of(visits: Collection[Row], ratings: Collection[Row]) -> list[dict[str, Any]]:
    """A day's visits and their ratings as rows of `visit_sum`, without its office and day."""
    return [
        {"kind": kind.value, "part": "" if kind is By.OFFICE else part or "", **_columns(figures)}
        for kind in KINDS
        for part, figures in count_figures(visits, ratings, kind).items()
    ]


def _keep(sql: Sql, marked: Row, sums: list[dict[str, Any]]) -> bool:
    """Whether the day still bears the mark that it bore before it was read."""
    if sql.unmark_day(**marked) != 1:
        return False
    put_sums(sql, marked["office"], marked["day"], sums)
    sql.mark_month(office=marked["office"], month=marked["day"][:7], mark=new_id())
    return True


def put_sums(sql: Sql, office: str, day: str, sums: list[dict[str, Any]]) -> None:
    """Keep the sums of the day in place of older ones; `day` may be a month."""
    sql.forget_sums(office=office, day=day)
    sql.add_sums([{"office": office, "day": day, **row} for row in sums])


def _columns(figures: Figures) -> dict[str, Any]:
    return {
        **{name: figures.counts[name] for name in COUNTS},
        **{f"level_{level}": figures.levels[level] for level in Level},
        "reasons": json.dumps(figures.combinations),
        **{column: packed(figures.seconds[what]) for what, column in SUMMED_TIMES.items()},
    }
