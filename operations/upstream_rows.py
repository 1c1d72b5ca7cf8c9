"""Which rows make the next batch: what changed above a version, whole changes, a bounded number.

The same rows go up to the province, and back down to an office that lost them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from operations.errors import NotFoundError
from store.store import Row, Sql

BATCH_ROWS = 400
"""Versions looked at for one batch: some milliseconds of reading. A change of more rows, such as
the end of a day with many who wait, goes whole.
"""

NOTHING_SENT = -1
"""What is acknowledged before the first batch: a new office's rows have version 0."""

TEXT, MAYBE_TEXT, WHOLE, MAYBE_WHOLE = "text", "text or null", "whole", "whole or null"


def _columns(text: str = "", maybe_text: str = "", whole: str = "", maybe_whole: str = "") -> Any:
    kinds = {TEXT: text, MAYBE_TEXT: maybe_text, WHOLE: whole, MAYBE_WHOLE: maybe_whole}
    return {name: kind for kind, names in kinds.items() for name in names.split()}


COLUMNS: Mapping[str, Mapping[str, str]] = {
    "service": _columns(
        "code names abouts icon", "hours", "typical_s daily_cap paused active position version"
    ),
    "counter": {**_columns("names zone", "", "number active version"), "services": "codes"},
    "staff": _columns("id name full_name role created_at", "", "active version"),
    "device": _columns(
        "id kind name zone created_at", "printer revoked_at help_at", "version", "counter"
    ),
    "session": _columns(
        "id opened_at", "staff paused_at paused_reason closed_at", "counter paused_s version"
    ),
    "ticket": _columns(
        "id day service label state queue_class channel language issued_at queued_at waiting_since"
        " issued_service",
        "staff called_at started_at finished_at parked_at missed_at priority_reason note device",
        "number calls waited_s walked_s service_s parked_s returned people_ahead version",
        "for_counter counter estimate_low_min estimate_high_min",
    ),
    "event": _columns(
        "ticket act at to_state queue_class service",
        "from_state staff device reason",
        "version position undone",
        "counter",
    ),
    "rating": _columns(
        "ticket day service reasons channel language rated_at",
        "staff comment criteria device",
        "level version",
        "counter shown_ms",
    ),
}
"""The tables that travel and the kind of each column, in the order in which they are kept: what
others name comes first. No row names its office: the token does.
"""

SEEN = _columns("id", "last_seen_at address", "paired")
PRINT = _columns(
    "id ticket printer state created_at", "device reason warning ended_at", "copy version"
)

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


def is_row(table: object, row: object) -> bool:
    """Whether it is a row of this table as a batch may bring it."""
    return isinstance(table, str) and table in COLUMNS and fits(COLUMNS[table], row)


def fits(columns: Mapping[str, str], row: object) -> bool:
    """Whether these are exactly the columns, each with a value of its kind."""
    if not isinstance(row, dict) or row.keys() != columns.keys():
        return False
    return all(FITS[kind](row[name]) for name, kind in columns.items())


def _is_text(value: object) -> bool:
    return type(value) is str and "\0" not in value


def _is_whole(value: object) -> bool:
    return type(value) is int and -LARGEST <= value <= LARGEST


LARGEST = 2**53
FITS: Mapping[str, Any] = {
    TEXT: _is_text,
    MAYBE_TEXT: lambda value: value is None or _is_text(value),
    WHOLE: _is_whole,
    MAYBE_WHOLE: lambda value: value is None or _is_whole(value),
    "codes": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "list": lambda value: isinstance(value, list),
    "map": lambda value: isinstance(value, dict),
}


def as_line(table: str, row: Row) -> str:
    """One row as one line of JSON."""
    return json.dumps([table, row], ensure_ascii=False, separators=(",", ":"))
