"""Backups taken while the office works, and their way back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.copies import back_up, restore_copy
from store.errors import UnreadableStoreError
from store.opening import open_store
from tests.hall import Hall
from tests.stores import address_of, engine_of, file_of, rows


def test_a_backup_taken_while_the_office_works_can_be_restored(hall: Hall, tmp_path: Path) -> None:
    hall.take()
    back_up(engine_of(hall.store), tmp_path / "copy.db")
    hall.take()
    epoch = hall.rows("select epoch from office")
    hall.store.close()

    kept = restore_copy(tmp_path / "copy.db", file_of(hall.store))

    again = Hall(open_store(address_of(hall.store)), hall.id, hall.clock)
    assert again.take().label == "A002"
    assert again.rows("select epoch from office") != epoch
    assert kept is not None
    assert kept.exists()


def test_a_damaged_backup_replaces_nothing(hall: Hall, tmp_path: Path) -> None:
    hall.take()
    (tmp_path / "copy.db").write_bytes(b"not a database at all" * 50)

    with pytest.raises(UnreadableStoreError):
        restore_copy(tmp_path / "copy.db", file_of(hall.store))
    assert hall.take().label == "A002"


def test_each_restored_database_keeps_the_one_before_it(hall: Hall, tmp_path: Path) -> None:
    copy, target = tmp_path / "copy.db", tmp_path / "elsewhere" / "moiso.db"
    back_up(engine_of(hall.store), copy)

    kept = [restore_copy(copy, target) for _ in range(3)]

    assert kept == [None, target.with_name("moiso.db.old-1"), target.with_name("moiso.db.old-2")]
    assert not target.with_name("moiso.db.part").exists()


def test_the_log_of_an_interrupted_server_goes_with_its_own_database(
    hall: Hall, tmp_path: Path
) -> None:
    copy, target = tmp_path / "copy.db", file_of(hall.store)
    back_up(engine_of(hall.store), copy)
    hall.take()

    kept = restore_copy(copy, target)

    assert kept is not None
    assert kept.with_name(f"{kept.name}-wal").exists()
    with closing(open_store(f"sqlite:///{target}")) as restored, restored.reading() as reading:
        assert rows(reading.sql, "select * from ticket") == []
    with closing(sqlite3.connect(kept)) as old:
        assert old.execute("select count(*) from ticket").fetchone() == (1,)
