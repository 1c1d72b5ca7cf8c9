"""Summaries: a report is the same from them as from the visits, whatever came in which order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config import RatingSettings
from operations.durations import LONGEST_S, histogram, packed
from operations.intake_rows import keep_rows
from operations.report_parts import By
from operations.reports import Report, read_reasons, read_satisfaction, read_service
from operations.stale_days import mark_day
from operations.summaries import sum_days
from operations.upkeep import keep_up
from satisfaction.periods import Period
from store.instants import to_text
from store.store import Store
from tests.hall import Clock, Hall
from tests.stores import insert, rows, run
from tests.visits import OFFICE, Visit, add_visits, found_office

OTHER = f"{OFFICE}-2"
"""Its id begins with that of the first: neither may be taken for the other."""

NOW = datetime(2030, 1, 1, tzinfo=UTC)
RULES = RatingSettings(min_count=2)


@dataclass
class Offices:
    """Two offices, and reports over both; each round has three days of its own."""

    store: Store
    rounds: int = 0

    @property
    def first(self) -> date:
        """The first day of this round."""
        return date(2020, 1, 1) + timedelta(days=10 * self.rounds)

    def visit(self, office: str, day: int, visit: Visit) -> None:
        """A visit becomes known."""
        on = (self.first + timedelta(days=day)).isoformat()
        add_visits(self.store, [replace(visit, day=on)], office=office)

    def rate_late(self) -> None:
        """Somebody who had not rated does, long after the day was summed."""
        with self.store.maintain() as sql:
            unrated = rows(
                sql,
                "select id, office, day, service, counter, staff from ticket where state = 'served'"
                " and day >= ? and id not in (select ticket from rating) order by id limit 1",
                self.first.isoformat(),
            )
            for row in unrated:
                about = {key: value for key, value in row.items() if key != "id"}
                insert(sql, "rating", [{"ticket": row["id"], **about, **LATE}])
                mark_day(sql, row["office"], row["day"])

    def sum(self) -> None:
        """A round of upkeep that gets through half of the days."""
        sum_days(self.store, now=NOW, most=3)

    def forget(self) -> None:
        """All days are read from their visits again."""
        with self.store.maintain() as sql:
            for row in rows(sql, "select distinct office, day from ticket"):
                mark_day(sql, row["office"], row["day"])

    def reports(self) -> list[Report]:
        """Every report of this round, by every part, over each office and over both."""
        period = Period(self.first, self.first + timedelta(days=2))
        sets = [(OFFICE,), (OTHER,), (OFFICE, OTHER)]
        with self.store.reading() as reading:
            return [
                report
                for offices in sets
                for by in By
                for report in (
                    read_service(reading, OFFICE, period, by, now=NOW, offices=offices),
                    *(
                        read(reading, OFFICE, period, by, rules=RULES, now=NOW, offices=offices)
                        for read in (read_satisfaction, read_reasons)
                    ),
                )
            ]


LATE = {
    "level": 2, "reasons": '["long_wait"]', "channel": "phone", "language": "vi",
    "rated_at": "2029-12-31T00:00:00.000Z", "version": 9,
}  # fmt: skip


@pytest.fixture
def offices(store: Store) -> Offices:
    """Both offices, their present day long after all visits."""
    found_office(store)
    with store.maintain() as sql:
        for table in ("office", "service", "counter"):
            copied = [
                {**row, "id": OTHER, "code": "khac"}
                if table == "office"
                else {**row, "office": OTHER}
                for row in rows(sql, f"select * from {table}")  # noqa: S608 -- names above
            ]
            insert(sql, table, copied)
        run(sql, "update office set current_day = '2030-01-01'")
    return Offices(store)


def visits() -> st.SearchStrategy[Visit]:
    """Few values, so that parts and durations coincide."""
    return st.builds(
        Visit,
        service=st.sampled_from("AB"),
        counter=st.sampled_from([1, 2, None]),
        staff=st.sampled_from(["staff-1", "staff-2", None]),
        state=st.sampled_from(["served", "served", "missed", "cancelled", "expired"]),
        was_missed=st.booleans(),
        wait_s=st.sampled_from([0, 1, 95, 96, 600]),
        service_s=st.sampled_from([0, 60_000, 100_000]),
    ).flatmap(
        lambda visit: st.builds(
            lambda level, reasons: replace(
                visit, level=level, reasons=reasons if level < 4 else []
            ),
            st.sampled_from([0, 1, 3, 5]) if visit.state == "served" else st.just(0),
            st.sampled_from([[], ["long_wait"], ["long_wait", "rude"]]),
        )
    )


def happenings() -> st.SearchStrategy[list[Callable[[Offices], None]]]:
    """What happens in a round, in any order."""
    comes = st.builds(
        lambda office, day, visit: lambda offices: offices.visit(office, day, visit),
        st.sampled_from([OFFICE, OTHER]),
        st.integers(0, 2),
        visits(),
    )
    other = st.sampled_from([Offices.rate_late, Offices.sum])
    return st.lists(comes | comes | other, min_size=1, max_size=12)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happened=happenings())
def test_whatever_comes_in_which_order_summaries_tell_what_the_visits_tell(
    offices: Offices, happened: list[Callable[[Offices], None]]
) -> None:
    offices.rounds += 1
    for happens in happened:
        happens(offices)

    half = offices.reports()
    while sum_days(offices.store, now=NOW):
        pass
    summed = offices.reports()
    offices.forget()

    from_visits = offices.reports()
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

    def late(store: Store) -> Any:
        monkeypatch.undo()
        offices.visit(OFFICE, 0, Visit())
        return maintain(store)

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
