"""What the store says when the file, the disk or another process is at fault."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from store import sqlite_files
from store.errors import ConstraintError, StoreError, UnreadableStoreError
from store.opening import open_store, reading_only
from store.store import Store
from tests.hall import Hall
from tests.stores import address_of, file_of, run

DAMAGE = (
    "pragma writable_schema = on",
    "update sqlite_schema set rootpage = 99999 where name = 'ticket'",
    "pragma writable_schema = reset",
)
"""The table of tickets begins on a page that the file does not have."""


@contextmanager
def held(file: Path) -> Iterator[sqlite3.Connection]:
    """Another process holds the whole file, as one that switches it to WAL does."""
    with closing(sqlite3.connect(file, check_same_thread=False, isolation_level=None)) as other:
        other.execute("create table if not exists note (text text)")
        other.execute("begin exclusive")
        yield other


def test_a_file_that_is_held_while_we_start_is_waited_for(tmp_path: Path) -> None:
    with held(tmp_path / "moiso.db") as other:
        letting_go = threading.Timer(0.3, other.rollback)
        letting_go.start()

        open_store(f"sqlite:///{tmp_path}/moiso.db", busy_timeout_ms=10).close()

        letting_go.join()


def test_a_file_that_is_held_for_ever_is_told_and_not_waited_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_files, "START_TIMEOUT_S", 0.1)

    with held(tmp_path / "moiso.db"), pytest.raises(UnreadableStoreError, match="locked"):
        open_store(f"sqlite:///{tmp_path}/moiso.db", busy_timeout_ms=10)


def test_what_no_waiting_mends_is_told_at_once(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.store.close()
    file_of(hall.store).with_name("moiso.db-wal").mkdir()
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)

    with pytest.raises(UnreadableStoreError, match="unable to open"):
        open_store(address_of(hall.store))

    assert waits == []


def test_a_change_that_breaks_a_reference_at_its_end_leaves_nothing(hall: Hall) -> None:
    version = hall.rows("select version from office")

    def employ_nowhere() -> None:
        with hall.change() as change:
            run(change.sql, "pragma defer_foreign_keys = on")
            run(change.sql, "update staff set office = 'nowhere'")

    with pytest.raises(ConstraintError):
        employ_nowhere()

    assert hall.rows("select version from office") == version
    assert hall.take().label == "A001"


def test_a_damaged_page_is_told_as_an_unreadable_file(hall: Hall) -> None:
    hall.store.close()
    with file_of(hall.store).open("r+b") as file:
        file.seek(4096)
        file.write(b"\x7f" * (file_of(hall.store).stat().st_size - 4096))

    with pytest.raises(UnreadableStoreError, match="malformed"):
        open_store(address_of(hall.store))


def test_damage_that_comes_while_the_office_works_is_told(hall: Hall) -> None:
    def damage() -> None:
        with hall.store.maintain() as sql:
            for statement in DAMAGE:
                run(sql, statement)
            sql.get_ticket(id="t")

    with pytest.raises(UnreadableStoreError, match="malformed"):
        damage()

    assert hall.take().label == "A001"  # the damage was part of the change that failed


def test_a_table_that_is_missing_is_told_by_name(hall: Hall) -> None:
    with hall.store.maintain() as sql:
        run(sql, "alter table rating rename to gone")

    with pytest.raises(StoreError, match="no such table: rating"), hall.store.reading() as reading:
        reading.sql.is_rated(ticket="t")


def test_the_store_cannot_be_changed_by_who_only_reads(store: Store) -> None:
    with reading_only(address_of(store)) as reading, pytest.raises(sqlite3.OperationalError):
        reading.sql.raise_version(office="x")
