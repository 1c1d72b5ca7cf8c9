"""What the screens are told: the board, the office, the tablet, the ticket's owner."""

from typing import Any

import pytest

from operations.administration_services import change_service
from operations.desks import close_counter, pause_counter
from operations.office_state import office_state
from operations.rating_state import rating_state
from operations.ticket_view import ticket_view
from queueing.tickets import Ticket
from tests.hall import KIOSK, Clock, Hall

AFTERNOONS = {"hours": [{"days": ["mon"], "from": "13:30", "to": "17:00"}]}


def tablet(hall: Hall, number: int = 1) -> tuple[str, str | None]:
    with hall.look() as snapshot:
        state = rating_state(snapshot, number, wait_s=30)
    return state["phase"], state["ticket"]["label"] if state["ticket"] else None


def owner(hall: Hall, ticket: Ticket) -> dict[str, Any]:
    now = hall.ticket(ticket)
    with hall.look() as snapshot:
        return ticket_view(snapshot, now, rating_days=7)


def test_the_tablet_rests_calls_serves_and_invites(hall: Hall) -> None:
    phases = [tablet(hall)]
    ticket = hall.take()
    hall.called()
    phases.append(tablet(hall))
    hall.start(ticket)
    phases.append(tablet(hall))
    hall.finish(ticket)
    phases.append(tablet(hall))

    assert phases == [("rest", None), ("called", "A001"), ("serving", "A001"), ("rate", "A001")]


def test_the_next_call_does_not_take_the_tablet_away_for_half_a_minute(
    hall: Hall, clock: Clock
) -> None:
    hall.take()
    hall.take()
    hall.called()
    hall.call_next(finish=True)
    assert tablet(hall) == ("rate", "A001")

    clock.forward(seconds=31)

    assert tablet(hall) == ("called", "A002")


def test_the_service_of_the_next_one_takes_the_tablet(hall: Hall) -> None:
    hall.take()
    second = hall.take()
    hall.called()
    hall.call_next(finish=True)

    hall.start(second)

    assert tablet(hall) == ("serving", "A002")


def test_an_invitation_that_nobody_answers_ends_after_five_minutes(
    hall: Hall, clock: Clock
) -> None:
    ticket = hall.take()
    hall.called()
    hall.finish(ticket)
    clock.forward(minutes=5, seconds=1)

    assert tablet(hall) == ("rest", None)


def test_the_owner_sees_the_place_and_nothing_of_the_staff(hall: Hall) -> None:
    hall.take()
    mine = hall.take()

    seen = owner(hall, mine)

    assert (seen["people_ahead"], seen["counters"], seen["may_cancel"]) == (1, [1, 2], True)
    assert not {"staff", "full_name", "note", "device"} & seen.keys()


def test_the_owner_may_rate_for_seven_days(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    assert owner(hall, ticket)["may_rate"] is False
    hall.called()
    hall.finish(ticket)
    assert owner(hall, ticket)["may_rate"] is True

    clock.forward(days=7, seconds=1)

    assert owner(hall, ticket)["may_rate"] is False


def test_a_ticket_sent_to_a_counter_names_that_counter(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.transfer(ticket, to=2)

    assert owner(hall, ticket)["counters"] == [2]


def test_the_office_tells_who_is_open_and_how_long_it_takes(hall: Hall) -> None:
    for _ in range(3):
        hall.take()
    with hall.change() as change:
        pause_counter(change, 2, reason=None, now=hall.clock.now)

    with hall.look() as snapshot:
        state = office_state(snapshot)

    land = state["services"][0]
    assert (land["waiting"], land["counters"], land["open_counters"]) == (3, [1, 2], [1])
    assert (land["estimate"]["low_min"], land["estimate"]["high_min"]) == (15, 45)
    assert [counter["state"] for counter in state["counters"]] == ["open", "paused"]


def test_a_service_without_an_open_counter_still_has_an_estimate(hall: Hall) -> None:
    for number in (1, 2):
        with hall.change() as change:
            close_counter(change, number, now=hall.clock.now)

    taken = [hall.take(actor=KIOSK) for _ in range(2)]

    assert taken[1].estimate_high_min == 14


@pytest.mark.parametrize(
    ("change", "state", "opens_at"),
    [
        ({}, "open", None),
        ({"paused": True}, "paused", None),
        ({"daily_cap": 1}, "full", None),
        (AFTERNOONS, "outside_hours", "2026-11-23T06:30:00.000Z"),
    ],
)
def test_a_service_says_why_it_gives_out_no_numbers(
    hall: Hall, change: dict[str, Any], state: str, opens_at: str | None
) -> None:
    hall.take("A")
    with hall.change() as open_change:
        change_service(open_change, "A", change)

    with hall.look() as snapshot:
        told = {service["code"]: service for service in office_state(snapshot)["services"]}

    assert (told["A"]["state"], told["A"]["opens_at"]) == (state, opens_at)
    assert told["B"]["state"] == "open"
