"""The day so far, as the manager's first page shows it."""

from typing import Any

import pytest

from config import RatingSettings
from operations.intake_offices import expect_office
from operations.today import read_today
from store.instants import to_text
from tests.hall import Hall
from tests.stores import run


@pytest.fixture
def hall(closed_hall: Hall) -> Hall:
    """A hall with counter 1 open."""
    closed_hall.open(1)
    return closed_hall


def today(hall: Hall) -> dict[str, Any]:
    """The day so far."""
    with hall.store.reading() as reading:
        return read_today(
            reading, hall.id, rules=hall.rules, rating=RatingSettings(), now=hall.clock.now
        )


def test_today_counts_who_waits_and_who_was_served(hall: Hall) -> None:
    hall.take("A")
    hall.clock.forward(minutes=10)
    hall.take("A")
    hall.take("B")
    hall.finish(hall.called())
    hall.clock.forward(minutes=5)

    told = today(hall)

    assert (told["taken"], told["served"], told["waiting"]) == (3, 1, 2)
    assert told["longest_wait_s"] == 300
    first, second = told["services"][:2]
    assert (first["code"], first["served"], first["mean_wait_s"], first["p90_wait_s"]) == ("A", 1, 600, 600)  # fmt: skip
    assert (second["waiting"], second["served"], second["mean_wait_s"]) == (1, 0, None)
    assert told["day"] == "2026-11-23"


def test_today_says_until_when_it_knows_an_office_with_a_machine_of_its_own(hall: Hall) -> None:
    assert today(hall)["own_machine"] is None
    with hall.change() as change:
        expect_office(change)
    assert today(hall)["own_machine"] == {"heard_at": None, "silent": True}
    heard_at = to_text(hall.clock.now)
    with hall.store.maintain() as sql:
        run(sql, "update intake set heard_at = ?", heard_at)

    assert today(hall)["own_machine"] == {"heard_at": heard_at, "silent": False}
    hall.clock.forward(minutes=16)
    assert today(hall)["own_machine"] == {"heard_at": heard_at, "silent": True}


def test_today_shows_each_counter_with_its_clerk_and_ticket(hall: Hall) -> None:
    hall.take()
    ticket = hall.called()

    first, second = today(hall)["counters"][:2]

    assert (first["state"], first["label"], first["ticket_state"]) == (
        "open",
        ticket.label,
        "called",
    )
    assert first["full_name"] == "Cán Bộ Mẫu 1"
    assert first["last_act_at"] == "2026-11-23T01:00:00.000Z"
    assert (second["state"], second["label"], second["last_act_at"]) == ("closed", None, None)


def test_yesterdays_last_act_is_not_todays(hall: Hall) -> None:
    hall.take()
    hall.finish(hall.called())
    hall.clock.forward(days=1)

    told = today(hall)

    assert told["counters"][0]["last_act_at"] is None
    assert told["taken"] == 0
    assert told["longest_wait_s"] is None


def test_today_without_a_rating_has_no_rate(hall: Hall) -> None:
    assert today(hall)["satisfaction"] == {
        "rated": 0, "served": 0, "satisfied": 0, "rate": None, "low": None, "high": None,
        "response_rate": None,
    }  # fmt: skip
