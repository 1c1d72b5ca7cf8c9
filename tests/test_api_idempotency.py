"""The same command twice: one change, one answer, whatever the network did."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.house import PRINTER, Caller, House

KEY = "k-0123456789"
WISH = {"service": "A"}


def numbers(house: House) -> list[str]:
    """The labels that were given out."""
    return [row["label"] for row in house.hall.rows("select label from ticket order by number")]


def kept(house: House) -> int:
    """How many answers are kept."""
    return len(house.hall.rows("select 1 from kept_answer"))


@pytest.fixture
def kiosk(house: House) -> Caller:
    return house.caller("kiosk")


def test_a_lost_answer_is_given_again_and_no_second_number(house: House, kiosk: Caller) -> None:
    first = kiosk.post("/tickets", WISH, Idempotency_Key=KEY)
    assert house.print_all() == house.papers() == 1
    house.hall.clock.forward(hours=2)
    again = kiosk.post("/tickets", WISH, Idempotency_Key=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert "Idempotent-Replay" not in first.headers
    assert again.headers["Idempotent-Replay"] == "true"
    assert numbers(house) == ["A001"]
    assert house.print_all() == 0


def test_two_tries_at_once_get_one_number(house: House, kiosk: Caller) -> None:
    def take(_: int) -> Any:
        caller = Caller("kiosk", house.running.app.test_client(), kiosk.headers)
        return caller.done("/tickets", WISH, Idempotency_Key=KEY)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(take, range(8)))

    assert numbers(house) == ["A001"]
    assert all(answer == answers[0] for answer in answers)


def test_two_clerks_doubled_clicks_call_two_people(house: House) -> None:
    for _ in range(4):
        house.hall.take()

    def call(click: int) -> Any:
        counter = 1 + click % 2
        return house.clerk_at(counter).done(
            f"/counters/{counter}/call-next", Idempotency_Key=f"click-of-{counter}"
        )

    with ThreadPoolExecutor(4) as pool:
        labels = {answer["label"] for answer in pool.map(call, range(8))}

    assert labels == {"A001", "A002"}


def test_the_same_key_with_another_body_is_refused(house: House, kiosk: Caller) -> None:
    kiosk.done("/tickets", WISH, Idempotency_Key=KEY)

    answer = kiosk.post("/tickets", {"service": "B"}, Idempotency_Key=KEY)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "key_reused")
    assert numbers(house) == ["A001"]


def test_the_same_key_at_another_address_is_refused(house: House) -> None:
    ticket = house.hall.take()
    clerk = house.clerk_at(1)
    clerk.done("/counters/1/call-next", Idempotency_Key=KEY)

    answer = clerk.post(f"/tickets/{ticket.id}/finish", Idempotency_Key=KEY)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "key_reused")
    assert house.hall.ticket(ticket).state == "called"


def test_anothers_key_is_anothers(house: House, kiosk: Caller) -> None:
    other = house.caller("kiosk")

    labels = [c.done("/tickets", WISH, Idempotency_Key=KEY)["label"] for c in (kiosk, other)]

    assert labels == ["A001", "A002"]


def test_two_tickets_owners_may_use_one_key(house: House) -> None:
    tickets = [house.hall.take(), house.hall.take()]
    phone = house.nobody()

    for ticket in tickets:
        phone.done(f"/tickets/{ticket.id}/cancel", Idempotency_Key=KEY)

    assert [house.hall.ticket(ticket).state for ticket in tickets] == ["cancelled", "cancelled"]


def test_a_refusal_is_not_kept(house: House, kiosk: Caller) -> None:
    manager = house.caller("manager")
    manager.send("PATCH", "/services/A", {"paused": True})
    before = house.hall.rows("select version from office")
    refused = kiosk.post("/tickets", WISH, Idempotency_Key=KEY)

    assert (refused.get_json()["code"], kept(house)) == ("service_paused", 0)
    assert house.hall.rows("select version from office") == before
    manager.send("PATCH", "/services/A", {"paused": False})

    assert kiosk.done("/tickets", WISH, Idempotency_Key=KEY)["label"] == "A001"


def test_nobody_waits_is_an_answer_that_is_kept(house: House) -> None:
    clerk = house.clerk_at(1)

    assert clerk.post("/counters/1/call-next", Idempotency_Key=KEY).status_code == 204
    house.hall.take()
    again = clerk.post("/counters/1/call-next", Idempotency_Key=KEY)

    assert (again.status_code, again.data) == (204, b"")
    assert clerk.done("/counters/1/call-next", Idempotency_Key="another-key")["label"] == "A001"


def test_a_kept_answer_lives_a_day(house: House, kiosk: Caller) -> None:
    kiosk.done("/tickets", WISH, Idempotency_Key=KEY)

    with house.hall.store.maintain() as sql:
        sql.forget_answers(before="2026-11-23T00:59:59.000Z")
    assert kept(house) == 1
    with house.hall.store.maintain() as sql:
        sql.forget_answers(before="2026-11-23T01:00:00.001Z")

    assert kept(house) == 0
    assert kiosk.done("/tickets", WISH, Idempotency_Key=KEY)["label"] == "A002"


def test_without_a_key_each_command_counts(house: House, kiosk: Caller) -> None:
    labels = [kiosk.done("/tickets", WISH)["label"] for _ in range(2)]

    assert labels == ["A001", "A002"]
    assert kept(house) == 0


@pytest.mark.parametrize("key", ["", "seven-7", "x" * 81])
def test_a_key_has_8_to_80_characters(house: House, kiosk: Caller, key: str) -> None:
    answer = kiosk.post("/tickets", WISH, Idempotency_Key=key)

    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == {"Idempotency-Key"}
    assert numbers(house) == []


def test_an_answer_that_was_kept_is_given_although_the_disk_is_full(
    house: House, kiosk: Caller
) -> None:
    first = kiosk.done("/tickets", WISH, Idempotency_Key=KEY)
    house.running.house.has_room = lambda: False

    assert kiosk.done("/tickets", WISH, Idempotency_Key=KEY) == first


def test_a_reprint_twice_with_one_key_prints_once(house: House) -> None:
    kiosk = house.device("kiosk", printer=PRINTER)
    taken = kiosk.done("/tickets", WISH)
    path = f"/tickets/{taken['id']}/reprint"

    copies = {kiosk.done(path, Idempotency_Key=KEY)["id"] for _ in range(3)}

    assert len(copies) == 1
    assert house.print_all() == house.papers() == 2
