"""Counters and their clerks: open, pause, resume, close."""

from datetime import datetime

from operations.acts import Actor, seconds
from operations.days import roll_over
from operations.errors import (
    ClerkHasCounterError,
    CounterBusyError,
    CounterNotOpenError,
    CounterPausedError,
    CounterTakenError,
)
from operations.layout import get_desk
from operations.offices import Desk
from store.ids import new_id
from store.instants import maybe_from_text, to_text
from store.store import Change


def open_counter(change: Change, number: int, *, actor: Actor, now: datetime) -> Desk:
    """Take a counter; taking one's own again changes nothing.

    Raises CounterTakenError while another clerk holds it, and ClerkHasCounterError while this
    clerk holds another one.
    """
    roll_over(change, now=now)
    desk = get_desk(change, number)
    if desk.session is not None:
        if desk.staff == actor.staff:
            return desk
        raise CounterTakenError(counter=number, full_name=desk.full_name or "")
    held = change.sql.open_session_of_staff(office=change.office, staff=actor.staff)
    if held is not None:
        raise ClerkHasCounterError(counter=held["counter"])
    change.sql.add_session(
        id=new_id(),
        office=change.office,
        counter=number,
        staff=actor.staff,
        opened_at=to_text(now),
        version=change.version,
    )
    return get_desk(change, number)


def pause_counter(change: Change, number: int, *, reason: str | None, now: datetime) -> Desk:
    """Call nobody for a while; the ticket in hand may be finished. Twice is once."""
    desk = open_desk(change, number)
    change.sql.pause_session(
        id=desk.session, paused_at=to_text(now), paused_reason=reason, version=change.version
    )
    return get_desk(change, number)


def resume_counter(change: Change, number: int, *, now: datetime) -> Desk:
    """Call again after a pause. Twice is once."""
    desk = open_desk(change, number)
    session = change.sql.open_session_of_counter(office=change.office, counter=number)
    paused_s = session["paused_s"] + seconds(maybe_from_text(desk.paused_at), now)
    change.sql.resume_session(id=desk.session, paused_s=paused_s, version=change.version)
    return get_desk(change, number)


def close_counter(change: Change, number: int, *, now: datetime) -> Desk:
    """Leave the counter. Raises CounterBusyError while a ticket is in hand."""
    desk = open_desk(change, number)
    in_hand = change.sql.ticket_at_counter(office=change.office, counter=number)
    if in_hand is not None:
        raise CounterBusyError(counter=number, label=in_hand["label"])
    change.sql.close_session(id=desk.session, closed_at=to_text(now), version=change.version)
    return get_desk(change, number)


def open_desk(change: Change, number: int) -> Desk:
    """The counter while somebody holds it, or CounterNotOpenError."""
    desk = get_desk(change, number)
    if desk.session is None:
        raise CounterNotOpenError(counter=number)
    return desk


def calling_desk(change: Change, number: int) -> Desk:
    """The counter while it may call, or CounterNotOpenError or CounterPausedError."""
    desk = open_desk(change, number)
    if desk.paused_at is not None:
        raise CounterPausedError(counter=number)
    return desk
