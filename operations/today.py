"""The day so far, for the manager's first page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from config import RatingSettings
from operations.acts import seconds
from operations.offices import Desk, Service
from operations.report_parts import By
from operations.reports import read_satisfaction, read_service
from operations.rules import QueueRules
from operations.silence import heard_from
from operations.snapshot import Snapshot, read_snapshot, service_state
from queueing.numbering import office_day
from satisfaction import periods
from store.instants import from_text
from store.store import Reading

Rows = Mapping[str | None, Mapping[str, Any]]
"""The rows of a report by the key of their part."""


def read_today(
    reading: Reading, office: str, *, rules: QueueRules, rating: RatingSettings, now: datetime
) -> dict[str, Any]:
    """The `today` of docs/protocol.md. Raises NotFoundError for an office that does not exist."""
    snapshot = read_snapshot(reading, office, rules=rules, now=now)
    today = periods.day(date.fromisoformat(snapshot.office.day_at(now)))
    service = read_service(reading, office, today, By.SERVICE, now=now)
    counter = read_service(reading, office, today, By.COUNTER, now=now)
    ratings = read_satisfaction(reading, office, today, By.OFFICE, rules=rating, now=now)
    waits = [seconds(line.oldest, now) for line in snapshot.lines.values()]
    total = service["total"]
    return {
        **snapshot.head(),
        "day": today.first.isoformat(),
        "own_machine": heard_from(reading.sql, office, now=now),
        "waiting": sum(line.waiting for line in snapshot.lines.values()),
        "longest_wait_s": max(waits, default=None),
        **{name: total[name] for name in ("served", "missed", "cancelled", "taken")},
        "satisfaction": _satisfaction(ratings["total"]),
        "services": [
            _service(snapshot, one, _by_key(service), now) for one in snapshot.services.values()
        ],
        "counters": [
            _counter(snapshot, desk, _by_key(counter)) for desk in snapshot.desks.values()
        ],
    }


def _by_key(report: Mapping[str, Any]) -> Rows:
    return {row["key"]: row for row in report["rows"]}


def _satisfaction(total: Mapping[str, Any]) -> dict[str, Any]:
    share = total["satisfied"]
    return {
        "rated": total["rated"],
        "served": total["served"],
        "satisfied": share["numerator"],
        "rate": share["rate"],
        "low": share["low"],
        "high": share["high"],
        "response_rate": total["response"]["rate"],
    }


def _service(snapshot: Snapshot, service: Service, rows: Rows, now: datetime) -> dict[str, Any]:
    line = snapshot.line(service.code)
    state, _ = service_state(snapshot, service)
    wait = _figure(rows, service.code, "wait")
    return {
        "code": service.code,
        "names": service.names,
        "waiting": line.waiting,
        "longest_wait_s": seconds(line.oldest, now) if line.oldest else None,
        **_counts(rows, service.code),
        "mean_wait_s": wait("mean_s"),
        "p90_wait_s": wait("p90_s"),
        "mean_service_s": _figure(rows, service.code, "service")("mean_s"),
        "state": state,
    }


def _counter(snapshot: Snapshot, desk: Desk, rows: Rows) -> dict[str, Any]:
    ticket = snapshot.at_counters.get(desk.number)
    key = str(desk.number)
    return {
        "number": desk.number,
        "names": desk.names,
        "state": desk.state,
        "full_name": desk.full_name,
        "label": ticket.label if ticket else None,
        "ticket_state": ticket.state if ticket else None,
        **_counts(rows, key),
        "mean_service_s": _figure(rows, key, "service")("mean_s"),
        "last_act_at": _last_act_today(snapshot, desk),
    }


def _counts(rows: Rows, key: str) -> dict[str, int]:
    """Nobody came to a part without a row."""
    row = rows.get(key, {})
    return {name: row.get(name, 0) for name in ("served", "missed")}


def _figure(rows: Rows, key: str, what: str) -> Any:
    times: Mapping[str, Any] = rows.get(key, {}).get(what, {})
    return times.get


def _last_act_today(snapshot: Snapshot, desk: Desk) -> str | None:
    office = snapshot.office
    at: str | None = snapshot.sql.last_act_at_counter(office=office.id, counter=desk.number)
    if at is None:
        return None
    day = office_day(from_text(at), office.timezone).isoformat()
    return at if day == office.day_at(snapshot.now) else None
