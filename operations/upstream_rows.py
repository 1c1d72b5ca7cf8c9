"""Which rows make the next batch: what changed above a version, whole changes, a bounded number.

The same rows go up to the province, and back down to an office that lost them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from operations.errors import NotFoundError
from store.store import Row, Sql

BATCH_ROWS = 1000
"""Versions looked at for one batch: some milliseconds of reading. A change of more rows, such as
the end of a day with many who wait, goes whole.
"""

NOTHING_SENT = -1
"""What is acknowledged before the first batch: a new office's rows have version 0."""

Rows = Mapping[str, Sequence[Row]]
"""Rows by table."""


@dataclass(frozen=True, slots=True)
class Batch:
    """All that changed above version `after`, up to `upto`; `behind` changes are left."""

    after: int
    upto: int
    behind: int
    rows: Rows = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows it holds."""
        return sum(map(len, self.rows.values()))


def read_batch(sql: Sql, office: str, after: int, *, newest: int, most: int = BATCH_ROWS) -> Batch:
    """The next batch above `after`, from one look at the store; `newest` is the last version there.

    Rows that others name go ahead of their turn: services, counters and staff, which are few, and
    each ticket that an event names, as it stands now. A guard by version makes that harmless.
    """
    upto = _cut(sql, office, after, newest, most)
    stretch: dict[str, Any] = {"office": office, "after": after, "upto": upto}
    rows: dict[str, list[Row]] = _catalogue(sql, office, after)
    if upto > after:
        undone = sql.events_undone_between(**stretch)
        rows |= {
            "session": list(sql.sessions_between(**stretch)),
            "ticket": list(sql.tickets_between(**stretch)),
            "event": [*undone, *sql.events_between(**stretch)],
            "rating": list(sql.ratings_between(**stretch)),
        }
    return Batch(after, upto, newest - upto, {name: found for name, found in rows.items() if found})


def read_health(sql: Sql, office: str) -> dict[str, list[dict[str, Any]]]:
    """How the devices are: when each was seen, and the last job of each printer."""
    seen = [{**row, "paired": int(row["paired"])} for row in sql.devices_seen(office=office)]
    return {"seen": seen, "prints": [dict(row) for row in sql.last_prints(office=office)]}


def read_office(sql: Sql, office: str) -> dict[str, Any]:
    """The office's own row, as every report tells it. Raises NotFoundError."""
    row = sql.get_office(id=office)
    if row is None:
        raise NotFoundError(office=office)
    return {name: row[name] for name in ("id", "code", "epoch", "version", *MIRRORED)}


MIRRORED = (
    *("names", "slogans", "greetings", "notices", "hotline", "timezone", "languages"),
    "current_day",
)
"""What the province shows of the office as the office says it."""


def _cut(sql: Sql, office: str, after: int, newest: int, most: int) -> int:
    """The last version of the batch: all of a version goes together, or it waits."""
    stretch: dict[str, Any] = {"office": office, "after": after, "upto": newest, "most": most}
    versions = sorted(
        row["version"]
        for query in (sql.event_versions, sql.rating_versions, sql.session_versions)
        for row in query(**stretch)
    )
    return newest if len(versions) < most else int(versions[most - 1])


def _catalogue(sql: Sql, office: str, after: int) -> dict[str, list[Row]]:
    above: dict[str, Any] = {"office": office, "after": after}
    counters = list(sql.counters_after(**above))
    serves: dict[int, list[str]] = {}
    for row in sql.list_counter_services(office=office) if counters else ():
        serves.setdefault(row["counter"], []).append(row["service"])
    return {
        "service": list(sql.services_after(**above)),
        "counter": [{**row, "services": serves.get(row["number"], [])} for row in counters],
        "staff": list(sql.staff_after(**above)),
        "device": list(sql.devices_after(**above)),
    }


def as_line(table: str, row: Row) -> str:
    """One row as one line of JSON."""
    return json.dumps([table, row], ensure_ascii=False, separators=(",", ":"))
