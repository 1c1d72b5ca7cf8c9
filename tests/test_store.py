"""The memory: opened safely, changed in one piece, waiting for others, refusing what it cannot read."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from operations.acts import Actor
from store.copies import back_up, restore_copy
from store.errors import (
    BusyError,
    DiskFullError,
    NewerSchemaError,
    StoreError,
    UnreadableStoreError,
)
from store.store import Store
from tests.hall import Hall, open_hall

ROOT = Path(__file__).parent.parent


def test_a_store_is_opened_the_safe_way(hall: Hall) -> None:
    with hall.store.reading() as reading:
        connection = reading.sql._connection
        found = [
            next(iter(connection.execute(f"pragma {name}").fetchone().values()))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert found == ["wal", 2, 1]


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
        hall.take()
        second = reading.sql.last_number(office=hall.id, day="2026-11-23", service="A")

    assert (first, second) == (1, 1)


def test_a_locked_database_is_told_as_busy_and_nothing_is_lost(tmp_path: Path) -> None:
    hall = open_hall(tmp_path)
    impatient = Store(tmp_path / "moiso.db", busy_timeout_ms=100)
    with closing(sqlite3.connect(tmp_path / "moiso.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(BusyError), impatient.change(hall.id):
            pass
        other.execute("rollback")

    with impatient.change(hall.id) as change:
        assert change.version > 0


def test_a_lock_that_ends_in_time_is_waited_for(tmp_path: Path) -> None:
    hall = open_hall(tmp_path)
    other = sqlite3.connect(tmp_path / "moiso.db", isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    release = threading.Timer(0.3, lambda: other.execute("rollback"))
    release.start()

    assert hall.take().label == "A001"
    release.join()
    other.close()


def test_a_full_disk_refuses_the_ticket_and_keeps_what_was_there(hall: Hall) -> None:
    hall.take()
    writer = hall.store._writer
    pages = writer.execute("pragma page_count").fetchone()["page_count"]
    writer.execute(f"pragma max_page_count = {pages}")

    def take_until_full() -> None:
        for n in range(200):
            hall.take(actor=Actor(device=f"kiosk-{n}"))

    with pytest.raises(DiskFullError):
        take_until_full()

    given_out = [row["number"] for row in hall.rows("select number from ticket order by number")]
    assert given_out == list(range(1, len(given_out) + 1))
    writer.execute("pragma max_page_count = 1000000")
    assert hall.take().number == len(given_out) + 1


def test_a_database_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    open_hall(tmp_path).store.close()
    with closing(sqlite3.connect(tmp_path / "moiso.db")) as newer:
        newer.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('moiso', '999_future', '2030-01-01')"
        )
        newer.commit()

    with pytest.raises(NewerSchemaError, match="999_future"):
        Store(tmp_path / "moiso.db")


def test_a_file_that_is_no_database_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "moiso.db").write_text("đây không phải cơ sở dữ liệu" * 100, encoding="utf-8")

    with pytest.raises(UnreadableStoreError, match="moiso"):
        Store(tmp_path / "moiso.db")


def test_a_restart_finds_everything_again(hall: Hall, tmp_path: Path) -> None:
    waiting, called = hall.take(), hall.take()
    hall.call_this(called)
    hall.store.close()

    again = Hall(Store(tmp_path / "moiso.db"), hall.id, hall.clock)

    assert again.ticket(called).counter == 1
    assert again.call_next(2) == again.ticket(waiting)
    assert again.take().label == "A003"


def test_processes_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    script = f"from store.store import Store; Store({str(tmp_path / 'new.db')!r})"
    started = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(4)
    ]

    told = [process.communicate(timeout=60)[1].decode() for process in started]

    assert [process.returncode for process in started] == [0, 0, 0, 0], told


def test_a_backup_taken_while_the_office_works_can_be_restored(hall: Hall, tmp_path: Path) -> None:
    hall.take()
    back_up(hall.store, tmp_path / "copy.db")
    hall.take()
    epoch = hall.rows("select epoch from office")
    hall.store.close()

    kept = restore_copy(tmp_path / "copy.db", tmp_path / "moiso.db")

    again = Hall(Store(tmp_path / "moiso.db"), hall.id, hall.clock)
    assert again.take().label == "A002"
    assert again.rows("select epoch from office") != epoch
    assert kept is not None
    assert kept.exists()


def test_a_damaged_backup_replaces_nothing(hall: Hall, tmp_path: Path) -> None:
    hall.take()
    (tmp_path / "copy.db").write_bytes(b"not a database at all" * 50)

    with pytest.raises(UnreadableStoreError):
        restore_copy(tmp_path / "copy.db", tmp_path / "moiso.db")
    assert hall.take().label == "A002"
