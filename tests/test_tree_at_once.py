"""Places, kinds and codes of offices that change at the same moment: one wins, the other is told why not."""

from collections.abc import Callable
from typing import Any

import pytest

from operations.catalogue import update_catalogue
from operations.catalogue_format import parse_catalogue
from operations.errors import OfficeTakenError
from operations.new_offices import begin_office
from operations.tree import TREE, KindTooWideError, OfficeLoopError, place_office, put_under
from store.errors import StoreError
from tests.catalogues import COUNTER, OFFICE, SERVICE
from tests.hall import Hall, open_hall
from tests.house import Caller, House, code_of
from tests.meeting import Other, begun
from tests.offices import at, open_beside, open_province, place
from tests.postgres import Postgres
from tests.test_races import together
from web.access import acting_in


def parents(top: Hall) -> dict[str, str | None]:
    """The code of the office above each, by code."""
    with top.store.reading() as reading:
        offices = {row["id"]: row for row in reading.sql.list_offices()}
    return {
        row["code"]: offices[row["parent"]]["code"] if row["parent"] else None
        for row in offices.values()
    }


def moved(hall: Hall, above: Hall) -> Callable[[], None]:
    return lambda: place(hall, above)


@pytest.mark.parametrize("first", ["thu", "em"])
def test_of_two_that_are_put_under_each_other_the_first_is(closed_hall: Hall, first: str) -> None:
    sister, _ = open_province(closed_hall)
    one, other = (closed_hall, sister) if first == "thu" else (sister, closed_hall)

    with one.change(TREE) as change:
        later = begun(one.store, moved(other, one))
        put_under(change, other.id)

    with pytest.raises(OfficeLoopError):
        later.answer()
    assert parents(one) == {
        "tinh": None,
        first: {"thu": "em", "em": "thu"}[first],
        {"thu": "em", "em": "thu"}[first]: "tinh",
    }


def test_an_office_is_opened_under_one_that_is_just_moved(closed_hall: Hall) -> None:
    """Both go up the same offices from different sides."""
    sister, province = open_province(closed_hall)

    with province.change(TREE) as change:
        later = begun(sister.store, lambda: opened(sister, "moi"))
        put_under(change, None)

    later.answer()
    assert parents(sister)["moi"] == "em"


def test_a_code_is_given_once_whoever_asks_for_it(closed_hall: Hall) -> None:
    sister, _ = open_province(closed_hall)

    with closed_hall.change(TREE) as change:
        later = begun(sister.store, lambda: opened(sister, "moi"))
        begin_office(change.sql, like("moi"), parent=closed_hall.id, now=closed_hall.clock.now)

    with pytest.raises(OfficeTakenError):
        later.answer()
    assert parents(sister)["moi"] == "thu"


def test_a_code_that_a_catalogue_brings_is_given_once(closed_hall: Hall) -> None:
    sister = open_beside(closed_hall, "em")

    def renamed() -> None:
        with sister.change(TREE) as change:
            update_catalogue(change, like("moi"))

    with closed_hall.change(TREE) as change:
        later = begun(sister.store, renamed)
        update_catalogue(change, like("moi"))

    with pytest.raises(OfficeTakenError):
        later.answer()


def test_the_one_above_does_not_become_narrower_while_one_is_put_under_it(
    closed_hall: Hall,
) -> None:
    sister = open_beside(closed_hall, "em")

    def narrowed() -> None:
        with sister.change(TREE) as change:
            place_office(change, parent=None, kind="point")

    with closed_hall.change(TREE) as change:
        later = begun(sister.store, narrowed)
        put_under(change, sister.id)

    with pytest.raises(KindTooWideError):
        later.answer()


def test_nobody_waits_for_the_tree_with_an_office_in_hand(closed_hall: Hall) -> None:
    """Whoever holds the tree may wait for that office: both would for ever."""
    for act in (
        lambda change: put_under(change, None),
        lambda change: update_catalogue(change, like("thu")),
        lambda change: begin_office(change.sql, like("moi"), parent=None, now=change.day),
    ):
        with pytest.raises(StoreError, match="alone in 'tree'"), closed_hall.change() as change:
            act(change)


def test_tickets_go_on_while_the_tree_changes(postgres: Postgres) -> None:
    with postgres.empty_store() as store:
        hall = open_hall(store)
        sister, province = open_province(hall)

        with sister.change(TREE) as change:
            put_under(change, hall.id)
            numbers = [Other(office.take).answer().number for office in (hall, province)]

        assert numbers == [1, 1]
        assert parents(province)["em"] == "thu"


def test_managers_who_move_two_offices_under_each_other_are_both_answered(house: House) -> None:
    _, province = open_province(house.hall)
    people = [at(house, province).person("manager", name=name) for name in ("quanly-1", "quanly-2")]
    told: list[list[Any]] = []
    for _ in range(5):
        answers: list[Any] = []
        together([wish(people[0], "thu", "em", answers), wish(people[1], "em", "thu", answers)])
        told.append(sorted(answers, key=str))
        for code in ("thu", "em"):
            assert people[0].send("PATCH", f"/offices/{code}", {"under": "tinh"}).status_code == 200

    assert told == [[200, "office_loop"]] * 5


def test_who_lost_an_office_meanwhile_does_not_take_it_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sister, province = open_province(house.hall)
    taken, left = open_beside(house.hall, "duoi"), open_beside(house.hall, "diem")
    place(taken, sister)
    place(left, sister)
    boss = at(house, sister).person("manager")
    monkeypatch.setattr("web.api.offices.acting_in", found_too_early(taken, province))

    answer = boss.send("PATCH", "/offices/duoi", {"under": "diem"})

    assert (answer.status_code, code_of(answer)) == (403, "forbidden")
    assert parents(province)["duoi"] == "tinh"


def wish(who: Caller, code: str, under: str, answers: list[Any]) -> Callable[[], None]:
    """The answer to a move: 200, or the code of the refusal."""

    def work() -> None:
        answer = who.send("PATCH", f"/offices/{code}", {"under": under})
        answers.append(200 if answer.status_code == 200 else code_of(answer))

    return work


def found_too_early(office: Hall, to: Hall) -> Callable[[Caller, str], Any]:
    """Finds offices in reach as ever; then somebody further up moves one of them."""

    def found(who: Any, code: str) -> Any:
        seen = acting_in(who, code)
        if code == "diem":
            place(office, to)
        return seen

    return found


def like(code: str) -> Any:
    text = OFFICE.replace('code = "mau"', f'code = "{code}"', 1)
    return parse_catalogue(text + SERVICE + COUNTER)


def opened(above: Hall, code: str) -> None:
    with above.change(TREE) as change:
        begin_office(change.sql, like(code), parent=above.id, now=above.clock.now)
