"""Rates with their intervals, the right to rate, and the names of periods."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satisfaction import periods
from satisfaction.errors import NotServedError, SatisfactionError, TooLateError
from satisfaction.levels import LEVEL_NAMES, REASON_CODES, REASONS, Level, is_satisfied
from satisfaction.rates import Rate, rate, rounded_share, satisfaction, wilson, withheld
from satisfaction.ratings import may_rate, rate_until

NOON = datetime(2026, 9, 1, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_is_the_published_one(
    numerator: int, denominator: int, low: float, high: float
) -> None:
    """Source: R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert list(wilson(numerator, denominator)) == pytest.approx([low, high], abs=5e-5)


def test_rates_are_those_that_the_browser_is_held_to() -> None:
    """The province's screen adds up and reckons by itself: tests/js holds it to the same list."""
    known = json.loads((Path(__file__).parent / "rates.json").read_text("utf-8"))

    told = [rate(numerator, denominator) for numerator, denominator, *_ in known]

    assert [[one.numerator, one.denominator, one.value, one.low, one.high] for one in told] == known


@st.composite
def shares(draw: st.DrawFn, most: int = 300_000) -> tuple[int, int]:
    denominator = draw(st.integers(1, most))
    return draw(st.integers(0, denominator)), denominator


@given(shares())
def test_the_interval_holds_the_share_and_stays_inside_0_and_1(share: tuple[int, int]) -> None:
    numerator, denominator = share

    low, high = wilson(numerator, denominator)

    assert 0 <= low <= numerator / denominator <= high <= 1
    assert low < high


@given(shares(most=5_000), st.integers(2, 20))
def test_more_ratings_of_the_same_kind_narrow_the_interval(
    share: tuple[int, int], times: int
) -> None:
    few = wilson(*share)
    many = wilson(share[0] * times, share[1] * times)

    assert many[1] - many[0] < few[1] - few[0]


@given(shares())
def test_the_interval_is_the_same_seen_from_the_dissatisfied(share: tuple[int, int]) -> None:
    numerator, denominator = share

    low, high = wilson(numerator, denominator)
    other_low, other_high = wilson(denominator - numerator, denominator)

    assert low == pytest.approx(1 - other_high, abs=1e-9)
    assert high == pytest.approx(1 - other_low, abs=1e-9)


@given(shares())
def test_no_shown_figure_claims_more_than_was_measured(share: tuple[int, int]) -> None:
    numerator, denominator = share
    low, high = wilson(numerator, denominator)

    told = rate(numerator, denominator)

    assert told.value is not None
    assert told.low is not None
    assert told.high is not None
    assert told.low <= low
    assert told.high >= high
    assert told.low <= told.value <= told.high
    assert (told.value == 1) == (numerator == denominator)
    assert abs(told.value - numerator / denominator) <= 0.001


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_share_has_no_interval(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(numerator, denominator)


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (260_855, 262_930, 0.992),
        (9_996, 10_000, 0.999),
        (99_999, 100_000, 0.999),
        (1, 1, 1.0),
        (0, 7, 0.0),
        (9_985, 10_000, 0.998),
        (9_975, 10_000, 0.998),
    ],
)
def test_a_rate_is_never_rounded_up_to_a_hundred_percent(
    numerator: int, denominator: int, shown: float
) -> None:
    assert rounded_share(numerator, denominator) == shown


def test_nothing_rated_has_no_rate() -> None:
    assert rate(0, 0) == Rate(0, 0, None, None, None)


def test_no_answer_is_outside_the_rate_and_inside_the_response_rate() -> None:
    figures = satisfaction(10, {Level.SATISFIED: 2, Level.VERY_DISSATISFIED: 2})

    assert (figures.satisfied.numerator, figures.satisfied.denominator) == (2, 4)
    assert figures.satisfied.value == 0.5
    assert (figures.response.numerator, figures.response.denominator) == (4, 10)


def test_neutral_counts_as_satisfied_only_where_the_office_says_so() -> None:
    levels = {Level.NEUTRAL: 3, Level.VERY_SATISFIED: 1}

    strict = satisfaction(4, levels)
    mild = satisfaction(4, levels, neutral_is_satisfied=True)

    assert strict.satisfied.numerator == 1
    assert mild.satisfied.numerator == 4
    assert not is_satisfied(Level.DISSATISFIED, neutral_is_satisfied=True)


def test_a_figure_on_too_few_ratings_is_withheld_and_not_zero() -> None:
    figures = satisfaction(9, {Level.SATISFIED: 4}, min_count=5)

    assert figures.satisfied == withheld(4)
    assert figures.satisfied.is_withheld
    assert figures.satisfied.value is None
    assert figures.levels is None
    assert figures.rated == 4


def test_the_fewest_ratings_that_are_told_are_told() -> None:
    figures = satisfaction(9, {Level.SATISFIED: 5}, min_count=5)

    assert figures.satisfied.value == 1.0
    assert figures.levels is not None
    assert list(figures.levels) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("state", ["waiting", "called", "serving", "parked", "missed", "cancelled"])
def test_only_a_finished_transaction_is_rated(state: str) -> None:
    with pytest.raises(NotServedError):
        may_rate(state, NOON, now=NOON, valid_days=7)


def test_a_served_ticket_without_its_instant_is_not_rated() -> None:
    with pytest.raises(NotServedError):
        may_rate("served", None, now=NOON, valid_days=7)


def test_a_ticket_is_rated_until_the_last_instant_of_its_time() -> None:
    last = rate_until(NOON, valid_days=7)

    assert last == NOON + timedelta(days=7)
    may_rate("served", NOON, now=last, valid_days=7)
    with pytest.raises(TooLateError) as refused:
        may_rate("served", NOON, now=last + timedelta(milliseconds=1), valid_days=7)
    assert refused.value.facts == {"days": 7}


def test_errors_have_codes_of_their_own() -> None:
    assert {kind.code for kind in SatisfactionError.__subclasses__()} == {
        "not_served",
        "already_rated",
        "too_late",
    }
    assert str(TooLateError(days=7)) == "too_late {'days': 7}"
    assert str(NotServedError()) == "not_served"


def test_every_level_and_reason_has_both_languages() -> None:
    texts = [*LEVEL_NAMES.values(), *(reason.names for reason in REASONS)]

    assert list(LEVEL_NAMES) == [5, 4, 3, 2, 1]
    assert all(names["vi"] and names["en"] for names in texts)
    assert len(REASON_CODES) == len(REASONS) == 13


@pytest.mark.parametrize(
    ("period", "first", "last", "vi", "en"),
    [
        (periods.day(date(2026, 9, 1)), "2026-09-01", "2026-09-01", "Ngày 01/09/2026", "1 September 2026"),
        (periods.month(2024, 2), "2024-02-01", "2024-02-29", "Tháng 02/2024", "February 2024"),
        (periods.quarter(2026, 1), "2026-01-01", "2026-03-31", "Quý I/2026", "First quarter of 2026"),
        (periods.quarter(2026, 3), "2026-07-01", "2026-09-30", "Quý III/2026", "Third quarter of 2026"),
        (periods.six_months(2026), "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026", "First six months of 2026"),
        (periods.months(2026, 7, 12), "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026", "Last six months of 2026"),
        (periods.nine_months(2026), "2026-01-01", "2026-09-30", "9 tháng đầu năm 2026", "First nine months of 2026"),
        (periods.whole_year(2026), "2026-01-01", "2026-12-31", "Năm 2026", "The year 2026"),
        (periods.months(2026, 2, 4), "2026-02-01", "2026-04-30", "Từ ngày 01/02/2026 đến ngày 30/04/2026", "1 February 2026 to 30 April 2026"),
        (periods.Period(date(2025, 12, 1), date(2026, 1, 31)), "2025-12-01", "2026-01-31", "Từ ngày 01/12/2025 đến ngày 31/01/2026", "1 December 2025 to 31 January 2026"),
    ],
)  # fmt: skip
def test_a_period_has_its_days_and_its_name(
    period: periods.Period, first: str, last: str, vi: str, en: str
) -> None:
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert periods.title(period, "vi") == vi
    assert periods.title(period, "en") == en


def test_the_last_day_of_a_period_belongs_to_it() -> None:
    assert periods.quarter(2026, 3).days == 92


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="is before"):
        periods.Period(date(2026, 9, 2), date(2026, 9, 1))
