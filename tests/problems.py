"""How to bring every error code about, each in a new house."""

from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from operations.devices import PAPERLESS
from tests.house import PASSWORD, Caller, House
from tests.stores import held_by_another

WISH = {"service": "A"}
STAFF = {"name": "hoa", "full_name": "Trần Thị Mẫu", "role": "clerk"}

HIDDEN = "nobody outside reads this"

Answer = Callable[[House], TestResponse]
CASES: dict[str, Answer] = {}


def brings(code: str) -> Callable[[Answer], Answer]:
    """This is how to bring a code about."""

    def keep(case: Answer) -> Answer:
        CASES[code] = case
        return case

    return keep


def fail() -> list[dict[str, Any]]:
    """What nobody expected."""
    raise RuntimeError(HIDDEN)


def called(house: House) -> tuple[Caller, str]:
    """The clerk of counter 1 and the path of the ticket in hand."""
    house.hall.take()
    return house.clerk_at(1), f"/tickets/{house.hall.called(1).id}"


def served(house: House) -> str:
    """The path of a ticket that was served."""
    clerk, act = called(house)
    clerk.done(f"{act}/finish")
    return act


@brings("bad_json")
def _(house: House) -> TestResponse:
    return house.caller("kiosk").post("/tickets", b"{")


@brings("too_large")
def _(house: House) -> TestResponse:
    return house.caller("kiosk").post("/tickets", b" " * (2 * 1024 * 1024 + 1))


@brings("invalid")
def _(house: House) -> TestResponse:
    return house.caller("kiosk").post("/tickets", {"service": 5})


@brings("unauthorized")
def _(house: House) -> TestResponse:
    return house.nobody().get("/office")


@brings("must_change")
def _(house: House) -> TestResponse:
    return house.person("clerk", must_change=True).get("/office")


@brings("forbidden")
def _(house: House) -> TestResponse:
    return house.caller("display").post("/tickets", WISH)


@brings("csrf")
def _(house: House) -> TestResponse:
    return house.clerk_at(1).post("/counters/1/pause", X_CSRF_Token="old")


@brings("not_found")
def _(house: House) -> TestResponse:
    return house.caller("manager").send("DELETE", "/devices/nothing")


@brings("unknown_service")
def _(house: House) -> TestResponse:
    return house.caller("kiosk").post("/tickets", {"service": "Z"})


@brings("unknown_counter")
def _(house: House) -> TestResponse:
    return house.clerk_at(1).post("/counters/77/open")


@brings("unknown_ticket")
def _(house: House) -> TestResponse:
    return house.nobody().get("/tickets/nothing")


@brings("service_closed")
def _(house: House) -> TestResponse:
    hours = {"hours": [{"days": ["mon"], "from": "13:30", "to": "16:30"}]}
    house.caller("manager").send("PATCH", "/services/A", hours)
    return house.caller("kiosk").post("/tickets", WISH)


@brings("service_paused")
def _(house: House) -> TestResponse:
    house.caller("manager").send("PATCH", "/services/A", {"paused": True})
    return house.caller("kiosk").post("/tickets", WISH)


@brings("service_full")
def _(house: House) -> TestResponse:
    house.caller("manager").send("PATCH", "/services/A", {"daily_cap": 1})
    house.hall.take()
    return house.caller("kiosk").post("/tickets", WISH)


@brings("wrong_state")
def _(house: House) -> TestResponse:
    return house.nobody().post(f"{served(house)}/cancel")


@brings("counter_taken")
def _(house: House) -> TestResponse:
    return house.person("clerk").post("/counters/1/open")


@brings("clerk_has_counter")
def _(house: House) -> TestResponse:
    house.clerk_at(2).done("/counters/2/close")
    return house.clerk_at(1).post("/counters/2/open")


@brings("counter_busy")
def _(house: House) -> TestResponse:
    clerk, _ = called(house)
    return clerk.post("/counters/1/close")


@brings("counter_not_open")
def _(house: House) -> TestResponse:
    return house.person("clerk").post("/counters/1/call-next")


@brings("counter_paused")
def _(house: House) -> TestResponse:
    clerk = house.clerk_at(1)
    clerk.done("/counters/1/pause")
    return clerk.post("/counters/1/call-next")


@brings("not_this_counter")
def _(house: House) -> TestResponse:
    _, act = called(house)
    return house.clerk_at(2).post(f"{act}/start")


@brings("nothing_to_undo")
def _(house: House) -> TestResponse:
    ticket = house.hall.take()
    return house.clerk_at(1).post(f"/tickets/{ticket.id}/undo")


@brings("undo_too_late")
def _(house: House) -> TestResponse:
    clerk, act = called(house)
    house.hall.clock.forward(seconds=61)
    return clerk.post(f"{act}/undo")


@brings("bring_back_too_late")
def _(house: House) -> TestResponse:
    clerk, act = called(house)
    clerk.done(f"{act}/no-show")
    house.hall.clock.forward(minutes=31)
    return house.caller("kiosk").post(f"{act}/bring-back")


@brings("already_rated")
def _(house: House) -> TestResponse:
    act = served(house)
    house.nobody().done(f"{act}/rating", {"level": 5})
    return house.nobody().post(f"{act}/rating", {"level": 1})


@brings("not_served")
def _(house: House) -> TestResponse:
    _, act = called(house)
    return house.nobody().post(f"{act}/rating", {"level": 5})


@brings("too_late")
def _(house: House) -> TestResponse:
    act = served(house)
    house.hall.clock.forward(days=8)
    return house.nobody().post(f"{act}/rating", {"level": 5})


@brings("key_reused")
def _(house: House) -> TestResponse:
    kiosk = house.caller("kiosk")
    kiosk.done("/tickets", WISH, Idempotency_Key="key-12345")
    return kiosk.post("/tickets", {"service": "B"}, Idempotency_Key="key-12345")


@brings("too_many")
def _(house: House) -> TestResponse:
    kiosk = house.caller("kiosk")
    for _ in range(30):
        kiosk.done("/tickets", {**WISH, "language": "en"})
    return kiosk.post("/tickets", WISH)


@brings("store_busy")
def _(house: House) -> TestResponse:
    kiosk = house.caller("kiosk")
    with held_by_another(house.hall.store, patience_ms=20):
        return kiosk.post("/tickets", WISH)


@brings("disk_full")
def _(house: House) -> TestResponse:
    house.running.house.has_room = lambda: False
    return house.caller("kiosk").post("/tickets", WISH)


@brings("last_manager")
def _(house: House) -> TestResponse:
    manager = house.person("manager")
    path = f"/staff/{manager.get('/me').get_json()['id']}"
    return manager.send("PATCH", path, {"role": "clerk"})


@brings("weak_password")
def _(house: House) -> TestResponse:
    return house.caller("manager").post("/staff", {**STAFF, "password": "ngắn"})


@brings("wrong_password")
def _(house: House) -> TestResponse:
    return house.nobody().post("/sign-in", {"name": "canbo1", "password": PASSWORD})


@brings("code_unknown")
def _(house: House) -> TestResponse:
    return house.nobody().post("/pairings/claim", {"key": "nothing"})


@brings("name_taken")
def _(house: House) -> TestResponse:
    return house.caller("manager").post("/staff", {**STAFF, "name": "canbo1"})


@brings("in_use")
def _(house: House) -> TestResponse:
    house.hall.take()
    return house.caller("manager").send("DELETE", "/services/A")


@brings("printer_unknown")
def _(house: House) -> TestResponse:
    return house.caller("manager").post("/printers/nothing/test")


@brings("paperless")
def _(house: House) -> TestResponse:
    kiosk = house.device("kiosk", printer=PAPERLESS)
    return kiosk.post(f"/tickets/{kiosk.done('/tickets', WISH)['id']}/reprint")


@brings("internal")
def _(house: House) -> TestResponse:
    house.running.house.printer_health = lambda _names: fail()
    return house.caller("manager").get("/printers")
