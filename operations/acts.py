"""How an act is kept: the ticket's row, guarded, and its event beside it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from operations.errors import UnknownTicketError
from operations.stale_days import mark_changed
from queueing.life import UNDOABLE, Act
from queueing.tickets import Ticket
from store.errors import StoreError
from store.instants import to_text
from store.store import Change, Sql
from store.ticket_rows import frozen_row, row_from, ticket_from


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: a clerk, a device, or both None for the ticket's owner and the day's end."""

    staff: str | None = None
    device: str | None = None


NOBODY = Actor()
"""The ticket's owner on the phone, or the house itself."""


def seconds(since: datetime | None, until: datetime) -> int:
    """Whole seconds between two instants; a clock set back counts as none."""
    if since is None:
        return 0
    return max(0, round((until - since).total_seconds()))


def get_ticket(sql: Sql, office: str, ticket_id: str) -> Ticket:
    """The ticket of this office, or UnknownTicketError."""
    row = sql.get_ticket(id=ticket_id)
    if row is None or row["office"] != office:
        raise UnknownTicketError(ticket=ticket_id)
    return ticket_from(row)


def keep(
    change: Change,
    before: Ticket,
    act: Act,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    **values: Any,
) -> Ticket:
    """Write the ticket with `values` changed, and the event. Answers the ticket as kept.

    The event names the counter that holds the ticket, or held it before this act.
    """
    after = replace(before, **values, version=change.version)
    changed = change.sql.save_ticket(
        was_state=before.state, was_version=before.version, **row_from(after)
    )
    if changed != 1:
        raise StoreError(f"ticket {before.id} changed under a change that held the lock")
    mark_changed(change, before.day)
    counter = before.counter if after.counter is None else after.counter
    add_event(change, before, after, act, actor=actor, counter=counter, now=now, reason=reason)
    return after


def add_event(
    change: Change,
    before: Ticket | None,
    after: Ticket,
    act: Act,
    *,
    actor: Actor,
    counter: int | None,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Append what happened; acts that can be undone keep the ticket as it was."""
    change.sql.add_event(
        office=change.office,
        version=change.version,
        position=change.next_position(),
        ticket=after.id,
        act=act,
        at=to_text(now),
        from_state=before.state if before else None,
        to_state=after.state,
        counter=counter,
        staff=actor.staff,
        device=actor.device,
        queue_class=after.queue_class,
        service=after.service,
        reason=reason,
        before=frozen_row(before) if before and act in UNDOABLE else None,
    )
