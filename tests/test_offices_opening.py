"""Opening offices: from a catalogue, like another one, and under the right one."""

from pathlib import Path

import pytest

from operations.catalogue import export_catalogue, read_catalogue_file, write_catalogue
from tests.hall import Hall
from tests.house import Caller, House, code_of
from tests.offices import at, open_beside, open_province

SAMPLES = Path(__file__).parent.parent / "catalogue/tinh-mau"
NORTH = (SAMPLES / "trung-tam-bac.toml").read_text(encoding="utf-8")


@pytest.fixture
def boss(house: House) -> Caller:
    """A manager of the province above `thu` and `em`."""
    _, province = open_province(house.hall)
    return at(house, province).caller("manager")


def codes(who: Caller, path: str = "/offices") -> list[tuple[str, str | None]]:
    return [(one["code"], one["parent"]) for one in who.read(path)["offices"]]


def catalogue_of(hall: Hall, code: str) -> str:
    """An office's catalogue as a file."""
    with hall.store.reading() as reading:
        office = reading.sql.office_with_code(code=code)["id"]
        return export_catalogue(reading.sql, office)


def test_an_office_opens_from_a_catalogue_with_a_manager_who_can_come_in(
    house: House, boss: Caller
) -> None:
    made = boss.done("/offices", {"catalogue": NORTH})

    assert codes(boss)[-1] == ("trung-tam-bac", "tinh")
    assert made["manager"] == "quanly@trung-tam-bac"
    first = house.signed_in(made["manager"], made["password"])
    assert first.read("/me")["must_change"]
    assert catalogue_of(house.hall, "trung-tam-bac") == write_catalogue(
        read_catalogue_file(SAMPLES / "trung-tam-bac.toml")
    )


def test_the_password_of_the_first_manager_is_told_once(boss: Caller) -> None:
    first, again = (
        boss.done("/offices", {"catalogue": NORTH}, Idempotency_Key="one-office") for _ in range(2)
    )

    assert "password" in first
    assert again == {key: value for key, value in first.items() if key != "password"}


def test_an_office_opens_like_another_without_its_people_and_tickets(
    house: House, boss: Caller
) -> None:
    house.hall.take("A")
    house.device("kiosk")

    boss.done("/offices?office=em", {"copy_of": "thu", "code": "moi", "names": {"vi": "Xã Mới"}})

    assert ("moi", "em") in codes(boss)
    like = catalogue_of(house.hall, "thu").replace('"thu"', '"moi"')
    assert (
        like.partition("[[service]]")[2]
        == catalogue_of(house.hall, "moi").partition("[[service]]")[2]
    )
    assert boss.read("/office?office=moi")["names"] == {"vi": "Xã Mới"}
    assert [one["name"] for one in boss.read("/staff?office=moi")["staff"]] == ["quanly"]
    assert boss.read("/devices?office=moi")["devices"] == []
    assert boss.read("/today?office=moi")["taken"] == 0


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"copy_of": "thu", "code": "em"}, 409, "office_taken"),
        ({"copy_of": "thu", "code": "Không được"}, 422, "invalid"),
        ({"copy_of": "thu"}, 422, "invalid"),
        ({"copy_of": "thu", "code": "moi", "kind": "castle"}, 422, "invalid"),
        ({"copy_of": "thu", "code": "moi", "names": {"en": "New"}}, 422, "invalid"),
        ({"copy_of": "thu", "code": "moi", "hotline": "1"}, 422, "invalid"),
        ({"copy_of": "la", "code": "moi"}, 403, "forbidden"),
        ({"catalogue": "[office"}, 422, "invalid"),
        ({}, 422, "invalid"),
    ],
)
def test_what_is_no_office_is_refused_and_nothing_is_kept(
    house: House, boss: Caller, body: object, status: int, code: str
) -> None:
    open_beside(house.hall, "la")
    before = house.hall.rows("select code from office order by code")

    answer = boss.post("/offices", body)

    assert (answer.status_code, code_of(answer)) == (status, code)
    assert house.hall.rows("select code from office order by code") == before


def test_an_office_moves_only_within_reach(house: House, boss: Caller) -> None:
    open_beside(house.hall, "la")

    assert boss.send("PATCH", "/offices/thu", {"under": "em"}).status_code == 200
    assert ("thu", "em") in codes(boss)

    for code, under in (("thu", "la"), ("la", "em"), ("tinh", "em")):
        answer = boss.send("PATCH", f"/offices/{code}", {"under": under})
        assert code_of(answer) == "forbidden"
    assert code_of(boss.send("PATCH", "/offices/em", {"under": "thu"})) == "office_loop"


def test_a_manager_of_an_office_alone_sees_only_that_one(house: House) -> None:
    open_province(house.hall)

    assert codes(house.caller("manager")) == [("thu", None)]


def test_a_catalogue_of_another_office_is_not_taken_over_by_mistake(
    house: House, boss: Caller
) -> None:
    foreign = catalogue_of(house.hall, "em").encode()

    answer = boss.send("PUT", "/catalogue.toml?office=thu", foreign)

    assert (answer.status_code, code_of(answer)) == (409, "office_taken")


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.toml")), ids=lambda file: file.stem)
def test_every_part_of_the_sample_province_can_be_used(file: Path) -> None:
    catalogue = read_catalogue_file(file)

    assert catalogue.office.code == file.stem
    assert bool(catalogue.counters) is (catalogue.office.kind != "province")
    assert all(set(service.names) == {"vi", "en"} for service in catalogue.services)


def test_an_office_with_a_machine_of_its_own_is_opened_empty_under_another(
    house: House, boss: Caller
) -> None:
    wish = {"expected": True, "code": "xa-rieng", "names": {"vi": "Xã Riêng", "en": "Rieng"}}

    made = boss.done("/offices?office=em", wish)

    assert made == {"code": "xa-rieng", "kind": "commune", "names": wish["names"]}
    ((office,),) = ([o for o in boss.read("/offices")["offices"] if o["code"] == "xa-rieng"],)
    assert (office["parent"], office["fed"]) == ("em", True)
    (intake,) = boss.read("/intakes")["offices"]
    assert (intake["code"], intake["has_token"], intake["why"]) == ("xa-rieng", False, None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"expected": False}, "invalid"),
        ({"code": "em"}, "office_taken"),
        ({"code": "Không được"}, "invalid"),
        ({"timezone": "Mars/Olympus"}, "invalid"),
        ({"names": {}}, "invalid"),
        ({"copy_of": "thu"}, "invalid"),
    ],
)
def test_an_office_that_cannot_be_expected_is_refused(
    boss: Caller, changed: dict[str, object], code: str
) -> None:
    wish = {"expected": True, "code": "xa-rieng", "names": {"vi": "Xã Riêng"}, **changed}

    assert code_of(boss.post("/offices", wish)) == code
    assert len(codes(boss)) == 3


def test_a_machines_token_is_told_once_and_opens_until_it_is_taken_back(
    house: House, boss: Caller
) -> None:
    boss.done("/offices", {"expected": True, "code": "xa-rieng", "names": "Xã Riêng"})
    path = "/intake-token?office=xa-rieng"

    first, again = (boss.done(path, Idempotency_Key="one-token") for _ in range(2))
    assert set(first) == {"token"}
    assert again == {}
    assert rows_code(house, first["token"]) == 200
    second = boss.done(path)["token"]
    assert rows_code(house, first["token"]) == 401
    assert rows_code(house, second) == 200

    assert boss.send("DELETE", path).status_code == 204
    assert rows_code(house, second) == 401
    assert code_of(boss.send("DELETE", path)) == "not_found"
    kept = house.hall.rows("select body from kept_answer")
    assert not any(second in str(row) or first["token"] in str(row) for row in kept)


def rows_code(house: House, token: str) -> int:
    """What an office's machine hears when it asks for its own rows."""
    machine = house.nobody()
    machine.headers["Authorization"] = f"Bearer {token}"
    return machine.get("/intake/rows?after=-1").status_code


def test_who_works_here_gets_no_token(house: House, boss: Caller) -> None:
    house.hall.take("A")

    for path in ("/intake-token", "/intake-token?office=thu"):
        assert code_of(boss.post(path)) == "office_works_here"
    assert all(not one["fed"] for one in boss.read("/offices")["offices"])


def test_an_office_with_a_machine_of_its_own_has_its_place_from_those_above(
    house: House, boss: Caller
) -> None:
    boss.done("/offices", {"expected": True, "code": "xa-rieng", "names": "Xã Riêng"})

    assert boss.send("PATCH", "/offices/xa-rieng", {"under": "em"}).status_code == 200

    assert ("xa-rieng", "em") in codes(boss)
    refused = boss.send("PATCH", "/office-settings?office=xa-rieng", {"hotline": "1"})
    assert code_of(refused) == "office_fed"


def test_why_a_machine_did_not_do_it_is_told_in_the_readers_language(
    house: House, boss: Caller
) -> None:
    boss.done("/offices", {"expected": True, "code": "xa-rieng", "names": "Xã Riêng"})
    boss.done("/directives?office=xa-rieng", {"kind": "notice", "notices": {"vi": "Nghỉ lễ"}})
    boss.headers["Accept-Language"] = "en"
    with house.hall.store.maintain() as sql:
        office = sql.office_with_code(code="xa-rieng")["id"]
        facts = '{"fields": {"notices": "too_long"}}'
        refused = {"outcome": "refused", "code": "invalid", "facts": facts, "answered_at": "2026"}
        sql.answer_directive([{"office": office, "number": 1, **refused}])
        sql.note_intake_refused(
            office=office, refusal="newer_format", refusal_facts="{}", refused_at="2026", since=""
        )

    (told,) = boss.read("/directives?office=xa-rieng")["directives"]
    assert told["why"].endswith("notices: Too long.")
    (intake,) = boss.read("/intakes")["offices"]
    assert intake["why"].startswith("The office's program is newer")
