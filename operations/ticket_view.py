"""A ticket as its owner and the screens may see it."""

from typing import Any

from forecast.waiting import Estimate
from operations.acts import seconds
from operations.serving import served_so_far
from operations.snapshot import Snapshot
from operations.tickets import people_ahead
from queueing.life import Act, may
from queueing.tickets import State, Ticket
from satisfaction.ratings import rate_until
from store.instants import maybe_to_text, to_text

WHYS_WITH_REASON = ": "
"""What stands between `clerk_choice` and the clerk's own words in an event's reason."""


def ticket_view(
    snapshot: Snapshot, ticket: Ticket, *, rating_days: int, just_issued: bool = False
) -> dict[str, Any]:
    """The ticket shape of docs/protocol.md; a ticket just issued keeps the place and the estimate
    that were written with it.
    """
    sent_to = ticket.for_counter
    counters = snapshot.counters_of(ticket.service) if sent_to is None else [sent_to]
    view = {
        **snapshot.head(),
        **_facts(snapshot, ticket),
        "people_ahead": None,
        "estimate": None,
        "counters": counters,
        "may_cancel": may(ticket.state, Act.CANCEL),
        "office_name": snapshot.office.names,
        "hotline": snapshot.office.hotline,
        "day": ticket.day,
        **_rating(snapshot, ticket, rating_days),
    }
    if ticket.state is State.WAITING:
        ahead, guess = _wait_of(snapshot, ticket, just_issued)
        view["people_ahead"] = ahead
        view["estimate"] = {"low_min": guess.low_min, "high_min": guess.high_min}
    return view


def _facts(snapshot: Snapshot, ticket: Ticket) -> dict[str, Any]:
    """What citizens and staff alike are told of a ticket."""
    return {
        "id": ticket.id,
        "label": ticket.label,
        "number": ticket.number,
        "service": ticket.service,
        "service_name": snapshot.names_of(ticket.service),
        "state": ticket.state,
        "class": ticket.queue_class,
        "channel": ticket.channel,
        "language": ticket.language,
        "issued_at": to_text(ticket.issued_at),
        "called_at": maybe_to_text(ticket.called_at),
        "started_at": maybe_to_text(ticket.started_at),
        "finished_at": maybe_to_text(ticket.finished_at),
        "counter": ticket.counter,
        "calls": ticket.calls,
    }


def _wait_of(snapshot: Snapshot, ticket: Ticket, just_issued: bool) -> tuple[int, Estimate]:
    low, high = ticket.estimate_low_min, ticket.estimate_high_min
    if just_issued and low is not None and high is not None:
        return ticket.people_ahead, Estimate(low, high)
    ahead = people_ahead(snapshot.sql, ticket)
    return ahead, snapshot.estimate(ticket.service, ahead)


def staff_view(snapshot: Snapshot, ticket: Ticket) -> dict[str, Any]:
    """A ticket at a counter: with its times and what only staff may know."""
    return snapshot.once(("staff view", ticket.id), lambda: _staff_view(snapshot, ticket))


def _staff_view(snapshot: Snapshot, ticket: Ticket) -> dict[str, Any]:
    why, reason = _why_called(snapshot, ticket)
    return {
        **_facts(snapshot, ticket),
        "waiting_since": to_text(ticket.waiting_since),
        "parked_at": maybe_to_text(ticket.parked_at),
        "missed_at": maybe_to_text(ticket.missed_at),
        "for_counter": ticket.for_counter,
        "waited_s": _waited(snapshot, ticket),
        "walk_s": ticket.walked_s,
        "service_s": _served(snapshot, ticket),
        "parked_s": ticket.parked_s,
        "priority_reason": ticket.priority_reason,
        "note": ticket.note,
        "why": why,
        "reason": reason,
        "returned": ticket.returned,
        "version": snapshot.office.version,
    }


def _why_called(snapshot: Snapshot, ticket: Ticket) -> tuple[str | None, str | None]:
    """Why it was called, and the clerk's own words for a call out of order."""
    if ticket.state is State.WAITING:
        return None, None
    why, _, reason = snapshot.why_called(ticket.id).partition(WHYS_WITH_REASON)
    return why or None, reason or None


def _waited(snapshot: Snapshot, ticket: Ticket) -> int:
    if ticket.state is State.WAITING:
        return ticket.waited_s + seconds(ticket.waiting_since, snapshot.now)
    return ticket.waited_s


def _served(snapshot: Snapshot, ticket: Ticket) -> int:
    if ticket.state is State.SERVING:
        return served_so_far(ticket, snapshot.now)
    return ticket.service_s


def _rating(snapshot: Snapshot, ticket: Ticket, rating_days: int) -> dict[str, Any]:
    if ticket.state is not State.SERVED or ticket.finished_at is None:
        return {"rated": False, "may_rate": False, "rate_until": None}
    until = rate_until(ticket.finished_at, valid_days=rating_days)
    rated = bool(snapshot.sql.is_rated(ticket=ticket.id))
    return {
        "rated": rated,
        "may_rate": not rated and snapshot.now <= until,
        "rate_until": to_text(until),
    }
