"""What an office is: a manager above says so, and no office stands under a narrower one."""

from collections.abc import Callable

import pytest

from operations.catalogue import update_catalogue
from operations.catalogue_format import KINDS, parse_catalogue
from operations.tree import TREE, WIDTHS, KindTooWideError, place_office
from tests.hall import CATALOGUE, COUNTER, Hall
from tests.house import Caller, House, code_of
from tests.offices import at, open_beside, open_province, place
from tests.test_races import together


@pytest.fixture
def province(house: House) -> Hall:
    """The province above `thu` and `em`."""
    _, province = open_province(house.hall)
    become(province, "province")
    return province


@pytest.fixture
def boss(house: House, province: Hall) -> Caller:
    """A manager of the province."""
    return at(house, province).caller("manager")


def become(hall: Hall, kind: str) -> None:
    """The office is of this kind from now on, where it stands."""
    with hall.change(TREE) as change:
        place_office(change, parent=change.row["parent"], kind=kind)


def kinds(who: Caller) -> dict[str, str]:
    return {one["code"]: one["kind"] for one in who.read("/offices")["offices"]}


def parents(who: Caller) -> dict[str, str | None]:
    return {one["code"]: one["parent"] for one in who.read("/offices")["offices"]}


def change(who: Caller, code: str, **wish: object) -> str | None:
    """What is answered: None when all is well, else the code of the refusal."""
    answer = who.send("PATCH", f"/offices/{code}", wish)
    return None if answer.status_code == 200 else code_of(answer)


def test_every_kind_has_its_width() -> None:
    assert sorted(kind for kinds in WIDTHS for kind in kinds) == sorted(KINDS)


def test_a_manager_above_says_what_an_office_is(boss: Caller) -> None:
    answer = boss.send("PATCH", "/offices/thu", {"kind": "branch"})

    assert answer.get_json() == {"code": "thu", "kind": "branch", "parent": "tinh"}
    assert kinds(boss) == {"tinh": "province", "em": "commune", "thu": "branch"}


def test_nobody_changes_the_own_office_or_one_that_is_not_below(house: House, boss: Caller) -> None:
    open_beside(house.hall, "la")

    for code in ("tinh", "la", "khong-co"):
        assert change(boss, code, kind="commune") == "forbidden"
    assert change(house.caller("manager"), "thu", kind="point") == "forbidden"
    assert kinds(boss)["thu"] == "commune"


@pytest.mark.parametrize("wish", [{}, {"kind": None}, {"under": None}, {"under": " "}])
def test_a_change_that_says_nothing_asks_for_the_place(boss: Caller, wish: object) -> None:
    answer = boss.send("PATCH", "/offices/thu", wish)

    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["under"])


@pytest.mark.parametrize("kind", ["", "Commune", "tỉnh", 7, True, ["point"], {"vi": "point"}])
def test_what_is_no_kind_is_told_at_its_field(boss: Caller, kind: object) -> None:
    answer = boss.send("PATCH", "/offices/thu", {"kind": kind})

    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["kind"])


def test_an_office_is_never_wider_than_the_one_above_it(boss: Caller) -> None:
    assert change(boss, "em", under="thu") is None

    assert change(boss, "em", kind="province") == "kind_too_wide"
    assert change(boss, "em", kind="centre") is None
    assert change(boss, "thu", kind="ministry") == "kind_too_wide"


def test_an_office_is_never_narrower_than_one_below_it(boss: Caller) -> None:
    assert change(boss, "em", under="thu") is None

    assert change(boss, "thu", kind="point") == "kind_too_wide"
    assert change(boss, "em", kind="point") is None
    assert change(boss, "thu", kind="point") is None


def test_an_office_moves_only_under_one_that_is_as_wide(house: House, boss: Caller) -> None:
    assert change(boss, "em", kind="point") is None

    assert change(boss, "thu", under="em") == "kind_too_wide"
    assert code_of(boss.post("/offices?office=em", {"copy_of": "thu", "code": "moi"})) == (
        "kind_too_wide"
    )
    assert parents(boss) == {"tinh": None, "em": "tinh", "thu": "tinh"}
    assert boss.post(
        "/offices?office=em", {"copy_of": "thu", "code": "moi", "kind": "point"}
    ).status_code == 201  # fmt: skip


def test_place_and_kind_at_once_have_to_fit_only_together(boss: Caller) -> None:
    assert change(boss, "em", kind="point") is None

    assert change(boss, "thu", under="em", kind="point") is None
    assert change(boss, "thu", under="tinh", kind="province") is None

    assert kinds(boss)["thu"] == "province"
    assert parents(boss)["thu"] == "tinh"


def test_an_office_without_counters_stays_one_that_needs_none(boss: Caller) -> None:
    head = '[office]\ncode = "cum"\nkind = "province"\nname = "Cụm Mẫu"\ntimezone = "Asia/Ho_Chi_Minh"\nlanguages = ["vi"]\n'
    boss.done("/offices", {"catalogue": head})

    assert change(boss, "cum", kind="commune") == "kind_needs_counters"

    assert kinds(boss)["cum"] == "province"


def test_an_office_with_a_machine_of_its_own_has_its_kind_from_those_above(boss: Caller) -> None:
    boss.done("/offices", {"expected": True, "code": "xa-rieng", "names": "Xã Riêng"})

    assert change(boss, "xa-rieng", kind="point") is None
    assert change(boss, "xa-rieng", kind="branch", under="em") is None

    assert kinds(boss)["xa-rieng"] == "branch"


def test_a_catalogue_file_keeps_to_the_same_order(house: House, boss: Caller) -> None:
    text = CATALOGUE + COUNTER.format(number=1) + COUNTER.format(number=2)
    wide = text.replace('kind = "commune"', 'kind = "ministry"', 1)

    with pytest.raises(KindTooWideError), house.hall.change(TREE) as changing:
        update_catalogue(changing, parse_catalogue(wide))
    with house.hall.change(TREE) as changing:
        update_catalogue(changing, parse_catalogue(wide.replace("ministry", "branch")))

    assert kinds(boss)["thu"] == "branch"


def test_two_that_change_at_once_leave_nobody_under_a_narrower_one(
    house: House, province: Hall
) -> None:
    below = open_beside(house.hall, "duoi")
    place(below, house.hall)

    for _ in range(10):
        refused: list[str] = []
        together([tried(house.hall, "point", refused), tried(below, "branch", refused)])

        found = {hall.id: kind_of(hall) for hall in (house.hall, below)}
        assert (found[house.hall.id], found[below.id]) != ("point", "branch")
        become(below, "point")
        become(house.hall, "commune")


def tried(hall: Hall, kind: str, refused: list[str]) -> Callable[[], None]:
    """What somebody tries, and keeps when it is refused."""

    def work() -> None:
        try:
            become(hall, kind)
        except KindTooWideError as error:
            refused.append(error.code)

    return work


def kind_of(hall: Hall) -> str:
    with hall.store.reading() as reading:
        return str(reading.sql.get_office(id=hall.id)["kind"])
