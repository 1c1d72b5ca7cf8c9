"""A day of one office as it reports it, and the same day for any number of other offices."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.province_rows import VISITS_A_DAY
from command_line.past import Past
from operations.upstream import Outgoing, begin_upstream, next_report, note_answer
from operations.upstream_wire import pack
from store.opening import open_store
from tests.hall import MORNING, Hall, clerk, open_hall

COUNTERS = 6
DAYS_AGO = 3
"""From a Monday back to Friday: one working day."""

IDS = ("id", "ticket", "staff")
"""Columns that name a row, here and elsewhere."""

KEYS = {
    "session": ("id",),
    "ticket": ("id",),
    "event": ("version", "position"),
    "rating": ("ticket",),
}
TABLES = {
    "session": "counter_session",
    "ticket": "ticket",
    "event": "ticket_event",
    "rating": "rating",
}
"""What a day is made of, and where the province keeps it; each names only what stands before."""


@dataclass(frozen=True, slots=True)
class Day:
    """What the office says when the day has ended, and what it says after one more citizen came."""

    reports: list[Outgoing]
    one_more: Outgoing

    @property
    def rows(self) -> int:
        """Rows that the province has after the day, in TABLES."""
        return sum(map(len, self._known().values()))

    @property
    def visits(self) -> int:
        """Tickets of the day."""
        return len(self._known()["ticket"])

    def at(self, number: int, code: str) -> list[bytes]:
        """The day's reports as another office would send them."""
        return [_packed(report, number, code) for report in self.reports]

    def one_more_at(self, number: int, code: str) -> list[bytes]:
        """The small report of that office."""
        return [_packed(self.one_more, number, code)]

    def _known(self) -> dict[str, set[tuple[object, ...]]]:
        return {
            table: {
                tuple(row[name] for name in key)
                for report in self.reports
                for row in report.rows.get(table, ())
            }
            for table, key in KEYS.items()
        }


def live_a_day() -> Day:
    """Live through a day of an office by the house's own rules, and read what it would send."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:///{Path(folder) / 'box.db'}")) as store,
    ):
        hall = open_hall(store, counters=COUNTERS)
        begin_upstream(store, hall.id, now=MORNING)
        staff = {number: str(clerk(number).staff) for number in range(1, COUNTERS + 1)}
        Past(random.Random(7), staff, VISITS_A_DAY).live(store, hall.id, days=DAYS_AGO, now=MORNING)
        hall.take("A")  # the next morning: the day ends
        reports = list(_reports(hall))
        hall.take("A")
        (one_more,) = _reports(hall)
    return Day(reports, one_more)


def _reports(hall: Hall) -> Iterator[Outgoing]:
    """What it says until nothing is left; each is acknowledged."""
    behind = True
    while behind:
        said = next_report(hall.store, hall.id, program="bench", now=MORNING)
        note_answer(hall.store, hall.id, said, said.batch.upto, now=MORNING)
        yield said
        behind = said.batch.behind > 0


def _packed(said: Outgoing, number: int, code: str) -> bytes:
    """With ids of its own, as long as they were."""
    own = f"{number:04x}"
    rows = {
        table: [{**row, **_renamed(row, own)} for row in found]
        for table, found in said.rows.items()
    }
    office = {**said.head["office"], "id": f"{own}-box", "code": code}
    return pack({**said.head, "office": office}, rows)


def _renamed(row: Any, own: str) -> dict[str, str]:
    return {name: own + row[name][len(own) :] for name in IDS if row.get(name) is not None}
