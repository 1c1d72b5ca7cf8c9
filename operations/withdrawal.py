"""A number that nobody waits for: whoever asked for it left before its answer came."""

from datetime import datetime

from operations.acts import Actor, get_ticket
from operations.errors import ForbiddenError
from operations.tickets import cancel
from queueing.life import Act, may
from queueing.tickets import Ticket
from store.store import Change

UNCLAIMED = "unclaimed"
"""The reason kept with such a cancellation."""


def withdraw(change: Change, ticket_id: str, *, actor: Actor, now: datetime) -> Ticket:
    """Give the place back and print nothing more; the ticket stays as it is where its paper came
    out or may have, since somebody may hold it, and where it was called or has ended.

    Raises UnknownTicketError, and ForbiddenError for the ticket of another device.
    """
    ticket = get_ticket(change.sql, change.office, ticket_id)
    if ticket.device != actor.device:
        raise ForbiddenError
    change.sql.drop_queued_prints(ticket=ticket_id)
    may_be_held = change.sql.count_prints(ticket=ticket_id) > 0
    if may_be_held or not may(ticket.state, Act.CANCEL):
        return ticket
    return cancel(change, ticket_id, actor=actor, reason=UNCLAIMED, now=now)
