"""The tree of offices: who stands under whom, and that nobody stands under themselves."""

import pytest

from operations.errors import NotFoundError
from operations.tree import (
    DEEPEST,
    TREE,
    OfficeLoopError,
    TooDeepError,
    find_office,
    is_within,
    list_tree,
    offices_within,
    put_under,
)
from tests.hall import Hall
from tests.offices import open_beside, open_province, place
from tests.stores import run


def within(office: Hall, top: Hall) -> bool:
    with office.store.reading() as reading:
        return is_within(reading.sql, office.id, top.id)


def tree(top: Hall) -> list[tuple[str, str | None, int]]:
    """Code, parent and depth of each."""
    with top.store.reading() as reading:
        return [
            (one["code"], one["parent"], one["depth"]) for one in list_tree(reading.sql, top.id)
        ]


def test_an_office_alone_is_its_own_tree(hall: Hall) -> None:
    assert tree(hall) == [("thu", None, 0)]
    assert within(hall, hall)


def test_each_office_stands_right_below_its_own(hall: Hall) -> None:
    sister, province = open_province(hall)
    point = open_beside(hall, "diem")
    place(point, sister)

    assert tree(province) == [
        ("tinh", None, 0),
        ("em", "tinh", 1),
        ("diem", "em", 2),
        ("thu", "tinh", 1),
    ]
    assert tree(sister) == [("em", None, 0), ("diem", "em", 1)]


def test_rights_go_down_and_never_up_or_aside(hall: Hall) -> None:
    sister, province = open_province(hall)
    point = open_beside(hall, "diem")
    place(point, sister)

    assert within(point, province)
    assert within(point, sister)
    assert not within(province, sister)
    assert not within(point, hall)
    assert not within(hall, sister)
    with hall.store.reading() as reading:
        assert set(offices_within(reading.sql, sister.id)) == {sister.id, point.id}


def test_an_office_moves_with_what_stands_below_it(hall: Hall) -> None:
    sister, province = open_province(hall)
    point = open_beside(hall, "diem")
    place(point, sister)

    place(sister, hall)

    assert [depth for _, _, depth in tree(province)] == [0, 1, 2, 3]
    place(sister, None)
    assert [code for code, _, _ in tree(province)] == ["tinh", "thu"]


def test_an_office_never_stands_under_itself(hall: Hall) -> None:
    sister, province = open_province(hall)

    for office, above in ((province, hall), (hall, hall), (province, sister)):
        with pytest.raises(OfficeLoopError):
            place(office, above)

    assert len(tree(province)) == 3


def test_an_office_cannot_stand_under_one_that_is_not_there(hall: Hall) -> None:
    with pytest.raises(NotFoundError), hall.change(TREE) as change:
        put_under(change, "nowhere")


def test_the_tree_does_not_grow_deeper_than_allowed(hall: Hall) -> None:
    above = hall
    for level in range(DEEPEST):
        below = open_beside(hall, f"bac-{level}")
        place(below, above)
        above = below
    assert tree(hall)[-1][2] == DEEPEST

    one_more = open_beside(hall, "qua")
    with pytest.raises(TooDeepError):
        place(one_more, above)
    with pytest.raises(TooDeepError):
        place(hall, one_more)


def test_a_circle_in_a_damaged_database_ends_nothing_but_itself(hall: Hall) -> None:
    _, province = open_province(hall)
    with hall.store.maintain() as sql:
        run(sql, "update office set parent = ? where id = ?", hall.id, province.id)

    assert within(hall, province)
    assert tree(hall)


def test_an_office_is_found_by_its_code(hall: Hall) -> None:
    with hall.store.reading() as reading:
        assert find_office(reading.sql, "thu") == hall.id
        with pytest.raises(NotFoundError):
            find_office(reading.sql, "khac")
