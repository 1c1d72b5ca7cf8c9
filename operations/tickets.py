"""Take a ticket, cancel it, and read it as its owner may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from forecast.waiting import estimate, service_time_s
from operations.acts import Actor, add_event, get_ticket, keep
from operations.days import roll_over
from operations.errors import ServicePausedError, TooManyError
from operations.layout import layout_of
from operations.offices import Office, Service
from operations.rules import QueueRules
from queueing.errors import ServiceClosedError
from queueing.life import Act, after
from queueing.numbering import label, next_number
from queueing.order import RANK
from queueing.tickets import Channel, QueueClass, State, Ticket
from store.ids import new_id
from store.instants import from_text, to_text
from store.store import Change, Row, Sql
from store.ticket_rows import row_from


@dataclass(frozen=True, slots=True)
class Wish:
    """What a citizen asks for at the kiosk."""

    service: str
    queue_class: QueueClass = QueueClass.NORMAL
    priority_reason: str | None = None
    language: str = "vi"
    channel: Channel = Channel.KIOSK


def take_ticket(
    change: Change, wish: Wish, *, actor: Actor, rules: QueueRules, now: datetime
) -> Ticket:
    """Give out the next number of a service.

    Raises UnknownServiceError, ServicePausedError, ServiceClosedError, ServiceFullError, and
    TooManyError when one device asks more often than `tickets_per_minute`.
    """
    office = roll_over(change, now=now)
    service = layout_of(change.sql, office).service(wish.service)
    _refuse_closed(office, service, now=now)
    day = office.day_at(now)
    place = _place_in_line(change, day, wish, actor=actor, now=now)
    _refuse_flood(place, rules)
    ticket = _new_ticket(change, day, service, wish, place, actor=actor, now=now)
    change.sql.add_ticket(**row_from(ticket))
    add_event(change, None, ticket, Act.TAKE, actor=actor, counter=None, now=now)
    return ticket


def cancel(
    change: Change, ticket_id: str, *, actor: Actor, reason: str | None, now: datetime
) -> Ticket:
    """Give a place back. Raises UnknownTicketError, or WrongStateError once it is called."""
    ticket = get_ticket(change.sql, change.office, ticket_id)
    state = after(ticket.state, Act.CANCEL, label=ticket.label)
    return keep(
        change,
        ticket,
        Act.CANCEL,
        actor=actor,
        now=now,
        reason=reason,
        state=state,
        finished_at=now,
    )


def people_ahead(sql: Sql, ticket: Ticket) -> int:
    """How many waiting tickets of the same service stand before this one."""
    return int(
        sql.count_ahead(
            office=ticket.office,
            service=ticket.service,
            queue_class=ticket.queue_class,
            rank=RANK[ticket.queue_class],
            queued_at=to_text(ticket.queued_at),
            number=ticket.number,
        )
    )


def pace_s(sql: Sql, office: str, service: Service) -> float:
    """The median service time of the last 20 visits, or the catalogue's before any."""
    rows = sql.recent_service_times(office=office, service=service.code)
    recent: Sequence[int] = [row["service_s"] for row in rows]
    return service_time_s(recent, typical_s=service.typical_s)


def _refuse_closed(office: Office, service: Service, *, now: datetime) -> None:
    if service.is_paused:
        raise ServicePausedError(service=service.code)
    opening = service.opening(office, now=now)
    if not opening.is_open:
        raise ServiceClosedError(
            service=service.code,
            reason=opening.reason,
            opens_at=to_text(opening.opens_at) if opening.opens_at else None,
        )


def _place_in_line(change: Change, day: str, wish: Wish, *, actor: Actor, now: datetime) -> Row:
    place: Row = change.sql.place_in_line(
        office=change.office,
        day=day,
        service=wish.service,
        queue_class=wish.queue_class,
        rank=RANK[wish.queue_class],
        now=to_text(now),
        device=actor.device,
        since=to_text(now - timedelta(minutes=1)),
    )
    return place


def _refuse_flood(place: Row, rules: QueueRules) -> None:
    if place["of_device"] >= rules.tickets_per_minute:
        raise TooManyError(retry_after_s=60)


def _new_ticket(
    change: Change,
    day: str,
    service: Service,
    wish: Wish,
    place: Row,
    *,
    actor: Actor,
    now: datetime,
) -> Ticket:
    number = _next_number(place, service)
    pace = pace_s(change.sql, change.office, service)
    guess = estimate(place["ahead"], service_s=pace, open_counters=place["open_counters"])
    return Ticket(
        id=new_id(),
        office=change.office,
        day=day,
        service=service.code,
        number=number,
        label=label(service.code, number),
        state=State.WAITING,
        queue_class=wish.queue_class,
        channel=wish.channel,
        language=wish.language,
        issued_at=now,
        queued_at=_queued_at(place, now),
        waiting_since=now,
        priority_reason=wish.priority_reason,
        people_ahead=place["ahead"],
        estimate_low_min=guess.low_min,
        estimate_high_min=guess.high_min,
        issued_service=service.code,
        device=actor.device,
        version=change.version,
    )


def _next_number(place: Row, service: Service) -> int:
    """The number after the last one; those left out after a restore do not count for the cap."""
    last = max(place["given"] or 0, place["above"] or 0)
    cap = service.daily_cap and service.daily_cap + (place["skipped"] or 0)
    return next_number(last, service=service.code, daily_cap=cap)


def _queued_at(place: Row, now: datetime) -> datetime:
    """Now, or the last place in line when the clock was set back: nobody overtakes by that."""
    latest = place["latest"]
    return now if latest is None else max(now, from_text(latest))
