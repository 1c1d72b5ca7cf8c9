"""The estimate of a wait: how wide it is, and how coarsely a long one is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast.waiting import Estimate, estimate, service_time_s


@pytest.mark.parametrize(
    ("people", "service_min", "counters", "told"),
    [
        (0, 10, 1, (0, 0)),
        (1, 10, 1, (6, 14)),
        (7, 4, 2, (8, 20)),  # 8.4 to 19.6: still to the minute
        (3, 5, 1, (5, 25)),  # 9 to 21
        (3, 10, 1, (15, 45)),  # 18 to 42
        (5, 15, 1, (45, 105)),  # on a step already: not widened
        (128, 5, 5, (75, 180)),  # 76.8 to 179.2
    ],
)
def test_a_range_above_20_minutes_is_told_in_steps_of_5(
    people: int, service_min: int, counters: int, told: tuple[int, int]
) -> None:
    assert estimate(people, service_s=service_min * 60, open_counters=counters) == Estimate(*told)


@given(
    people=st.integers(0, 300),
    service_s=st.sampled_from([30, 61, 300, 900]),
    counters=st.integers(0, 6),
)
def test_what_is_told_holds_the_range_and_never_ends_before_it_begins(
    people: int, service_s: int, counters: int
) -> None:
    told = estimate(people, service_s=service_s, open_counters=counters)

    middle_min = people * service_s / max(1, counters) / 60
    assert told.low_min <= middle_min * 0.6 + 1e-9
    assert told.high_min >= middle_min * 1.4 - 1e-9
    assert told.low_min <= told.high_min
    if told.high_min > 20:
        assert (told.low_min % 5, told.high_min % 5) == (0, 0)


def test_todays_pace_is_the_median_of_the_last_20_visits() -> None:
    assert service_time_s([60] * 20 + [9000] * 20, typical_s=600) == 60
    assert service_time_s([], typical_s=600) == 600
