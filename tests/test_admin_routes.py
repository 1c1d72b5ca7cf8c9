"""The routes of the catalogue and the office."""

from operations.fields import SENTENCES
from tests.hall import CATALOGUE, COUNTER
from tests.house import Caller, House, code_of
from web.field_texts import SENTENCES as FIELD_SENTENCES

SERVICE = {"code": "C", "names": {"vi": "Cư trú"}, "icon": "house", "typical_min": 5}


def test_services_counters_and_procedures_are_kept(house: House, manager: Caller) -> None:
    assert manager.send("POST", "/services", SERVICE).status_code == 201
    counter = {"number": 3, "names": {"vi": "Quầy 3"}, "services": ["C"]}
    assert manager.send("POST", "/counters", counter).status_code == 201
    procedure = {"service": "C", "code": "CT01", "names": {"vi": "Đăng ký thường trú"}}
    kept = manager.send("POST", "/procedures-admin", procedure).get_json()

    manager.send("PATCH", "/services/C", {"paused": True})
    manager.send("PATCH", "/counters/3", {"zone": "Tầng 2"})
    manager.send("PATCH", f"/procedures-admin/{kept['id']}", {"days": 7})

    assert manager.read("/services")["services"][2]["paused"] is True
    assert manager.read("/counters")["counters"][2]["zone"] == "Tầng 2"
    assert manager.read("/procedures-admin")["procedures"][0]["days"] == 7
    found = house.device("kiosk").read("/procedures?q=thuong+tru&service=C")["procedures"]
    assert [procedure["code"] for procedure in found] == ["CT01"]

    for path in (f"/procedures-admin/{kept['id']}", "/counters/3", "/services/C"):
        assert manager.send("DELETE", path).status_code == 204
    assert [service["code"] for service in manager.read("/services")["services"]] == ["A", "B"]


def test_what_people_wait_for_cannot_be_removed(house: House, manager: Caller) -> None:
    house.hall.take("A")

    response = manager.send("DELETE", "/services/A")

    assert (response.status_code, code_of(response)) == (409, "in_use")
    assert (response.get_json()["what"], response.get_json()["which"]) == ("service", "A")


def test_a_body_that_is_no_object_is_told(manager: Caller) -> None:
    for body in (b"{", b"[]", b"3", b""):
        response = manager.send("POST", "/services", body)
        assert (response.status_code, code_of(response)) == (400, "bad_json")


def test_the_offices_notice_is_changed(house: House, manager: Caller) -> None:
    manager.send("PATCH", "/office-settings", {"notices": {"vi": "Nghỉ sớm"}})

    assert manager.read("/office-settings")["notices"] == {"vi": "Nghỉ sớm"}
    assert house.device("display").read("/board")["notices"] == {"vi": "Nghỉ sớm"}


def test_the_whole_catalogue_goes_out_and_in(manager: Caller) -> None:
    out = manager.send("GET", "/catalogue.toml")
    assert out.content_type == "application/toml; charset=utf-8"

    back = manager.send("PUT", "/catalogue.toml", out.data.replace("Hộ tịch".encode(), b"Civil"))

    assert back.get_json() == {"services": 2, "counters": 2}
    assert manager.read("/services")["services"][0]["names"]["vi"] == "Civil"


def test_a_broken_catalogue_changes_nothing(house: House, manager: Caller) -> None:
    broken = (CATALOGUE + COUNTER.format(number=1)).replace('"map"', '"map"\ncap = 3')

    response = manager.send("PUT", "/catalogue.toml", broken.encode())

    assert response.status_code == 422
    assert response.get_json()["fields"] == {"service[B].cap": "Không có mục nào tên như vậy."}
    assert len(manager.read("/counters")["counters"]) == 2
    assert code_of(manager.send("PUT", "/catalogue.toml", b"\xff")) == "invalid"


def test_every_problem_of_a_field_has_a_sentence() -> None:

    assert set(SENTENCES) <= set(FIELD_SENTENCES)
