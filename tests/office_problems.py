"""How to bring about the error codes of the tree of offices."""

import tomli_w
from werkzeug.test import TestResponse

from operations.tree import DEEPEST, TREE, place_office
from tests.house import House
from tests.offices import at, open_beside, open_province, place
from tests.problems import brings


@brings("office_taken")
def _(house: House) -> TestResponse:
    _, province = open_province(house.hall)
    boss = at(house, province).caller("manager")
    return boss.post("/offices", {"copy_of": "thu", "code": "em"})


@brings("office_loop")
def _(house: House) -> TestResponse:
    sister, province = open_province(house.hall)
    place(sister, house.hall)
    return at(house, province).caller("manager").send("PATCH", "/offices/thu", {"under": "em"})


@brings("office_too_deep")
def _(house: House) -> TestResponse:
    boss, above = house.caller("manager"), house.hall
    for level in range(DEEPEST):
        below = open_beside(house.hall, f"bac-{level}")
        place(below, above)
        above = below
    return boss.post(f"/offices?office=bac-{DEEPEST - 1}", {"copy_of": "thu", "code": "qua"})


@brings("kind_too_wide")
def _(house: House) -> TestResponse:
    _, province = open_province(house.hall)
    boss = at(house, province).caller("manager")
    return boss.send("PATCH", "/offices/thu", {"kind": "province"})


@brings("kind_needs_counters")
def _(house: House) -> TestResponse:
    _, province = open_province(house.hall)
    with province.change(TREE) as change:
        place_office(change, parent=None, kind="province")
    boss = at(house, province).caller("manager")
    head = {"code": "cum", "kind": "province", "name": "Cụm", "timezone": "Asia/Ho_Chi_Minh"}
    boss.post("/offices", {"catalogue": tomli_w.dumps({"office": {**head, "languages": ["vi"]}})})
    return boss.send("PATCH", "/offices/cum", {"kind": "commune"})
