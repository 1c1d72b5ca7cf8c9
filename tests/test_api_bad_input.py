"""What comes in is judged before it is used: no odd byte makes the house fail."""

from typing import Any

import pytest

from tests.house import Caller, House, code_of
from tests.schemas import check_answer

WISH = {"service": "A"}
LONE_SURROGATE = b"\xed\xa0\x80"
ODD_VALUES: list[Any] = [
    5, -1, 2**63, 2**80, 1.5, True, [], {}, [None], {"vi": "A"}, "", " ", "\x00", "A\x00", "\ud800",
    "\u202e", "x" * 100_000, "'; drop table ticket; --", "🎫",
]  # fmt: skip

FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "/tickets": ("kiosk", {"service": "A", "class": "normal", "priority_reason": "", "language": "vi"}),
    "/counters/1/pause": ("clerk", {"reason": "Họp"}),
    "/counters/1/call-next": ("clerk", {"finish": True}),
    "/counters/1/call": ("clerk", {"ticket": "x", "reason": "Ưu tiên"}),
    "/tickets/TICKET/park": ("clerk", {"reason": "Phô tô"}),
    "/tickets/TICKET/transfer": ("clerk", {"service": "B", "counter": 2, "note": "Sang quầy 2"}),
    "/tickets/TICKET/cancel": ("nobody", {"reason": "Về nhà"}),
    "/tickets/TICKET/rating": ("nobody", {"level": 5, "reasons": [], "comment": "", "shown_ms": 1}),
    "/tickets/TICKET/reprint": ("clerk", {"printer": "kiosk-1"}),
    "/sign-in": ("nobody", {"name": "canbo1", "password": "trời mưa to quá"}),
    "/password": ("clerk", {"old": "trời mưa to quá", "new": "nắng đẹp cả ngày"}),
    "/pairings": ("nobody", {"kind": "kiosk"}),
    "/pairings/claim": ("nobody", {"key": "nothing"}),
    "/staff": ("manager", {"name": "hoa", "full_name": "Mẫu", "role": "clerk", "password": None}),
    "/devices": ("manager", {"code": "123456", "name": "Máy", "counter": 1, "zone": "", "printer": None}),
    "/services": ("manager", {"code": "C", "names": {"vi": "Cư trú"}, "icon": "house", "typical_min": 5,
                              "abouts": {}, "daily_cap": 0, "hours": None, "paused": False, "position": 3}),
    "/counters": ("manager", {"number": 3, "names": {"vi": "Quầy 3"}, "zone": "", "services": ["A"]}),
    "/procedures-admin": ("manager", {"service": "A", "code": "1.1", "names": {"vi": "Đơn"}, "keywords": [],
                                      "papers": [], "days": 1, "fee_vnd": 0, "position": 1}),
}  # fmt: skip
"""Every command with fields, who sends it, and a body that is understood."""

ODD_BODIES = {
    "nothing but a brace": b"{",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "not UTF-8": b'{"service": "\xff"}',
    "UTF-8 of a lone surrogate": b'{"service": "' + LONE_SURROGATE + b'"}',
    "NUL bytes": b"\x00\x00\x00",
    "deep nesting": b'{"service": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a number of 10,000 digits": b'{"service": ' + b"9" * 10_000 + b"}",
    "two objects": b"{}{}",
}


def clerk_with_a_ticket(house: House) -> tuple[Caller, str]:
    """The clerk of counter 1 and the id of the ticket in hand."""
    house.hall.take()
    return house.clerk_at(1), house.hall.called(1).id


@pytest.mark.parametrize("path", FIELDS)
def test_an_odd_value_in_any_field_is_refused_or_understood(house: House, path: str) -> None:
    who, body = FIELDS[path]
    clerk, ticket = clerk_with_a_ticket(house)
    caller = clerk if who == "clerk" else house.caller(who)
    address = path.replace("TICKET", ticket)

    for name in body:
        for value in ODD_VALUES:
            answer = caller.post(address, {**body, name: value})
            where = f"{path} {name}={value!r:.40}: {answer.text:.200}"
            assert answer.status_code < 500, where
            check_answer(house.running.app, answer)


@pytest.mark.parametrize("name", ODD_BODIES)
@pytest.mark.parametrize("path", ["/tickets", "/services"])
def test_a_body_that_is_no_object_is_told(house: House, path: str, name: str) -> None:
    caller = house.caller("manager")

    answer = caller.post(path, ODD_BODIES[name])

    assert (answer.status_code, code_of(answer)) == (400, "bad_json")
    assert house.hall.rows("select 1 from ticket") == []


def test_everything_that_is_wrong_is_told_at_once(house: House) -> None:
    wish = {"service": "", "class": "vip", "priority_reason": 3, "language": "x" * 9}

    answer = house.caller("kiosk").post("/tickets", wish)

    assert answer.status_code == 422
    assert answer.get_json()["fields"] == {
        "service": "Cần điền mục này.",
        "class": "Không có lựa chọn này.",
        "priority_reason": "Không có lựa chọn này.",
        "language": "Quá dài.",
    }


def test_fields_that_nobody_knows_are_left_aside_at_the_kiosk(house: House) -> None:
    taken = house.caller("kiosk").done("/tickets", {**WISH, "number": 500, "id": "mine"})

    assert (taken["number"], taken["label"]) == (1, "A001")
    assert taken["id"] != "mine"


@pytest.mark.parametrize("path", ["/counters/{}/open", "/counters/{}/call-next"])
def test_a_counter_that_is_not_there_is_unknown(house: House, path: str) -> None:
    clerk = house.clerk_at(1)

    for number in ("0", "77", str(2**31), str(2**63), "9" * 400):
        answer = clerk.post(path.format(number))
        assert (answer.status_code, code_of(answer)) == (404, "unknown_counter"), number


def test_a_counter_that_is_no_number_has_no_address(house: House) -> None:
    clerk = house.clerk_at(1)

    for number in ("-1", "1.5", "one", "%00", "1%2F2"):
        answer = clerk.post(f"/counters/{number}/open")
        assert (answer.status_code, code_of(answer)) == (404, "not_found"), number


@pytest.mark.parametrize("act", ["", "/cancel", "/rating", "/qr.svg"])
def test_an_id_that_is_none_is_an_unknown_ticket(house: House, act: str) -> None:
    house.hall.take()
    method = "POST" if act in ("/cancel", "/rating") else "GET"

    for ticket in ("x", "%ED%A0%80", "%FF", "x" * 5000, "' or 1=1 --", "🎫"):
        answer = house.nobody().send(method, f"/tickets/{ticket}{act}", {"level": 5})
        assert (answer.status_code, code_of(answer)) == (404, "unknown_ticket"), ticket


@pytest.mark.parametrize(
    "path", ["/tickets/{}", "/tickets/{}/cancel", "/prints/{}", "/services/{}"]
)
def test_an_address_with_a_nul_leads_nowhere(house: House, path: str) -> None:
    """No text of PostgreSQL can hold one."""
    manager = house.person("manager")

    for method in ("GET", "POST"):
        answer = manager.send(method, path.format("a%00b"), {})
        assert (answer.status_code, code_of(answer)) == (404, "not_found"), method


@pytest.mark.parametrize("path", ["/services?q=%00", "/board?zone=%00", "/pairings?code=%ED%00"])
def test_a_question_with_a_nul_is_told(house: House, path: str) -> None:
    answer = house.person("manager").get(path)

    assert (answer.status_code, code_of(answer)) == (422, "invalid")


@pytest.mark.parametrize("path", ["/reports/service", "/visits"])
def test_a_period_that_is_none_is_told(house: House, path: str) -> None:
    auditor = house.caller("auditor")

    for query in (
        "", "from=2026-11-01", "from=x&to=2026-11-30", "from=2026-11-30&to=2026-11-01",
        "from=0001-01-01&to=9999-12-31", "from=2026-11-01&to=2026-11-30&by=%00",
        "from=2026-11-01&to=2026-11-30&format=exe", "from=%ED%A0%80&to=2026-13-45",
    ):  # fmt: skip
        answer = auditor.get(f"{path}?{query}")
        assert (answer.status_code, code_of(answer)) == (422, "invalid"), query
        assert answer.get_json()["fields"], query


def test_an_unknown_report_is_not_found(house: House) -> None:
    answer = house.caller("auditor").get("/reports/secrets?from=2026-11-01&to=2026-11-30")

    assert (answer.status_code, code_of(answer)) == (404, "not_found")


def test_any_search_is_answered(house: House) -> None:
    kiosk = house.caller("kiosk")

    for query in ("q=%FF", "q=" + "a+" * 5000, "service=%ED%A0%80", "q=%25"):
        answer = kiosk.get(f"/procedures?{query}")
        assert answer.status_code == 200, query
        check_answer(house.running.app, answer)


def test_words_of_a_clerk_are_kept_as_they_were_written(house: House) -> None:
    clerk, ticket = clerk_with_a_ticket(house)
    words = "Chờ <b>bản sao</b> 'Đơn' \"số 1\"\nvà 😀"

    parked = clerk.done(f"/tickets/{ticket}/park", {"reason": words})

    assert parked["note"] == words


def test_any_accept_language_is_answered_in_a_language_we_have(house: House) -> None:
    for language in ("", "*", "en;q=x", "../../en", "xx", "\u00e9", "a" * 5000):
        answer = house.nobody().get("/office", Accept_Language=language)
        assert answer.get_json()["detail"].startswith("Thiết bị"), language


def test_a_form_and_a_wrong_content_type_are_read_as_what_they_are(house: House) -> None:
    kiosk = house.caller("kiosk")

    form = kiosk.send(
        "POST", "/tickets", b"service=A", Content_Type="application/x-www-form-urlencoded"
    )
    plain = kiosk.send("POST", "/tickets", b'{"service": "A"}', Content_Type="text/plain")

    assert (form.status_code, code_of(form)) == (400, "bad_json")
    assert plain.get_json()["label"] == "A001"
