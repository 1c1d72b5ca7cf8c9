"""Take a ticket, cancel it, and read it as its owner may see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forecast.waiting import Estimate, estimate, service_time_s
from operations.acts import Actor, add_event, get_ticket, keep
from operations.days import roll_over
from operations.errors import ServicePausedError, TooManyError
from operations.offices import Office, Service, get_office, get_service
from operations.rules import QueueRules
from queueing.errors import ServiceClosedError
from queueing.life import Act, after
from queueing.numbering import label, next_number
from queueing.order import RANK
from queueing.tickets import Channel, QueueClass, State, Ticket
from store.ids import new_id
from store.instants import from_text, to_text
from store.store import Change, Sql
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
    office = roll_over(change, get_office(change.sql, change.office), now=now)
    service = get_service(change.sql, office.id, wish.service)
    _refuse_closed(office, service, now=now)
    _refuse_flood(change.sql, actor, rules, now=now)
    ticket = _new_ticket(change, office, service, wish, actor=actor, now=now)
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


def estimate_for(sql: Sql, office: str, service: Service, ahead: int) -> Estimate:
    """The plain estimate for somebody with `ahead` people before him."""
    pace_s = service_pace_s(sql, office, service.code, typical_s=service.typical_s)
    open_counters = sql.open_counters_of_service(office=office, service=service.code)
    return estimate(ahead, service_s=pace_s, open_counters=open_counters)


def service_pace_s(sql: Sql, office: str, service: str, *, typical_s: int) -> float:
    """The median service time of the last 20 visits, or the catalogue's before any."""
    rows = sql.recent_service_times(office=office, service=service)
    recent: Sequence[int] = [row["service_s"] for row in rows]
    return service_time_s(recent, typical_s=typical_s)


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


def _refuse_flood(sql: Sql, actor: Actor, rules: QueueRules, *, now: datetime) -> None:
    if actor.device is None:
        return
    since = to_text(now - timedelta(minutes=1))
    if sql.tickets_of_device_since(device=actor.device, since=since) >= rules.tickets_per_minute:
        raise TooManyError(retry_after_s=60)


def _new_ticket(
    change: Change, office: Office, service: Service, wish: Wish, *, actor: Actor, now: datetime
) -> Ticket:
    day = office.day_at(now)
    last = change.sql.last_number(office=office.id, day=day, service=service.code)
    number = next_number(
        last, service=service.code, daily_cap=_cap(change.sql, office, service, day)
    )
    bare = Ticket(
        id=new_id(),
        office=office.id,
        day=day,
        service=service.code,
        number=number,
        label=label(service.code, number),
        state=State.WAITING,
        queue_class=wish.queue_class,
        channel=wish.channel,
        language=wish.language,
        issued_at=now,
        queued_at=_place_in_line(change.sql, office.id, now),
        waiting_since=now,
        priority_reason=wish.priority_reason,
        issued_service=service.code,
        device=actor.device,
        version=change.version,
    )
    return _with_estimate(change.sql, bare, service)


def _cap(sql: Sql, office: Office, service: Service, day: str) -> int:
    """The last number that the daily cap allows; numbers left out after a restore do not count."""
    if not service.daily_cap:
        return 0
    skipped = sql.numbers_skipped(office=office.id, day=day, service=service.code)
    return service.daily_cap + (skipped or 0)


def _with_estimate(sql: Sql, ticket: Ticket, service: Service) -> Ticket:
    ahead = people_ahead(sql, ticket)
    guess = estimate_for(sql, ticket.office, service, ahead)
    return replace(
        ticket,
        people_ahead=ahead,
        estimate_low_min=guess.low_min,
        estimate_high_min=guess.high_min,
    )


def _place_in_line(sql: Sql, office: str, now: datetime) -> datetime:
    """Now, or the last place in line when the clock was set back: nobody overtakes by that."""
    latest = sql.latest_queued_at(office=office)
    return now if latest is None else max(now, from_text(latest))
