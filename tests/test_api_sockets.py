"""The live states: who may watch what, and when the states come."""

import json
from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient

from tests.house import CALLERS, Caller, House
from tests.schemas import described, faults
from web.openapi.words import shape
from web.sockets import MOST_ROOMS

ANYBODY = frozenset(CALLERS) - {"nobody"}
AT_COUNTERS = {"counter", "clerk", "manager token", "manager", "administrator"}
WATCHES: dict[str, tuple[dict[str, Any], set[str] | frozenset[str]]] = {
    "office": ({"what": "office"}, ANYBODY),
    "board": ({"what": "board"}, ANYBODY),
    "counter": ({"what": "counter", "counter": 1}, AT_COUNTERS),
    "rating": ({"what": "rating"}, {"rating"}),
    "ticket": ({"what": "ticket", "ticket": "TICKET"}, set(CALLERS)),
    "print": ({"what": "print", "print": "PRINT"}, {"kiosk"}),
}
"""What docs/protocol.md lets each caller watch."""

SHAPES = {
    "office": "OfficeState", "board": "BoardState", "counter": "CounterState",
    "rating": "RatingState", "ticket": "Ticket", "print": "Print",
}  # fmt: skip


def watch(socket: SocketIOTestClient, **wanted: Any) -> dict[str, Any]:
    """Ask to watch; the acknowledgement."""
    return dict(socket.emit("watch", wanted, callback=True) or {})


def states(socket: SocketIOTestClient, event: str) -> list[dict[str, Any]]:
    """The states of one kind that arrived since the last look, the oldest first."""
    return [got["args"][0] for got in socket.get_received() if got["name"] == event]


@pytest.fixture
def kiosk(house: House) -> Caller:
    return house.caller("kiosk")


@pytest.mark.parametrize("what", WATCHES)
def test_each_state_goes_to_whom_it_may_and_to_nobody_else(
    house: House, kiosk: Caller, what: str
) -> None:
    taken = kiosk.done("/tickets", {"service": "A"})
    ids = {"TICKET": taken["id"], "PRINT": taken["print"]["id"]}
    asked, admitted = WATCHES[what]
    wanted = {key: ids.get(value, value) for key, value in asked.items()}
    callers = {name: house.caller(name) for name in CALLERS} | {"kiosk": kiosk}

    for name, caller in callers.items():
        socket = house.socket(caller)
        told = watch(socket, **wanted)
        arrived = states(socket, what)
        if name in admitted:
            assert (told, len(arrived)) == ({"ok": True}, 1), name
            assert faults(described(house.running.app), shape(SHAPES[what]), arrived[0]) == []
        else:
            assert (told, arrived) == ({"ok": False, "code": "forbidden"}, []), name


@pytest.mark.parametrize("what", ["office", "board", "counter"])
def test_a_change_is_told_with_a_higher_version(house: House, what: str) -> None:
    socket = house.socket(house.clerk_at(1))
    watch(socket, what=what, counter=1)
    (first,) = states(socket, what)

    house.caller("kiosk").done("/tickets", {"service": "A"})
    house.clerk_at(1).done("/counters/1/call-next")

    arrived = states(socket, what)
    versions = [first["version"], *(state["version"] for state in arrived)]
    assert versions == sorted(set(versions))
    assert len(arrived) == 2
    assert {state["epoch"] for state in arrived} == {first["epoch"]}


def test_a_refused_command_is_not_told(house: House, kiosk: Caller) -> None:
    socket = house.socket(kiosk)
    watch(socket, what="office")
    states(socket, "office")

    kiosk.post("/tickets", {"service": "Z"})

    assert states(socket, "office") == []


def test_the_state_comes_again_without_a_change(house: House, kiosk: Caller) -> None:
    socket = house.socket(kiosk)
    watch(socket, what="office")
    (first,) = states(socket, "office")
    house.hall.clock.forward(seconds=15)

    house.running.house.live.resend()

    (again,) = states(socket, "office")
    assert again["version"] == first["version"]
    assert again["now"] > first["now"]


def test_changes_in_quick_succession_are_told_once(house: House) -> None:
    waiting: list[Any] = []
    live = house.running.house.live
    live.spawn = lambda *work: waiting.append(work)
    kiosk = house.caller("kiosk")
    socket = house.socket(kiosk)
    watch(socket, what="office")
    states(socket, "office")

    for _ in range(5):
        kiosk.done("/tickets", {"service": "A"})
    for work, *values in waiting:
        work(*values)

    (merged,) = states(socket, "office")
    assert merged["services"][0]["waiting"] == 5


def test_a_phone_sees_its_own_ticket_and_nothing_of_staff(house: House) -> None:
    wish = {"service": "A", "class": "priority", "priority_reason": "disabled"}
    kiosk = house.caller("kiosk")
    mine, other = kiosk.done("/tickets", wish), kiosk.done("/tickets", {"service": "A"})
    phone = house.socket()
    watch(phone, what="ticket", ticket=mine["id"])

    house.clerk_at(1).done("/counters/1/call-next")
    house.clerk_at(2).done("/counters/2/call-next")

    received = phone.get_received()
    assert {got["name"] for got in received} == {"ticket"}
    assert {got["args"][0]["id"] for got in received} == {mine["id"]}
    text = json.dumps(received, ensure_ascii=False)
    for secret in ("disabled", "Cán Bộ Mẫu", "clerk-1", other["id"], other["label"]):
        assert secret not in text


def test_people_ahead_fall_on_every_phone(house: House) -> None:
    kiosk = house.caller("kiosk")
    phones = []
    for _ in range(3):
        house.hall.clock.forward(seconds=1)
        phones.append(house.socket())
        watch(phones[-1], what="ticket", ticket=kiosk.done("/tickets", {"service": "A"})["id"])

    house.clerk_at(1).done("/counters/1/call-next")

    ahead = [states(phone, "ticket")[-1]["people_ahead"] for phone in phones]
    assert ahead == [None, 0, 1]


def test_the_kiosk_hears_how_its_print_ended(house: House, kiosk: Caller) -> None:
    taken = kiosk.done("/tickets", {"service": "A"})
    socket = house.socket(kiosk)
    watch(socket, what="print", print=taken["print"]["id"])

    house.print_all()

    assert [state["state"] for state in states(socket, "print")][-1] == "printed"


def test_the_kiosk_does_not_hear_of_anothers_print(house: House, kiosk: Caller) -> None:
    taken = kiosk.done("/tickets", {"service": "A"})
    other = house.socket(house.caller("kiosk"))

    assert watch(other, what="print", print=taken["print"]["id"])["ok"] is False
    house.print_all()

    assert states(other, "print") == []


@pytest.mark.parametrize("token", ["wrong", "\x00", "x" * 10_000, "\ud800", 5, {"a": 1}])
def test_a_wrong_token_is_refused_at_the_door(house: House, token: Any) -> None:
    socket = house.running.socketio.test_client(house.running.app, auth={"token": token})

    assert not socket.is_connected()


def test_a_device_that_was_sent_away_may_not_come_back(house: House, kiosk: Caller) -> None:
    house.caller("manager").send("DELETE", f"/devices/{kiosk.device}")

    assert not house.socket(kiosk).is_connected()


def test_a_person_with_a_made_password_watches_nothing(house: House) -> None:
    socket = house.socket(house.person("clerk", must_change=True))

    assert watch(socket, what="counter", counter=1) == {"ok": False, "code": "forbidden"}


def test_a_counter_token_watches_its_own_counter(house: House) -> None:
    socket = house.socket(house.caller("counter", counter=2))

    watch(socket, what="counter", counter=1)

    assert [state["counter"]["number"] for state in states(socket, "counter")] == [2]


def test_a_screen_of_a_zone_sees_its_zone(house: House) -> None:
    house.caller("manager").send("PATCH", "/counters/2", {"zone": "Tầng 2"})
    display = house.socket(house.device("display", zone="Tầng 2"))

    watch(display, what="board", zone="")

    (board,) = states(display, "board")
    assert [counter["number"] for counter in board["counters"]] == [2]


ODD_WATCHES: list[Any] = [
    {}, {"what": 5}, {"what": "secrets"}, {"what": "counter"}, {"what": "counter", "counter": "1"},
    {"what": "counter", "counter": True}, {"what": "ticket"}, {"what": "ticket", "ticket": ["x"]},
    {"what": "ticket", "ticket": "\ud800"}, {"what": "ticket", "ticket": "\x00"},
    {"what": "board", "zone": "\ud800" * 9},
]  # fmt: skip


@pytest.mark.parametrize("wanted", ODD_WATCHES, ids=repr)
def test_an_odd_wish_is_refused_or_answered(house: House, wanted: dict[str, Any]) -> None:
    socket = house.socket(house.caller("manager"))

    assert watch(socket, **wanted)["ok"] in (True, False)
    assert watch(socket, what="office")["ok"] is True


@pytest.mark.parametrize("wanted", [None, 5, "office", ["office"]])
def test_a_wish_that_is_no_object_is_refused(house: House, wanted: Any) -> None:
    socket = house.socket(house.caller("manager"))

    assert socket.emit("watch", wanted, callback=True) == {"ok": False, "code": "bad_json"}


@pytest.mark.parametrize(
    "wanted", [{"what": "counter", "counter": 77}, {"what": "print", "print": "nothing"}]
)
def test_what_is_not_there_is_not_watched(house: House, wanted: dict[str, Any]) -> None:
    who = "manager" if wanted["what"] == "counter" else "kiosk"
    socket = house.socket(house.caller(who))

    assert watch(socket, **wanted) == {"ok": False, "code": "not_found"}
    assert house.running.house.live.watching() == 0


def test_one_socket_watches_at_most_so_many_things(house: House) -> None:
    socket = house.socket(house.caller("display"))

    told = [watch(socket, what="board", zone=f"{n}") for n in range(MOST_ROOMS + 1)]

    assert {answer["ok"] for answer in told[:-1]} == {True}
    assert told[-1] == {"ok": False, "code": "too_many"}


def test_a_socket_that_leaves_is_forgotten(house: House, kiosk: Caller) -> None:
    socket = house.socket(kiosk)
    watch(socket, what="office")
    live = house.running.house.live
    assert (live.watching(), set(live.seen_devices())) == (1, {kiosk.device})

    socket.disconnect()

    assert (live.watching(), live.seen_devices()) == (0, {})
