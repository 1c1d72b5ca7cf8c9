"""Who may read and write what managers keep."""

import pytest

from tests.house import Caller, House, code_of

READ_BY_MANAGERS = [
    "/staff",
    "/devices",
    "/printers",
    "/services",
    "/counters",
    "/procedures-admin",
    "/office-settings",
    "/catalogue.toml",
]


WRITTEN_BY_MANAGERS = [
    ("POST", "/staff"),
    ("PATCH", "/staff/clerk-1"),
    ("POST", "/devices"),
    ("PATCH", "/devices/x"),
    ("DELETE", "/devices/x"),
    ("POST", "/printers/kiosk-1/test"),
    ("POST", "/services"),
    ("PATCH", "/services/A"),
    ("DELETE", "/services/Z"),
    ("POST", "/counters"),
    ("PATCH", "/counters/1"),
    ("DELETE", "/counters/99"),
    ("POST", "/procedures-admin"),
    ("PATCH", "/procedures-admin/x"),
    ("DELETE", "/procedures-admin/x"),
    ("PATCH", "/office-settings"),
    ("PUT", "/catalogue.toml"),
]


@pytest.mark.parametrize("path", READ_BY_MANAGERS)
def test_managers_and_auditors_read_and_nobody_else(house: House, path: str) -> None:
    expected = {"manager": 200, "administrator": 200, "auditor": 200, "clerk": 403}

    assert house.nobody().send("GET", path).status_code == 401
    assert house.device("kiosk").send("GET", path).status_code == 403
    assert house.device("manager").send("GET", path).status_code == 200
    assert {role: house.person(role).send("GET", path).status_code for role in expected} == expected


@pytest.mark.parametrize(("method", "path"), WRITTEN_BY_MANAGERS)
def test_auditors_and_clerks_write_nothing(house: House, method: str, path: str) -> None:
    before = house.hall.rows("select version from office")

    assert house.nobody().send(method, path, {}).status_code == 401
    for caller in (house.device("rating", 1), house.device("display")):
        assert caller.send(method, path, {}).status_code == 403
    for role in ("auditor", "clerk"):
        assert house.person(role).send(method, path, {}).status_code == 403

    assert house.hall.rows("select version from office") == [
        {"version": before[0]["version"] + 4}  # two devices and two people were added
    ]


@pytest.mark.parametrize(("method", "path"), WRITTEN_BY_MANAGERS)
def test_a_command_without_the_pages_own_csrf_is_refused(
    house: House, manager: Caller, method: str, path: str
) -> None:
    manager.headers.clear()

    response = manager.send(method, path, {})

    assert (response.status_code, code_of(response)) == (403, "csrf")
