"""What the API answers when all goes well, held against its description field by field."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.house import PASSWORD, PRINTER, Caller, House
from tests.schemas import check_answer, described, faults
from web.openapi.words import shape

PERIOD = "from=2026-11-01&to=2026-11-30"
SECRET_OF_STAFF = ("priority_reason", "note", "staff", "full_name", "device", "why", "reason")


def well(house: House, answer: TestResponse) -> Any:
    """The answer, which is accepted and described."""
    assert answer.status_code < 300, answer.text
    check_answer(house.running.app, answer)
    return answer.get_json() if answer.is_json else answer.data


def take(house: House, kiosk: Caller, **wish: str) -> dict[str, Any]:
    house.hall.clock.forward(seconds=1)
    taken: dict[str, Any] = well(house, kiosk.post("/tickets", {"service": "A", **wish}))
    return taken


@pytest.fixture
def kiosk(house: House) -> Caller:
    return house.device("kiosk", printer=PRINTER)


@pytest.fixture
def clerk(house: House) -> Caller:
    return house.clerk_at(1)


def test_a_ticket_through_its_whole_life(house: House, kiosk: Caller, clerk: Caller) -> None:
    taken = take(house, kiosk)
    act = f"/tickets/{taken['id']}"
    assert taken["track_url"] == f"http://so.example/t/{taken['id']}"
    assert (taken["people_ahead"], taken["state"]) == (0, "waiting")

    called = well(house, clerk.post("/counters/1/call-next"))
    assert (called["id"], called["why"]) == (taken["id"], "first_come")
    assert well(house, clerk.post(f"{act}/recall"))["calls"] == 2
    house.hall.clock.forward(minutes=1)
    assert well(house, clerk.post(f"{act}/start"))["walk_s"] == 60
    assert well(house, clerk.post(f"{act}/park", {"reason": "Phô tô"}))["note"] == "Phô tô"
    assert well(house, clerk.post(f"{act}/resume"))["state"] == "called"
    assert well(house, clerk.post(f"{act}/finish"))["state"] == "served"
    assert well(house, clerk.post(f"{act}/undo"))["state"] == "called"
    moved = well(house, clerk.post(f"{act}/transfer", {"service": "B", "note": "Sang đất đai"}))
    assert (moved["service"], moved["state"]) == ("B", "waiting")
    wish = {"ticket": taken["id"], "reason": "Cụ già yếu"}
    assert well(house, clerk.post("/counters/1/call", wish))["reason"] == "Cụ già yếu"
    assert well(house, clerk.post(f"{act}/no-show"))["state"] == "missed"
    assert well(house, clerk.post(f"{act}/bring-back"))["class"] == "returning"
    assert well(house, clerk.post(f"{act}/cancel", {"reason": "Về nhà"}))["state"] == "cancelled"


def test_a_counter_through_its_day(house: House, kiosk: Caller, clerk: Caller) -> None:
    for service in ("A", "A", "B"):
        take(house, kiosk, service=service, **{"class": "priority", "priority_reason": "elderly"})

    assert (
        well(house, clerk.post("/counters/1/pause", {"reason": "Họp"}))["counter"]["state"]
        == "paused"
    )
    assert well(house, clerk.post("/counters/1/resume"))["counter"]["state"] == "open"
    well(house, clerk.post("/counters/1/call-next"))
    well(house, clerk.post("/counters/1/call-next", {"finish": True}))
    state = well(house, clerk.post("/counters/1/open"))
    assert (state["waiting_total"], state["ticket"]["label"]) == (1, "A002")
    assert state["undo"]["act"] in ("call", "finish")
    well(house, clerk.post("/counters/1/call-next", {"finish": True}))
    empty = clerk.post("/counters/1/call-next", {"finish": True})
    well(house, empty)
    assert (empty.status_code, empty.data) == (204, b"")
    assert well(house, clerk.post("/counters/1/close"))["counter"]["state"] == "closed"


def test_a_comeback_at_the_kiosk_shows_no_more_than_the_owner_sees(
    house: House, kiosk: Caller, clerk: Caller
) -> None:
    taken = take(house, kiosk)
    well(house, clerk.post("/counters/1/call-next"))
    well(house, clerk.post(f"/tickets/{taken['id']}/no-show"))

    back = well(house, kiosk.post(f"/tickets/{taken['id']}/bring-back"))

    assert back["class"] == "returning"
    assert set(SECRET_OF_STAFF) & set(back) == set()


def test_a_phone_learns_nothing_of_staff_and_other_citizens(
    house: House, kiosk: Caller, clerk: Caller
) -> None:
    wish = {"class": "priority", "priority_reason": "disabled"}
    taken, other = take(house, kiosk, **wish), take(house, kiosk)
    well(house, clerk.post("/counters/1/call-next"))
    well(house, clerk.post(f"/tickets/{taken['id']}/park", {"reason": "Lời của cán bộ"}))

    answer = house.nobody().get(f"/tickets/{taken['id']}")

    seen = well(house, answer)
    assert set(SECRET_OF_STAFF) & set(seen) == set()
    for secret in ("disabled", "Lời của cán bộ", "Cán Bộ Mẫu", "clerk-1", "canbo1", other["id"]):
        assert secret not in answer.text


def test_office_board_and_me_for_every_reader(house: House, kiosk: Caller, clerk: Caller) -> None:
    take(house, kiosk, language="en")
    missed = take(house, kiosk)
    well(house, clerk.post("/counters/1/call-next"))
    well(house, house.clerk_at(2).post("/counters/2/call-next"))
    well(house, house.clerk_at(2).post(f"/tickets/{missed['id']}/no-show"))

    for caller in (kiosk, clerk, house.caller("display"), house.caller("auditor")):
        for path in ("/office", "/board", "/board?zone=Tầng 2", "/me", "/procedures?q=khai sinh"):
            well(house, caller.get(path))

    board = well(house, kiosk.get("/board"))
    assert [call["language"] for call in board["calls"]] == ["vi", "en"]
    assert [missed["label"] for missed in board["missed"]] == ["A002"]
    assert well(house, clerk.get("/me"))["counter"] == 1


def test_the_public_side_of_a_ticket(house: House, kiosk: Caller, clerk: Caller) -> None:
    taken = take(house, kiosk)
    phone = house.nobody()

    assert well(house, phone.get(f"/tickets/{taken['id']}/qr.svg")).startswith(b"<")
    assert well(house, phone.get("/rating-form"))["comment_max"] == 500
    well(house, clerk.post("/counters/1/call-next"))
    well(house, clerk.post(f"/tickets/{taken['id']}/finish"))
    wish = {"level": 2, "reasons": ["long_wait"], "comment": "Chờ lâu quá"}
    assert well(house, phone.post(f"/tickets/{taken['id']}/rating", wish))["level"] == 2
    given_back = take(house, kiosk)
    assert well(house, phone.post(f"/tickets/{given_back['id']}/cancel"))["state"] == "cancelled"


def test_prints_and_calls_for_help(house: House, kiosk: Caller, clerk: Caller) -> None:
    taken = take(house, kiosk)
    house.print_all()

    assert well(house, kiosk.get(f"/prints/{taken['print']['id']}"))["state"] == "printed"
    copy = well(house, clerk.post(f"/tickets/{taken['id']}/reprint", {"printer": PRINTER}))
    assert copy["copy"] is True
    well(house, kiosk.post("/help"))
    state = well(house, clerk.post("/counters/1/open"))
    assert [call["device"] for call in state["help"]] == [kiosk.device]
    well(house, clerk.post(f"/help/{kiosk.device}/done"))


def test_the_figures_of_managers(house: House, kiosk: Caller, clerk: Caller) -> None:
    for level in (5, 2):
        taken = take(house, kiosk)
        well(house, clerk.post("/counters/1/call-next"))
        house.hall.clock.forward(minutes=3)
        well(house, clerk.post(f"/tickets/{taken['id']}/finish"))
        well(house, house.nobody().post(f"/tickets/{taken['id']}/rating", {"level": level}))
    take(house, kiosk)
    manager = house.caller("auditor")

    today = well(house, manager.get("/today"))
    assert (today["served"], today["satisfaction"]["satisfied"]) == (2, 1)
    for by in ("counter", "staff", "service", "day", "office"):
        for what in ("satisfaction", "service", "reasons"):
            well(house, manager.get(f"/reports/{what}?{PERIOD}&by={by}"))
    for kind in ("csv", "xlsx", "pdf"):
        assert well(house, manager.get(f"/reports/satisfaction?{PERIOD}&format={kind}"))
    for kind in ("csv", "xlsx"):
        assert well(house, manager.get(f"/visits?{PERIOD}&format={kind}"))
    comments = well(house, manager.get(f"/comments?{PERIOD}"))
    assert (comments["comments"], comments["more"]) == ([], False)


def test_signing_in_and_out(house: House) -> None:
    person = house.person("manager")
    name = person.get("/me").get_json()["name"]
    browser = house.nobody()

    signed_in = well(house, browser.post("/sign-in", {"name": name, "password": PASSWORD}))

    assert signed_in["url"] == "/manager"
    assert well(house, browser.get("/me"))["name"] == name
    new = {"old": PASSWORD, "new": "nắng đẹp cả ngày"}
    page = browser.client.get("/manager").text
    browser.headers["X-CSRF-Token"] = page.partition('name="csrf" content="')[2].partition('"')[0]
    assert well(house, browser.post("/password", new)) == b""
    assert well(house, browser.post("/sign-out")) == {"url": "/sign-in"}
    assert browser.get("/me").status_code == 401
    assert person.get("/me").status_code == 401


def test_staff_and_devices_are_kept(house: House) -> None:
    manager, screen = house.caller("manager"), house.nobody()
    wish = {"name": "hoa", "full_name": "Trần Thị Mẫu", "role": "clerk"}

    hired = well(house, manager.post("/staff", wish))
    assert len(hired["password"]) >= 10
    path = f"/staff/{hired['id']}"
    assert well(house, manager.send("PATCH", path, {"active": False}))["active"] is False
    assert len(well(house, manager.get("/staff"))["staff"]) == 4
    pairing = well(house, screen.post("/pairings", {"kind": "display"}))
    assert well(house, screen.get(f"/pairings/{pairing['id']}"))["state"] == "waiting"
    place = {"code": pairing["code"], "name": "Sảnh", "zone": "Tầng 1"}
    device = well(house, manager.post("/devices", place))
    assert well(house, screen.get(f"/pairings/{pairing['id']}"))["token"]
    path = f"/devices/{device['id']}"
    assert well(house, manager.send("PATCH", path, {"zone": "Tầng 2"}))["zone"] == "Tầng 2"
    well(house, manager.get("/devices"))
    well(house, manager.send("DELETE", path))
    assert well(house, manager.get("/printers"))["printers"][0]["name"] == PRINTER
    assert well(house, manager.post(f"/printers/{PRINTER}/test"))["state"] == "printed"


SERVICE = {"code": "C", "names": {"vi": "Cư trú"}, "icon": "house", "typical_min": 5}
HOURS = [{"days": ["mon-fri"], "from": "07:30", "to": "11:30"}]


def test_the_catalogue_is_kept(house: House) -> None:
    manager = house.caller("manager token")

    well(house, manager.post("/services", {**SERVICE, "hours": HOURS}))
    assert well(house, manager.send("PATCH", "/services/C", {"paused": True}))["paused"] is True
    well(
        house,
        manager.post("/counters", {"number": 3, "names": {"vi": "Quầy 3"}, "services": ["C"]}),
    )
    well(house, manager.send("PATCH", "/counters/3", {"zone": "Tầng 2"}))
    procedure = {
        "service": "C",
        "code": "1.001",
        "names": {"vi": "Đăng ký"},
        "papers": [{"vi": "Đơn"}],
    }
    kept = well(house, manager.post("/procedures-admin", procedure))
    well(house, manager.send("PATCH", f"/procedures-admin/{kept['id']}", {"days": 3}))
    for path in ("/services", "/counters", "/procedures-admin", "/procedures?service=C"):
        assert well(house, manager.get(path))
    days = {
        "closed_days": [{"date": "2027-02-17", "names": {"vi": "Tết"}}],
        "open_days": [{"date": "2026-12-05", "hours": [{"from": "08:00", "to": "11:00"}]}],
    }
    well(house, manager.send("PATCH", "/office-settings", days))
    assert len(well(house, manager.get("/office-settings"))["closed_days"]) == 1
    toml = well(house, manager.get("/catalogue.toml"))
    assert well(house, manager.send("PUT", "/catalogue.toml", toml))["services"] == 3
    well(house, manager.send("DELETE", f"/procedures-admin/{kept['id']}"))
    well(house, manager.send("DELETE", "/counters/3"))
    well(house, manager.send("DELETE", "/services/C"))


def test_the_check_finds_missing_wrong_and_unnamed_fields(house: House) -> None:
    whole = described(house.running.app)
    good = {"low_min": 1, "high_min": 2}

    assert faults(whole, shape("Estimate"), good) == []
    for bad in ({"low_min": 1}, {**good, "low_min": "1"}, {**good, "secret": 1}, None):
        assert faults(whole, shape("Estimate"), bad)
