"""Staff: who works here, what they may do, and who must stay."""

from typing import Any

import pytest

from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.catalogue_in_use import InUseError
from operations.errors import InvalidError, NotFoundError
from operations.passwords import (
    Password,
    chosen_password,
    made_password,
)
from operations.staff import (
    LastManagerError,
    NameTakenError,
    add_staff,
    change_staff,
    first_manager,
    list_staff,
    staff_named,
)
from tests.hall import CATALOGUE, COUNTER, Hall
from tests.people import enter, fail_to_enter, hire, holder


def edit(hall: Hall, staff: str, **values: Any) -> dict[str, Any]:
    with hall.change() as change:
        return change_staff(change, staff, now=hall.clock.now, **values)


def test_what_is_wrong_with_a_new_person_is_told_at_once(hall: Hall) -> None:
    with pytest.raises(InvalidError) as refused, hall.change() as change:
        add_staff(
            change,
            name="Lan Anh",
            full_name=" ",
            role="boss",
            password=Password("-"),
            now=hall.clock.now,
        )

    assert refused.value.facts["fields"] == {
        "name": "sign_in_name",
        "full_name": "required",
        "role": "choice",
    }


def test_a_name_belongs_to_one_person(hall: Hall) -> None:
    hire(hall)
    other = hire(hall, "hoa")

    with pytest.raises(NameTakenError):
        hire(hall, "lan")
    with pytest.raises(NameTakenError):
        edit(hall, other, name="lan")

    assert edit(hall, other, name="hoa", full_name=" Trần  Thị Mẫu ")["full_name"] == "Trần Thị Mẫu"


def test_a_full_name_must_fit(hall: Hall) -> None:
    staff = hire(hall)

    with pytest.raises(InvalidError) as refused:
        edit(hall, staff, full_name="Nguyễn " * 20)

    assert refused.value.facts["fields"] == {"full_name": "too_long"}


def test_whoever_is_put_away_is_signed_out(hall: Hall) -> None:
    staff = hire(hall)
    token = enter(hall)["token"]

    edit(hall, staff, active=False)

    assert holder(hall, token) is None
    fail_to_enter(hall)
    edit(hall, staff, active=True)
    assert holder(hall, token) is None
    assert enter(hall)


def test_a_password_from_the_manager_must_be_changed(hall: Hall) -> None:
    staff = hire(hall)
    token = enter(hall)["token"]

    edit(hall, staff, password=chosen_password("nắng đẹp cả ngày", name="lan"))

    assert holder(hall, token) is None
    assert enter(hall, password="nắng đẹp cả ngày")["must_change"] == 1


def test_whoever_is_put_away_leaves_the_counter(hall: Hall) -> None:
    edit(hall, "clerk-1", active=False)

    assert hall.rows("select counter from counter_session where closed_at is null") == [
        {"counter": 2}
    ]


def test_nobody_is_put_away_with_a_ticket_in_hand(hall: Hall) -> None:
    hall.take()
    hall.called(1)

    with pytest.raises(InUseError):
        edit(hall, "clerk-1", active=False)


@pytest.mark.parametrize("loss", [{"role": "clerk"}, {"role": "auditor"}, {"active": False}])
def test_the_last_manager_stays(hall: Hall, loss: dict[str, Any]) -> None:
    first = hire(hall, "quanly", role="manager")

    with pytest.raises(LastManagerError):
        edit(hall, first, **loss)

    hire(hall, "quantri", role="administrator")
    assert edit(hall, first, **loss)


def test_a_manager_who_left_counts_for_nothing(hall: Hall) -> None:
    first = hire(hall, "quanly", role="manager")
    second = hire(hall, "quantri", role="administrator")
    edit(hall, second, active=False)

    with pytest.raises(LastManagerError):
        edit(hall, first, active=False)
    edit(hall, second, role="clerk")


def test_the_first_manager_is_made_only_where_nobody_works(hall: Hall) -> None:
    hire(hall, "quanly")
    other = parse_catalogue(CATALOGUE.replace('"thu"', '"khac"') + COUNTER.format(number=1))
    with hall.store.maintain() as sql:
        office = create_office(sql, other, now=hall.clock.now)

    with hall.store.change(office) as change:
        name = first_manager(change, made_password(), now=hall.clock.now)
        assert first_manager(change, made_password(), now=hall.clock.now) is None
        (made,) = list_staff(change.sql, office)

    assert name == "quanly" == made["name"]  # a name is an office's own
    assert (made["role"], made["must_change"]) == ("administrator", True)


def test_somebody_of_another_office_is_not_found(hall: Hall) -> None:
    hire(hall)

    with hall.store.reading() as reading:
        assert staff_named(reading.sql, hall.id, " Lan ")["name"] == "lan"
        with pytest.raises(NotFoundError):
            staff_named(reading.sql, "other", "lan")
    with pytest.raises(NotFoundError):
        edit(hall, "nobody", role="clerk")
