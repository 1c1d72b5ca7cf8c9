"""A number that nobody waits for: whoever asked for it left before its answer came."""

from datetime import datetime
from enum import StrEnum

from operations.acts import Actor, get_ticket
from operations.errors import ForbiddenError
from operations.tickets import cancel
from queueing.life import Act, may
from queueing.tickets import State, Ticket
from store.store import Change

UNCLAIMED = "unclaimed"
"""The reason kept with such a cancellation."""


class Outcome(StrEnum):
    """What became of such a number. `PRINTING`: its paper is on the way, ask again shortly."""

    CANCELLED = "cancelled"
    KEPT = "kept"
    PRINTING = "printing"


def withdraw(
    change: Change, ticket_id: str, *, actor: Actor, now: datetime
) -> tuple[Outcome, Ticket]:
    """Give the place back and print nothing more; the ticket stays as it is where its paper came
    out or may have, since somebody may hold it, and where it was called or has ended.

    Raises UnknownTicketError, and ForbiddenError for the ticket of another device.
    """
    ticket = get_ticket(change.sql, change.office, ticket_id)
    if ticket.device != actor.device:
        raise ForbiddenError
    if ticket.state is State.CANCELLED:
        return Outcome.CANCELLED, ticket
    change.sql.drop_queued_prints(ticket=ticket_id)
    papers = {row["state"] for row in change.sql.print_states(ticket=ticket_id)}
    if "printing" in papers:
        return Outcome.PRINTING, ticket
    if papers - {"failed"} or not may(ticket.state, Act.CANCEL):
        return Outcome.KEPT, ticket
    return Outcome.CANCELLED, cancel(change, ticket_id, actor=actor, reason=UNCLAIMED, now=now)
