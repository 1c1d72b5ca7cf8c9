"""What a clerk is told: the line, who was set aside, the day so far, what may be undone."""

from typing import Any

from operations.counter_state import LINE_SHOWN, counter_state
from queueing.tickets import QueueClass
from tests.hall import Clock, Hall


def at_counter(hall: Hall, number: int = 1) -> dict[str, Any]:
    with hall.look() as snapshot:
        return counter_state(snapshot, number)


def test_the_waiting_line_stands_in_the_order_of_the_calls_to_come(hall: Hall) -> None:
    hall.take()
    hall.take(queue_class=QueueClass.PRIORITY, priority_reason="elderly")
    hall.clock.forward(seconds=1)
    hall.take("B")

    line = at_counter(hall)["waiting"]

    assert [(entry["label"], entry["why"]) for entry in line] == [
        ("A002", "class"),
        ("A001", "first_come"),
        ("B001", "first_come"),
    ]
    assert line[0]["priority_reason"] == "elderly"


def test_a_long_line_is_counted_whole_and_shown_in_part(hall: Hall) -> None:
    for _ in range(LINE_SHOWN + 3):
        hall.take()
        hall.clock.forward(seconds=3)

    state = at_counter(hall)

    assert (len(state["waiting"]), state["waiting_total"]) == (LINE_SHOWN, LINE_SHOWN + 3)


def only_serves(hall: Hall, counter: int, service: str) -> None:
    """The manager leaves one service to a counter."""
    with hall.change() as change:
        change.sql.clear_counter_services(office=hall.id, counter=counter)
        change.sql.add_counter_service(office=hall.id, counter=counter, service=service)


def test_those_sent_to_another_counter_are_not_counted_in_this_line(hall: Hall) -> None:
    sent, _stays = hall.take(), hall.take()
    hall.called(1)
    hall.transfer(sent, to=2)

    assert at_counter(hall, 1)["waiting_total"] == len(at_counter(hall, 1)["waiting"]) == 1
    assert at_counter(hall, 2)["waiting_total"] == len(at_counter(hall, 2)["waiting"]) == 2


def test_somebody_sent_here_for_a_service_of_others_is_counted(hall: Hall) -> None:
    only_serves(hall, 2, "B")
    sent = hall.take("A")
    hall.called(1)
    hall.transfer(sent, to=2)
    hall.take("A")

    state = at_counter(hall, 2)

    assert [entry["label"] for entry in state["waiting"]] == ["A001"]
    assert state["waiting_total"] == 1


def test_a_counter_sees_what_it_may_undo_until_the_minute_is_over(hall: Hall, clock: Clock) -> None:
    hall.take()
    hall.called()
    undo = at_counter(hall)["undo"]
    assert (undo["label"], undo["act"]) == ("A001", "call")

    clock.forward(seconds=61)

    assert at_counter(hall)["undo"] is None
    assert at_counter(hall, 2)["undo"] is None


def test_the_day_so_far_counts_served_missed_and_mean_times(hall: Hall, clock: Clock) -> None:
    served, missed = hall.take(), hall.take()
    clock.forward(minutes=2)
    hall.called()
    clock.forward(minutes=4)
    hall.finish(served)
    hall.called()
    hall.no_show(missed)

    assert at_counter(hall)["day_so_far"] == {
        "served": 1,
        "missed": 1,
        "mean_wait_s": 120,
        "mean_service_s": 240,
    }
    assert at_counter(hall, 2)["day_so_far"]["mean_wait_s"] is None


def test_parked_and_missed_tickets_wait_beside_the_line(hall: Hall) -> None:
    parked, missed = hall.take(), hall.take()
    hall.called()
    hall.park(parked, reason="Đi photo giấy tờ")
    hall.called()
    hall.no_show(missed)

    state = at_counter(hall, 2)

    assert [(t["label"], t["note"]) for t in state["parked"]] == [("A001", "Đi photo giấy tờ")]
    assert [t["label"] for t in state["missed"]] == ["A002"]


def test_a_call_for_help_reaches_every_counter(hall: Hall) -> None:
    with hall.change() as change:
        change.sql.add_device(
            id="d1", office=hall.id, kind="kiosk", name="Kiosk 1", counter=None, zone="",
            printer=None, token_hash=None, created_at="2026-11-23T00:00:00.000Z", version=1,
        )  # fmt: skip
        change.sql.set_device_help(
            office=hall.id, id="d1", help_at="2026-11-23T00:59:00.000Z", version=change.version
        )

    assert [entry["name"] for entry in at_counter(hall)["help"]] == ["Kiosk 1"]
