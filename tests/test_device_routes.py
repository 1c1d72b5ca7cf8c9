"""The routes of pairing, devices, printers and calls for help."""

from operations.devices import Place
from operations.pairing import make_link
from tests.house import Caller, House, code_of


def test_a_kiosk_is_paired_by_six_digits(house: House, manager: Caller) -> None:
    kiosk = house.nobody()
    asked = kiosk.send("POST", "/pairings", {"kind": "kiosk"}).get_json()
    assert kiosk.read(f"/pairings/{asked['id']}") == {"state": "waiting", "kind": "kiosk"}

    accepted = manager.send(
        "POST", "/devices", {"code": asked["code"], "name": "Kiosk 1", "printer": "kiosk-1"}
    )

    assert accepted.status_code == 201
    answer = kiosk.read(f"/pairings/{asked['id']}")
    kiosk.headers["Authorization"] = f"Bearer {answer['token']}"
    assert kiosk.read("/me")["role"] == "kiosk"
    assert [d["name"] for d in manager.read("/devices")["devices"]] == ["Kiosk 1"]
    house.hall.clock.forward(minutes=2)
    assert kiosk.read(f"/pairings/{asked['id']}")["state"] == "expired"


def test_a_device_that_was_revoked_while_it_slept_is_told_expired(
    house: House, manager: Caller
) -> None:
    kiosk = house.nobody()
    asked = kiosk.send("POST", "/pairings", {"kind": "kiosk"}).get_json()
    wanted = {"code": asked["code"], "name": "Kiosk 1"}
    device = manager.send("POST", "/devices", wanted).get_json()["id"]

    assert manager.send("DELETE", f"/devices/{device}").status_code == 204

    assert kiosk.read(f"/pairings/{asked['id']}") == {"state": "expired", "kind": "kiosk"}


def test_an_address_that_asks_too_often_must_wait(house: House) -> None:
    for _ in range(20):
        assert house.nobody().send("POST", "/pairings", {"kind": "kiosk"}).status_code == 201

    assert house.nobody().send("POST", "/pairings", {"kind": "kiosk"}).status_code == 429


def test_a_wrong_code_and_an_unknown_printer_are_told(house: House, manager: Caller) -> None:
    wrong = manager.send("POST", "/devices", {"code": "000000", "name": "Kiosk"})
    assert (wrong.status_code, code_of(wrong)) == (404, "code_unknown")

    printer = {"code": "000000", "name": "Kiosk", "printer": "kiosk-9"}
    assert code_of(manager.send("POST", "/devices", printer)) == "printer_unknown"
    assert code_of(manager.send("POST", "/printers/kiosk-9/test", {})) == "printer_unknown"
    assert manager.send("POST", "/printers/kiosk-1/test", {}).get_json()["state"] == "printed"


def test_a_device_is_moved_and_what_is_not_named_stays(house: House, manager: Caller) -> None:
    house.device("rating", 1)
    (device,) = manager.read("/devices")["devices"]

    moved = manager.send("PATCH", f"/devices/{device['id']}", {"counter": 2, "zone": "Tầng 2"})

    assert moved.get_json()["counter"] == 2
    assert moved.get_json()["zone"] == "Tầng 2"
    assert moved.get_json()["name"] == device["name"]
    lost = manager.send("PATCH", f"/devices/{device['id']}", {"counter": None})
    assert lost.get_json()["fields"] == {"counter": "Cần điền mục này."}


def test_a_link_lets_a_screen_in_once_and_survives_a_lost_answer(house: House) -> None:

    with house.hall.change() as change:
        key = make_link(change, "display", Place("Sảnh"), now=house.hall.clock.now)
    screen = house.nobody()

    screen.send("POST", "/pairings/claim", {"key": key}, Idempotency_Key="request-1")
    again = screen.send("POST", "/pairings/claim", {"key": key}, Idempotency_Key="request-1")

    assert (again.status_code, again.get_json()["url"]) == (201, "/display")
    screen.headers["Authorization"] = f"Bearer {again.get_json()['token']}"
    assert screen.read("/me")["name"] == "Sảnh"
    assert code_of(screen.send("POST", "/pairings/claim", {"key": key})) == "code_unknown"


def test_a_citizen_asks_for_help_and_a_clerk_comes(house: House, manager: Caller) -> None:
    kiosk = house.device("kiosk")

    assert kiosk.send("POST", "/help", {}).status_code == 201

    (device,) = manager.read("/devices")["devices"]
    assert device["help_at"] == "2026-11-23T01:00:00.000Z"
    done = house.person("clerk").send("POST", f"/help/{device['id']}/done", {})
    assert done.status_code == 200
    assert manager.read("/devices")["devices"][0]["help_at"] is None
    assert house.device("display").send("POST", "/help", {}).status_code == 403
