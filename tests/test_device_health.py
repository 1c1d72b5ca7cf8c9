"""How devices are: seen or not, printing or not, and asking for help."""

import pytest

from operations.devices import (
    ask_help,
    help_done,
    is_seen_due,
    note_seen,
)
from operations.errors import NotFoundError
from tests.hall import Hall
from tests.hall_devices import add, devices


def test_a_device_is_online_for_two_minutes_after_it_was_seen(hall: Hall) -> None:
    device, _ = add(hall)
    assert not devices(hall)[0]["online"]

    with hall.store.maintain() as sql:
        note_seen(sql, {device: "10.0.0.5"}, now=hall.clock.now)
        note_seen(sql, {device: None}, now=hall.clock.now)

    (seen,) = devices(hall)
    assert seen["online"]
    assert seen["address"] == "10.0.0.5"
    hall.clock.forward(minutes=2)
    assert not devices(hall)[0]["online"]


def test_a_device_is_noted_at_most_once_a_minute(hall: Hall) -> None:
    device, _ = add(hall)
    with hall.store.maintain() as sql:
        note_seen(sql, {device: None}, now=hall.clock.now)
    seen_at = devices(hall)[0]["last_seen_at"]

    assert is_seen_due(None, now=hall.clock.now)
    assert not is_seen_due(seen_at, now=hall.clock.now)
    hall.clock.forward(minutes=1)
    assert is_seen_due(seen_at, now=hall.clock.now)


def test_a_kiosk_shows_how_its_printer_ended_last(hall: Hall) -> None:
    add(hall)
    ticket = hall.take()
    assert devices(hall)[0]["last_print"] is None
    with hall.change() as change:
        change.sql.add_print(
            id="print-1",
            office=hall.id,
            ticket=ticket.id,
            printer="kiosk-1",
            device=None,
            created_at="2026-11-23T01:00:00.000Z",
            version=change.version,
        )
        change.sql.start_print(id="print-1")
        change.sql.end_print(
            id="print-1",
            state="failed",
            reason="paper_out",
            warning=None,
            ended_at="2026-11-23T01:00:01.000Z",
            version=change.version,
        )

    assert devices(hall)[0]["last_print"] == {
        "state": "failed",
        "reason": "paper_out",
        "ended_at": "2026-11-23T01:00:01.000Z",
    }


def test_help_is_asked_for_once_and_answered(hall: Hall) -> None:
    device, _ = add(hall)
    with hall.change() as change:
        ask_help(change, device, now=hall.clock.now)
    asked_at = devices(hall)[0]["help_at"]
    hall.clock.forward(minutes=5)
    with hall.change() as change:
        ask_help(change, device, now=hall.clock.now)
    assert devices(hall)[0]["help_at"] == asked_at

    with hall.change() as change:
        help_done(change, device)
        help_done(change, device)

    assert devices(hall)[0]["help_at"] is None


def test_a_call_for_help_that_nobody_heard_can_be_made_again(hall: Hall) -> None:
    device, _ = add(hall)
    with hall.change() as change:
        ask_help(change, device, now=hall.clock.now)
    hall.clock.forward(hours=1)
    with hall.change() as change:
        ask_help(change, device, now=hall.clock.now)

    with hall.store.reading() as reading:
        asking = reading.sql.devices_asking_help(office=hall.id, since="2026-11-23T01:30:00.000Z")
        assert [row["id"] for row in asking] == [device]


def test_an_unknown_device_cannot_ask_for_help(hall: Hall) -> None:
    with pytest.raises(NotFoundError), hall.change() as change:
        ask_help(change, "nobody", now=hall.clock.now)
