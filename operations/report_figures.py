"""The counted visits of a report: of open days from the visits, of other days from their summaries.

An open day is the office's current one, or one that changed since it was summed (`stale_day`).
Summaries are made by the same counting, so that there is one meaning of every figure. Whole months
without an open day have summaries of their own, made from those of their days.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from operations.durations import histogram
from operations.report_parts import By, Part, Scope
from operations.report_times import Times, times
from satisfaction.levels import ASK_REASONS_UP_TO, Level
from store.store import Row, Sql

COUNTS = ("taken", "served", "missed", "cancelled", "expired")
TIMES = {"wait": "waited_s", "walk": "walked_s", "service": "service_s"}
"""What is timed, and its column of a visit."""

SUMMED_TIMES = {"wait": "waits", "walk": "walks", "service": "services"}
"""The columns of a summary."""


def _lists() -> dict[str, list[Any]]:
    return {what: [] for what in TIMES}


@dataclass(slots=True)
class Figures:
    """What is counted of one part. `combinations` of reasons are JSON, as ratings keep them."""

    counts: Counter[str] = field(default_factory=Counter)
    levels: Counter[Level] = field(default_factory=Counter)
    combinations: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[int]] = field(default_factory=_lists)
    packed: dict[str, list[str]] = field(default_factory=_lists)

    @property
    def asked(self) -> int:
        """How many ratings were asked for reasons."""
        return self.combinations.total()

    @property
    def reasons(self) -> Counter[str]:
        """How often each reason was chosen; a rating may choose several."""
        chosen: Counter[str] = Counter()
        for combination, ratings in self.combinations.items():
            for code in _codes(combination):
                chosen[code] += ratings
        return chosen

    def times(self, what: str) -> Times:
        """How long served visits took."""
        return times(histogram(self.packed[what], self.seconds[what]))

    def add_visit(self, row: Row) -> None:
        """Count a ticket. A missed one that the day's end closed is still a missed one."""
        state = row["state"]
        if state == "expired" and row["missed_at"] is not None:
            state = "missed"
        self.counts.update(("taken", state))
        if state == "served":
            for what, column in TIMES.items():
                self.seconds[what].append(row[column])

    def add_rating(self, row: Row) -> None:
        """Count a rating, with its reasons where it was asked for them."""
        level = Level(row["level"])
        self.levels[level] += 1
        if level <= ASK_REASONS_UP_TO:
            self.combinations[row["reasons"]] += 1

    def add_counts(self, row: Row) -> None:
        """Take the counts of summaries."""
        self.counts.update({name: int(row[name]) for name in COUNTS})
        self.levels.update({level: int(row[f"level_{level}"]) for level in Level})


@lru_cache(maxsize=10_000)
def _codes(combination: str) -> tuple[str, ...]:
    return tuple(json.loads(combination))


PART_OF: Mapping[By, Callable[[Row], Part]] = {
    By.COUNTER: lambda row: None if row["counter"] is None else str(row["counter"]),
    By.STAFF: lambda row: row["staff"],
    By.SERVICE: lambda row: row["service"],
    By.DAY: lambda row: row["day"],
    By.OFFICE: lambda row: row["office"],
}
"""To which part a visit or a rating belongs. A rating belongs where its visit does."""


def count_figures(visits: Iterable[Row], ratings: Iterable[Row], by: By) -> dict[Part, Figures]:
    """The figures of each part, of these visits and ratings."""
    part_of = PART_OF[by]
    found: dict[Part, Figures] = defaultdict(Figures)
    for row in visits:
        found[part_of(row)].add_visit(row)
    for row in ratings:
        found[part_of(row)].add_rating(row)
    return dict(found)


def read_figures(
    sql: Sql, scope: Scope, *, times: bool = False, reasons: bool = False
) -> dict[Part, Figures]:
    """The figures of each part of a report, of all its days; `times` and `reasons` on demand."""
    asked = scope.parameters
    found = count_figures(sql.open_visits(**asked), sql.open_ratings(**asked), scope.by)
    summed = scope.summed_parameters
    for row in sql.sum_counts(**summed):
        found.setdefault(row["part"], Figures()).add_counts(row)
    if times:
        _add_times(found, sql.sum_times(**summed))
    if reasons:
        for row in sql.sum_reasons(**summed):
            found[row["part"]].combinations.update(json.loads(row["reasons"]))
    return found


def total_times(figures: Iterable[Figures], what: str) -> Times:
    """How long the served visits of all parts took."""
    texts: list[str] = []
    seconds: list[int] = []
    for one in figures:
        texts += one.packed[what]
        seconds += one.seconds[what]
    return times(histogram(texts, seconds))


def _add_times(found: Mapping[Part, Figures], rows: Iterable[Row]) -> None:
    for row in rows:
        packed = found[row["part"]].packed
        for what, column in SUMMED_TIMES.items():
            packed[what].append(row[column])
