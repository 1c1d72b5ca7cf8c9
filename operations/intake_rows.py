"""Keep rows that arrived: each guarded by its version, so that twice or late changes nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from operations.intake_errors import ForeignRowsError
from operations.stale_days import mark_day
from operations.upstream_rows import Rows
from store.store import Row, Sql

AT_COUNTER = ("called", "serving")

MOVED_BY = 1000
"""A number that two papers of one day carry is kept twice: the label as it is on the paper, and the
second one's number above all that can be given out.
"""


def keep_rows(sql: Sql, office: str, rows: Rows, *, moving_doubles: bool = False) -> int:
    """Add or renew these rows of the office; answers how many changed anything.

    `moving_doubles` looks for numbers that are given twice, which costs a question for each ticket.
    Raises ForeignRowsError for a row whose id another office's row has, and ConstraintError.
    """
    here = {
        table: [{**row, "office": office} for row in rows.get(table, ())]
        for table in ("service", "counter", "staff", "device", "session", "ticket", "event")
    } | {"rating": [{**row, "office": office} for row in rows.get("rating", ())]}
    if moving_doubles:
        here["ticket"] = [_moved(sql, row) for row in here["ticket"]]
    kept = _keep_catalogue(sql, office, here)
    kept += _keep(sql.feed_staff, here["staff"], sql.owner_of_staff)
    kept += _keep(sql.feed_device, here["device"], sql.owner_of_device)
    kept += _keep(sql.feed_session, here["session"], sql.owner_of_session)
    visits = _keep_tickets(sql, here["ticket"])
    kept += _many(sql.feed_event, here["event"])
    visits += _keep(sql.feed_rating, here["rating"], sql.owner_of_rating, key="ticket")
    if visits:
        for day in sorted({row["day"] for row in (*here["ticket"], *here["rating"])}):
            mark_day(sql, office, day)
    return kept + visits


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


def _keep_catalogue(sql: Sql, office: str, here: Mapping[str, list[dict[str, Any]]]) -> int:
    counters = [
        {name: value for name, value in row.items() if name != "services"}
        for row in here["counter"]
    ]
    kept = _many(sql.feed_service, here["service"])
    kept += _many(sql.feed_counter, counters)
    for row in here["counter"]:
        standing = sql.get_counter(office=office, number=row["number"])
        if standing["version"] == row["version"]:
            sql.clear_counter_services(office=office, counter=row["number"])
            for service in row["services"]:
                sql.add_counter_service(office=office, counter=row["number"], service=service)
    return kept


def _keep_tickets(sql: Sql, tickets: list[dict[str, Any]]) -> int:
    at_counter = [
        {name: row[name] for name in ("id", "office", "counter", "version")}
        for row in tickets
        if row["state"] in AT_COUNTER
    ]
    _many(sql.feed_free_counter, at_counter)
    return _keep(sql.feed_ticket, tickets, sql.owner_of_ticket)


def _keep(query: Any, rows: list[dict[str, Any]], owner: Any, *, key: str = "id") -> int:
    """Keep them. Where fewer changed than came, some were known, or belong to somebody else."""
    kept = _many(query, rows)
    if kept < len(rows):
        _refuse_foreign(rows, owner, key)
    return kept


def _refuse_foreign(rows: Iterable[Row], owner: Any, key: str) -> None:
    for row in rows:
        if owner(**{key: row[key]}) != row["office"]:
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
