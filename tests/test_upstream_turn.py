"""Of several processes of one house one reports to the province, and another when that one falls."""

import pytest

from operations.upstream import begin_upstream
from operations.upstream_turn import SILENT_S, Turn
from store.errors import UnreachableError
from tests.hall import MORNING, Hall


def turns(hall: Hall, *names: str) -> list[Turn]:
    """Processes that serve the same office."""
    begin_upstream(hall.store, hall.id, now=MORNING)
    return [Turn(hall.store, hall.id, name) for name in names]


def test_the_first_that_looks_reports_and_keeps_it_while_it_lives(hall: Hall) -> None:
    one, other = turns(hall, "một", "hai")

    for second in range(20):
        one.look(at_s=second)
        other.look(at_s=1000 + second)

        assert (one.is_mine, other.is_mine) == (True, False)


def test_of_two_that_saw_the_same_beat_one_takes_the_turn(hall: Hall) -> None:
    gone, one, other = turns(hall, "đã ngừng", "một", "hai")
    gone.look(at_s=0)
    row = hall.store.ask(lambda sql: sql.get_turn(office=hall.id))

    with hall.store.maintain() as sql:
        taken = [
            sql.take_turn(office=hall.id, sender=turn.name, seen=row["beat"])
            for turn in (one, other)
        ]

    assert taken == [1, 0]
    one.look(at_s=0)
    other.look(at_s=0)
    assert (one.is_mine, other.is_mine) == (True, False)


def test_a_turn_whose_beat_stands_still_goes_to_another_within_seconds(hall: Hall) -> None:
    fallen, other = turns(hall, "đã ngừng", "hai")
    fallen.look(at_s=0)

    other.look(at_s=50)
    other.look(at_s=50 + SILENT_S - 0.1)
    assert not other.is_mine
    other.look(at_s=50 + SILENT_S)

    assert other.is_mine


def test_who_was_only_slow_sees_that_the_turn_is_anothers_by_now(hall: Hall) -> None:
    slow, other = turns(hall, "chậm", "hai")
    slow.look(at_s=0)
    other.look(at_s=0)
    other.look(at_s=SILENT_S)

    slow.look(at_s=60)

    assert (slow.is_mine, other.is_mine) == (False, True)


def test_who_ends_in_order_leaves_the_turn_to_the_next_look(hall: Hall) -> None:
    ending, other = turns(hall, "nghỉ", "hai")
    ending.look(at_s=0)
    other.look(at_s=0)

    ending.give_back()
    other.look(at_s=0.1)

    assert (ending.is_mine, other.is_mine) == (False, True)


def test_a_turn_that_is_anothers_is_not_given_back_for_it(hall: Hall) -> None:
    late, other, third = turns(hall, "muộn", "hai", "ba")
    late.look(at_s=0)
    other.look(at_s=0)
    other.look(at_s=SILENT_S)

    late.give_back()
    third.look(at_s=0)

    assert not third.is_mine


def test_before_anything_is_to_be_reported_nobody_has_the_turn(hall: Hall) -> None:
    turn = Turn(hall.store, hall.id, "một")

    turn.look(at_s=0)

    assert not turn.is_mine


def test_who_cannot_reach_the_store_does_not_report(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    (turn,) = turns(hall, "một")
    turn.look(at_s=0)

    with monkeypatch.context() as patch:
        patch.setattr(hall.store.engine, "ask", is_gone)
        with pytest.raises(UnreachableError):
            turn.look(at_s=1)
    assert not turn.is_mine

    turn.look(at_s=2)
    assert turn.is_mine


def is_gone(_query: object) -> None:
    raise UnreachableError("nobody answers")
