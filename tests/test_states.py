"""What the screens are told: the board, the counter, the tablet, the ticket's owner."""

from typing import Any

from devices.voice import announcement, missed_announcement
from operations.boards import CALLS_SHOWN, board_state
from operations.counter_state import LINE_SHOWN, counter_state
from operations.desks import close_counter, pause_counter
from operations.office_state import office_state
from operations.rating_state import rating_state
from operations.ticket_view import ticket_view
from queueing.tickets import QueueClass, Ticket
from tests.hall import KIOSK, Clock, Hall


def board(hall: Hall, zone: str = "") -> dict[str, Any]:
    with hall.look() as snapshot:
        return board_state(
            snapshot, speak=announcement, speak_missed=missed_announcement, zone=zone
        )


def at_counter(hall: Hall, number: int = 1) -> dict[str, Any]:
    with hall.look() as snapshot:
        return counter_state(snapshot, number)


def tablet(hall: Hall, number: int = 1) -> tuple[str, str | None]:
    with hall.look() as snapshot:
        state = rating_state(snapshot, number, wait_s=30)
    return state["phase"], state["ticket"]["label"] if state["ticket"] else None


def owner(hall: Hall, ticket: Ticket) -> dict[str, Any]:
    now = hall.ticket(ticket)
    with hall.look() as snapshot:
        return ticket_view(snapshot, now, rating_days=7)


def test_the_newest_call_stands_first_and_each_repetition_is_a_call_of_its_own(
    hall: Hall, clock: Clock
) -> None:
    first = hall.take()
    hall.take()
    hall.called(1)
    clock.forward(seconds=20)
    hall.called(2)
    clock.forward(seconds=20)
    hall.recall(first)

    calls = board(hall)["calls"]

    assert [(c["label"], c["counter"], c["calls"]) for c in calls] == [
        ("A001", 1, 2),
        ("A002", 2, 1),
        ("A001", 1, 1),
    ]
    assert len({c["id"] for c in calls}) == 3


def test_the_repetition_begins_with_its_own_words(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.recall(ticket)

    repeated, first = board(hall)["calls"]

    assert repeated["clips"] == announcement("A001", 1, "vi", repeat=True)
    assert first["clips"] == announcement("A001", 1, "vi")
    assert repeated["clips"] != first["clips"]


def test_a_call_that_was_undone_is_not_announced(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.undo(ticket)

    assert board(hall)["calls"] == []


def test_the_board_of_a_new_day_is_empty(hall: Hall, clock: Clock) -> None:
    hall.take()
    hall.called()
    clock.forward(hours=24)
    hall.take()

    assert board(hall)["calls"] == []
    assert [counter["state"] for counter in board(hall)["counters"]] == ["closed", "closed"]


def test_a_board_carries_only_the_latest_calls(hall: Hall) -> None:
    for _ in range(CALLS_SHOWN + 5):
        hall.take()
        hall.call_next(finish=True)

    assert len(board(hall)["calls"]) == CALLS_SHOWN


def test_a_zone_shows_its_own_counters_only(hall: Hall) -> None:
    with hall.change() as change:
        change.sql._connection.execute("update counter set zone = 'T2' where number = 2")
    hall.take()
    hall.take()
    hall.called(1)
    hall.called(2)

    shown = board(hall, "T2")

    assert [counter["number"] for counter in shown["counters"]] == [2]
    assert [call["counter"] for call in shown["calls"]] == [2]


def test_a_missed_number_is_told_until_it_comes_back(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.no_show(ticket)
    assert [missed["label"] for missed in board(hall)["missed"]] == ["A001"]

    hall.bring_back(ticket)

    assert board(hall)["missed"] == []


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


def test_the_tablet_rests_calls_serves_and_invites(hall: Hall) -> None:
    phases = [tablet(hall)]
    ticket = hall.take()
    hall.called()
    phases.append(tablet(hall))
    hall.start(ticket)
    phases.append(tablet(hall))
    hall.finish(ticket)
    phases.append(tablet(hall))

    assert phases == [("rest", None), ("called", "A001"), ("serving", "A001"), ("rate", "A001")]


def test_the_next_call_does_not_take_the_tablet_away_for_half_a_minute(
    hall: Hall, clock: Clock
) -> None:
    hall.take()
    hall.take()
    hall.called()
    hall.call_next(finish=True)
    assert tablet(hall) == ("rate", "A001")

    clock.forward(seconds=31)

    assert tablet(hall) == ("called", "A002")


def test_the_service_of_the_next_one_takes_the_tablet(hall: Hall) -> None:
    hall.take()
    second = hall.take()
    hall.called()
    hall.call_next(finish=True)

    hall.start(second)

    assert tablet(hall) == ("serving", "A002")


def test_an_invitation_that_nobody_answers_ends_after_five_minutes(
    hall: Hall, clock: Clock
) -> None:
    ticket = hall.take()
    hall.called()
    hall.finish(ticket)
    clock.forward(minutes=5, seconds=1)

    assert tablet(hall) == ("rest", None)


def test_the_owner_sees_the_place_and_nothing_of_the_staff(hall: Hall) -> None:
    hall.take()
    mine = hall.take()

    seen = owner(hall, mine)

    assert (seen["people_ahead"], seen["counters"], seen["may_cancel"]) == (1, [1, 2], True)
    assert not {"staff", "full_name", "note", "device"} & seen.keys()


def test_the_owner_may_rate_for_seven_days(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    assert owner(hall, ticket)["may_rate"] is False
    hall.called()
    hall.finish(ticket)
    assert owner(hall, ticket)["may_rate"] is True

    clock.forward(days=7, seconds=1)

    assert owner(hall, ticket)["may_rate"] is False


def test_a_ticket_sent_to_a_counter_names_that_counter(hall: Hall) -> None:
    ticket = hall.take()
    hall.called()
    hall.transfer(ticket, to=2)

    assert owner(hall, ticket)["counters"] == [2]


def test_the_office_tells_who_is_open_and_how_long_it_takes(hall: Hall) -> None:
    for _ in range(3):
        hall.take()
    with hall.change() as change:
        pause_counter(change, 2, reason=None, now=hall.clock.now)

    with hall.look() as snapshot:
        state = office_state(snapshot)

    land = state["services"][0]
    assert (land["waiting"], land["counters"], land["open_counters"]) == (3, [1, 2], [1])
    assert (land["estimate"]["low_min"], land["estimate"]["high_min"]) == (18, 42)
    assert [counter["state"] for counter in state["counters"]] == ["open", "paused"]


def test_a_service_without_an_open_counter_still_has_an_estimate(hall: Hall) -> None:
    for number in (1, 2):
        with hall.change() as change:
            close_counter(change, number, now=hall.clock.now)

    taken = [hall.take(actor=KIOSK) for _ in range(2)]

    assert taken[1].estimate_high_min == 14
