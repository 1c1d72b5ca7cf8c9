"""Who holds a socket: it is closed soon after its proof has ended, and for nobody else."""

import pytest
from flask_socketio.test_client import SocketIOTestClient

from operations.upkeep import keep_up
from tests.house import PASSWORD, Caller, House

OFFICE = {"what": "office"}


def watching(house: House, who: Caller, wanted: object = OFFICE) -> SocketIOTestClient:
    """A socket of this caller that was shown what it asked for."""
    socket = house.socket(who)
    assert socket.emit("watch", wanted, callback=True) == {"ok": True}
    return socket


def keep_round(house: House) -> None:
    """The upkeep notes who is in sight."""
    seen = house.running.house.live.seen_devices()
    keep_up(house.hall.store, seen=seen, now=house.hall.clock.now)


def is_open_after_the_next_round(house: House, socket: SocketIOTestClient) -> bool:
    house.running.lines.close_ended()
    return bool(socket.is_connected())


def test_a_device_that_stays_keeps_its_socket(house: House) -> None:
    socket = watching(house, house.caller("kiosk"))

    assert is_open_after_the_next_round(house, socket)


def health(house: House, device: str | None) -> tuple[bool, str | None]:
    """Whether the manager's list calls this device online, and where it is."""
    devices = house.caller("manager").get("/devices").get_json()["devices"]
    (one,) = (one for one in devices if one["id"] == device)
    return one["online"], one["address"]


def test_a_screen_is_online_from_the_moment_its_socket_opens(house: House) -> None:
    display = house.caller("display")
    assert health(house, display.device) == (False, None)

    house.socket(display)

    assert health(house, display.device) == (True, "127.0.0.1")


def test_a_screen_whose_socket_stays_open_is_online_however_long_ago_it_was_noted(
    house: House,
) -> None:
    display = house.caller("display")
    house.socket(display)
    keep_round(house)

    house.hall.clock.forward(hours=2)

    assert health(house, display.device)[0]


def test_a_screen_is_lost_two_minutes_after_its_socket_closed(house: House) -> None:
    display = house.caller("display")
    socket = house.socket(display)
    keep_round(house)

    socket.disconnect()

    assert health(house, display.device)[0]  # it may only be loading its page again
    keep_round(house)
    house.hall.clock.forward(minutes=2)
    assert not health(house, display.device)[0]


def test_a_revoked_device_loses_its_socket_and_counts_as_gone(house: House) -> None:
    kiosk, other = house.caller("kiosk"), house.caller("display")
    socket, kept = watching(house, kiosk), watching(house, other)

    house.caller("manager").send("DELETE", f"/devices/{kiosk.device}")

    assert not is_open_after_the_next_round(house, socket)
    assert kept.is_connected()
    assert set(house.running.house.live.seen_devices()) == {other.device}


@pytest.mark.parametrize("way", ["signs out", "is put away", "the session ends", "leaves the role"])
def test_a_person_who_may_not_see_it_any_more_loses_the_socket(house: House, way: str) -> None:
    clerk, manager = house.clerk_at(1), house.caller("manager")
    socket = watching(house, clerk, {"what": "counter", "counter": 1})

    if way == "signs out":
        assert clerk.post("/sign-out").status_code == 200
    elif way == "the session ends":
        house.hall.clock.forward(days=365)
    else:
        change = {"active": False} if way == "is put away" else {"role": "auditor"}
        assert manager.send("PATCH", "/staff/clerk-1", change).status_code == 200

    assert not is_open_after_the_next_round(house, socket)


def test_another_persons_sign_out_closes_nothing_of_mine(house: House) -> None:
    mine = watching(house, house.clerk_at(1))

    house.clerk_at(2).post("/sign-out")

    assert is_open_after_the_next_round(house, mine)


def test_a_tablet_that_moves_to_another_counter_comes_again_and_sees_that_one(
    house: House,
) -> None:
    tablet = house.caller("rating", counter=1)
    socket = watching(house, tablet, {"what": "rating"})

    moved = house.caller("manager").send("PATCH", f"/devices/{tablet.device}", {"counter": 2})
    assert moved.status_code == 200

    assert not is_open_after_the_next_round(house, socket)
    again = watching(house, tablet, {"what": "rating"})
    (event,) = again.get_received()
    assert event["args"][0]["counter"]["number"] == 2


def test_a_citizens_phone_has_no_proof_to_lose(house: House) -> None:
    ticket = house.hall.take()
    phone = watching(house, house.nobody(), {"what": "ticket", "ticket": ticket.id})

    assert is_open_after_the_next_round(house, phone)


def test_a_changed_password_of_ones_own_keeps_the_socket(house: House) -> None:
    clerk = house.person("clerk")
    socket = watching(house, clerk)

    answer = clerk.post("/password", {"old": PASSWORD, "new": "nắng đẹp cả ngày"})

    assert answer.status_code == 204
    assert is_open_after_the_next_round(house, socket)


def test_a_wrong_token_is_refused_and_an_ended_session_is_a_phone(house: House) -> None:
    stranger, clerk = house.nobody(), house.clerk_at(1)
    stranger.headers["Authorization"] = "Bearer nobodys-token"
    house.hall.clock.forward(days=365)

    assert not house.socket(stranger).is_connected()
    socket = house.socket(clerk)
    assert socket.is_connected()
    assert socket.emit("watch", OFFICE, callback=True) == {"ok": False, "code": "forbidden"}
