"""A visit's way through the counters, its times, and what clerks cannot do."""

import pytest

from operations.errors import (
    CounterBusyError,
    CounterNotOpenError,
    CounterPausedError,
    NotThisCounterError,
)
from queueing.tickets import QueueClass, State
from tests.hall import Clock, Hall


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
