"""Citizens rate: once, from their own side, and their words are kept tidy."""

from datetime import UTC, datetime
from typing import Any

import pytest
from werkzeug.test import TestResponse

from config import RatingSettings
from operations.errors import ForbiddenError, InvalidError, UnknownTicketError
from operations.ratings import Opinion, Rater, clean, rating_form
from queueing.tickets import Ticket
from satisfaction.errors import AlreadyRatedError, NotServedError, TooLateError
from tests.hall import Hall
from tests.house import Caller, House

TABLET = Rater("tablet", "vi", device="tablet-1", counter=1)


def served(hall: Hall) -> Ticket:
    """Somebody who was served at counter 1."""
    hall.take()
    return hall.finish(hall.called())


def send(who: Caller, ticket: str, **said: Any) -> TestResponse:
    """Send a rating as this caller."""
    return who.post(f"/tickets/{ticket}/rating", said)


def test_a_rating_keeps_where_and_by_whom_the_citizen_was_served(hall: Hall) -> None:
    ticket = served(hall)

    hall.rate(ticket, 2, reasons=["other", "long_wait"], comment=" Chờ lâu. ", shown_ms=4200, rater=TABLET)  # fmt: skip

    (row,) = hall.rows("select * from rating")
    assert (row["service"], row["counter"], row["staff"]) == ("A", 1, "clerk-1")
    assert (row["level"], row["reasons"], row["comment"]) == (
        2,
        '["long_wait", "other"]',
        "Chờ lâu.",
    )
    assert (row["channel"], row["device"], row["shown_ms"]) == ("tablet", "tablet-1", 4200)
    assert row["day"] == ticket.day


def test_a_rating_given_days_later_counts_for_the_day_of_the_visit(hall: Hall) -> None:
    ticket = served(hall)
    hall.clock.forward(days=3)

    row = hall.rate(ticket)

    assert row["day"] == ticket.day
    assert row["rated_at"] == "2026-11-26T01:00:00.000Z"


def test_one_rating_per_ticket(hall: Hall) -> None:
    ticket = served(hall)
    hall.rate(ticket, 1)

    with pytest.raises(AlreadyRatedError):
        hall.rate(ticket, 5)

    assert [row["level"] for row in hall.rows("select level from rating")] == [1]


def test_nobody_at_the_counter_sees_an_event_of_the_rating(hall: Hall) -> None:
    ticket = served(hall)
    before = hall.rows("select count(*) as events from ticket_event")

    hall.rate(ticket)

    assert hall.rows("select count(*) as events from ticket_event") == before


def test_who_still_waits_cannot_rate(hall: Hall) -> None:
    with pytest.raises(NotServedError):
        hall.rate(hall.take())


def test_after_seven_days_it_is_too_late(hall: Hall) -> None:
    ticket = served(hall)
    hall.clock.forward(days=7, milliseconds=1)

    with pytest.raises(TooLateError):
        hall.rate(ticket)


def test_an_unknown_ticket_is_not_rated(hall: Hall) -> None:
    with pytest.raises(UnknownTicketError):
        hall.rate("no-such-ticket")


def test_the_tablet_of_another_counter_may_not_rate(hall: Hall) -> None:
    ticket = served(hall)

    with pytest.raises(ForbiddenError):
        hall.rate(ticket, rater=Rater("tablet", "vi", device="tablet-2", counter=2))


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_level_that_is_none_is_refused(level: int) -> None:
    with pytest.raises(InvalidError) as refused:
        clean(Opinion(level))

    assert refused.value.facts["fields"] == {"level": "range"}


def test_everything_wrong_with_an_opinion_is_told_at_once() -> None:
    with pytest.raises(InvalidError) as refused:
        clean(Opinion(9, ["too_red"], None, -1))

    assert set(refused.value.facts["fields"]) == {"level", "reasons", "shown_ms"}  # type: ignore[call-overload]


def test_reasons_are_kept_once_each_in_the_order_of_the_form() -> None:
    kept = clean(Opinion(1, ["other", "long_wait", "other"]))

    assert kept.reasons == ["long_wait", "other"]


def test_reasons_of_somebody_who_became_satisfied_are_left_out() -> None:
    assert clean(Opinion(4, ["long_wait"])).reasons == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Tốt  ", "Tốt"),
        ("", None),
        (None, None),
        ("\u0000\u0007", None),
        ("dòng 1\ndòng 2", "dòng 1\ndòng 2"),
        ("Cảm ơn", "Cảm ơn"),
        ("a" * 600, "a" * 500),
        ("a" * 499 + " b", "a" * 499),
    ],
)
def test_a_comment_is_kept_tidy_and_short(written: str | None, kept: str | None) -> None:
    assert clean(Opinion(3, comment=written)).comment == kept


def test_the_form_pre_selects_nothing_and_begins_with_the_best() -> None:
    form = rating_form(RatingSettings(wait_s=45))

    assert [level["level"] for level in form["levels"]] == [5, 4, 3, 2, 1]
    assert set(form) == {"levels", "reasons", "ask_reasons_up_to", "wait_s", "comment_max"}
    assert form["wait_s"] == 45


def test_a_citizen_rates_on_the_tickets_own_page(house: House) -> None:
    ticket = served(house.hall)

    answer = send(house.nobody(), ticket.id, level=5, shown_ms=3000)

    assert answer.status_code == 201
    assert answer.get_json() == {"level": 5, "rated_at": "2026-11-23T01:00:00.000Z"}
    assert house.hall.rows("select channel from rating") == [{"channel": "phone"}]


def test_a_citizen_rates_on_the_tablet_of_the_counter(house: House) -> None:
    ticket = served(house.hall)

    answer = send(house.device("rating", 1), ticket.id, level=1, reasons=["impolite"])

    assert answer.status_code == 201
    assert house.hall.rows("select channel, counter from rating") == [
        {"channel": "tablet", "counter": 1}
    ]


def test_the_tablet_of_another_counter_is_refused(house: House) -> None:
    ticket = served(house.hall)

    assert send(house.device("rating", 2), ticket.id, level=5).status_code == 403


@pytest.mark.parametrize("role", ["clerk", "manager", "administrator", "auditor"])
def test_no_member_of_staff_rates(house: House, role: str) -> None:
    ticket = served(house.hall)

    answer = send(house.person(role), ticket.id, level=5)

    assert answer.status_code == 403
    assert house.hall.rows("select * from rating") == []


@pytest.mark.parametrize("kind", ["kiosk", "display", "counter"])
def test_no_other_device_rates(house: House, kind: str) -> None:
    ticket = served(house.hall)
    counter = 1 if kind == "counter" else None

    assert send(house.device(kind, counter), ticket.id, level=5).status_code == 403


def test_a_second_rating_and_a_late_one_have_their_codes(house: House) -> None:
    ticket, late = served(house.hall), served(house.hall)
    waiting = house.hall.take()
    send(house.nobody(), ticket.id, level=5)

    again = send(house.nobody(), ticket.id, level=1)
    early = send(house.nobody(), waiting.id, level=5)
    house.hall.clock.forward(days=8)
    too_late = send(house.nobody(), late.id, level=5)

    assert (again.status_code, again.get_json()["code"]) == (409, "already_rated")
    assert (early.status_code, early.get_json()["code"]) == (409, "not_served")
    assert (too_late.status_code, too_late.get_json()["code"]) == (410, "too_late")


def test_the_same_key_gives_the_same_answer(house: House) -> None:
    ticket = served(house.hall)
    key = {"Idempotency_Key": "key-of-this-rating"}

    first = house.nobody().post(f"/tickets/{ticket.id}/rating", {"level": 5}, **key)
    again = house.nobody().post(f"/tickets/{ticket.id}/rating", {"level": 5}, **key)

    assert again.status_code == 201
    assert again.get_json() == first.get_json()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "level"),
        ({"level": 6}, "level"),
        ({"level": True}, "level"),
        ({"level": 1, "reasons": ["nothing"]}, "reasons"),
        ({"level": 1, "reasons": "other"}, "reasons"),
        ({"level": 1, "comment": "a" * 5001}, "comment"),
        ({"level": 1, "shown_ms": -1}, "shown_ms"),
    ],
)
def test_a_wrong_rating_says_what_is_wrong(house: House, said: dict[str, Any], field: str) -> None:
    answer = send(house.nobody(), served(house.hall).id, **said)

    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == [field]


def test_a_ticket_that_is_none_is_not_found(house: House) -> None:
    assert send(house.nobody(), "no-such-ticket", level=5).status_code == 404


def test_the_form_is_open_to_every_ticket_page(house: House) -> None:
    answer = house.nobody().get("/rating-form")

    assert answer.status_code == 200
    assert len(answer.get_json()["reasons"]) == 13


def test_the_rating_is_dated_by_the_clock_of_the_house(house: House) -> None:
    house.hall.clock.now = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    house.hall.open(1)
    ticket = served(house.hall)

    answer = send(house.nobody(), ticket.id, level=4)

    assert answer.get_json()["rated_at"] == "2026-11-24T02:30:00.000Z"
