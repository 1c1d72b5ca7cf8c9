"""Sums of months: a year is read from them alone, and never when one of their days is open."""

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from operations.month_sums import sum_months
from operations.report_parts import By
from operations.reports import Report, read_service
from operations.summaries import sum_days
from satisfaction.periods import Period
from store.store import Store
from tests.stores import address_of, open_again, rows, run
from tests.summed import NOW, Offices, two_offices
from tests.visits import OFFICE, Visit


@pytest.fixture
def offices(store: Store) -> Offices:
    """Both, with visits on two days of one month and one of the next, and all of it summed."""
    offices = two_offices(store)
    for day in (0, 1, 40):
        offices.visit(OFFICE, day, Visit(level=2, reasons=["long_wait"]))
    offices.sum_all()
    return offices


def by_service(offices: Offices, *, since: int = 0, until: int = 0) -> Report:
    """Of both months but so many of their first and last days."""
    both = offices.both_months
    period = Period(both.first + timedelta(days=since), both.last - timedelta(days=until))
    with offices.store.reading() as reading:
        return read_service(reading, OFFICE, period, By.SERVICE, now=NOW)


def served(offices: Offices, **cut: int) -> int:
    return int(by_service(offices, **cut)["total"]["served"])


def test_whole_months_are_read_without_their_days(offices: Offices) -> None:
    before = by_service(offices)
    with offices.store.maintain() as sql:
        for table in ("rating", "ticket", "visit_sum where length(day) = 10"):
            run(sql, f"delete from {table}")  # noqa: S608 -- names above

    assert by_service(offices) == before
    assert before["total"]["wait"] == {"count": 3, "mean_s": 600, "median_s": 600, "p90_s": 600}


@pytest.mark.parametrize(("cut", "count"), [({"since": 1}, 2), ({"until": 25}, 2), ({}, 3)])
def test_of_a_part_of_a_month_only_its_days_count(
    offices: Offices, cut: dict[str, int], count: int
) -> None:
    assert served(offices, **cut) == count


def test_a_day_that_is_summed_again_opens_its_month(offices: Offices) -> None:
    offices.visit(OFFICE, 1, Visit())
    assert served(offices) == 4
    assert sum_months(offices.store, now=NOW) == 0
    sum_days(offices.store, now=NOW)
    assert served(offices) == 4

    assert sum_months(offices.store, now=NOW) == 1

    assert served(offices) == 4
    assert sum_months(offices.store, now=NOW) == 0


def test_the_month_that_is_not_over_is_not_summed(offices: Offices) -> None:
    second = offices.both_months.last.isoformat()
    with offices.store.maintain() as sql:
        run(sql, "update summed_month set mark = 'again'")
        run(sql, "update office set current_day = ?", second)

    assert sum_months(offices.store, now=NOW) == 1
    assert [row["month"] for row in open_months(offices.store)] == [second[:7]]


def test_a_fed_office_that_is_behind_has_its_months_summed_all_the_same(offices: Offices) -> None:
    first = offices.first.isoformat()
    with offices.store.maintain() as sql:
        run(sql, "update summed_month set mark = 'again'")
        run(sql, "update office set fed = 1, current_day = ?", first)

    assert sum_months(offices.store, now=NOW) == 2
    assert served(offices) == 3


def test_a_day_that_an_office_counts_in_again_is_read_from_its_visits(offices: Offices) -> None:
    with offices.store.maintain() as sql:
        run(sql, "update office set current_day = ?", offices.first.isoformat())
        for table in ("rating", "ticket"):
            run(sql, f"delete from {table} where day = ?", offices.first.isoformat())  # noqa: S608

    assert served(offices) == 2


def test_who_sums_a_day_while_its_month_is_summed_is_heard(
    offices: Offices, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices.visit(OFFICE, 0, Visit())
    sum_days(offices.store, now=NOW)
    maintain = type(offices.store).maintain

    def late(store: Store, *alone: str) -> Any:
        monkeypatch.undo()
        offices.visit(OFFICE, 0, Visit())
        sum_days(offices.store, now=NOW)
        return maintain(store, *alone)

    monkeypatch.setattr(Store, "maintain", late)

    assert sum_months(offices.store, now=NOW) == 0
    assert sum_months(offices.store, now=NOW) == 1
    assert served(offices) == 5


def test_days_that_an_older_version_summed_are_told_and_then_summed_to_months(
    offices: Offices,
) -> None:
    before = by_service(offices)
    with offices.store.maintain() as sql:
        run(sql, "delete from visit_sum where length(day) = 7")
        run(sql, "drop table summed_month")
        run(sql, f"delete from {steps(offices.store)} where name = '050_month_sums'")  # noqa: S608

    with closing(open_again(address_of(offices.store))) as newer:
        again = Offices(newer)
        assert by_service(again) == before
        assert sum_months(newer, now=NOW) == 2
        assert by_service(again) == before


def open_months(store: Store) -> list[dict[str, Any]]:
    with store.reading() as reading:
        return rows(reading.sql, "select month from summed_month where mark <> ''")


def steps(store: Store) -> str:
    """The table in which an engine keeps the steps that its schema has taken."""
    return "_sqlite_migrations" if address_of(store).startswith("sqlite") else "schema_step"
