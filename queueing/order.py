"""Who is called next: the whole rule, and nothing but the rule."""

from collections.abc import Iterable, Sequence
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
    queue = sorted((t for t in waiting if may_serve(counter, t)), key=_place)
    if not queue:
        return None
    if now - queue[0].queued_at >= rules.max_wait:
        return Choice(queue[0], Why.WAITED_TOO_LONG)
    best = min(queue, key=lambda t: (RANK[t.queue_class], *_place(t)))
    if best.queue_class is QueueClass.NORMAL:
        return Choice(best, Why.FIRST_COME)
    normal = next((t for t in queue if t.queue_class is QueueClass.NORMAL), None)
    if normal is not None and _others_in_a_row(recent_classes) >= rules.priority_in_a_row:
        return Choice(normal, Why.TURN_OF_NORMAL)
    return Choice(best, Why.CLASS)


def line_up(
    waiting: Iterable[Ticket],
    counter: CallingCounter,
    *,
    rules: OrderRules,
    recent_classes: Sequence[QueueClass],
    now: datetime,
) -> list[Choice]:
    """The whole line of this counter in the order in which it would call, if nothing changed."""
    queue = [t for t in waiting if may_serve(counter, t)]
    recent = list(recent_classes)
    line: list[Choice] = []
    while queue:
        choice = choose_next(queue, counter, rules=rules, recent_classes=recent, now=now)
        assert choice is not None  # the queue is not empty and all of it is this counter's
        line.append(choice)
        queue.remove(choice.ticket)
        recent.insert(0, choice.ticket.queue_class)
    return line


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
