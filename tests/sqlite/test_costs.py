"""What a counter's work costs, in steps of the engine: the same behind a day as behind a year."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from devices.voice import announcement, missed_announcement
from operations.boards import Voice, board_state
from operations.counter_state import counter_state
from operations.office_state import office_state
from operations.rating_state import rating_state
from operations.ticket_view import ticket_view
from tests.hall import Hall
from tests.stores import engine_of, writer_of

VOICE = Voice(announcement, missed_announcement, ("vi",))
STEPS = 10
"""The engine tells after so many of its steps."""

COLUMNS = "select group_concat(name) from pragma_table_info('{}') where name not in ({})"


def columns(writer: sqlite3.Connection, table: str, *but: str) -> str:
    """The columns of a table except some, as a list for SQL."""
    left_out = ", ".join(f"'{name}'" for name in but)
    row = writer.execute(COLUMNS.format(table, left_out)).fetchone()
    return str(next(iter(row.values())))


def add_history(hall: Hall) -> None:
    """Days like today, all of them earlier: what is done stays, what is open has expired."""
    writer = writer_of(hall.store)
    ticket = columns(writer, "ticket", "id", "day", "issued_at", "state", "number", "version")
    event = columns(writer, "ticket_event", "ticket", "version")
    past = (
        "with recursive past (n, day) as (select 1, '2026-01-01' union all"
        " select n + 1, date(day, '+1 day') from past where n < 250) "
    )
    writer.execute(
        f"insert into ticket (id, day, issued_at, state, number, version, {ticket}) {past}"  # noqa: S608
        " select id || n, past.day, past.day || 'T01:00:00.000Z',"
        " case state when 'served' then state else 'expired' end, ticket.rowid, version - 9999 * n,"
        f" {ticket} from ticket, past"
    )
    writer.execute(
        f"insert into ticket_event (ticket, version, {event}) {past}"  # noqa: S608
        f" select ticket || n, version - 9999 * n, {event} from ticket_event, past"
    )


@contextmanager
def counted(hall: Hall) -> Iterator[Callable[[], int]]:
    """Counts the steps of both connections."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += STEPS
        return 0

    for connection in (writer_of(hall.store), engine_of(hall.store).reader):
        connection.set_progress_handler(count, STEPS)
    yield lambda: steps
    for connection in (writer_of(hall.store), engine_of(hall.store).reader):
        connection.set_progress_handler(None, STEPS)


def look(hall: Hall) -> None:
    """All that the screens are told after a change."""
    ticket = hall.take("B")
    with hall.look() as snapshot:
        board_state(snapshot, voice=VOICE, zone="")
        office_state(snapshot)
        for number in (1, 2):
            counter_state(snapshot, number)
            rating_state(snapshot, number, wait_s=30)
        ticket_view(snapshot, ticket, rating_days=7)
    hall.cancel(ticket)


def pass_by(hall: Hall) -> None:
    """Somebody is called, does not come, comes back, is served."""
    hall.take()
    ticket = hall.called(1)
    hall.recall(ticket)
    hall.no_show(ticket)
    hall.bring_back(ticket)
    hall.call_this(ticket)
    hall.start(ticket)
    hall.finish(ticket)


def new_day(hall: Hall) -> None:
    """The first number of the next day, while somebody waits from the day before."""
    hall.take()
    hall.clock.forward(hours=24)
    hall.take()


@pytest.mark.parametrize("work", [look, pass_by, new_day])
def test_work_costs_the_same_behind_a_year_as_behind_a_day(
    hall: Hall, work: Callable[[Hall], None]
) -> None:
    for _ in range(4):
        pass_by(hall)
    with counted(hall) as steps:
        work(hall)
        today = steps()
    add_history(hall)

    with counted(hall) as steps:
        work(hall)
        after_a_year = steps()

    assert after_a_year < 2 * today


@pytest.mark.parametrize("table", ["ticket", "rating"])
def test_a_report_reads_its_days_through_an_index(hall: Hall, table: str) -> None:
    """A year of a district stays under a second only so."""
    plan = hall.rows(
        f"explain query plan select count(*) from {table} where office = ? and day between ? and ?",  # noqa: S608
        hall.id, "a", "b",
    )  # fmt: skip

    assert "INDEX" in plan[0]["detail"]
