"""What a clerk sees: the ticket in hand, the line, what was set aside, the day so far."""

from datetime import timedelta
from functools import partial
from typing import Any

from operations.offices import Desk
from operations.printing import printers_in_trouble
from operations.serving import calling, recent_classes, waiting_of_service
from operations.snapshot import Snapshot, service_state
from operations.ticket_view import staff_view
from queueing.life import UNDOABLE
from queueing.order import line_up, may_serve
from queueing.tickets import State, Ticket
from store.instants import from_text, to_text
from store.store import Row
from store.ticket_rows import ticket_from

LINE_SHOWN = 40
"""The part of the line that a clerk's screen carries; `waiting_total` tells the rest."""


def counter_state(snapshot: Snapshot, number: int) -> dict[str, Any]:
    """The `counter` state of docs/protocol.md; KeyError for a counter that does not exist."""
    desk = snapshot.desks[number]
    in_hand = snapshot.at_counters.get(number)
    held = snapshot.once("held", lambda: _held(snapshot))
    mine = [ticket for ticket in held if ticket.counter == number or _serves(desk, ticket)]
    return {
        **snapshot.head(),
        "day": snapshot.office.day,
        "timezone": snapshot.office.timezone,
        "office_names": snapshot.office.names,
        "counter": _counter(snapshot, desk),
        "ticket": staff_view(snapshot, in_hand) if in_hand else None,
        "waiting": _line(snapshot, desk),
        "waiting_total": _waiting_total(snapshot, desk),
        "parked": [staff_view(snapshot, t) for t in mine if t.state is State.PARKED],
        "missed": [staff_view(snapshot, t) for t in mine if t.state is State.MISSED],
        "day_so_far": _day_so_far(snapshot, number),
        "undo": _undo(snapshot, number),
        "calls_allowed": snapshot.rules.calls_allowed,
        "undo_s": round(snapshot.rules.undo.total_seconds()),
        "grace_min": round(snapshot.rules.grace.total_seconds() / 60),
        **snapshot.once("beside", lambda: _beside(snapshot)),
    }


def _beside(snapshot: Snapshot) -> dict[str, Any]:
    """What every counter sees alike."""
    return {
        "services": [
            {
                "code": service.code,
                "names": service.names,
                "state": service_state(snapshot, service)[0],
            }
            for service in snapshot.services.values()
        ],
        "counters": [
            {
                "number": other.number,
                "names": other.names,
                "state": other.state,
                "services": sorted(other.services),
                "full_name": other.full_name,
            }
            for other in snapshot.desks.values()
        ],
        "help": _help(snapshot),
        "printers": printers_in_trouble(snapshot.sql, snapshot.office.id, now=snapshot.now),
    }


def _counter(snapshot: Snapshot, desk: Desk) -> dict[str, Any]:
    return {
        "number": desk.number,
        "names": desk.names,
        "state": desk.state,
        "services": [
            {"code": code, "names": snapshot.names_of(code)} for code in sorted(desk.services)
        ],
        "staff": desk.staff,
        "full_name": desk.full_name,
        "opened_at": desk.opened_at,
        "paused_at": desk.paused_at,
        "paused_reason": desk.paused_reason,
    }


def _line(snapshot: Snapshot, desk: Desk) -> list[dict[str, Any]]:
    choices = line_up(
        _heads(snapshot, desk),
        calling(desk),
        rules=snapshot.rules.order,
        recent_classes=recent_classes(snapshot.sql, snapshot.office.id, desk.number),
        now=snapshot.now,
    )
    return [
        {**staff_view(snapshot, choice.ticket), "why": choice.why}
        for choice in choices[:LINE_SHOWN]
    ]


def _heads(snapshot: Snapshot, desk: Desk) -> list[Ticket]:
    """The first of each line that this counter calls from; counters share the lines."""
    office = snapshot.office.id
    heads = [
        ticket_from(row)
        for row in snapshot.sql.waiting_for_counter(office=office, counter=desk.number)
    ]
    for service in sorted(desk.services):
        heads += snapshot.once(
            ("heads", service),
            partial(waiting_of_service, snapshot.sql, office, service, LINE_SHOWN),
        )
    return heads


def _waiting_total(snapshot: Snapshot, desk: Desk) -> int:
    """How many this counter may call: its services' lines without those sent elsewhere by name,
    and those sent here.
    """
    total = sum(snapshot.line(code).waiting for code in desk.services)
    for row in snapshot.once("sent", lambda: _sent(snapshot)):
        is_counted = row["service"] in desk.services
        is_mine = row["for_counter"] == desk.number
        total += (is_mine - is_counted) * row["waiting"]
    return total


def _sent(snapshot: Snapshot) -> list[Row]:
    return list(snapshot.sql.waiting_by_counter(office=snapshot.office.id))


def _held(snapshot: Snapshot) -> list[Ticket]:
    rows = list(snapshot.sql.held_tickets(office=snapshot.office.id))
    snapshot.note_whys(rows)
    return [ticket_from(row) for row in rows]


def _serves(desk: Desk, ticket: Ticket) -> bool:
    return may_serve(calling(desk), ticket)


def _day_so_far(snapshot: Snapshot, number: int) -> dict[str, int | None]:
    row = snapshot.sql.day_of_counter(
        office=snapshot.office.id, day=snapshot.office.day, counter=number
    )
    served = row["served"]
    return {
        "served": served,
        "missed": row["missed"],
        "mean_wait_s": round(row["waited_s"] / served) if served else None,
        "mean_service_s": round(row["service_s"] / served) if served else None,
    }


def _undo(snapshot: Snapshot, number: int) -> dict[str, Any] | None:
    """The last act of this counter, while it can still be taken back."""
    for row in snapshot.sql.last_events_of_counter(office=snapshot.office.id, counter=number):
        until = from_text(row["at"]) + snapshot.rules.undo
        if row["act"] in UNDOABLE and snapshot.now <= until and _is_untouched(row):
            return {
                "ticket": row["ticket"],
                "label": row["label"],
                "act": row["act"],
                "until": to_text(until),
            }
    return None


def _is_untouched(row: Any) -> bool:
    return bool(row["version"] == row["ticket_version"])


def _help(snapshot: Snapshot) -> list[dict[str, Any]]:
    since = to_text(snapshot.now - timedelta(hours=1))
    return [
        {"device": row["id"], "name": row["name"], "since": row["help_at"]}
        for row in snapshot.sql.devices_asking_help(office=snapshot.office.id, since=since)
    ]
