"""Who may call what: every route as every caller, and every command of a session without its token."""

import re

import pytest
from werkzeug.test import TestResponse

from tests.house import CALLERS, Caller, House
from web.access import GUARDED
from web.openapi.document import PREFIX, methods_of

ANYBODY = frozenset(CALLERS) - {"nobody"}
EVERYBODY = frozenset(CALLERS)
STAFF = frozenset({"clerk", "manager", "administrator", "auditor"})
WRITERS = frozenset({"manager token", "manager", "administrator"})
READERS = WRITERS | {"auditor"}
AT_COUNTERS = WRITERS | {"counter", "clerk"}
TAKERS = AT_COUNTERS | {"kiosk"}

MAY = {
    "GET office": ANYBODY,
    "GET board": ANYBODY,
    "GET me": ANYBODY,
    "POST tickets": TAKERS,
    "POST tickets/withdraw": {"kiosk"},
    "GET tickets/<ticket_id>": EVERYBODY,
    "GET tickets/<ticket_id>/qr.svg": EVERYBODY,
    "GET prints/<print_id>": TAKERS | READERS,
    "POST tickets/<ticket_id>/reprint": TAKERS,
    "POST tickets/<ticket_id>/cancel": EVERYBODY,
    "POST tickets/<ticket_id>/rating": {"nobody", "rating"},
    "GET rating-form": EVERYBODY,
    "POST help": {"kiosk"},
    "POST help/<device>/done": AT_COUNTERS,
    "POST counters/<number>/open": AT_COUNTERS - {"manager token"},
    "POST counters/<number>/pause": AT_COUNTERS,
    "POST counters/<number>/resume": AT_COUNTERS,
    "POST counters/<number>/close": AT_COUNTERS,
    "POST counters/<number>/call-next": AT_COUNTERS,
    "POST counters/<number>/call": AT_COUNTERS,
    "POST tickets/<ticket_id>/recall": AT_COUNTERS,
    "POST tickets/<ticket_id>/start": AT_COUNTERS,
    "POST tickets/<ticket_id>/finish": AT_COUNTERS,
    "POST tickets/<ticket_id>/no-show": AT_COUNTERS,
    "POST tickets/<ticket_id>/bring-back": TAKERS,
    "POST tickets/<ticket_id>/park": AT_COUNTERS,
    "POST tickets/<ticket_id>/resume": AT_COUNTERS,
    "POST tickets/<ticket_id>/transfer": AT_COUNTERS,
    "POST tickets/<ticket_id>/undo": AT_COUNTERS,
    "GET offices": READERS,
    "POST offices": WRITERS,
    "PATCH offices/<code>": WRITERS,
    "POST intake-token": WRITERS,
    "DELETE intake-token": WRITERS,
    "GET province": READERS,
    "GET today": READERS,
    "GET reports/<what>": READERS,
    "GET visits": READERS,
    "GET comments": READERS,
    "POST pairings": EVERYBODY,
    "GET pairings": WRITERS,
    "GET pairings/<pairing>": EVERYBODY,
    "POST pairings/claim": EVERYBODY,
    "POST sign-in": EVERYBODY,
    "POST sign-out": STAFF,
    "POST password": STAFF,
    "GET staff": READERS,
    "POST staff": WRITERS,
    "PATCH staff/<staff_id>": WRITERS,
    "GET devices": READERS,
    "POST devices": WRITERS,
    "PATCH devices/<device>": WRITERS,
    "DELETE devices/<device>": WRITERS,
    "GET printers": READERS,
    "POST printers/<printer>/test": WRITERS,
    "GET procedures": ANYBODY,
    "POST intake": EVERYBODY,  # which proof it takes, tests/test_intake_refusals.py says
    "GET intake/rows": EVERYBODY,
    "GET intakes": READERS,
    "GET directives": READERS,
    "POST directives": WRITERS,
    "GET office-settings": READERS,
    "PATCH office-settings": WRITERS,
    "GET services": READERS,
    "POST services": WRITERS,
    "PATCH services/<code>": WRITERS,
    "DELETE services/<code>": WRITERS,
    "GET counters": READERS,
    "POST counters": WRITERS,
    "PATCH counters/<number>": WRITERS,
    "DELETE counters/<number>": WRITERS,
    "GET procedures-admin": READERS,
    "POST procedures-admin": WRITERS,
    "PATCH procedures-admin/<procedure>": WRITERS,
    "DELETE procedures-admin/<procedure>": WRITERS,
    "GET catalogue.toml": READERS,
    "PUT catalogue.toml": WRITERS,
}
"""What docs/protocol.md says, a line a route."""

PUBLIC = {route for route, callers in MAY.items() if "nobody" in callers}
ALONE = {"POST sign-out"}
"""Ends the caller's own session, so it is asked last."""


def routes_of(house: House) -> dict[str, str]:
    """`POST counters/<number>/open` to its endpoint, of every route of the API."""
    return {
        f"{method} {re.sub('<int:', '<', rule.rule).removeprefix(f'{PREFIX}/')}": rule.endpoint
        for rule in house.running.app.url_map.iter_rules()
        if rule.rule.startswith(f"{PREFIX}/")
        for method in methods_of(rule)
    }


def ask(caller: Caller, route: str) -> TestResponse:
    """Call a route about things that do not exist, so that an allowed call changes nothing."""
    method, _, pattern = route.partition(" ")
    path = pattern.replace("<number>/", "2/").replace("<number>", "77")
    return caller.send(method, "/" + re.sub("<[a-z_]+>", "nothing", path), {"kind": "display"})


def code_of(answer: TestResponse) -> str | None:
    found: str | None = (answer.get_json(silent=True) or {}).get("code")
    return found


def test_the_table_has_every_route_and_no_other(house: House) -> None:
    assert set(routes_of(house)) == set(MAY)


def test_only_the_public_routes_are_without_a_guard(house: House) -> None:
    views = house.running.app.view_functions

    open_to_all = {
        route for route, endpoint in routes_of(house).items() if views[endpoint] not in GUARDED
    }

    assert open_to_all == PUBLIC | {"POST tickets/<ticket_id>/rating"}


@pytest.mark.parametrize("name", CALLERS)
def test_every_route_admits_whom_it_should_and_nobody_else(house: House, name: str) -> None:
    caller = house.caller(name, counter=2)
    refused = "unauthorized" if name == "nobody" else "forbidden"
    wrong = []

    for route in sorted(MAY, key=lambda route: route in ALONE):
        code = code_of(ask(caller, route))
        admitted = code not in ("unauthorized", "forbidden")
        if admitted is not (name in MAY[route]) or (not admitted and code != refused):
            wrong.append((route, code))

    assert wrong == []


@pytest.mark.parametrize("name", sorted(STAFF))
def test_a_session_needs_the_pages_own_token_for_every_command(house: House, name: str) -> None:
    caller = house.person(name)
    guarded = [
        route
        for route in MAY
        if not route.startswith("GET") and name in MAY[route] and route not in PUBLIC
    ]
    assert guarded

    for sent in (None, "", "another", "csrf-of-test\u00e9"):
        caller.headers = {} if sent is None else {"X-CSRF-Token": sent}
        codes = {route: code_of(ask(caller, route)) for route in guarded}
        assert {route: code for route, code in codes.items() if code != "csrf"} == {}

    assert caller.get("/me").status_code == 200


def test_staff_cancel_with_their_pages_token_only(house: House) -> None:
    ticket = house.hall.take()
    clerk = house.clerk_at(1)
    clerk.headers = {}

    assert code_of(clerk.post(f"/tickets/{ticket.id}/cancel")) == "csrf"
    assert house.hall.ticket(ticket).state == "waiting"


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer nobodys-token", "Basic YTpi", "Bearer \u00e9\u00e8", "x"],
)
def test_a_wrong_proof_is_an_error_and_not_nobody(house: House, header: str) -> None:
    ticket = house.hall.take()
    caller = house.nobody()
    caller.headers["Authorization"] = header

    for answer in (caller.get("/office"), caller.post(f"/tickets/{ticket.id}/cancel")):
        assert (answer.status_code, code_of(answer)) == (401, "unauthorized")
    assert house.hall.ticket(ticket).state == "waiting"


def test_a_revoked_device_and_an_ended_session_open_nothing(house: House) -> None:
    kiosk, clerk = house.caller("kiosk"), house.person("clerk")
    assert kiosk.get("/office").status_code == clerk.get("/office").status_code == 200

    house.caller("manager").send("DELETE", f"/devices/{kiosk.device}")
    house.hall.clock.forward(days=365)

    assert kiosk.get("/office").status_code == clerk.get("/office").status_code == 401


def test_a_counter_token_works_at_its_own_counter_only(house: House) -> None:
    mine = house.hall.take()
    house.hall.called(1)
    counter = house.caller("counter", counter=2)

    for act in ("open", "pause", "resume", "close", "call-next"):
        assert code_of(counter.post(f"/counters/1/{act}")) == "forbidden"
    wish = {"ticket": mine.id, "reason": "Ưu tiên"}
    assert code_of(counter.post("/counters/1/call", wish)) == "forbidden"
    assert code_of(counter.post(f"/tickets/{mine.id}/finish")) == "not_this_counter"


def test_a_clerk_works_at_the_counter_that_he_holds(house: House) -> None:
    first, second = house.clerk_at(1), house.clerk_at(2)
    house.hall.take()

    assert code_of(second.post("/counters/1/call-next")) == "forbidden"
    called = first.done("/counters/1/call-next")

    assert (called["counter"], called["state"]) == (1, "called")
    assert code_of(second.post(f"/tickets/{called['id']}/start")) == "not_this_counter"
    assert code_of(house.person("clerk").post("/counters/1/close")) == "counter_not_open"


def test_a_person_with_a_made_password_chooses_one_before_anything_else(house: House) -> None:
    ticket = house.hall.take()
    clerk = house.person("clerk", must_change=True)

    assert clerk.get("/me").get_json()["must_change"] is True
    assert code_of(clerk.post("/counters/1/open")) == "must_change"
    assert code_of(clerk.get("/office")) == "must_change"
    assert code_of(clerk.get("/staff")) == "forbidden"
    assert code_of(clerk.post(f"/tickets/{ticket.id}/cancel")) == "must_change"
    assert house.hall.ticket(ticket).state == "waiting"
    changed = clerk.post("/password", {"old": "trời mưa to quá", "new": "nắng đẹp cả ngày"})
    assert changed.status_code == 204
    assert clerk.get("/office").status_code == 200


def test_only_the_kiosk_that_printed_sees_the_print(house: House) -> None:
    kiosk, other = house.caller("kiosk"), house.caller("kiosk")
    taken = kiosk.done("/tickets", {"service": "A"})
    address = f"/prints/{taken['print']['id']}"

    assert kiosk.get(address).get_json()["state"] == "queued"
    assert code_of(other.get(address)) == "forbidden"
    assert house.clerk_at(1).get(address).status_code == 200
    assert code_of(other.post(f"/tickets/{taken['id']}/reprint")) == "forbidden"
    assert kiosk.done(f"/tickets/{taken['id']}/reprint")["copy"] is True
