"""Numbers: from 1 each day of the office, no gap, no repetition, whatever the clock does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operations.administration_services import change_service
from operations.errors import ServicePausedError, TooManyError, UnknownServiceError
from queueing.errors import ServiceFullError
from queueing.numbering import label, next_number
from tests.hall import Clock, Hall


def test_numbers_start_again_at_the_offices_own_midnight(hall: Hall, clock: Clock) -> None:
    hall.take()
    clock.forward(hours=15, minutes=59)  # 23:59 in Võ Nhai, the same day
    assert hall.take().label == "A002"
    clock.forward(minutes=1)

    assert hall.take().label == "A001"


def test_each_service_counts_for_itself(hall: Hall) -> None:
    labels = [hall.take(service).label for service in ("A", "B", "A", "B")]

    assert labels == ["A001", "B001", "A002", "B002"]


def test_a_refused_ticket_leaves_no_gap(hall: Hall) -> None:
    hall.take()
    with pytest.raises(UnknownServiceError):
        hall.take("Z")

    assert hall.take().label == "A002"


def test_a_transferred_ticket_keeps_its_number_and_frees_none(hall: Hall) -> None:
    sent = hall.take()
    hall.called()
    hall.transfer(sent, service="B")

    assert hall.take("B").label == "B001"
    assert hall.take("A").label == "A002"


def test_a_clock_set_back_a_day_gives_no_number_twice(hall: Hall, clock: Clock) -> None:
    given_out = [hall.take().label for _ in range(3)]
    clock.back(hours=24)

    given_out += [hall.take().label for _ in range(3)]

    assert given_out == ["A001", "A002", "A003", "A004", "A005", "A006"]


def test_a_clock_set_back_gives_nobody_a_better_place(hall: Hall, clock: Clock) -> None:
    first = hall.take()
    clock.back(minutes=30)
    hall.take()

    assert hall.called().id == first.id


def test_the_daily_cap_is_the_last_number(hall: Hall) -> None:
    with hall.change() as change:
        change_service(change, "A", {"daily_cap": 2})
    hall.take()
    hall.take()

    with pytest.raises(ServiceFullError) as refused:
        hall.take()
    assert refused.value.facts["cap"] == 2


def test_a_paused_service_gives_no_number(hall: Hall) -> None:
    with hall.change() as change:
        change_service(change, "A", {"paused": True})

    with pytest.raises(ServicePausedError):
        hall.take()


def test_one_device_cannot_empty_the_roll(hall: Hall, clock: Clock) -> None:
    for _ in range(hall.rules.tickets_per_minute):
        hall.take()

    with pytest.raises(TooManyError):
        hall.take()
    clock.forward(seconds=61)
    assert hall.take().number == hall.rules.tickets_per_minute + 1


@given(st.integers(0, 1100), st.integers(0, 1100))
def test_the_next_number_is_one_more_until_the_cap(last: int, cap: int) -> None:
    most = min(cap or 999, 999)
    if last >= most:
        with pytest.raises(ServiceFullError):
            next_number(last, service="A", daily_cap=cap)
    else:
        assert next_number(last, service="A", daily_cap=cap) == last + 1


def test_a_label_is_the_letter_and_three_digits() -> None:
    assert [label("A", 7), label("K", 999)] == ["A007", "K999"]
