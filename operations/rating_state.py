"""What the tablet at a counter shows: rest, the called number, or the invitation to rate."""

from datetime import timedelta
from typing import Any

from operations.snapshot import Snapshot
from queueing.tickets import State
from store.instants import from_text

INVITES_FOR = timedelta(minutes=5)
"""How long the tablet may invite after the service; the ticket's own page stays good for days."""


def rating_state(snapshot: Snapshot, number: int, *, wait_s: int) -> dict[str, Any]:
    """The `rating` state of docs/protocol.md; KeyError for a counter that does not exist."""
    desk = snapshot.desks[number]
    phase, ticket = _phase(snapshot, number, wait_s)
    return {
        **snapshot.head(),
        "counter": {
            "number": desk.number,
            "names": desk.names,
            "state": desk.state,
            "full_name": desk.full_name,
        },
        "names": snapshot.office.names,
        "languages": snapshot.office.languages,
        "timezone": snapshot.office.timezone,
        "phase": phase,
        "ticket": ticket,
        "wait_s": wait_s,
    }


def _phase(snapshot: Snapshot, number: int, wait_s: int) -> tuple[str, dict[str, Any] | None]:
    """A call to the next one does not take the tablet from the one who was just served."""
    in_hand = snapshot.at_counters.get(number)
    served = _unrated(snapshot, number, INVITES_FOR)
    if in_hand is not None:
        served = _unrated(snapshot, number, timedelta(seconds=wait_s))
    if served is not None and (in_hand is None or in_hand.state is State.CALLED):
        columns = ("id", "label", "language", "finished_at")
        return "rate", {column: served[column] for column in columns}
    if in_hand is None:
        return "rest", None
    shown = {"id": in_hand.id, "label": in_hand.label, "language": in_hand.language}
    return str(in_hand.state), {**shown, "finished_at": None}


def _unrated(snapshot: Snapshot, number: int, within: timedelta) -> Any:
    """The last one served here, while he may still stand at the tablet and has not rated."""
    row = snapshot.sql.last_served_at_counter(
        office=snapshot.office.id, day=snapshot.office.day, counter=number
    )
    if row is None or row["rated"] is not None:
        return None
    is_fresh = snapshot.now - from_text(row["finished_at"]) <= within
    return row if is_fresh else None
