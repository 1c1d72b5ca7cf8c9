"""Keep rows that arrived: each guarded by its version, so that twice or late changes nothing."""

from collections.abc import Mapping
from typing import Any

from operations.intake_errors import ForeignRowsError
from operations.stale_days import mark_day
from operations.upstream_columns import COLUMNS
from operations.upstream_rows import Rows
from store.store import Sql

AT_COUNTER = ("called", "serving")

MOVED_BY = 1000
"""A number that two papers of one day carry is kept twice: the label as it is on the paper, and the
second one's number above all that can be given out.
"""


def keep_rows(sql: Sql, office: str, rows: Rows, *, with_care: bool = False) -> int:
    """Add or renew these rows of the office; answers how many changed anything.

    Raises ConstraintError, also for a row whose id another office's row has. `with_care` finds out
    which it is, and moves numbers that are given twice: a question or two for each row. Then raises
    ForeignRowsError, and ConstraintError for what is left.
    """
    here = {table: [{**row, "office": office} for row in rows.get(table, ())] for table in COLUMNS}
    if with_care:
        _refuse_foreign(sql, office, here)
        here["ticket"] = [_moved(sql, row) for row in here["ticket"]]
    kept = _keep_catalogue(sql, here)
    kept += _many(sql.feed_staff, here["staff"])
    kept += _many(sql.feed_device, here["device"])
    kept += _many(sql.feed_session, here["session"])
    visits = _keep_tickets(sql, here["ticket"])
    kept += _many(sql.feed_event, here["event"])
    visits += _many(sql.feed_rating, here["rating"])
    if visits:
        mark_days(sql, office, here)
    return kept + visits


def mark_days(sql: Sql, office: str, rows: Rows) -> None:
    """Mark every day of these visits, in their order: operations/summaries.py may be at them, too."""
    days = {row["day"] for table in ("ticket", "rating") for row in rows.get(table, ())}
    for day in sorted(days):
        mark_day(sql, office, day)


def keep_health(sql: Sql, office: str, health: Mapping[str, Any]) -> None:
    """Note how the office's devices and printers are. Older news than the known changes nothing."""
    seen = [
        {
            **{name: row[name] for name in ("id", "last_seen_at", "address")},
            "office": office,
            "mark": f"fed:{row['id']}" if row["paired"] else None,
        }
        for row in health["seen"]
    ]
    prints = [{**row, "office": office} for row in health["prints"]]
    _many(sql.feed_seen, seen)
    _many(sql.feed_print, prints)
    _many(
        sql.feed_forget_prints,
        [{name: row[name] for name in ("office", "printer", "created_at")} for row in prints],
    )


def _keep_catalogue(sql: Sql, here: Mapping[str, list[dict[str, Any]]]) -> int:
    counters = [
        {name: value for name, value in row.items() if name != "services"}
        for row in here["counter"]
    ]
    kept = _many(sql.feed_service, here["service"])
    kept += _many(sql.feed_counter, counters)
    _keep_counter_services(sql, here["counter"])
    return kept


def _keep_counter_services(sql: Sql, counters: list[dict[str, Any]]) -> None:
    last = {(row["number"], row["version"]): row for row in counters}.values()
    places = [
        {"office": row["office"], "counter": row["number"], "version": row["version"]}
        for row in last
    ]
    serves = [
        {**place, "service": service}
        for place, row in zip(places, last, strict=True)
        for service in row["services"]
    ]
    _many(sql.feed_clear_services, places)
    _many(sql.feed_counter_service, serves)


def _keep_tickets(sql: Sql, tickets: list[dict[str, Any]]) -> int:
    at_counter = [
        {name: row[name] for name in ("id", "office", "counter", "version")}
        for row in tickets
        if row["state"] in AT_COUNTER
    ]
    _many(sql.feed_free_counter, at_counter)
    return _many(sql.feed_ticket, tickets)


def _refuse_foreign(sql: Sql, office: str, here: Mapping[str, list[dict[str, Any]]]) -> None:
    owners = {
        "staff": ("id", sql.owner_of_staff),
        "device": ("id", sql.owner_of_device),
        "session": ("id", sql.owner_of_session),
        "ticket": ("id", sql.owner_of_ticket),
        "event": ("ticket", sql.owner_of_ticket),
        "rating": ("ticket", sql.owner_of_ticket),
    }
    for table, (key, owner_of) in owners.items():
        for row in here[table]:
            if owner_of(id=row[key]) not in (None, office):
                raise ForeignRowsError(what=str(row[key]))


def _many(query: Any, rows: list[dict[str, Any]]) -> int:
    return int(query(rows)) if rows else 0


def _moved(sql: Sql, row: dict[str, Any]) -> dict[str, Any]:
    number = row["number"]
    while _is_taken(sql, row, number):
        number += MOVED_BY
    return {**row, "number": number}


def _is_taken(sql: Sql, row: Mapping[str, Any], number: int) -> bool:
    place = {name: row[name] for name in ("office", "day", "issued_service")}
    other = sql.ticket_with_number(**place, number=number)
    return other is not None and other["id"] != row["id"]
