"""Acting on another office: who manages reaches what stands below, and everybody else stays."""

import pytest

from tests.hall import Hall
from tests.house import PASSWORD, Caller, House, code_of, hash_of_password
from tests.offices import at, open_beside, open_province, place
from tests.people import hire

READERS = ("manager token", "manager", "administrator", "auditor")
AT_HOME = ("kiosk", "display", "counter", "rating", "clerk")


def office_seen(who: Caller, path: str = "/office?office=em") -> str | None:
    """The code of the office that is shown, or the code of the refusal."""
    answer = who.get(path)
    return str(answer.get_json()["code"]) if answer.status_code == 200 else code_of(answer)


@pytest.mark.parametrize("role", READERS)
def test_who_reads_a_province_reads_all_below_it(house: House, role: str) -> None:
    _, province = open_province(house.hall)
    there, here = at(house, province).caller(role), house.caller(role)

    assert office_seen(there) == "em"
    assert office_seen(there, "/office?office=thu") == "thu"
    assert office_seen(there, "/office") == "tinh"
    assert office_seen(here) == "forbidden"
    assert office_seen(here, "/office?office=tinh") == "forbidden"


@pytest.mark.parametrize("role", AT_HOME)
def test_clerks_and_devices_never_leave_their_own_office(house: House, role: str) -> None:
    _, province = open_province(house.hall)
    who = at(house, province).caller(role)

    assert office_seen(who) == "forbidden"
    assert office_seen(who, "/office?office=tinh") == "tinh"


def test_an_office_that_is_not_there_is_refused_like_one_out_of_reach(house: House) -> None:
    manager = house.caller("manager")

    assert office_seen(manager, "/office?office=nowhere") == "forbidden"
    assert office_seen(manager, "/office?office=") == "forbidden"


def test_a_manager_of_the_province_hires_somebody_for_an_office_below(house: House) -> None:
    sister, province = open_province(house.hall)
    manager = at(house, province).caller("manager")
    person = {"name": "lan", "full_name": "Nguyễn Thị Mẫu", "role": "clerk"}

    manager.done("/staff?office=em", person)

    names = {
        office.id: {row["name"] for row in hall_rows(office)}
        for office in (sister, province, house.hall)
    }
    assert "lan" in names[sister.id]
    assert "lan" not in names[province.id] | names[house.hall.id]


def hall_rows(office: Hall) -> list[dict[str, str]]:
    return office.rows("select name from staff where office = ?", office.id)


def test_the_same_key_for_another_office_is_another_request(house: House) -> None:
    sister, province = open_province(house.hall)
    manager = at(house, province).caller("manager")
    person = {"name": "lan", "full_name": "Nguyễn Thị Mẫu", "role": "clerk"}

    for code in ("em", "thu", "em"):
        manager.done(f"/staff?office={code}", person, Idempotency_Key="the-same-key")

    assert len(sister.rows("select id from staff where name = ?", "lan")) == 2


def test_an_office_that_was_moved_away_is_out_of_reach_at_once(house: House) -> None:
    sister, province = open_province(house.hall)
    manager = at(house, province).caller("manager")
    assert office_seen(manager) == "em"

    place(sister, None)

    assert office_seen(manager) == "forbidden"


def test_a_manager_watches_an_office_below_and_nobody_elses(house: House) -> None:
    sister, province = open_province(house.hall)
    stranger = open_beside(house.hall, "la")
    manager = house.socket(at(house, province).caller("manager"))
    clerk = house.socket(house.caller("clerk"))
    wanted = {"what": "office", "office": "em"}

    assert manager.emit("watch", wanted, callback=True) == {"ok": True}
    ((event,),) = [one["args"] for one in manager.get_received()]
    assert event["code"] == "em"
    with sister.change():
        pass
    house.running.house.live.changed(sister.id)
    assert [one["args"][0]["code"] for one in manager.get_received()] == ["em"]
    for socket, code in ((clerk, "em"), (manager, "la"), (manager, "nowhere")):
        answer = socket.emit("watch", {"what": "office", "office": code}, callback=True)
        assert answer == {"ok": False, "code": "forbidden"}
    house.running.house.live.changed(stranger.id)
    assert manager.get_received() == []


def test_a_socket_closes_when_the_office_it_watches_is_moved_away(house: House) -> None:
    sister, province = open_province(house.hall)
    far, near = (house.socket(at(house, province).caller("manager")) for _ in range(2))
    far.emit("watch", {"what": "office", "office": "em"}, callback=True)
    near.emit("watch", {"what": "office"}, callback=True)

    house.running.lines.close_ended()
    assert far.is_connected()
    place(sister, None)
    house.running.lines.close_ended()

    assert not far.is_connected()
    assert near.is_connected()


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        ("canbo9", None),
        ("canbo9@em", "em"),
        (" CanBo9@THU ", "thu"),
        ("rieng", "em"),
        ("quanly9", "tinh"),
        ("quanly9@em", "em"),
    ],
)
def test_a_name_signs_in_alone_where_one_office_has_it_or_the_top(
    house: House, typed: str, office: str | None
) -> None:
    sister, province = open_province(house.hall)
    for hall, name in (
        (house.hall, "canbo9"),
        (sister, "canbo9"),
        (sister, "rieng"),
        (sister, "quanly9"),
        (province, "quanly9"),
    ):
        employ(hall, name)

    tried = house.nobody().post("/sign-in", {"name": typed, "password": PASSWORD})

    if office is None:
        assert code_of(tried) == "wrong_password"
    else:
        assert office_seen(house.signed_in(typed), "/office") == office


def employ(hall: Hall, name: str) -> None:
    """A clerk with the password of the tests."""
    staff = hire(hall, name, password=PASSWORD)
    with hall.store.maintain() as sql:
        sql.set_password(id=staff, password_hash=hash_of_password(), must_change=0)


def test_guesses_count_alike_with_and_without_the_office(house: House) -> None:
    employ(house.hall, "lan")
    nobody = house.nobody()
    for number in range(6):
        typed = "lan@thu" if number % 2 else "lan"
        answer = nobody.post("/sign-in", {"name": typed, "password": "không phải đâu"})

    assert code_of(answer) == "too_many"


def test_guesses_at_a_name_of_several_lock_nobody_out_who_names_the_office(house: House) -> None:
    sister, province = open_province(house.hall)
    for hall in (sister, province):
        employ(hall, "quanly9")
    nobody = house.nobody()
    for _ in range(6):
        answer = nobody.post("/sign-in", {"name": "quanly9", "password": "không phải đâu"})

    assert code_of(answer) == "too_many"
    assert office_seen(house.signed_in("quanly9@tinh"), "/office") == "tinh"


def test_who_gets_in_by_a_name_of_several_may_come_back_as_often_as_they_like(house: House) -> None:
    sister, province = open_province(house.hall)
    for hall in (sister, province):
        employ(hall, "quanly9")

    for _ in range(6):
        assert office_seen(house.signed_in("quanly9"), "/office") == "tinh"


def test_somebody_who_left_leaves_the_name_to_one_of_another_office(house: House) -> None:
    sister, _ = open_province(house.hall)
    for hall in (house.hall, sister):
        employ(hall, "lan")
    with sister.change() as change:
        person = change.sql.staff_of_office(office=sister.id, name="lan")
        facts = {key: person[key] for key in ("id", "name", "full_name", "role")}
        change.sql.update_staff(**facts, active=0, version=change.version)

    assert office_seen(house.signed_in("lan"), "/office") == "thu"
