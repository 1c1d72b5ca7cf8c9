"""Opening hours: spans, closed and special days, and when it opens again."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from queueing.hours import Hours, Opening, Span, opening

ZONE = "Asia/Ho_Chi_Minh"
MORNING = Span(time(7, 30), time(11, 30))
AFTERNOON = Span(time(13, 0), time(16, 30))
WEEKDAYS = {day: [MORNING, AFTERNOON] for day in range(5)}


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE))


def at(hours: Hours, now: datetime) -> Opening:
    return opening(hours, timezone=ZONE, now=now)


def test_without_hours_it_is_always_open() -> None:
    assert at(Hours(), local(22, 3)).is_open


def test_a_span_holds_its_first_minute_and_not_its_last() -> None:
    hours = Hours(week=WEEKDAYS)

    assert [at(hours, local(23, 7, 29)).is_open, at(hours, local(23, 7, 30)).is_open] == [0, 1]
    assert [at(hours, local(23, 11, 29)).is_open, at(hours, local(23, 11, 30)).is_open] == [1, 0]


def test_at_noon_it_opens_again_the_same_day() -> None:
    closed = at(Hours(week=WEEKDAYS), local(23, 12))

    assert closed == Opening(False, "outside_hours", local(23, 13))


def test_on_friday_evening_it_opens_again_on_monday() -> None:
    assert at(Hours(week=WEEKDAYS), local(27, 17)).opens_at == datetime(
        2026, 11, 30, 7, 30, tzinfo=ZoneInfo(ZONE)
    )


def test_a_closed_day_says_so() -> None:
    hours = Hours(week=WEEKDAYS, closed=frozenset({date(2026, 11, 23)}))

    assert at(hours, local(23, 9)) == Opening(False, "closed_day", local(24, 7, 30))


def test_a_special_day_wins_over_the_week_and_over_a_closed_day() -> None:
    saturday = date(2026, 11, 28)
    hours = Hours(week=WEEKDAYS, closed=frozenset({saturday}), special={saturday: [MORNING]})

    assert at(hours, local(28, 8)).is_open
    assert at(hours, local(28, 12)).reason == "outside_hours"


def test_a_service_that_never_opens_promises_nothing() -> None:
    assert at(Hours(week={}), local(23, 9)) == Opening(False, "outside_hours", None)


def test_a_span_until_midnight_is_open_at_23_59() -> None:
    assert at(Hours(week={0: [Span(time(18, 0), time(0, 0))]}), local(23, 23, 59)).is_open


@given(st.integers(0, 700 * 24 * 60))
def test_when_it_is_promised_to_open_it_opens(minutes: int) -> None:
    hours = Hours(week=WEEKDAYS, closed=frozenset({date(2026, 9, 2)}))
    now = local(1, 0) + timedelta(minutes=minutes)

    found = at(hours, now)

    if not found.is_open:
        assert found.opens_at is not None
        assert found.opens_at > now
        assert at(hours, found.opens_at).is_open
