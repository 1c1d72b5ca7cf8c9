"""A ticket's row and the Ticket of the rules, one made from the other."""

import json
from dataclasses import fields
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any

from queueing.tickets import Channel, QueueClass, State, Ticket
from store.instants import from_text, to_text
from store.store import Row

_COLUMNS = tuple(f.name for f in fields(Ticket))
_of_row = itemgetter(*_COLUMNS)
_of_ticket = attrgetter(*_COLUMNS)
_INSTANTS = tuple(f.name for f in fields(Ticket) if f.type in (datetime, datetime | None))


def ticket_from(row: Row) -> Ticket:
    """The Ticket that a row of `ticket` describes; further columns of the row are ignored."""
    values = dict(zip(_COLUMNS, _of_row(row), strict=True))
    for name in _INSTANTS:
        if values[name] is not None:
            values[name] = from_text(values[name])
    values["state"] = State(values["state"])
    values["queue_class"] = QueueClass(values["queue_class"])
    values["channel"] = Channel(values["channel"])
    values["returned"] = bool(values["returned"])
    return Ticket(**values)


def row_from(ticket: Ticket) -> dict[str, Any]:
    """The columns of a ticket, as the queries of tickets.sql take them."""
    values = dict(zip(_COLUMNS, _of_ticket(ticket), strict=True))
    for name in _INSTANTS:
        if values[name] is not None:
            values[name] = to_text(values[name])
    values["returned"] = int(ticket.returned)
    return values


def frozen_row(ticket: Ticket) -> str:
    """A ticket as text, kept beside an act so that the act can be undone."""
    return json.dumps(row_from(ticket), ensure_ascii=False)


def thawed(text: str) -> Ticket:
    """The ticket that `frozen_row` kept."""
    return ticket_from(json.loads(text))
