"""The memory: changed in one piece, read as one state, and found again after a restart."""

from threading import Thread

import pytest

from store.errors import BusyError, StoreError
from tests.hall import Hall
from tests.stores import address_of, held_by_another, open_again


def test_a_change_that_fails_leaves_nothing(hall: Hall) -> None:
    before = hall.rows("select version from office")

    def fail_halfway() -> None:
        with hall.change() as change:
            change.sql.set_current_day(id=hall.id, day="2030-01-01")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()

    assert hall.rows("select version from office") == before
    assert hall.rows("select current_day from office") == [{"current_day": "2026-11-23"}]


def test_each_change_raises_the_version_by_one(hall: Hall) -> None:
    versions = []
    for _ in range(3):
        with hall.change() as change:
            versions.append(change.version)

    assert versions == [versions[0], versions[0] + 1, versions[0] + 2]


def test_an_office_that_does_not_exist_cannot_be_changed(hall: Hall) -> None:
    with pytest.raises(StoreError, match="no office"), hall.store.change("nowhere"):
        pass


def test_a_reader_sees_one_state_while_others_write(hall: Hall) -> None:
    hall.take()
    with hall.store.reading() as reading:
        first = reading.sql.last_number(office=hall.id, day="2026-11-23", service="A")
        another = Thread(target=hall.take)
        another.start()
        another.join()
        second = reading.sql.last_number(office=hall.id, day="2026-11-23", service="A")

    assert (first, second) == (1, 1)


def test_a_restart_finds_everything_again(hall: Hall) -> None:
    waiting, called = hall.take(), hall.take()
    hall.call_this(called)
    hall.store.close()

    again = Hall(open_again(address_of(hall.store)), hall.id, hall.clock)

    assert again.ticket(called).counter == 1
    assert again.call_next(2) == again.ticket(waiting)
    assert again.take().label == "A003"
    again.store.close()


def test_a_store_that_another_holds_is_told_as_busy_and_nothing_is_lost(hall: Hall) -> None:
    with held_by_another(hall.store, patience_ms=100), pytest.raises(BusyError):
        hall.take()

    assert hall.take().label == "A001"
