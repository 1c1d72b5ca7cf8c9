"""Park, resume, transfer, undo: nobody queues again from the start, nothing is lost."""

import pytest

from operations.errors import (
    CounterBusyError,
    InvalidError,
    NothingToUndoError,
    NotThisCounterError,
    UnknownCounterError,
    UnknownServiceError,
)
from queueing.errors import UndoTooLateError
from queueing.tickets import State
from satisfaction.errors import AlreadyRatedError
from tests.hall import Clock, Hall


def test_time_in_the_park_is_neither_waiting_nor_service(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    hall.called()
    hall.start(ticket)
    clock.forward(minutes=2)
    hall.park(ticket)
    clock.forward(minutes=15)
    hall.resume(ticket)
    clock.forward(minutes=3)

    served = hall.finish(ticket)

    assert (served.service_s, served.parked_s, served.waited_s) == (300, 900, 0)


def test_a_parked_ticket_frees_the_counter_and_comes_back_before_the_others(hall: Hall) -> None:
    parked = hall.take()
    hall.take()
    hall.called()
    hall.park(parked)
    hall.called()

    with pytest.raises(CounterBusyError):
        hall.resume(parked)
    assert hall.resume(parked, counter=2).counter == 2


def test_a_transferred_citizen_keeps_the_place_of_the_first_number(
    hall: Hall, clock: Clock
) -> None:
    ticket = hall.take("A")
    clock.forward(minutes=1)
    other = hall.take("B")
    hall.called(1)

    hall.transfer(ticket, service="B")

    assert hall.called(2).id == ticket.id
    assert hall.ticket(other).state is State.WAITING


def test_a_ticket_sent_to_a_counter_is_called_only_there(hall: Hall) -> None:
    ticket = hall.take()
    hall.called(1)
    hall.transfer(ticket, to=2, note="Hồ sơ liên thông")

    assert hall.call_next(1) is None
    assert hall.called(2).note == "Hồ sơ liên thông"


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({}, InvalidError),
        ({"service": "Z"}, UnknownServiceError),
        ({"to": 9}, UnknownCounterError),
    ],
)
def test_a_transfer_to_nowhere_is_refused_and_the_ticket_stays(
    hall: Hall, where: dict[str, object], error: type[Exception]
) -> None:
    ticket = hall.take()
    hall.called()

    with pytest.raises(error):
        hall.transfer(ticket, **where)  # type: ignore[arg-type]  # the table above
    assert hall.ticket(ticket).state is State.CALLED


def test_a_call_is_undone_and_the_ticket_has_its_place_again(hall: Hall) -> None:
    first, _ = hall.take(), hall.take()
    hall.called()

    undone = hall.undo(first)

    assert (undone.state, undone.counter, undone.called_at) == (State.WAITING, None, None)
    assert hall.called().id == first.id


def test_the_round_of_one_key_is_undone_step_by_step(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.called()
    hall.call_next(finish=True)

    with pytest.raises(CounterBusyError):
        hall.undo(first)
    assert hall.undo(second).state is State.WAITING
    assert hall.undo(first).state is State.CALLED


def test_nothing_is_undone_after_a_minute(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    hall.called()
    clock.forward(seconds=60)
    hall.undo(ticket)
    hall.called()
    clock.forward(seconds=61)

    with pytest.raises(UndoTooLateError):
        hall.undo(ticket)


def test_another_clerk_cannot_undo(hall: Hall) -> None:
    ticket = hall.take()
    hall.called(1)

    with pytest.raises(NothingToUndoError):
        hall.undo(ticket, counter=2)


def test_what_another_counter_called_meanwhile_is_not_undone(hall: Hall) -> None:
    ticket = hall.take()
    hall.called(1)
    hall.transfer(ticket, to=2)
    hall.called(2)

    with pytest.raises(NothingToUndoError):
        hall.undo(ticket, counter=1)


def test_a_finish_that_was_rated_stands(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.finish(ticket)
    hall.rate(ticket)

    with pytest.raises(AlreadyRatedError):
        hall.undo(ticket)


def test_another_counters_ticket_is_out_of_reach(hall: Hall) -> None:
    ticket = hall.take()
    hall.called(1)

    for act in (hall.start, hall.finish, hall.no_show, hall.park, hall.recall):
        with pytest.raises(NotThisCounterError):
            act(ticket, 2)


def test_undoing_twice_takes_back_two_acts_never_one_twice(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.start(ticket)

    assert hall.undo(ticket).state is State.CALLED
    assert hall.undo(ticket).state is State.WAITING
    with pytest.raises(NothingToUndoError):
        hall.undo(ticket)
