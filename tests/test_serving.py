"""A visit's way through the counters, its times, and what clerks cannot do."""

from datetime import timedelta

import pytest

from operations import desks
from operations.errors import (
    ClerkHasCounterError,
    CounterBusyError,
    CounterNotOpenError,
    CounterPausedError,
    CounterTakenError,
    UnknownCounterError,
)
from queueing.errors import TooLateToBringBackError
from queueing.tickets import QueueClass, State
from tests.hall import Clock, Hall, clerk


def test_a_visits_times_are_kept_apart(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    clock.forward(minutes=4)
    hall.called()
    clock.forward(seconds=30)
    hall.start(ticket)
    clock.forward(minutes=6)

    served = hall.finish(ticket)

    assert (served.waited_s, served.walked_s, served.service_s) == (240, 30, 360)
    assert served.state is State.SERVED


def test_without_a_start_the_service_began_at_the_call(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    hall.called()
    clock.forward(minutes=5)

    served = hall.finish(ticket)

    assert served.service_s == 300
    assert served.started_at == served.called_at


def test_a_clock_set_back_during_a_visit_gives_no_negative_time(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    clock.back(minutes=10)
    hall.called()
    clock.back(minutes=10)

    served = hall.finish(ticket)

    assert (served.waited_s, served.service_s) == (0, 0)


def test_one_key_finishes_this_one_and_calls_the_next(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.called()

    called = hall.call_next(finish=True)

    assert called is not None
    assert called.id == second.id
    assert hall.ticket(first).state is State.SERVED


def test_the_finish_stands_when_nobody_waits(hall: Hall) -> None:
    only = hall.take()
    hall.called()

    assert hall.call_next(finish=True) is None
    assert hall.ticket(only).state is State.SERVED


def test_a_counter_with_a_ticket_in_hand_calls_nobody_else(hall: Hall) -> None:
    hall.take()
    hall.take()
    hall.called()

    with pytest.raises(CounterBusyError):
        hall.call_next()


def test_a_call_out_of_order_keeps_its_reason(hall: Hall) -> None:
    hall.take()
    late = hall.take()

    hall.call_this(late, reason="Cụ bà 92 tuổi")

    events = hall.rows("select reason from ticket_event where act = 'call'")
    assert events == [{"reason": "clerk_choice: Cụ bà 92 tuổi"}]


def test_after_the_last_call_the_next_one_is_a_no_show(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()

    states = [hall.recall(ticket).state for _ in range(hall.rules.calls_allowed)]

    assert states == [State.CALLED, State.CALLED, State.MISSED]


def test_a_missed_citizen_comes_back_before_the_others(hall: Hall, clock: Clock) -> None:
    missed = hall.take()
    hall.called()
    hall.no_show(missed)
    hall.take(queue_class=QueueClass.PRIORITY)
    clock.forward(minutes=30)

    hall.bring_back(missed)

    assert hall.called().id == missed.id


def test_after_the_grace_time_a_missed_citizen_takes_a_new_number(hall: Hall, clock: Clock) -> None:
    missed = hall.take()
    hall.called()
    hall.no_show(missed)
    clock.forward(minutes=30, seconds=1)

    with pytest.raises(TooLateToBringBackError):
        hall.bring_back(missed)


def test_two_clerks_cannot_take_the_same_counter(hall: Hall) -> None:
    with pytest.raises(CounterTakenError) as refused, hall.change() as change:
        desks.open_counter(change, 1, actor=clerk(9), now=hall.clock.now)
    assert refused.value.facts["full_name"] == "Cán Bộ Mẫu 1"


def test_a_clerk_cannot_take_two_counters(hall: Hall) -> None:
    with pytest.raises(CounterTakenError), hall.change() as change:
        desks.open_counter(change, 2, actor=clerk(1), now=hall.clock.now)
    with hall.change() as change:
        desks.close_counter(change, 2, now=hall.clock.now)

    with pytest.raises(ClerkHasCounterError), hall.change() as change:
        desks.open_counter(change, 2, actor=clerk(1), now=hall.clock.now)


def test_taking_ones_own_counter_again_changes_nothing(hall: Hall) -> None:
    hall.open(1)

    assert len(hall.rows("select 1 from counter_session where counter = 1")) == 1


def test_a_pausing_counter_calls_nobody_but_finishes_the_one_in_hand(
    hall: Hall, clock: Clock
) -> None:
    ticket = hall.take()
    hall.take()
    hall.called()
    with hall.change() as change:
        desks.pause_counter(change, 1, reason="Họp", now=clock.now)

    hall.finish(ticket)
    with pytest.raises(CounterPausedError):
        hall.call_next()
    clock.forward(minutes=10)
    with hall.change() as change:
        desks.resume_counter(change, 1, now=clock.now)
    assert hall.call_next() is not None
    assert hall.rows("select paused_s from counter_session where counter = 1") == [
        {"paused_s": 600}
    ]


def test_a_counter_with_a_ticket_in_hand_cannot_be_left(hall: Hall) -> None:
    hall.take()
    hall.called()

    with pytest.raises(CounterBusyError), hall.change() as change:
        desks.close_counter(change, 1, now=hall.clock.now)


def test_a_closed_counter_and_an_unknown_one_call_nobody(hall: Hall) -> None:
    with hall.change() as change:
        desks.close_counter(change, 1, now=hall.clock.now)

    with pytest.raises(CounterNotOpenError):
        hall.call_next(1)
    with pytest.raises(UnknownCounterError):
        hall.call_next(7)


def test_who_waited_an_hour_goes_before_priority(hall: Hall, clock: Clock) -> None:
    patient = hall.take()
    clock.forward(minutes=59)
    hall.take(queue_class=QueueClass.PRIORITY)
    clock.forward(minutes=1)

    assert hall.rules.order.max_wait == timedelta(minutes=60)
    assert hall.called().id == patient.id
