"""How often a ticket and a call ask the store: on PostgreSQL each statement is a way there and back."""

import pytest

from operations.acts import NOBODY as PHONE
from tests.house import Caller, House
from tests.stores import statements

TICKET = 11
"""A kiosk's wish with its key and its paper: who calls, begin, the office and its lock, the key, the
place in line, the pace, the ticket, its event, the print, the answer kept, commit.
"""

CALL = 15
"""Finish and call next: who calls, begin, the office and its lock, the key, who sits at the counter,
the ticket in hand, that one's row and event, the heads of the lines, the last classes, the next one's
row and event, why it was called, the answer kept, commit.
"""

CLERK_ASKS_MORE = 1
"""A clerk's counter is looked up; a device knows its own."""


@pytest.fixture
def kiosk(house: House) -> Caller:
    return house.device("kiosk", printer="kiosk-1")


def asked(house: House, who: Caller, path: str, body: object, key: str) -> int:
    """The statements of a command that is accepted."""
    with statements(house.hall.store) as told:
        who.done(path, body, Idempotency_Key=key)
    return len(told)


@pytest.mark.parametrize("services", ["AAAA", "ABAB"])
def test_a_ticket_asks_the_store_eleven_times(house: House, kiosk: Caller, services: str) -> None:
    kiosk.done("/tickets", {"service": "A"})

    counts = [
        asked(house, kiosk, "/tickets", {"service": service}, f"key-of-{number}")
        for number, service in enumerate(services)
    ]

    assert counts == [TICKET] * len(services)


def test_a_call_asks_the_store_as_often_however_many_wait(house: House) -> None:
    desk = house.device("counter", 1)
    for _ in range(2):
        house.hall.take()
    desk.done("/counters/1/call-next")
    few = asked(house, desk, "/counters/1/call-next", {"finish": True}, "key-of-few")
    for service in "AB" * 20:
        house.hall.take(service, actor=PHONE)
    many = asked(house, desk, "/counters/1/call-next", {"finish": True}, "key-of-many")

    assert (few, many) == (CALL, CALL)


def test_a_clerks_call_asks_once_more(house: House) -> None:
    clerk = house.clerk_at(1)
    for _ in range(2):
        house.hall.take()
    clerk.done("/counters/1/call-next")

    told = asked(house, clerk, "/counters/1/call-next", {"finish": True}, "key-of-clerk")

    assert told == CALL + CLERK_ASKS_MORE
