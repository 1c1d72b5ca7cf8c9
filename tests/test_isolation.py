"""Nobody reads or changes anything of an office that is not theirs: route by route, role by role."""

import pytest
from werkzeug.test import TestResponse

from tests.feeding import expected_by
from tests.hall import Hall
from tests.house import CALLERS, Caller, House, code_of
from tests.offices import at, open_beside, place
from tests.strangers import CODE, ROOM, SECRET, Secret, open_secret
from tests.test_api_roles import AT_COUNTERS, MAY, routes_of
from web.access import GUARDED

ROLES = [name for name in CALLERS if name != "nobody"]
IDS = ("<ticket_id>", "<print_id>", "<device>", "<staff_id>", "<procedure>", "<code>", "<number>")
"""The parts of an address that name something of an office."""

OWN_PAGES = {(name, "/manager") for name in ("manager", "administrator", "auditor")} | {
    (name, "/counter") for name in ("clerk", "manager", "administrator")
}

LAST = {"POST sign-out", "POST password"}
"""They are about the caller alone; signing out ends what the others need."""


@pytest.fixture
def secret(house: House) -> Secret:
    """Another office beside the hall, in the same house."""
    return open_secret(house, above=open_beside(house.hall, "tinh"))


def stranger(house: House, name: str) -> Caller:
    """Somebody of the hall, who holds counter 2 where the role may."""
    if name == "clerk":
        return house.clerk_at(2)
    who = house.caller(name, counter=2)
    if name in AT_COUNTERS and name != "manager token":
        house.clerk_at(2).done("/counters/2/close")
        who.done("/counters/2/open")
    return who


def guarded(house: House) -> list[str]:
    """Every route that a role guards, and those that ask for the office of who calls."""
    views = house.running.app.view_functions
    found = [route for route, endpoint in routes_of(house).items() if views[endpoint] in GUARDED]
    return sorted(route for route in found if route not in LAST)


@pytest.mark.parametrize("name", ROLES)
def test_nothing_of_another_office_is_read_or_changed_by_its_ids(
    house: House, secret: Secret, name: str
) -> None:
    who, before = stranger(house, name), secret.rows()
    told, let_in = [], []

    for route in guarded(house):
        answer = secret.ask(who, route)
        if SECRET in answer.text:
            told.append(route)
        if any(part in route for part in IDS) and not is_refused(answer, name):
            let_in.append((route, answer.status_code, answer.text))

    assert (told, let_in) == ([], [])
    assert secret.rows() == before


def is_refused(answer: TestResponse, name: str) -> bool:
    """403 or 404; a program without a counter of its own is told that first."""
    if name == "manager token" and answer.status_code == 409:
        return code_of(answer) == "counter_not_open"
    return answer.status_code in (403, 404)


@pytest.mark.parametrize("name", ROLES)
def test_naming_another_office_opens_nothing(house: House, secret: Secret, name: str) -> None:
    who, before = stranger(house, name), secret.rows()

    answers = {route: secret.ask(who, route, by_name=True) for route in [*guarded(house), *LAST]}

    wrong = {route: one.status_code for route, one in answers.items() if one.status_code != 403}
    assert wrong == {}
    assert not any(SECRET in one.text for one in answers.values())
    assert secret.rows() == before


@pytest.mark.parametrize("name", ["counter", "clerk", "manager", "administrator"])
def test_who_works_at_a_counter_cancels_no_ticket_of_another_office(
    house: House, secret: Secret, name: str
) -> None:
    before = secret.rows()

    answer = stranger(house, name).post(f"/tickets/{secret.ids['waiting']}/cancel")

    assert answer.status_code == 404
    assert secret.rows() == before


def test_a_tablet_rates_no_ticket_of_another_office(house: House, secret: Secret) -> None:
    before = secret.rows()

    answer = house.caller("rating").post(f"/tickets/{secret.ids['ticket_id']}/rating", {"level": 1})

    assert answer.status_code in (403, 404)
    assert secret.rows() == before


@pytest.mark.parametrize(
    "path", ["reports/satisfaction", "reports/service", "reports/reasons", "comments"]
)
@pytest.mark.parametrize("scope", [f"offices={CODE}", f"offices=thu,{CODE}", "scope=below"])
def test_a_report_over_several_offices_has_none_out_of_reach(
    house: House, secret: Secret, path: str, scope: str
) -> None:
    manager = house.caller("manager")

    answer = manager.get(f"/{path}?from=2026-11-01&to=2026-11-30&by=office&{scope}")

    assert SECRET not in answer.text
    assert answer.status_code == (200 if scope == "scope=below" else 403)


@pytest.mark.parametrize("name", ROLES)
def test_no_socket_shows_another_office(house: House, secret: Secret, name: str) -> None:
    socket = house.socket(house.caller(name, counter=2))
    wanted = [
        {"what": "office", "office": CODE},
        {"what": "board", "office": CODE},
        {"what": "board", "zone": SECRET},
        {"what": "counter", "counter": ROOM},
        {"what": "counter", "counter": ROOM, "office": CODE},
        {"what": "rating", "office": CODE},
        {"what": "print", "print": secret.ids["print_id"]},
        {"what": "office"},
    ]

    for one in wanted:
        socket.emit("watch", one, callback=True)
    house.running.house.live.changed(secret.hall.id)
    house.running.house.live.changed(house.hall.id)

    assert SECRET not in str(socket.get_received())


@pytest.mark.parametrize("name", ["clerk", "manager", "administrator", "auditor"])
@pytest.mark.parametrize("page", ["/manager", "/counter", f"/manager/staff?office={CODE}"])
def test_no_page_shows_another_office(house: House, secret: Secret, name: str, page: str) -> None:
    answer = house.caller(name).client.get(page, headers={"Accept": "text/html"})

    assert SECRET not in answer.text
    assert answer.status_code == (200 if (name, page) in OWN_PAGES else 403)


def test_figures_from_elsewhere_name_only_the_offices_within_reach(
    house: House, secret: Secret
) -> None:
    who, far = house.caller("manager token"), {"REMOTE_ADDR": "192.0.2.7"}
    told = who.client.get("/healthz", headers=who.headers, environ_base=far)
    figures = who.client.get("/metrics", headers=who.headers, environ_base=far)

    assert set(told.get_json()["offices"]) == {"thu"}
    assert figures.status_code == 403


@pytest.fixture
def above(house: House, secret: Secret) -> Caller:
    """A manager of what stands above both offices."""
    with house.hall.store.reading() as reading:
        top = reading.sql.office_with_code(code="tinh")["id"]
    province = Hall(house.hall.store, top, house.hall.clock)
    place(house.hall, province)
    return at(house, province).caller("manager")


def test_who_manages_the_province_reads_all_of_an_office_by_naming_it(
    house: House, secret: Secret, above: Caller
) -> None:
    reads = [
        route for route in guarded(house) if route.startswith("GET") and "manager" in MAY[route]
    ]

    answers = {route: secret.ask(above, route, by_name=True) for route in reads}

    assert {r: a.status_code for r, a in answers.items() if a.status_code != 200} == {
        "GET pairings": 404
    }
    about_it = {route for route, answer in answers.items() if SECRET in answer.text}
    assert about_it >= {
        "GET office", "GET board", "GET staff", "GET services", "GET counters", "GET devices",
        "GET procedures-admin", "GET office-settings", "GET catalogue.toml", "GET comments",
        "GET reports/<what>", "GET visits", "GET today", "GET offices",
    }  # fmt: skip


def test_who_manages_the_province_reads_nothing_of_it_without_naming_it(
    house: House, secret: Secret, above: Caller
) -> None:
    before = secret.rows()
    tree = {"GET offices", "GET province", "POST offices", "PATCH offices/<code>"}

    told = [r for r in guarded(house) if r not in tree and SECRET in secret.ask(above, r).text]

    assert told == []
    assert secret.rows() == before


def test_who_manages_the_province_changes_an_office_by_naming_it(
    secret: Secret, above: Caller
) -> None:
    ids = secret.ids
    for path, body in (
        (f"/staff/{ids['staff_id']}", {"full_name": "Người Mới"}),
        (f"/devices/{ids['device']}", {"name": "Máy Mới"}),
        (f"/services/{ids['code']}", {"paused": True}),
        (f"/procedures-admin/{ids['procedure']}", {"days": 3}),
        ("/office-settings", {"hotline": "1900 0001"}),
    ):
        answer = above.send("PATCH", f"{path}?office={CODE}", body)
        assert answer.status_code == 200, answer.text

    rows = secret.rows()
    assert "Người Mới" in str(rows["staff"])
    assert "1900 0001" in str(rows["office"])


def test_who_reports_from_a_machine_of_its_own_is_told_to_those_above_it_only(house: House) -> None:
    office, _ = expected_by(house.hall.store, code=CODE)
    fed = Hall(house.hall.store, office, house.hall.clock)
    manager = house.person("manager")
    assert manager.read("/intakes") == {"offices": []}

    place(fed, house.hall)

    assert [entry["code"] for entry in manager.read("/intakes")["offices"]] == [CODE]
