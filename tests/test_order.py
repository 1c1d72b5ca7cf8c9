"""The order of calls, drawn from few values so that ties happen."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from queueing.order import (
    RANK,
    CallingCounter,
    Choice,
    OrderRules,
    Why,
    choose_next,
    line_up,
    may_serve,
)
from queueing.tickets import Channel, QueueClass, State, Ticket

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
INSTANTS = [NOON - timedelta(minutes=m) for m in (70, 20, 10, 0)]
COUNTER = CallingCounter(1, frozenset({"A", "B"}))
RULES = OrderRules(max_wait=timedelta(minutes=60), priority_in_a_row=2)
CALM = OrderRules(max_wait=timedelta(days=1), priority_in_a_row=2)
"""Nobody waits a day: the classes alone decide."""


def waiting(
    number: int,
    *,
    service: str = "A",
    queue_class: QueueClass = QueueClass.NORMAL,
    at: datetime = NOON,
    for_counter: int | None = None,
) -> Ticket:
    return Ticket(
        id=f"t{number}",
        office="o",
        day="2026-11-23",
        service=service,
        number=number,
        label=f"{service}{number:03d}",
        state=State.WAITING,
        queue_class=queue_class,
        channel=Channel.KIOSK,
        language="vi",
        issued_at=at,
        queued_at=at,
        waiting_since=at,
        for_counter=for_counter,
    )


@st.composite
def queues(draw: st.DrawFn) -> list[Ticket]:
    places = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["A", "B", "C"]),
                st.sampled_from(list(QueueClass)),
                st.sampled_from(INSTANTS),
                st.sampled_from([None, None, 1, 2]),
            ),
            max_size=12,
        )
    )
    return [
        waiting(n, service=service, queue_class=queue_class, at=at, for_counter=counter)
        for n, (service, queue_class, at, counter) in enumerate(places)
    ]


classes = st.lists(st.sampled_from(list(QueueClass)), max_size=5)


def choose(
    queue: list[Ticket], recent: list[QueueClass], rules: OrderRules = RULES
) -> Choice | None:
    return choose_next(queue, COUNTER, rules=rules, recent_classes=recent, now=NOON)


@given(queues(), classes)
def test_somebody_is_called_exactly_when_the_counter_serves_somebody(
    queue: list[Ticket], recent: list[QueueClass]
) -> None:
    choice = choose(queue, recent)

    mine = [ticket for ticket in queue if may_serve(COUNTER, ticket)]
    assert (choice is None) == (not mine)
    assert choice is None or choice.ticket in mine


@given(queues(), classes)
def test_within_a_class_the_first_come_is_served_first(
    queue: list[Ticket], recent: list[QueueClass]
) -> None:
    choice = choose(queue, recent)

    if choice is not None:
        first = choice.ticket
        same_class = [
            t for t in queue if may_serve(COUNTER, t) and t.queue_class is first.queue_class
        ]
        place = (first.queued_at, first.number, first.id)
        assert all(place <= (t.queued_at, t.number, t.id) for t in same_class)


@given(queues(), classes, st.randoms())
def test_two_servers_with_the_same_rows_choose_alike(
    queue: list[Ticket], recent: list[QueueClass], random: Random
) -> None:
    shuffled = list(queue)
    random.shuffle(shuffled)

    assert choose(shuffled, recent) == choose(queue, recent)


@given(queues(), classes)
def test_the_heads_of_the_lines_decide_alone(queue: list[Ticket], recent: list[QueueClass]) -> None:
    """What the store reads for a call: the first of each service and class, and those sent here."""
    heads: dict[tuple[str, QueueClass], Ticket] = {}
    for ticket in sorted(queue, key=lambda t: (t.queued_at, t.number, t.id)):
        if ticket.for_counter is None and ticket.service in COUNTER.services:
            heads.setdefault((ticket.service, ticket.queue_class), ticket)
    sent_here = [ticket for ticket in queue if ticket.for_counter == COUNTER.number]

    assert choose([*heads.values(), *sent_here], recent) == choose(queue, recent)


@given(queues(), classes)
def test_who_waited_too_long_goes_before_all(queue: list[Ticket], recent: list[QueueClass]) -> None:
    choice = choose(queue, recent)

    mine = [ticket for ticket in queue if may_serve(COUNTER, ticket)]
    if any(NOON - ticket.queued_at >= RULES.max_wait for ticket in mine):
        assert choice is not None
        assert choice.why is Why.WAITED_TOO_LONG
        assert choice.ticket.queued_at == min(ticket.queued_at for ticket in mine)


@given(queues(), classes)
def test_the_line_shown_is_the_line_called(queue: list[Ticket], recent: list[QueueClass]) -> None:
    shown = line_up(queue, COUNTER, rules=RULES, recent_classes=recent, now=NOON)

    left = list(queue)
    called: list[Choice] = []
    while (choice := choose(left, recent)) is not None:
        called.append(choice)
        left.remove(choice.ticket)
        recent = [choice.ticket.queue_class, *recent]
    assert shown == called


@given(queues())
def test_a_higher_class_never_goes_more_than_twice_in_a_row_while_others_wait(
    queue: list[Ticket],
) -> None:
    line = line_up(queue, COUNTER, rules=CALM, recent_classes=[], now=NOON)

    ranks = [choice.ticket.queue_class for choice in line]
    for start in range(len(ranks) - 2):
        three = ranks[start : start + 3]
        normal_waits = QueueClass.NORMAL in ranks[start:]
        assert not normal_waits or QueueClass.NORMAL in three


@given(st.integers(1, 30), st.integers(0, 60), st.integers(1, 4))
def test_nobody_starves_however_many_priority_tickets_come(
    ahead: int, flood: int, in_a_row: int
) -> None:
    """The bound: the n-th normal ticket is called after at most n x (in_a_row + 1) calls."""
    rules = OrderRules(max_wait=timedelta(days=1), priority_in_a_row=in_a_row)
    normal = [waiting(n) for n in range(ahead)]
    priority = [waiting(100 + n, queue_class=QueueClass.PRIORITY) for n in range(flood)]

    line = line_up([*normal, *priority], COUNTER, rules=rules, recent_classes=[], now=NOON)

    labels = [choice.ticket.id for choice in line]
    assert labels.index(f"t{ahead - 1}") < ahead * (in_a_row + 1)


def test_classes_rank_returning_priority_appointment_normal() -> None:
    ranked = sorted(QueueClass, key=RANK.__getitem__)

    assert [str(c) for c in ranked] == ["returning", "priority", "appointment", "normal"]


def test_a_ticket_sent_to_another_counter_is_not_called_here() -> None:
    assert choose([waiting(1, for_counter=2)], []) is None


def test_a_ticket_sent_here_is_called_though_its_service_is_not_served_here() -> None:
    choice = choose([waiting(1, service="C", for_counter=1)], [])

    assert choice is not None


def test_after_two_priority_calls_a_normal_one_has_its_turn() -> None:
    queue = [waiting(1), waiting(2, queue_class=QueueClass.PRIORITY)]

    choice = choose(queue, [QueueClass.PRIORITY, QueueClass.PRIORITY], CALM)

    assert choice == Choice(queue[0], Why.TURN_OF_NORMAL)
