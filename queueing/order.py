"""Who is called next: the whole rule, and nothing but the rule."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queueing.tickets import QueueClass, Ticket

RANK = {
    QueueClass.RETURNING: 0,
    QueueClass.PRIORITY: 1,
    QueueClass.APPOINTMENT: 2,
    QueueClass.NORMAL: 3,
}
"""Lower goes first."""


@dataclass(frozen=True, slots=True)
class OrderRules:
    """`max_wait` lifts a ticket above all classes; `priority_in_a_row` bounds how many others
    may be called one after the other while normal tickets wait (1 or more).
    """

    max_wait: timedelta = timedelta(minutes=60)
    priority_in_a_row: int = 2


@dataclass(frozen=True, slots=True)
class CallingCounter:
    """A counter as the rule sees it: its number and the codes of the services it serves."""

    number: int
    services: frozenset[str]


class Why(StrEnum):
    """The reason a ticket came first, kept with the call as evidence of fairness."""

    WAITED_TOO_LONG = "waited_too_long"
    CLASS = "class"
    TURN_OF_NORMAL = "turn_of_normal"
    FIRST_COME = "first_come"
    CLERK_CHOICE = "clerk_choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, and why this one."""

    ticket: Ticket
    why: Why


def may_serve(counter: CallingCounter, ticket: Ticket) -> bool:
    """A counter calls tickets of its own services, and those that were sent to it by name."""
    if ticket.for_counter is not None:
        return ticket.for_counter == counter.number
    return ticket.service in counter.services


def choose_next(
    waiting: Iterable[Ticket],
    counter: CallingCounter,
    *,
    rules: OrderRules,
    recent_classes: Sequence[QueueClass],
    now: datetime,
) -> Choice | None:
    """The ticket this counter should call, or None when nobody waits for it.

    `recent_classes` are the classes of the last calls of these services, newest first. A higher
    class goes first, but never more than `priority_in_a_row` times while normal tickets wait, and
    a ticket that waited `max_wait` or longer goes before all. Within a class the place in line
    decides, and the id settles a tie, so that two servers with the same rows choose alike.
    """
    lines = _lines(waiting, counter)
    return _choose(lines, rules, recent_classes, now) if lines else None


def line_up(
    waiting: Iterable[Ticket],
    counter: CallingCounter,
    *,
    rules: OrderRules,
    recent_classes: Sequence[QueueClass],
    now: datetime,
) -> list[Choice]:
    """The whole line of this counter in the order in which it would call, if nothing changed."""
    lines = _lines(waiting, counter)
    recent = list(recent_classes)
    line: list[Choice] = []
    while lines:
        choice = _choose(lines, rules, recent, now)
        line.append(choice)
        queue_class = choice.ticket.queue_class
        lines[queue_class].popleft()
        if not lines[queue_class]:
            del lines[queue_class]
        recent.insert(0, queue_class)
    return line


def _lines(waiting: Iterable[Ticket], counter: CallingCounter) -> dict[QueueClass, deque[Ticket]]:
    """The counter's waiting tickets, a line for each class that has one, first come first."""
    lines: dict[QueueClass, deque[Ticket]] = {}
    for ticket in sorted((t for t in waiting if may_serve(counter, t)), key=_place):
        lines.setdefault(ticket.queue_class, deque()).append(ticket)
    return lines


def _choose(
    lines: Mapping[QueueClass, deque[Ticket]],
    rules: OrderRules,
    recent_classes: Sequence[QueueClass],
    now: datetime,
) -> Choice:
    """The rule itself: only the heads of the lines matter."""
    oldest = min((line[0] for line in lines.values()), key=_place)
    if now - oldest.queued_at >= rules.max_wait:
        return Choice(oldest, Why.WAITED_TOO_LONG)
    best = lines[min(lines, key=RANK.__getitem__)][0]
    if best.queue_class is QueueClass.NORMAL:
        return Choice(best, Why.FIRST_COME)
    normal = lines.get(QueueClass.NORMAL)
    if normal and _others_in_a_row(recent_classes) >= rules.priority_in_a_row:
        return Choice(normal[0], Why.TURN_OF_NORMAL)
    return Choice(best, Why.CLASS)


def _place(ticket: Ticket) -> tuple[datetime, int, str]:
    return (ticket.queued_at, ticket.number, ticket.id)


def _others_in_a_row(recent: Sequence[QueueClass]) -> int:
    """How many of the latest calls, counted back from now, were not normal ones."""
    count = 0
    for queue_class in recent:
        if queue_class is QueueClass.NORMAL:
            break
        count += 1
    return count
