"""The guards behind the verbs: what the lock should make impossible is found out, and kept back."""

from collections.abc import Callable

import pytest

from operations.acts import seconds
from operations.errors import NotThisCounterError
from queueing.tickets import Ticket
from store.errors import StoreError
from tests.hall import MORNING, Hall
from tests.stores import never_changes


def only_serves(hall: Hall, counter: int, service: str) -> None:
    """The manager leaves one service to a counter."""
    with hall.change() as change:
        change.sql.clear_counter_services(office=hall.id, counter=counter)
        change.sql.add_counter_service(office=hall.id, counter=counter, service=service)


@pytest.mark.parametrize("act", [Hall.start, Hall.finish, Hall.no_show, Hall.undo])
def test_a_ticket_that_changed_behind_the_verb_stays_as_it_was(
    hall: Hall, act: Callable[[Hall, Ticket], Ticket]
) -> None:
    hall.take()
    called = hall.called()
    events = hall.rows("select count(*) as many from ticket_event")
    with hall.store.maintain() as sql:
        never_changes(sql, "ticket")

    with pytest.raises(StoreError, match="changed under a change"):
        act(hall, called)

    assert hall.ticket(called) == called
    assert hall.rows("select count(*) as many from ticket_event") == events


def test_an_act_is_not_undone_twice(hall: Hall) -> None:
    hall.take()
    called = hall.called()
    with hall.store.maintain() as sql:
        never_changes(sql, "ticket_event")

    with pytest.raises(StoreError, match="was undone already"):
        hall.undo(called)

    assert hall.ticket(called) == called


def test_a_counter_calls_and_resumes_only_what_it_serves(hall: Hall) -> None:
    hall.take("A")
    waiting = hall.take("A")
    parked = hall.park(hall.called(1))
    only_serves(hall, 2, "B")

    with pytest.raises(NotThisCounterError):
        hall.resume(parked, 2)
    with pytest.raises(NotThisCounterError):
        hall.call_this(waiting, 2)

    assert [hall.ticket(t).state for t in (parked, waiting)] == ["parked", "waiting"]
    only_serves(hall, 1, "B")
    assert hall.resume(parked, 1).counter == 1  # whoever parked it may always call it back


def test_what_never_began_took_no_time() -> None:
    assert seconds(None, MORNING) == 0
