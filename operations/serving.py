"""What a clerk does with a ticket: call, start, finish, no-show, bring back."""

from datetime import datetime
from typing import Any

from operations.acts import Actor, get_ticket, keep, seconds
from operations.days import roll_over
from operations.desks import calling_desk, open_desk
from operations.errors import CounterBusyError, NotThisCounterError
from operations.offices import Desk
from operations.rules import QueueRules
from queueing.errors import TooLateToBringBackError
from queueing.life import Act, after
from queueing.order import CallingCounter, Why, choose_next, may_serve
from queueing.tickets import QueueClass, Ticket
from store.store import Change, Sql
from store.ticket_rows import ticket_from


def call_next(
    change: Change,
    counter: int,
    *,
    actor: Actor,
    rules: QueueRules,
    now: datetime,
    finish_first: bool = False,
) -> Ticket | None:
    """Call the ticket whose turn it is to this counter; None when nobody waits for it.

    `finish_first` finishes the one in hand in the same change, and stands also when nobody waits.
    Raises CounterNotOpenError, CounterPausedError, and CounterBusyError with a ticket in hand.
    """
    roll_over(change, now=now)
    desk = calling_desk(change, counter)
    in_hand = ticket_in_hand(change.sql, change.office, counter)
    if in_hand is not None and finish_first:
        _finish(change, in_hand, actor=actor, now=now)
    elif in_hand is not None:
        raise CounterBusyError(counter=counter, label=in_hand.label)
    choice = choose_next(
        heads_for(change.sql, change.office, counter),
        calling(desk),
        rules=rules.order,
        recent_classes=recent_classes(change.sql, change.office, counter),
        now=now,
    )
    if choice is None:
        return None
    return _call(change, choice.ticket, desk, actor=actor, now=now, reason=choice.why)


def call_this(
    change: Change, counter: int, ticket_id: str, *, actor: Actor, reason: str, now: datetime
) -> Ticket:
    """Call a waiting ticket out of order; the reason is kept with the call.

    Raises WrongStateError unless it waits, NotThisCounterError for a service that this counter
    does not serve, and what `call_next` raises.
    """
    desk = calling_desk(change, counter)
    ticket = get_ticket(change.sql, change.office, ticket_id)
    after(ticket.state, Act.CALL, label=ticket.label)
    refuse_busy(change.sql, change.office, counter)
    if not may_serve(calling(desk), ticket):
        raise NotThisCounterError(label=ticket.label, counter=counter)
    why = f"{Why.CLERK_CHOICE}: {reason}"
    return _call(change, ticket, desk, actor=actor, now=now, reason=why)


def recall(
    change: Change, ticket_id: str, counter: int, *, actor: Actor, rules: QueueRules, now: datetime
) -> Ticket:
    """Call again; after the last allowed call the ticket is missed instead."""
    ticket = in_hands_of(change, ticket_id, counter)
    state = after(ticket.state, Act.RECALL, label=ticket.label)
    if ticket.calls >= rules.calls_allowed:
        return no_show(change, ticket_id, counter, actor=actor, now=now)
    return keep(
        change, ticket, Act.RECALL, actor=actor, now=now, state=state, calls=ticket.calls + 1
    )


def start(change: Change, ticket_id: str, counter: int, *, actor: Actor, now: datetime) -> Ticket:
    """The citizen has come: the service begins."""
    ticket = in_hands_of(change, ticket_id, counter)
    state = after(ticket.state, Act.START, label=ticket.label)
    walked_s = ticket.walked_s + seconds(ticket.called_at, now)
    return keep(
        change,
        ticket,
        Act.START,
        actor=actor,
        now=now,
        state=state,
        started_at=now,
        walked_s=walked_s,
    )


def finish(change: Change, ticket_id: str, counter: int, *, actor: Actor, now: datetime) -> Ticket:
    """The transaction is done; the rating opens. Without a start the service began at the call."""
    return _finish(change, in_hands_of(change, ticket_id, counter), actor=actor, now=now)


def _finish(change: Change, ticket: Ticket, *, actor: Actor, now: datetime) -> Ticket:
    state = after(ticket.state, Act.FINISH, label=ticket.label)
    return keep(
        change,
        ticket,
        Act.FINISH,
        actor=actor,
        now=now,
        state=state,
        finished_at=now,
        started_at=ticket.started_at or ticket.called_at,
        service_s=served_so_far(ticket, now),
        staff=actor.staff,
    )


def no_show(change: Change, ticket_id: str, counter: int, *, actor: Actor, now: datetime) -> Ticket:
    """Nobody came; within the grace time the ticket can be brought back."""
    ticket = in_hands_of(change, ticket_id, counter)
    state = after(ticket.state, Act.NO_SHOW, label=ticket.label)
    return keep(change, ticket, Act.NO_SHOW, actor=actor, now=now, state=state, missed_at=now)


def bring_back(
    change: Change, ticket_id: str, *, actor: Actor, rules: QueueRules, now: datetime
) -> Ticket:
    """A missed citizen is here after all: he waits again, before the others.

    Raises WrongStateError unless missed, TooLateToBringBackError after the grace time.
    """
    ticket = get_ticket(change.sql, change.office, ticket_id)
    state = after(ticket.state, Act.BRING_BACK, label=ticket.label)
    if ticket.missed_at is not None and now - ticket.missed_at > rules.grace:
        minutes = round(rules.grace.total_seconds() / 60)
        raise TooLateToBringBackError(label=ticket.label, grace_min=minutes)
    return keep(
        change,
        ticket,
        Act.BRING_BACK,
        actor=actor,
        now=now,
        state=state,
        queue_class=QueueClass.RETURNING,
        returned=True,
        waiting_since=now,
        **RELEASED,
    )


RELEASED: dict[str, Any] = {
    "counter": None,
    "staff": None,
    "called_at": None,
    "started_at": None,
    "missed_at": None,
    "parked_at": None,
    "calls": 0,
}
"""Columns of a ticket that is in nobody's hands any more."""


def heads_for(sql: Sql, office: str, counter: int) -> list[Ticket]:
    """The first of each line that this counter may call from.

    The rule of the order looks at the heads of the lines only, so the call costs the same
    however many people wait.
    """
    return [ticket_from(row) for row in sql.heads_for_counter(office=office, counter=counter)]


def waiting_of_service(sql: Sql, office: str, service: str, most: int) -> list[Ticket]:
    """The first `most` of each class that wait for a service, at whichever counter."""
    rows = sql.waiting_of_service(office=office, service=service, most=most)
    return [ticket_from(row) for row in rows]


def ticket_in_hand(sql: Sql, office: str, counter: int) -> Ticket | None:
    """The ticket called to or served at this counter."""
    row = sql.ticket_at_counter(office=office, counter=counter)
    return None if row is None else ticket_from(row)


def in_hands_of(change: Change, ticket_id: str, counter: int) -> Ticket:
    """The ticket, if no other counter holds it; the table of life says the rest."""
    open_desk(change, counter)
    ticket = get_ticket(change.sql, change.office, ticket_id)
    if ticket.counter is not None and ticket.counter != counter:
        raise NotThisCounterError(label=ticket.label, counter=counter)
    return ticket


def calling(desk: Desk) -> CallingCounter:
    """The counter as the order of calls sees it."""
    return CallingCounter(desk.number, desk.services)


def recent_classes(sql: Sql, office: str, counter: int) -> list[QueueClass]:
    """The classes of the last calls of the counter's services, the newest first."""
    rows = sql.recent_calls_for_counter(office=office, counter=counter)
    return [QueueClass(row["queue_class"]) for row in rows]


def served_so_far(ticket: Ticket, now: datetime) -> int:
    """Service seconds of the whole visit if it ended now."""
    return ticket.service_s + seconds(ticket.started_at or ticket.called_at, now)


def refuse_busy(sql: Sql, office: str, counter: int) -> None:
    """Raise CounterBusyError when the counter has a ticket in hand."""
    in_hand = ticket_in_hand(sql, office, counter)
    if in_hand is not None:
        raise CounterBusyError(counter=counter, label=in_hand.label)


def _call(
    change: Change, ticket: Ticket, desk: Desk, *, actor: Actor, now: datetime, reason: str
) -> Ticket:
    return keep(
        change,
        ticket,
        Act.CALL,
        actor=actor,
        now=now,
        reason=reason,
        state=after(ticket.state, Act.CALL, label=ticket.label),
        counter=desk.number,
        staff=actor.staff,
        calls=1,
        called_at=now,
        started_at=None,
        waited_s=ticket.waited_s + seconds(ticket.waiting_since, now),
    )
