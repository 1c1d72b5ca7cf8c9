"""What is kept in memory of an office's services and counters is never older than the store."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from operations import layout
from operations.administration_counters import change_counter
from operations.administration_services import change_service
from operations.errors import ServicePausedError
from operations.layout import layout_in, layout_of
from operations.offices import get_office
from queueing.errors import ServiceClosedError
from store.layouts import TABLES, layout_writers
from store.store import Change, Store
from tests.hall import Hall
from tests.stores import address_of, open_again


@pytest.fixture
def other(hall: Hall) -> Iterator[Hall]:
    """The same hall as another process has it."""
    with closing(open_again(address_of(hall.store))) as store:
        yield replace(hall, store=store)


def pause(change: Change) -> None:
    """A manager pauses the service A."""
    change_service(change, "A", {"paused": True})


def test_a_service_paused_in_another_process_gives_no_number(hall: Hall, other: Hall) -> None:
    hall.take("A")

    with other.change() as change:
        pause(change)

    with pytest.raises(ServicePausedError):
        hall.take("A")


def test_a_day_closed_in_another_process_gives_no_number(hall: Hall, other: Hall) -> None:
    hall.take("A")

    with other.change() as change:
        today = "2026-11-23"
        change.sql.add_closed_day(office=hall.id, day=today, names='{"vi": "Nghỉ bù"}')

    with pytest.raises(ServiceClosedError):
        hall.take("A")


def test_a_counter_that_serves_less_in_another_process_calls_less(hall: Hall, other: Hall) -> None:
    hall.take("B")
    hall.called(1)
    hall.take("A")
    hall.clock.forward(seconds=1)
    hall.take("B")

    with other.change() as change:
        change_counter(change, 1, {"services": ["B"]})

    called = hall.call_next(1, finish=True)
    assert called is not None
    assert called.service == "B"


def test_a_change_sees_what_it_changed_itself(hall: Hall) -> None:
    with hall.change() as change:
        assert not layout_in(change).service("A").is_paused
        pause(change)
        assert layout_in(change).service("A").is_paused


def test_what_was_not_kept_is_not_remembered(hall: Hall) -> None:
    def give_up(change: Change) -> None:
        pause(change)
        assert layout_in(change).service("A").is_paused
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), hall.change() as change:
        give_up(change)

    assert hall.take("A").label == "A001"


def test_every_query_that_writes_such_a_row_names_the_layout_anew(store: Store) -> None:
    queries = store.engine.queries
    writing = {
        name
        for name in queries.available_queries
        for table in TABLES
        if any(f"{verb} {table} " in f"{getattr(queries, name).sql} ".replace("\n", " ")
               for verb in ("insert into", "update", "delete from"))
    }  # fmt: skip

    assert layout_writers(queries) == writing
    assert {"put_service", "feed_counter", "clear_special_days", "pause_service"} <= writing


def test_only_so_many_layouts_are_kept(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MOST_KEPT", 2)
    monkeypatch.setattr(layout, "_kept", {})
    for _ in range(4):
        with hall.change() as change:
            pause(change)
        with hall.store.reading() as reading:
            newest = layout_of(reading.sql, get_office(reading.sql, hall.id))

    assert len(layout._kept) == 2
    assert newest in layout._kept.values()
