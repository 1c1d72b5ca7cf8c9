"""A ticket and the words that describe it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a ticket stands in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    SERVED = "served"
    MISSED = "missed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


OPEN_STATES = frozenset({State.WAITING, State.CALLED, State.SERVING, State.PARKED, State.MISSED})
"""States in which something may still happen today; the day's end expires them."""

AT_COUNTER = frozenset({State.CALLED, State.SERVING})
"""States in which a counter holds the ticket."""


class QueueClass(StrEnum):
    """Why a ticket may go before others; `normal` is nearly everybody."""

    RETURNING = "returning"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"
    NORMAL = "normal"


class Channel(StrEnum):
    """Where a ticket was taken."""

    KIOSK = "kiosk"
    PHONE = "phone"
    CLERK = "clerk"
    BOOKING = "booking"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One citizen's place in line.

    `queued_at` is the instant that decides the place: the issue of the ticket, also after a
    transfer, so that nobody queues again from the start. `for_counter` is set when it was sent
    to one counter. The four times in seconds are sums over the visit, also through parking and
    transfer. All instants are aware and in UTC; `day` is the office's own (YYYY-MM-DD).
    """

    id: str
    office: str
    day: str
    service: str
    number: int
    label: str
    state: State
    queue_class: QueueClass
    channel: Channel
    language: str
    issued_at: datetime
    queued_at: datetime
    waiting_since: datetime
    for_counter: int | None = None
    counter: int | None = None
    staff: str | None = None
    calls: int = 0
    called_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    parked_at: datetime | None = None
    missed_at: datetime | None = None
    waited_s: int = 0
    walked_s: int = 0
    service_s: int = 0
    parked_s: int = 0
    returned: bool = False
    priority_reason: str | None = None
    note: str | None = None
    people_ahead: int = 0
    estimate_low_min: int | None = None
    estimate_high_min: int | None = None
    issued_service: str = ""
    device: str | None = None
    version: int = 0
