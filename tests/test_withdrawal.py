"""A citizen leaves before the kiosk's answer comes: what becomes of the number that was perhaps given."""

from typing import Any

import pytest

from tests.house import PRINTER, Caller, House

KEY = "wish-0123456789"
WISH = {"service": "A"}


@pytest.fixture
def kiosk(house: House) -> Caller:
    return house.caller("kiosk")


def take(kiosk: Caller) -> Any:
    """Ask for a number with the key of the wish."""
    return kiosk.done("/tickets", WISH, Idempotency_Key=KEY)


def withdraw(kiosk: Caller) -> tuple[str, str | None]:
    """Say that nobody waits for it any more."""
    answer = kiosk.done("/tickets/withdraw", {"key": KEY})
    return answer["outcome"], answer["label"]


def state(house: House) -> str:
    """The state of the only ticket."""
    [row] = house.hall.rows("select state from ticket")
    return str(row["state"])


def start_printing(house: House) -> None:
    """The printer has begun with the only job."""
    with house.hall.change() as change:
        [job] = change.sql.queued_prints(printer=PRINTER)
        change.sql.start_print(id=job["id"])


def test_a_number_without_paper_leaves_the_line_and_is_not_printed(
    house: House, kiosk: Caller
) -> None:
    take(kiosk)

    assert withdraw(kiosk) == ("cancelled", "A001")

    assert state(house) == "cancelled"
    assert house.print_all() == house.papers() == 0


def test_a_number_on_paper_stays_in_line_because_somebody_may_hold_it(
    house: House, kiosk: Caller
) -> None:
    take(kiosk)
    house.print_all()

    assert withdraw(kiosk) == ("kept", "A001")
    assert state(house) == "waiting"


def test_while_paper_is_on_its_way_nothing_is_decided(house: House, kiosk: Caller) -> None:
    take(kiosk)
    start_printing(house)

    assert withdraw(kiosk) == ("printing", "A001")
    assert state(house) == "waiting"


def test_paper_that_may_have_come_out_counts_as_held(house: House, kiosk: Caller) -> None:
    take(kiosk)
    start_printing(house)
    house.running.press.settle_interrupted()

    assert withdraw(kiosk) == ("kept", "A001")


def test_a_number_whose_paper_failed_leaves_the_line(house: House, kiosk: Caller) -> None:
    take(kiosk)
    house.hall.clock.forward(minutes=3)
    house.print_all()

    assert withdraw(kiosk) == ("cancelled", "A001")


def test_a_wish_that_comes_after_its_withdrawal_gives_no_number(
    house: House, kiosk: Caller
) -> None:
    assert withdraw(kiosk) == ("none", None)

    late = kiosk.post("/tickets", WISH, Idempotency_Key=KEY)

    assert (late.status_code, late.get_json()["code"]) == (422, "key_reused")
    assert house.hall.rows("select 1 from ticket") == []


def test_a_number_that_was_called_already_stays_with_its_counter(
    house: House, kiosk: Caller
) -> None:
    take(kiosk)
    house.hall.called()

    assert withdraw(kiosk) == ("kept", "A001")
    assert state(house) == "called"


def test_a_withdrawal_whose_answer_was_lost_may_come_again(house: House, kiosk: Caller) -> None:
    take(kiosk)

    assert withdraw(kiosk) == withdraw(kiosk) == ("cancelled", "A001")


def test_another_kiosk_cannot_withdraw_the_wish(house: House, kiosk: Caller) -> None:
    take(kiosk)

    assert withdraw(house.caller("kiosk")) == ("none", None)
    assert state(house) == "waiting"


def test_only_a_ticket_that_this_kiosk_gave_is_withdrawn(house: House, kiosk: Caller) -> None:
    missed = house.hall.take()
    house.hall.called()
    house.hall.no_show(missed)
    kiosk.done(f"/tickets/{missed.id}/bring-back", Idempotency_Key=KEY)

    answer = kiosk.post("/tickets/withdraw", {"key": KEY})

    assert answer.get_json()["code"] == "forbidden"
    assert state(house) == "waiting"


def test_a_key_that_gave_no_ticket_is_not_taken_for_one(kiosk: Caller) -> None:
    kiosk.done("/help", Idempotency_Key=KEY)

    assert kiosk.post("/tickets/withdraw", {"key": KEY}).get_json()["code"] == "unknown_ticket"


@pytest.mark.parametrize("body", [{}, {"key": ""}, {"key": 7}, {"key": "k" * 81}])
def test_a_withdrawal_names_its_key(kiosk: Caller, body: dict[str, Any]) -> None:
    assert kiosk.post("/tickets/withdraw", body).get_json()["fields"].keys() == {"key"}
