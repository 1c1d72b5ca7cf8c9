"""The file is opened the safe way, waits for others, and refuses what it cannot read."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from operations.acts import Actor
from store.errors import DiskFullError, NewerSchemaError, UnreadableStoreError
from store.opening import open_store
from tests.hall import Hall
from tests.stores import address_of, file_of, writer_of

ROOT = Path(__file__).parent.parent.parent


def test_a_store_is_opened_the_safe_way(hall: Hall) -> None:
    with hall.store.reading() as reading:
        connection = reading.sql._connection
        found = [
            next(iter(connection.execute(f"pragma {name}").fetchone().values()))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert found == ["wal", 2, 1]


def test_a_lock_that_ends_in_time_is_waited_for(hall: Hall) -> None:
    other = sqlite3.connect(file_of(hall.store), isolation_level=None, check_same_thread=False)
    other.execute("begin immediate")
    release = threading.Timer(0.3, lambda: other.execute("rollback"))
    release.start()

    assert hall.take().label == "A001"
    release.join()
    other.close()


def test_a_full_disk_refuses_the_ticket_and_keeps_what_was_there(hall: Hall) -> None:
    hall.take()
    writer = writer_of(hall.store)
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


def test_a_database_of_a_newer_version_is_not_touched(hall: Hall) -> None:
    hall.store.close()
    with closing(sqlite3.connect(file_of(hall.store))) as newer:
        newer.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('moiso', '999_future', '2030-01-01')"
        )
        newer.commit()

    with pytest.raises(NewerSchemaError, match="999_future"):
        open_store(address_of(hall.store))


def test_a_file_that_is_no_database_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "moiso.db").write_text("đây không phải cơ sở dữ liệu" * 100, encoding="utf-8")

    with pytest.raises(UnreadableStoreError, match="moiso"):
        open_store(f"sqlite:///{tmp_path}/moiso.db")


def test_processes_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    script = f"from store.opening import open_store; open_store('sqlite:///{tmp_path}/new.db')"
    started = [
        subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(4)
    ]

    told = [process.communicate(timeout=200)[1].decode() for process in started]

    assert [process.returncode for process in started] == [0, 0, 0, 0], told
