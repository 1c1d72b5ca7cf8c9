"""Print jobs: each ends once, in a state that is true, whatever the printer or the server did."""

from collections.abc import Callable
from typing import Any

import pytest

from operations.errors import NotFoundError
from operations.press import ABANDONED_AFTER, Press, PrintOrder
from operations.printing import Ending, get_print, printers_in_trouble, queue_print
from queueing.tickets import Ticket
from store.errors import BusyError
from store.store import Store
from tests.hall import Clock, Hall
from tests.stores import never_changes, plan, run

PRINTED = Ending("printed")

YEARS_OF_PRINTS = """
with recursive past(n) as (select 1 union all select n + 1 from past where n < 5000)
insert into print_job (id, office, ticket, printer, copy, state, created_at, ended_at, version)
select id || '-' || n, office, ticket, printer, copy, state, created_at, ended_at, version
from print_job, past
"""


class Desk:
    """A press with a printer made of a function, and what the screens were told."""

    def __init__(self, hall: Hall, put_on_paper: Callable[[PrintOrder], Ending]) -> None:
        self.hall = hall
        self.orders: list[PrintOrder] = []
        self.told: list[dict[str, Any]] = []
        self._put_on_paper = put_on_paper
        self.press = Press(
            store=hall.store,
            printers=("kiosk-1",),
            put_on_paper=self._put,
            tell=lambda _office, view: self.told.append(view),
            clock=hall.clock,
        )

    def queue(self, ticket: Ticket) -> str:
        with self.hall.change() as change:
            row = queue_print(
                change,
                ticket.id,
                printer="kiosk-1",
                device=None,
                now=self.hall.clock.now,
            )
        return str(row["id"])

    def state(self, job: str) -> tuple[str, str | None]:
        with self.hall.store.reading() as reading:
            row = get_print(reading.sql, job)
        return row["state"], row["reason"]

    def _put(self, order: PrintOrder) -> Ending:
        self.orders.append(order)
        return self._put_on_paper(order)


def test_a_ticket_is_printed_and_the_kiosk_is_told(hall: Hall) -> None:
    desk = Desk(hall, lambda _: PRINTED)
    job = desk.queue(hall.take())

    assert desk.press.run_queue("kiosk-1") == 1

    assert desk.state(job) == ("printed", None)
    assert [(view["label"], view["state"]) for view in desk.told] == [("A001", "printed")]


def test_jobs_come_out_in_the_order_of_asking_and_once_each(hall: Hall) -> None:
    desk = Desk(hall, lambda _: PRINTED)
    for _ in range(3):
        desk.queue(hall.take())
        hall.clock.forward(seconds=1)

    desk.press.run_queue("kiosk-1")
    desk.press.run_queue("kiosk-1")

    assert [order.ticket.label for order in desk.orders] == ["A001", "A002", "A003"]


@pytest.mark.parametrize("ending", [Ending("failed", "paper_out"), Ending("unknown", "no_answer")])
def test_a_printer_that_fails_stands_in_the_staffs_troubles(hall: Hall, ending: Ending) -> None:
    desk = Desk(hall, lambda _: ending)
    job = desk.queue(hall.take())
    desk.press.run_queue("kiosk-1")

    with hall.store.reading() as reading:
        trouble = printers_in_trouble(reading.sql, hall.id, now=hall.clock.now)

    assert desk.state(job) == (ending.state, ending.reason)
    assert [(t["name"], t["reason"], t["unprinted"]) for t in trouble] == [
        ("kiosk-1", ending.reason, 1)
    ]


def test_a_good_print_ends_the_trouble_and_a_warning_begins_one(hall: Hall) -> None:
    endings = iter(
        [Ending("failed", "paper_out"), PRINTED, Ending("printed", None, "paper_near_end")]
    )
    desk = Desk(hall, lambda _: next(endings))
    reasons = []
    for _ in range(3):
        hall.clock.forward(seconds=5)
        desk.queue(hall.take())
        desk.press.run_queue("kiosk-1")
        with hall.store.reading() as reading:
            found = printers_in_trouble(reading.sql, hall.id, now=hall.clock.now)
        reasons.append([t["reason"] for t in found])

    assert reasons == [["paper_out"], [], ["paper_near_end"]]


def test_a_fault_in_drawing_is_a_failed_job_and_the_press_goes_on(hall: Hall) -> None:
    def draw(order: PrintOrder) -> Ending:
        if order.ticket.label == "A001":
            raise ZeroDivisionError
        return PRINTED

    desk = Desk(hall, draw)
    first, second = desk.queue(hall.take()), desk.queue(hall.take())

    desk.press.run_queue("kiosk-1")

    assert desk.state(first) == ("failed", "internal")
    assert desk.state(second) == ("printed", None)


def test_a_job_that_waited_two_minutes_is_not_printed_any_more(hall: Hall, clock: Clock) -> None:
    desk = Desk(hall, lambda _: PRINTED)
    job = desk.queue(hall.take())
    clock.forward(minutes=2, seconds=1)

    desk.press.run_queue("kiosk-1")

    assert desk.state(job) == ("failed", "too_late")
    assert desk.orders == []


def test_a_job_left_in_the_middle_by_a_stopped_server_is_unknown(hall: Hall) -> None:
    def stop(_: PrintOrder) -> Ending:
        raise KeyboardInterrupt

    stopped = Desk(hall, stop)
    job = stopped.queue(hall.take())
    with pytest.raises(KeyboardInterrupt):
        stopped.press.run_queue("kiosk-1")

    restarted = Desk(hall, lambda _: PRINTED)
    assert restarted.press.settle_interrupted() == 1
    restarted.press.run_queue("kiosk-1")

    assert restarted.state(job) == ("unknown", "interrupted")
    assert restarted.orders == []


def test_what_another_process_may_be_printing_is_left_to_it(hall: Hall, clock: Clock) -> None:
    def stop(_: PrintOrder) -> Ending:
        raise KeyboardInterrupt

    desk = Desk(hall, stop)
    job = desk.queue(hall.take())
    with pytest.raises(KeyboardInterrupt):
        desk.press.run_queue("kiosk-1")
    clock.forward(minutes=4)
    assert desk.press.settle_interrupted(older_than=ABANDONED_AFTER) == 0
    assert desk.state(job) == ("printing", None)

    clock.forward(minutes=1)
    assert desk.press.settle_interrupted(older_than=ABANDONED_AFTER) == 1

    assert desk.state(job) == ("unknown", "interrupted")


def test_an_ending_that_cannot_be_recorded_does_not_stop_the_press(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(hall, lambda _: PRINTED)
    job = desk.queue(hall.take())

    def busy(_store: Store, _office: str) -> Any:
        raise BusyError

    with monkeypatch.context() as patched:
        patched.setattr(Store, "change", busy)
        desk.press.run_queue("kiosk-1")

    assert desk.state(job) == ("printing", None)
    assert desk.told == []
    desk.press.settle_interrupted()
    assert desk.state(job) == ("unknown", "interrupted")


def test_a_reprint_is_marked_as_a_copy(hall: Hall, clock: Clock) -> None:
    desk = Desk(hall, lambda _: PRINTED)
    ticket = hall.take()
    desk.queue(ticket)
    clock.forward(seconds=30)
    desk.queue(ticket)

    desk.press.run_queue("kiosk-1")

    assert [order.copy for order in desk.orders] == [False, True]


def test_what_never_came_out_is_not_called_a_copy(hall: Hall) -> None:
    endings = [Ending("failed", "paper_out"), PRINTED]
    desk = Desk(hall, lambda _: endings.pop(0))
    ticket = hall.take()
    desk.queue(ticket)
    desk.press.run_queue("kiosk-1")

    desk.queue(ticket)
    desk.press.run_queue("kiosk-1")

    assert [order.copy for order in desk.orders] == [False, False]


def test_a_job_that_another_press_began_is_left_to_it(hall: Hall) -> None:
    desk = Desk(hall, lambda _: PRINTED)
    desk.queue(hall.take())
    with hall.store.maintain() as sql:
        never_changes(sql, "print_job")

    assert desk.press.run_queue("kiosk-1") == 0
    assert desk.orders == []


def test_a_trouble_of_yesterday_is_forgotten(hall: Hall, clock: Clock) -> None:
    desk = Desk(hall, lambda _: Ending("failed", "paper_out"))
    desk.queue(hall.take())
    desk.press.run_queue("kiosk-1")
    clock.forward(hours=13)

    with hall.store.reading() as reading:
        assert printers_in_trouble(reading.sql, hall.id, now=clock.now) == []


def test_jobs_that_have_not_ended_are_found_without_reading_all_of_years(hall: Hall) -> None:
    desk = Desk(hall, lambda _: PRINTED)
    desk.queue(hall.take())
    desk.press.run_queue("kiosk-1")

    with hall.store.maintain() as sql:
        run(sql, YEARS_OF_PRINTS)
        interrupted = plan(sql, "interrupted_prints", before="9999")
        queued = plan(sql, "queued_prints_of_all")

    assert "print_job_unended" in interrupted
    assert "print_job_unended" in queued


def test_a_print_that_is_not_there_is_told(hall: Hall) -> None:
    with pytest.raises(NotFoundError), hall.store.reading() as reading:
        get_print(reading.sql, "nothing")
