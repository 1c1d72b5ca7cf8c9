"""The figures that a manager signs: counted rightly, always with their total, never flattering."""

from datetime import UTC, date, datetime
from statistics import median_low
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import RatingSettings
from operations.errors import NotFoundError
from operations.report_parts import By
from operations.report_times import Times, times
from operations.reports import Report, read_reasons, read_satisfaction, read_service
from satisfaction import periods
from satisfaction.periods import Period
from store.store import Store
from tests.visits import OFFICE, Visit, add_visits, found_office, random_visits

SEPTEMBER = periods.month(2026, 9)
NOW = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)


class Office:
    """An office whose visits a test lays down, and its reports."""

    def __init__(self, store: Store) -> None:
        self.store = store
        found_office(store)

    def visits(self, *visits: Visit) -> None:
        """Keep these visits."""
        add_visits(self.store, visits)

    def satisfaction(self, by: By = By.OFFICE, period: Period = SEPTEMBER, **rules: Any) -> Report:
        """The report on satisfaction."""
        with self.store.reading() as reading:
            return read_satisfaction(
                reading, OFFICE, period, by, rules=RatingSettings(**rules), now=NOW
            )

    def service(self, by: By = By.OFFICE, period: Period = SEPTEMBER) -> Report:
        """The report on service."""
        with self.store.reading() as reading:
            return read_service(reading, OFFICE, period, by, now=NOW)

    def reasons(self, by: By = By.OFFICE, period: Period = SEPTEMBER) -> Report:
        """The report on reasons."""
        with self.store.reading() as reading:
            return read_reasons(reading, OFFICE, period, by, rules=RatingSettings(), now=NOW)


@pytest.fixture
def office(store: Store) -> Office:
    """An office without a visit."""
    return Office(store)


def levels(*given: int, **visit: Any) -> list[Visit]:
    """One visit for each level."""
    return [Visit(level=level, **visit) for level in given]


def test_no_answer_is_neither_satisfied_nor_in_the_average(office: Office) -> None:
    office.visits(*levels(5, 4, 2, 0, 0, 0))

    total = office.satisfaction()["total"]

    assert (total["served"], total["rated"]) == (6, 3)
    assert total["satisfied"]["numerator"] == 2
    assert total["satisfied"]["denominator"] == 3
    assert total["satisfied"]["rate"] == 0.667
    assert total["response"]["rate"] == 0.5


def test_neutral_is_shown_apart_and_counts_only_where_the_office_says_so(office: Office) -> None:
    office.visits(*levels(5, 3, 3))

    strict = office.satisfaction()["total"]
    mild = office.satisfaction(neutral_is_satisfied=True)

    assert strict["levels"] == {"5": 1, "4": 0, "3": 2, "2": 0, "1": 0}
    assert strict["satisfied"]["numerator"] == 1
    assert mild["total"]["satisfied"]["numerator"] == 3
    assert mild["neutral_is_satisfied"]


def test_the_first_and_the_last_day_belong_to_the_period(office: Office) -> None:
    for day in ("2026-08-31", "2026-09-01", "2026-09-30", "2026-10-01"):
        office.visits(Visit(day=day, level=5))

    by_day = office.satisfaction(By.DAY)

    assert [row["key"] for row in by_day["rows"]] == ["2026-09-01", "2026-09-30"]
    assert by_day["total"]["rated"] == 2


def test_a_visit_late_at_night_belongs_to_the_offices_own_day(office: Office) -> None:
    office.visits(Visit(day="2026-09-30", at="23:30:00", level=5))

    assert office.satisfaction(period=periods.quarter(2026, 3))["total"]["rated"] == 1
    assert office.satisfaction(period=periods.month(2026, 10))["total"]["rated"] == 0


@pytest.mark.parametrize("by", list(By))
def test_the_rows_add_up_to_the_total_however_they_are_grouped(office: Office, by: By) -> None:
    office.visits(*random_visits(20, 40, first=date(2026, 9, 1), seed=3))

    rated = office.satisfaction(by, min_count=1)
    served = office.service(by)

    whole = office.satisfaction()["total"]
    assert rated["total"]["satisfied"] == whole["satisfied"]
    assert sum(row["rated"] for row in rated["rows"]) == whole["rated"]
    assert sum(row["taken"] for row in served["rows"]) == served["total"]["taken"] == 800
    assert sum(row["wait"]["count"] for row in served["rows"]) == served["total"]["served"]


def test_counters_stand_in_the_order_of_their_numbers_and_services_in_the_catalogues(
    office: Office,
) -> None:
    office.visits(Visit(counter=3, service="C"), Visit(counter=1, service="A"), Visit(counter=2, service="B"))  # fmt: skip

    assert [row["key"] for row in office.satisfaction(By.COUNTER)["rows"]] == ["1", "2", "3"]
    assert [row["key"] for row in office.satisfaction(By.SERVICE)["rows"]] == ["A", "B", "C"]


def test_a_row_bears_the_name_that_people_use(office: Office) -> None:
    office.visits(Visit(staff="staff-2", counter=2, service="B"))

    named = {by: office.satisfaction(by)["rows"][0]["names"]["vi"] for by in By}

    assert named == {
        By.COUNTER: "Quầy 2",
        By.STAFF: "Trần Thị Thử",
        By.SERVICE: "Chứng thực",
        By.DAY: "01/09/2026",
        By.OFFICE: "Trung tâm Mẫu",
    }


def test_a_clerk_who_left_keeps_the_figures_under_the_bare_key(office: Office) -> None:
    office.visits(Visit(staff="somebody-gone"), Visit(staff="staff-1"))

    rows = office.satisfaction(By.STAFF)["rows"]

    assert [row["names"]["vi"] for row in rows] == ["Nguyễn Văn Mẫu", "somebody-gone"]


def test_a_clerks_figure_on_too_few_ratings_is_withheld_and_stays_in_the_total(
    office: Office,
) -> None:
    office.visits(*levels(5, 5, 5, 1), *levels(4, 4, 4, 4, 4, staff="staff-2", counter=2))

    report = office.satisfaction(By.STAFF)

    few, enough = report["rows"]
    assert few["satisfied"]["withheld"]
    assert few["satisfied"]["rate"] is None
    assert few["satisfied"]["numerator"] is None
    assert few["levels"] is None
    assert few["rated"] == 4
    assert enough["satisfied"]["rate"] == 1.0
    assert report["total"]["satisfied"]["denominator"] == 9


def test_a_counters_figure_is_never_withheld(office: Office) -> None:
    office.visits(*levels(5))

    assert office.satisfaction(By.COUNTER)["rows"][0]["satisfied"]["rate"] == 1.0


def test_parts_where_nobody_was_served_are_not_in_the_satisfaction_report(office: Office) -> None:
    office.visits(Visit(), Visit(state="cancelled", counter=None, staff=None))

    report = office.satisfaction(By.COUNTER)

    assert [row["key"] for row in report["rows"]] == ["1"]
    assert report["total"]["taken"] == 2


def test_a_period_without_a_visit_has_a_total_and_no_rate(office: Office) -> None:
    report = office.satisfaction(By.COUNTER)

    assert report["rows"] == []
    assert report["total"]["satisfied"]["rate"] is None
    assert report["total"]["served"] == 0
    assert office.service()["total"]["wait"] == {"count": 0, "mean_s": None, "median_s": None, "p90_s": None}  # fmt: skip
    assert office.reasons()["total"]["asked"] == 0


def test_every_ticket_is_in_one_state_of_the_service_report(office: Office) -> None:
    office.visits(
        Visit(),
        Visit(state="missed"),
        Visit(state="expired", was_missed=True),
        Visit(state="expired", counter=None, staff=None),
        Visit(state="cancelled", counter=None, staff=None),
        Visit(state="waiting", counter=None, staff=None),
    )

    total = office.service()["total"]

    counts = {name: total[name] for name in ("taken", "served", "missed", "cancelled", "expired")}
    assert counts == {"taken": 6, "served": 1, "missed": 2, "cancelled": 1, "expired": 1}


def test_tickets_that_no_counter_called_have_a_row_of_their_own(office: Office) -> None:
    office.visits(Visit(), Visit(state="expired", counter=None, staff=None))

    by_counter, by_staff = office.service(By.COUNTER)["rows"], office.service(By.STAFF)["rows"]

    assert [row["names"]["vi"] for row in by_counter] == ["Quầy 1", "Chưa được gọi vào quầy"]
    assert [row["names"]["vi"] for row in by_staff] == ["Nguyễn Văn Mẫu", "Chưa có cán bộ tiếp nhận"]  # fmt: skip


def test_times_are_those_of_served_visits(office: Office) -> None:
    office.visits(
        *(Visit(wait_s=60 * n, walk_s=n, service_s=100 + n) for n in range(1, 11)),
        Visit(state="missed", wait_s=7200),
    )

    total = office.service()["total"]

    assert total["wait"] == {"count": 10, "mean_s": 330, "median_s": 300, "p90_s": 540}
    assert total["walk"] == {"count": 10, "mean_s": 6, "median_s": 5, "p90_s": 9}
    assert total["service"]["mean_s"] == 106


@given(st.lists(st.integers(0, 12), min_size=1, max_size=40))
def test_median_and_p90_are_those_of_the_sorted_list(seconds: list[int]) -> None:
    histogram = {one: seconds.count(one) for one in seconds}

    told = times(histogram)

    assert told.median_s == median_low(seconds)
    assert told.p90_s == sorted(seconds)[-(-9 * len(seconds) // 10) - 1]
    assert told.mean_s == round(sum(seconds) / len(seconds))


def test_no_duration_has_no_times() -> None:
    assert times({}) == Times(0, None, None, None)


def test_reasons_are_counted_over_the_ratings_that_were_asked(office: Office) -> None:
    office.visits(
        Visit(level=1, reasons=["long_wait", "impolite"]),
        Visit(level=3, reasons=["long_wait"]),
        Visit(level=2),
        *levels(5, 4, 0),
    )

    total = office.reasons()["total"]

    first, second = total["reasons"][:2]
    assert total["asked"] == 3
    assert total["chosen"] == 3
    assert (first["code"], first["chosen"], first["share"]["rate"]) == ("long_wait", 2, 0.667)
    assert (second["code"], second["chosen"]) == ("impolite", 1)
    assert len(total["reasons"]) == 13


def test_reasons_about_a_clerk_with_few_ratings_are_only_in_the_total(office: Office) -> None:
    office.visits(
        Visit(level=1, reasons=["impolite"]),
        *levels(5, 5, 5, 5, staff="staff-2", counter=2),
        Visit(level=2, reasons=["other"], staff="staff-2", counter=2),
    )

    report = office.reasons(By.STAFF)

    assert [row["key"] for row in report["rows"]] == ["staff-2"]
    assert report["total"]["asked"] == 2


def test_an_office_that_does_not_exist_has_no_report(office: Office) -> None:
    with office.store.reading() as reading, pytest.raises(NotFoundError):
        read_service(reading, "no-such-office", SEPTEMBER, By.OFFICE, now=NOW)
