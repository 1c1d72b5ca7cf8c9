"""A ticket leaves the counter unfinished and comes back: park, resume, transfer, undo."""

from datetime import datetime

from operations.acts import Actor, add_event, get_ticket, keep, seconds
from operations.desks import calling_desk, open_desk
from operations.errors import (
    InvalidError,
    NothingToUndoError,
    NotThisCounterError,
)
from operations.layout import layout_in
from operations.rules import QueueRules
from operations.serving import (
    RELEASED,
    calling,
    in_hands_of,
    refuse_busy,
    served_so_far,
)
from operations.stale_days import mark_changed
from queueing.errors import UndoTooLateError
from queueing.life import UNDOABLE, Act, after
from queueing.order import may_serve
from queueing.tickets import AT_COUNTER, State, Ticket
from satisfaction.errors import AlreadyRatedError
from store.errors import StoreError
from store.instants import from_text
from store.store import Change, Row
from store.ticket_rows import row_from, thawed


def park(
    change: Change, ticket_id: str, counter: int, *, actor: Actor, reason: str, now: datetime
) -> Ticket:
    """Set the ticket aside while the citizen fills in a form; the counter is free meanwhile."""
    ticket = in_hands_of(change, ticket_id, counter)
    state = after(ticket.state, Act.PARK, label=ticket.label)
    return keep(
        change,
        ticket,
        Act.PARK,
        actor=actor,
        now=now,
        reason=reason,
        state=state,
        parked_at=now,
        note=reason,
        service_s=served_so_far(ticket, now),
    )


def resume(change: Change, ticket_id: str, counter: int, *, actor: Actor, now: datetime) -> Ticket:
    """Call a parked ticket to this counter, before all who wait: its place was kept.

    Raises WrongStateError unless parked, NotThisCounterError when the counter does not serve
    its service, CounterBusyError with a ticket in hand.
    """
    desk = calling_desk(change, counter)
    ticket = get_ticket(change.sql, change.office, ticket_id)
    state = after(ticket.state, Act.RESUME, label=ticket.label)
    refuse_busy(change.sql, change.office, counter)
    if ticket.counter != counter and not may_serve(calling(desk), ticket):
        raise NotThisCounterError(label=ticket.label, counter=counter)
    return keep(
        change,
        ticket,
        Act.RESUME,
        actor=actor,
        now=now,
        state=state,
        counter=counter,
        staff=actor.staff,
        calls=1,
        called_at=now,
        started_at=None,
        parked_at=None,
        parked_s=ticket.parked_s + seconds(ticket.parked_at, now),
    )


def transfer(
    change: Change,
    ticket_id: str,
    counter: int,
    *,
    to_service: str | None,
    to_counter: int | None,
    note: str | None,
    actor: Actor,
    now: datetime,
) -> Ticket:
    """Send the ticket to another service or counter; the citizen keeps the place by issue time.

    Raises UnknownServiceError or UnknownCounterError, and InvalidError without a destination.
    """
    ticket = in_hands_of(change, ticket_id, counter)
    state = after(ticket.state, Act.TRANSFER, label=ticket.label)
    _check_destination(change, to_service, to_counter)
    place = {
        **RELEASED,
        "state": state,
        "service": to_service or ticket.service,
        "for_counter": to_counter,
        "waiting_since": now,
        "service_s": served_so_far(ticket, now),
        "note": note or ticket.note,
    }
    return keep(change, ticket, Act.TRANSFER, actor=actor, now=now, reason=note, **place)


def _check_destination(change: Change, service: str | None, counter: int | None) -> None:
    if service is None and counter is None:
        raise InvalidError(fields={"service": "required"})
    layout = layout_in(change)
    if service is not None:
        layout.service(service)
    if counter is not None:
        layout.desk(counter)


def undo(
    change: Change, ticket_id: str, counter: int, *, actor: Actor, rules: QueueRules, now: datetime
) -> Ticket:
    """Take back this counter's last act on the ticket.

    Raises NothingToUndoError when the last act was another's or cannot be taken back,
    UndoTooLateError after `rules.undo`, AlreadyRatedError when the citizen rated meanwhile, and
    CounterBusyError when the ticket would come back into hands that hold another.
    """
    open_desk(change, counter)
    ticket = get_ticket(change.sql, change.office, ticket_id)
    event = _last_act(change, ticket, counter, actor)
    if now - from_text(event["at"]) > rules.undo:
        raise UndoTooLateError(seconds=round(rules.undo.total_seconds()))
    if ticket.state is State.SERVED and change.sql.is_rated(ticket=ticket.id):
        raise AlreadyRatedError(label=ticket.label)
    before = thawed(event["before"])
    if before.state in AT_COUNTER and ticket.state not in AT_COUNTER:
        refuse_busy(change.sql, change.office, counter)
    return _restore(change, ticket, before, event, counter, actor=actor, now=now)


def _last_act(change: Change, ticket: Ticket, counter: int, actor: Actor) -> Row:
    event: Row | None = change.sql.last_event_of_ticket(ticket=ticket.id)
    if event is None or event["act"] not in UNDOABLE or event["before"] is None:
        raise NothingToUndoError(label=ticket.label)
    if event["counter"] != counter or event["staff"] != actor.staff:
        raise NothingToUndoError(label=ticket.label)
    return event


def _restore(
    change: Change,
    ticket: Ticket,
    before: Ticket,
    event: Row,
    counter: int,
    *,
    actor: Actor,
    now: datetime,
) -> Ticket:
    place = {"office": event["office"], "version": event["version"], "position": event["position"]}
    if change.sql.mark_undone(**place) != 1:
        raise StoreError(f"the act to undo of ticket {ticket.id} was undone already")
    restored = {**row_from(before), "version": change.version}
    changed = change.sql.save_ticket(was_state=ticket.state, was_version=ticket.version, **restored)
    if changed != 1:
        raise StoreError(f"ticket {ticket.id} changed under a change that held the lock")
    mark_changed(change, ticket.day)
    after_undo = get_ticket(change.sql, change.office, ticket.id)
    add_event(
        change,
        ticket,
        after_undo,
        Act.UNDO,
        actor=actor,
        counter=counter,
        now=now,
        reason=event["act"],
    )
    return after_undo
