"""Every step of a ticket's life that is allowed, and every one that is refused."""

from collections.abc import Callable

import pytest

from operations.errors import OperationError
from queueing.errors import QueueError, WrongStateError
from queueing.life import LIFE, Act, after, may
from queueing.tickets import State, Ticket
from tests.hall import Clock, Hall

STEPS = [(act, state) for act in LIFE for state in State]

ACTS_OF_A_COUNTER = [
    Act.CALL,
    Act.RECALL,
    Act.START,
    Act.FINISH,
    Act.NO_SHOW,
    Act.BRING_BACK,
    Act.PARK,
    Act.RESUME,
    Act.TRANSFER,
    Act.CANCEL,
]

TABLE = """
waiting   call       called
called    recall     called
called    start      serving
called    finish     served
serving   finish     served
called    no_show    missed
missed    bring_back waiting
called    park       parked
serving   park       parked
parked    resume     called
called    transfer   waiting
serving   transfer   waiting
waiting   cancel     cancelled
parked    cancel     cancelled
missed    cancel     cancelled
waiting   expire     expired
called    expire     expired
serving   expire     expired
parked    expire     expired
missed    expire     expired
"""
"""The life table of the design, written out again: the two must agree."""


def rows() -> dict[tuple[str, str], str]:
    lines = [line.split() for line in TABLE.strip().splitlines()]
    return {(act, state): target for state, act, target in lines}


@pytest.mark.parametrize(("act", "state"), STEPS)
def test_the_rule_is_the_table(act: Act, state: State) -> None:
    target = rows().get((act, state))

    assert may(state, act) is (target is not None)
    if target is None:
        with pytest.raises(WrongStateError):
            after(state, act)
    else:
        assert after(state, act) == target


@pytest.mark.parametrize("act", ACTS_OF_A_COUNTER)
@pytest.mark.parametrize("state", list(State))
def test_the_counter_does_what_the_table_allows_and_nothing_else(
    hall: Hall, clock: Clock, act: Act, state: State
) -> None:
    ticket = ticket_in(hall, clock, state)

    target = rows().get((act, state))
    if target is None:
        with pytest.raises((QueueError, OperationError)):
            do(hall, act, ticket)
        assert hall.ticket(ticket) == ticket
    else:
        assert do(hall, act, ticket).state == target
        assert last_event(hall, ticket) == (act, state, target)


def test_at_the_offices_midnight_all_that_is_open_expires_and_counters_close(
    hall: Hall, clock: Clock
) -> None:
    waiting, parked, missed = (ticket_in(hall, clock, s) for s in ("waiting", "parked", "missed"))
    called = hall.call_this(hall.take())
    clock.forward(hours=16, minutes=30)

    hall.take()

    states = {hall.ticket(t).state for t in (waiting, parked, missed, called)}
    assert states == {State.EXPIRED}
    assert hall.rows("select 1 from counter_session where closed_at is null") == []


def ticket_in(hall: Hall, clock: Clock, state: str) -> Ticket:
    """A ticket of this hall in any state, brought there by the hall's own verbs."""
    ticket = hall.take()
    ways = {
        "waiting": [],
        "called": ["call"],
        "serving": ["call", "start"],
        "parked": ["call", "park"],
        "served": ["call", "finish"],
        "missed": ["call", "no_show"],
        "cancelled": ["cancel"],
        "expired": [],
    }
    for act in ways[state]:
        ticket = do(hall, Act(act), ticket)
    if state == "expired":
        clock.forward(hours=24)
        hall.open(1)
        hall.open(2)
        ticket = hall.ticket(ticket)
    return ticket


def do(hall: Hall, act: Act, ticket: Ticket) -> Ticket:
    """One act, as a clerk of counter 1 does it."""
    verbs: dict[Act, Callable[[Ticket], Ticket]] = {
        Act.CALL: hall.call_this,
        Act.RECALL: hall.recall,
        Act.START: hall.start,
        Act.FINISH: hall.finish,
        Act.NO_SHOW: hall.no_show,
        Act.BRING_BACK: hall.bring_back,
        Act.PARK: hall.park,
        Act.RESUME: hall.resume,
        Act.TRANSFER: lambda t: hall.transfer(t, service="B"),
        Act.CANCEL: hall.cancel,
    }
    return verbs[act](ticket)


def last_event(hall: Hall, ticket: Ticket) -> tuple[str, str, str]:
    """Act, from and to of the newest event of a ticket."""
    row = hall.rows(
        "select act, from_state, to_state from ticket_event where ticket = ?"
        " order by version desc, position desc limit 1",
        ticket.id,
    )[0]
    return row["act"], row["from_state"], row["to_state"]
