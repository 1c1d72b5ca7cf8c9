"""Opening and telling offices: all that is wrong with a command is told at once, at its fields."""

from typing import Any

import pytest

from tests.hall import CATALOGUE, COUNTER
from tests.house import Caller, House, code_of
from tests.offices import at, open_province


@pytest.fixture
def boss(house: House) -> Caller:
    """A manager of the province above `thu`, `em`, and one with a machine of its own."""
    _, province = open_province(house.hall)
    found = at(house, province).caller("manager")
    found.done("/offices", {"expected": True, "code": "xa-rieng", "names": "Xã Riêng"})
    return found


def wrong(boss: Caller, path: str, body: object, method: str = "POST") -> set[str]:
    """The fields that are refused."""
    answer = boss.send(method, path, body)
    assert (answer.status_code, code_of(answer)) == (422, "invalid"), answer.text
    return set(answer.get_json()["fields"])


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"copy_of": None}, {"copy_of", "code"}),
        ({"copy_of": 7, "code": "Hoa Lớn", "kind": "làng"}, {"copy_of", "code", "kind"}),
        ({"copy_of": "thu", "code": 5, "names": 6}, {"code", "names"}),
        ({"copy_of": "thu", "timezone": "Mars"}, {"code", "timezone"}),
        ({"copy_of": "thu", "hotline": "1"}, {"code", "hotline"}),
        ({"expected": True}, {"code", "names"}),
        ({"expected": True, "kind": 1, "catalogue": "x"}, {"code", "names", "kind", "catalogue"}),
        ({"expected": "có", "copy_of": ""}, {"expected", "copy_of", "code"}),
        ({"code": "moi", "names": "Mới"}, {"catalogue", "code", "names"}),
        ({"catalogue": 7, "code": "moi"}, {"catalogue", "code"}),
        ({"expected": False}, {"catalogue"}),
    ],
)
def test_all_that_is_wrong_with_a_new_office_is_told(
    boss: Caller, body: object, fields: set[str]
) -> None:
    assert wrong(boss, "/offices", body) == fields


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"kind"}),
        ({"kind": "tin", "below": 1}, {"kind", "below"}),
        ({"kind": "notice"}, {"notices"}),
        ({"kind": "notice", "notices": {"en": "Closed"}, "bellow": True}, {"notices", "bellow"}),
        ({"kind": "notice", "notices": {"vi": 7}, "below": "all"}, {"notices", "below"}),
        ({"kind": "notice", "notices": {"vi": "x" * 1001}}, {"notices"}),
        ({"kind": "notice", "notices": {"vi": "Nghỉ"}, "toml": "x"}, {"toml"}),
        ({"kind": "catalogue", "notices": {}}, {"toml", "notices"}),
        ({"kind": "account"}, {"name"}),
        ({"kind": "account", "name": "Lan Mẫu", "role": "vua"}, {"name", "role"}),
        ({"kind": "account", "name": "x", "full_name": "y" * 101}, {"name", "full_name"}),
        ({"kind": "account", "name": "lan", "active": "không", "role": 3}, {"active", "role"}),
        ({"kind": "account", "name": "a/b", "password": ["x"]}, {"name"}),
        ({"kind": "account", "name": "lan", "password": ["x"]}, {"password"}),
    ],
)
def test_all_that_is_wrong_with_what_an_office_is_told_is_told_here(
    boss: Caller, body: object, fields: set[str]
) -> None:
    assert wrong(boss, "/directives?office=xa-rieng", body) == fields
    assert boss.read("/directives?office=xa-rieng")["directives"] == []


def test_a_name_that_no_machine_would_take_is_not_sent(boss: Caller) -> None:
    refused = boss.post(
        "/directives?office=xa-rieng", {"kind": "account", "name": "Lan Mẫu", "password": None}
    )

    assert refused.get_json()["fields"]["name"].startswith("Tên đăng nhập gồm 2 đến 40")
    told = boss.done(
        "/directives?office=xa-rieng", {"kind": "account", "name": " Lan.M ", "password": None}
    )
    assert told["numbers"] == {"xa-rieng": 1}


def test_an_office_changes_its_place_by_no_other_word(boss: Caller) -> None:
    assert wrong(boss, "/offices/thu", {"parent": "em"}, "PATCH") == {"under", "parent"}
    assert wrong(boss, "/offices/thu", {"under": "em", "kindd": "point"}, "PATCH") == {"kindd"}


@pytest.mark.parametrize(
    ("path", "wish"),
    [("/offices", {}), ("/directives?office=xa-rieng", {"kind": "catalogue"})],
)
def test_a_catalogue_that_was_written_on_windows_is_read(
    boss: Caller, path: str, wish: dict[str, Any]
) -> None:
    text = (CATALOGUE + COUNTER.format(number=1)).replace('code = "thu"', 'code = "moi"', 1)
    field = "toml" if wish else "catalogue"

    answer = boss.post(path, {**wish, field: text.replace("\n", "\r\n")})

    assert answer.status_code == 201, answer.text
