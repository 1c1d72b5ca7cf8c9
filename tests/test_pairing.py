"""Pairing: six digits that a manager accepts, and links that work once."""

import re
from typing import Any

import pytest

from operations.devices import (
    Place,
    revoke_device,
)
from operations.errors import InvalidError, NotFoundError, TooManyError
from operations.pairing import (
    UnknownCodeError,
    accept_pairing,
    claim_link,
    forget_pairings,
    hand_out_token,
    make_link,
    pairing_state,
    start_pairing,
    waiting_kind,
)
from tests.hall import Hall
from tests.hall_devices import KIOSK, TABLET, devices, holder


def ask(hall: Hall, kind: str = "kiosk", address: str = "10.0.0.9") -> dict[str, str]:
    with hall.store.maintain() as sql:
        return start_pairing(sql, kind, address=address, now=hall.clock.now)


def accept(hall: Hall, code: str, place: Place = KIOSK) -> dict[str, Any]:
    with hall.change() as change:
        return accept_pairing(change, code, place, now=hall.clock.now)


def poll(hall: Hall, pairing: dict[str, str]) -> tuple[str, str | None]:
    """What a device that polls learns: the state, and its token."""
    with hall.store.maintain() as sql:
        state = pairing_state(sql, pairing["id"], now=hall.clock.now)["state"]
        return state, hand_out_token(sql, pairing["id"], now=hall.clock.now)


def link(hall: Hall, kind: str = "display", place: Place = Place("Sảnh")) -> str:  # noqa: B008
    with hall.change() as change:
        return make_link(change, kind, place, now=hall.clock.now)


def claim(hall: Hall, key: str, request: str = "") -> dict[str, str]:
    with hall.store.maintain() as sql:
        return claim_link(sql, key, request=request, now=hall.clock.now)


def test_a_manager_sees_what_shows_a_code_before_letting_it_in(hall: Hall) -> None:
    tablet, display = ask(hall, "rating"), ask(hall, "display")

    def look(code: str, asker: str = "staff:1") -> str:
        return waiting_kind(hall.store, code, asker=asker, now=hall.clock.now)

    assert look(tablet["code"]) == "rating"
    assert look(display["code"][:3] + " " + display["code"][3:]) == "display"
    accept(hall, display["code"])
    with pytest.raises(UnknownCodeError):
        look(display["code"])
    hall.clock.forward(minutes=10)
    with pytest.raises(UnknownCodeError):
        look(tablet["code"])


def test_codes_are_not_found_out_by_trying(hall: Hall) -> None:
    shown = ask(hall)["code"]
    wrong = "000000" if shown != "000000" else "000001"

    def look(code: str, asker: str = "staff:1") -> str:
        return waiting_kind(hall.store, code, asker=asker, now=hall.clock.now)

    for _ in range(20):
        assert look(shown) == "kiosk"  # what is right is no guess
        with pytest.raises(UnknownCodeError):
            look(wrong)
    with pytest.raises(TooManyError):
        look(shown)
    assert look(shown, asker="staff:2") == "kiosk"
    hall.clock.forward(minutes=15)
    shown = ask(hall)["code"]
    assert look(shown) == "kiosk"


def test_six_digits_let_a_device_in(hall: Hall) -> None:
    pairing = ask(hall)
    assert re.fullmatch(r"\d{6}", pairing["code"])
    assert poll(hall, pairing) == ("waiting", None)

    device = accept(hall, pairing["code"][:3] + " " + pairing["code"][3:])

    assert not device["paired"]
    state, token = poll(hall, pairing)
    assert state == "accepted"
    assert holder(hall, token)["id"] == device["id"]


def test_a_lost_answer_can_be_asked_for_again_for_a_minute(hall: Hall) -> None:
    pairing = ask(hall)
    accept(hall, pairing["code"])
    _, lost = poll(hall, pairing)
    hall.clock.forward(seconds=59)

    _, token = poll(hall, pairing)

    assert holder(hall, lost) is None
    assert holder(hall, token)
    hall.clock.forward(seconds=1)
    assert poll(hall, pairing) == ("expired", None)
    assert holder(hall, token)


def test_a_code_lasts_ten_minutes(hall: Hall) -> None:
    pairing = ask(hall)
    hall.clock.forward(minutes=10)

    with pytest.raises(UnknownCodeError):
        accept(hall, pairing["code"])

    assert poll(hall, pairing) == ("expired", None)


def test_a_code_is_accepted_once(hall: Hall) -> None:
    pairing = ask(hall)
    accept(hall, pairing["code"])

    with pytest.raises(UnknownCodeError):
        accept(hall, pairing["code"])


def test_a_device_that_was_revoked_before_it_came_gets_nothing(hall: Hall) -> None:
    pairing = ask(hall)
    device = accept(hall, pairing["code"])
    with hall.change() as change:
        revoke_device(change, device["id"], now=hall.clock.now)

    assert poll(hall, pairing)[1] is None


def test_a_refused_acceptance_leaves_the_device_waiting(hall: Hall) -> None:
    pairing = ask(hall, "rating")

    with pytest.raises(InvalidError):
        accept(hall, pairing["code"], Place("Máy tính bảng"))

    assert poll(hall, pairing) == ("waiting", None)
    assert accept(hall, pairing["code"], TABLET)["counter"] == 1


def test_waiting_devices_never_show_the_same_code(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([7, 7, 8])
    monkeypatch.setattr("operations.pairing.randbelow", lambda _: next(drawn))

    assert [ask(hall)["code"], ask(hall)["code"]] == ["000007", "000008"]


def test_one_address_may_not_fill_the_hall_with_codes(hall: Hall) -> None:
    for _ in range(20):
        ask(hall)
    hall.clock.forward(minutes=4)

    with pytest.raises(TooManyError) as refused:
        ask(hall)

    assert refused.value.facts == {"retry_after_s": 360}
    assert ask(hall, address="10.0.0.10")
    hall.clock.forward(minutes=6)
    assert ask(hall)


def test_a_manager_token_cannot_be_asked_for(hall: Hall) -> None:
    with pytest.raises(InvalidError):
        ask(hall, "manager")


def test_an_unknown_pairing_is_not_found(hall: Hall) -> None:
    with pytest.raises(NotFoundError):
        poll(hall, {"id": "nowhere"})


def test_a_link_works_once(hall: Hall) -> None:
    key = link(hall)

    claimed = claim(hall, key)

    assert claimed["kind"] == "display"
    assert holder(hall, claimed["token"])["name"] == "Sảnh"
    with pytest.raises(UnknownCodeError):
        claim(hall, key)
    assert key not in str(hall.rows("select * from pairing"))


def test_the_same_request_may_claim_again_for_a_minute(hall: Hall) -> None:
    key = link(hall)
    lost = claim(hall, key, request="request-1")["token"]

    token = claim(hall, key, request="request-1")["token"]

    assert holder(hall, lost) is None
    assert holder(hall, token)
    with pytest.raises(UnknownCodeError):
        claim(hall, key, request="request-2")
    hall.clock.forward(seconds=60)
    with pytest.raises(UnknownCodeError):
        claim(hall, key, request="request-1")


def test_a_link_lasts_a_week(hall: Hall) -> None:
    key = link(hall)
    hall.clock.forward(days=7)

    with pytest.raises(UnknownCodeError):
        claim(hall, key)


def test_a_link_of_a_revoked_device_opens_nothing(hall: Hall) -> None:
    key = link(hall)
    (device,) = devices(hall)
    with hall.change() as change:
        revoke_device(change, device["id"], now=hall.clock.now)

    with pytest.raises(UnknownCodeError):
        claim(hall, key)


def test_old_pairings_are_forgotten_and_links_are_not(hall: Hall) -> None:
    ask(hall)
    key = link(hall)
    hall.clock.forward(hours=2)

    with hall.store.maintain() as sql:
        forget_pairings(sql, now=hall.clock.now)

    assert len(hall.rows("select * from pairing")) == 1
    assert claim(hall, key)
