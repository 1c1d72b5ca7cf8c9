"""The house's clock: the machine's, which may be set wrong while people wait."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from command_line.clock import LEAP, SETTLING, SteadyClock, real_now, running_for
from operations.upkeep import keep_up
from tests.hall import Hall

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass
class Machine:
    """A computer whose clock somebody may set."""

    clock: datetime = MORNING
    ran: timedelta = timedelta(hours=5)

    def passes(self, **time: float) -> None:
        """Time goes by."""
        self.clock += timedelta(**time)
        self.ran += timedelta(**time)

    def is_set(self, **ahead: float) -> None:
        """Somebody sets the clock, ahead or with a minus back."""
        self.clock += timedelta(**ahead)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def clock(machine: Machine) -> SteadyClock:
    """The clock of a house that has run for an hour."""
    clock = SteadyClock(lambda: machine.clock, lambda: machine.ran)
    clock()
    machine.passes(hours=1)
    return clock


def test_a_clock_that_nobody_sets_is_the_machines(machine: Machine, clock: SteadyClock) -> None:
    assert (clock(), clock.ahead_s()) == (machine.clock, 0)
    machine.passes(hours=14)  # a night in which nobody asked for the time
    assert (clock(), clock.ahead_s()) == (machine.clock, 0)


def test_a_leap_ahead_is_not_followed_until_the_clock_is_right_again(
    machine: Machine, clock: SteadyClock
) -> None:
    before = clock()
    machine.is_set(days=1)
    machine.passes(minutes=5)

    assert clock() == before + timedelta(minutes=5)
    assert clock.ahead_s() == 24 * 3600
    machine.is_set(days=-1)
    assert (clock(), clock.ahead_s()) == (machine.clock, 0)


@pytest.mark.parametrize("ahead", [timedelta(minutes=-90), LEAP - timedelta(seconds=1)])
def test_a_clock_that_is_put_right_by_less_is_followed(
    machine: Machine, clock: SteadyClock, ahead: timedelta
) -> None:
    clock()
    machine.clock += ahead

    assert (clock(), clock.ahead_s()) == (machine.clock, 0)


def test_a_leap_of_exactly_the_limit_is_held(machine: Machine, clock: SteadyClock) -> None:
    clock()
    machine.clock += LEAP

    assert clock.ahead_s() == LEAP.total_seconds()


def test_a_machine_that_gets_its_time_soon_after_the_start_is_followed(machine: Machine) -> None:
    clock = SteadyClock(lambda: machine.clock, lambda: machine.ran)
    clock()
    machine.ran += SETTLING - timedelta(seconds=1)
    machine.is_set(days=2000)

    assert (clock(), clock.ahead_s()) == (machine.clock, 0)


def test_a_restart_takes_the_clock_as_it_is(machine: Machine, clock: SteadyClock) -> None:
    clock()
    machine.is_set(days=1)
    assert clock() != machine.clock

    assert SteadyClock(lambda: machine.clock, lambda: machine.ran)() == machine.clock


def test_a_leap_and_its_end_are_logged_once(machine: Machine, clock: SteadyClock) -> None:
    with capture_logs() as told:
        clock()
        machine.is_set(days=1)
        clock()
        clock()
        machine.is_set(days=-1)
        clock()

    assert [line["event"] for line in told] == ["clock_leapt", "clock_right_again"]


def test_who_waits_stays_in_line_when_the_clock_leaps_a_day(
    hall: Hall, machine: Machine, clock: SteadyClock
) -> None:
    ticket = hall.take()
    clock()
    machine.is_set(days=1)

    keep_up(hall.store, seen={}, now=clock())
    assert hall.ticket(ticket).state == "waiting"

    machine.passes(hours=15)  # the house's own midnight comes all the same
    keep_up(hall.store, seen={}, now=clock())
    assert hall.ticket(ticket).state == "expired"


def test_the_real_clocks_go_on() -> None:
    steady, ran = SteadyClock(), running_for()

    assert abs(steady() - real_now()) < timedelta(minutes=1)
    assert running_for() >= ran
