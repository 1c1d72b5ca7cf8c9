"""What the house does by itself: it turns the day, notes who was seen, forgets what had its time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest

from operations.devices import Place, add_device, list_devices
from operations.pairing import start_pairing
from operations.passwords import chosen_password
from operations.sign_in import WrongPasswordError, sign_in
from operations.upkeep import NOTED_AT_ONCE, keep_up
from store.instants import to_text
from store.store import Change, Store
from tests.hall import Clock, Hall
from tests.stores import address_of, open_again

PASSWORD = "trời mưa to quá"


def keep(hall: Hall, **seen: str | None) -> None:
    """One round."""
    keep_up(hall.store, seen=seen, now=hall.clock.now)


def remembered(hall: Hall) -> list[int]:
    """How many sessions, wrong guesses and pairings the house remembers."""
    return [
        len(hall.rows("select 1 from staff_session")),
        len(hall.rows("select 1 from sign_in_failure")),
        len(hall.rows("select 1 from pairing")),
    ]


def version(hall: Hall) -> int:
    return int(hall.rows("select version from office")[0]["version"])


def test_a_round_within_the_day_changes_nothing_that_screens_show(hall: Hall) -> None:
    ticket = hall.take()
    before = version(hall)

    keep(hall)

    assert version(hall) == before
    assert hall.ticket(ticket).state == "waiting"


def test_the_first_round_after_midnight_turns_the_day_once(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    clock.forward(hours=15, minutes=59)
    keep(hall)
    assert hall.ticket(ticket).state == "waiting"
    clock.forward(minutes=1)
    before = version(hall)

    keep(hall)
    keep(hall)

    assert version(hall) == before + 1
    assert hall.ticket(ticket).state == "expired"
    assert hall.rows("select current_day from office") == [{"current_day": "2026-11-24"}]


def test_several_processes_may_do_the_round_at_once(hall: Hall, clock: Clock) -> None:
    ticket = hall.take()
    with hall.change() as change:
        device, _ = add_device(change, "kiosk", Place("Kiosk 1"), now=clock.now)
    clock.forward(hours=16)
    before = version(hall)
    stores = [open_again(address_of(hall.store)) for _ in range(3)]

    with ThreadPoolExecutor(3) as processes:
        rounds = [
            processes.submit(keep_up, store, seen={device["id"]: None}, now=clock.now)
            for store in stores
            for _ in range(3)
        ]
        for done in rounds:
            done.result()

    assert hall.ticket(ticket).state == "expired"
    assert hall.rows("select act from ticket_event where act = 'expire'") == [{"act": "expire"}]
    assert hall.rows("select current_day from office") == [{"current_day": "2026-11-24"}]
    assert version(hall) - before <= len(rounds)
    for store in stores:
        store.close()


def test_a_day_that_another_process_turned_is_not_turned_again(
    hall: Hall, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = hall.take()
    clock.forward(hours=16)
    turned = Store.change

    def late(store: Store, office: str) -> AbstractContextManager[Change]:
        monkeypatch.setattr(Store, "change", turned)
        keep(hall)
        return turned(store, office)

    monkeypatch.setattr(Store, "change", late)
    keep(hall)

    assert hall.rows("select act from ticket_event where act = 'expire'") == [{"act": "expire"}]
    assert hall.ticket(ticket).state == "expired"


def test_what_one_process_saw_the_others_do_not_judge_lost(hall: Hall, clock: Clock) -> None:
    with hall.change() as change:
        device, _ = add_device(change, "kiosk", Place("Kiosk 1"), now=clock.now)
    keep(hall, **{device["id"]: "10.0.0.5"})
    clock.forward(seconds=30)
    keep(hall)

    with hall.store.reading() as reading:
        (seen,) = list_devices(reading.sql, hall.id, now=clock.now)
    assert seen["online"]


def test_many_devices_are_noted_in_parts(hall: Hall, clock: Clock) -> None:
    with hall.change() as change:
        devices = [
            add_device(change, "kiosk", Place(f"Kiosk {n}"), now=clock.now)[0]["id"]
            for n in range(NOTED_AT_ONCE + 1)
        ]

    keep(hall, **dict.fromkeys(devices))

    assert hall.rows("select id from device where last_seen_at is null") == []


def test_devices_that_hold_a_socket_are_seen(hall: Hall, clock: Clock) -> None:
    with hall.change() as change:
        device, _ = add_device(change, "kiosk", Place("Kiosk 1"), now=clock.now)

    keep(hall, **{device["id"]: "10.0.0.5"})

    with hall.store.reading() as reading:
        (seen,) = list_devices(reading.sql, hall.id, now=clock.now)
    assert (seen["online"], seen["address"]) == (True, "10.0.0.5")


def test_kept_answers_are_forgotten_after_a_day(hall: Hall, clock: Clock) -> None:
    with hall.store.maintain() as sql:
        sql.keep_answer(
            caller="device:k", key="key-12345", request_hash="h", status=201, body="{}",
            kept_at=to_text(clock.now),
        )  # fmt: skip
    clock.forward(hours=24)
    keep(hall)
    assert hall.rows("select key from kept_answer") == [{"key": "key-12345"}]

    clock.forward(seconds=1)
    keep(hall)

    assert hall.rows("select key from kept_answer") == []


def test_ended_sessions_old_guesses_and_old_pairings_are_forgotten(
    hall: Hall, clock: Clock
) -> None:
    with hall.store.maintain() as sql:
        password = chosen_password(PASSWORD, name="canbo1")
        sql.set_password(id="clerk-1", password_hash=password.hash, must_change=0)
    sign_in(hall.store, "canbo1", PASSWORD, address="10.0.0.9", now=clock.now, hours=1)
    with pytest.raises(WrongPasswordError):
        sign_in(hall.store, "canbo2", PASSWORD, address="10.0.0.9", now=clock.now)
    with hall.store.maintain() as sql:
        start_pairing(sql, "kiosk", address="10.0.0.8", now=clock.now)
    keep(hall)
    assert remembered(hall) == [1, 1, 1]

    clock.forward(hours=3)
    keep(hall)

    assert remembered(hall) == [0, 0, 0]
