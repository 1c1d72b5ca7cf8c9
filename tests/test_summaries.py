"""Summaries: a report is the same from them as from the visits, whatever came in which order."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import RatingSettings
from operations.durations import LONGEST_S, histogram, packed
from operations.intake_rows import keep_rows
from operations.report_parts import By
from operations.reports import read_satisfaction
from operations.summaries import sum_days
from operations.upkeep import keep_up
from satisfaction.periods import Period
from store.instants import to_text
from store.store import Store
from tests.hall import Clock, Hall
from tests.stores import run
from tests.summed import NOW, Offices, happenings, two_offices
from tests.visits import OFFICE, Visit


@pytest.fixture
def offices(store: Store) -> Offices:
    """Both, their present day long after all visits."""
    return two_offices(store)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happened=happenings(), since=st.sampled_from([0, 1]), until=st.sampled_from([0, 25]))
def test_whatever_comes_in_which_order_summaries_tell_what_the_visits_tell(
    offices: Offices, happened: list[Callable[[Offices], None]], since: int, until: int
) -> None:
    offices.rounds += 1
    for happens in happened:
        happens(offices)
    both = offices.both_months
    period = Period(both.first + timedelta(days=since), both.last - timedelta(days=until))

    half = offices.reports(period)
    offices.sum_all()
    summed = offices.reports(period)
    offices.forget()

    from_visits = offices.reports(period)
    assert half == from_visits
    assert summed == from_visits


def test_a_summed_day_is_read_without_its_visits(offices: Offices) -> None:
    offices.visit(OFFICE, 0, Visit(level=5))
    sum_days(offices.store, now=NOW)
    before = offices.reports()
    with offices.store.maintain() as sql:
        run(sql, "delete from rating")
        run(sql, "delete from ticket")

    assert offices.reports() == before
    assert before[0]["total"]["served"] == 1


def test_the_day_that_is_not_over_is_not_summed(offices: Offices) -> None:
    with offices.store.maintain() as sql:
        run(sql, "update office set current_day = ?", offices.first.isoformat())
    offices.visit(OFFICE, 0, Visit())

    assert sum_days(offices.store, now=NOW) == 0


def test_a_fed_office_that_is_behind_is_summed_all_the_same(offices: Offices) -> None:
    with offices.store.maintain() as sql:
        run(sql, "update office set fed = 1, current_day = '2000-01-01'")
    offices.visit(OFFICE, 0, Visit())
    yesterday = NOW.date() - timedelta(days=1)
    offices.visit(OFFICE, (yesterday - offices.first).days, Visit())

    assert sum_days(offices.store, now=NOW) == 1
    assert offices.reports()[0]["total"]["served"] == 1


def test_who_marks_a_day_while_it_is_summed_is_heard(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.visit(OFFICE, 0, Visit())
    maintain = type(offices.store).maintain

    def late(store: Store, *alone: str) -> Any:
        monkeypatch.undo()
        offices.visit(OFFICE, 0, Visit())
        return maintain(store, *alone)

    monkeypatch.setattr(Store, "maintain", late)

    assert sum_days(offices.store, now=NOW) == 0
    assert sum_days(offices.store, now=NOW) == 1
    assert offices.reports()[0]["total"]["served"] == 2


def test_the_house_sums_a_day_when_it_ends_and_again_after_a_late_rating(
    hall: Hall, clock: Clock
) -> None:
    ticket = hall.take()
    hall.start(hall.called())
    hall.finish(ticket)
    day = Period(clock.now.date(), clock.now.date())
    clock.forward(days=1)
    keep_up(hall.store, seen={}, now=clock())
    assert hall.rows("select * from stale_day") == []
    clock.forward(days=5)

    hall.rate(ticket, 4)

    with hall.store.reading() as reading:
        told = read_satisfaction(
            reading, hall.id, day, By.OFFICE, rules=RatingSettings(), now=clock()
        )
    assert told["total"]["rated"] == 1
    keep_up(hall.store, seen={}, now=clock())
    assert hall.rows("select level_4 from visit_sum where kind = 'office'") == [{"level_4": 1}]


def test_rows_that_an_office_sends_late_are_summed_again(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    hall.start(hall.called())
    hall.finish(ticket)
    clock.forward(days=1)
    keep_up(hall.store, seen={}, now=clock())
    rating = {
        "ticket": ticket.id, "day": ticket.day, "service": "A", "counter": 1, "staff": "clerk-1",
        "level": 5, "reasons": "[]", "comment": None, "criteria": None, "channel": "phone",
        "language": "vi", "device": None, "shown_ms": None, "rated_at": to_text(clock()),
        "version": 99,
    }  # fmt: skip

    with hall.change() as change:
        keep_rows(change.sql, hall.id, {"rating": [rating]})
    keep_up(hall.store, seen={}, now=clock())

    assert hall.rows("select level_5 from visit_sum where kind = 'office'") == [{"level_5": 1}]


def test_an_act_that_is_taken_back_after_midnight_marks_its_day(hall: Hall, clock: Clock) -> None:
    clock.forward(hours=15, minutes=59, seconds=50)
    hall.take()
    ticket = hall.start(hall.called())
    hall.finish(ticket)
    clock.forward(seconds=20)
    keep_up(hall.store, seen={}, now=clock())
    hall.open(1)

    hall.undo(ticket)

    assert [row["day"] for row in hall.rows("select day from stale_day")] == [ticket.day]


@given(durations=st.lists(st.integers(0, LONGEST_S) | st.sampled_from([0, 55_263, 55_264, 57_311])))
def test_every_duration_comes_back_as_it_was(durations: list[int]) -> None:
    told = histogram([packed(durations), packed(durations)], durations)

    assert sorted(told.elements()) == sorted(durations * 3)


def test_no_duration_is_a_sign_that_a_database_refuses() -> None:
    text = packed([0, 1, 55_263, 55_264, LONGEST_S, LONGEST_S + 1, -1])

    assert "\0" not in text
    assert text.encode("utf-8").decode("utf-8") == text
    assert sum(histogram([text]).values()) == 7
