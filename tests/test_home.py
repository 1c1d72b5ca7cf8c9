"""A database that is a copy: seen at the start, wherever it came from, and nothing is given twice."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from command_line.upstream import open_from_backup
from config import UpstreamSettings
from operations.upstream_return import go_on_alone, has_moved, was_restored
from store.copies import move_away, restore_copy
from store.engines import Home
from store.errors import BusyError, DiskFullError
from store.home import mark_restored, note_versions, settle_home
from store.opening import open_store
from store.store import Store
from tests.feeding import Pair, busy_morning
from tests.hall import Hall
from tests.stores import file_of


def started(store: Store, hall: Hall) -> bool:
    """A start without a province; whether the database was found to be a copy."""
    found = settle_home(store)
    open_from_backup(store, hall.id, UpstreamSettings(), now=hall.clock.now)
    return found


def opened(file: Path, hall: Hall) -> Hall:
    """The office of this file, as at another machine."""
    return Hall(open_store(f"sqlite:///{file}"), hall.id, hall.clock)


def test_a_database_that_stays_where_it_is_goes_on_as_it_is(hall: Hall) -> None:
    assert not started(hall.store, hall)
    epoch = hall.rows("select epoch from office")
    hall.take("A")
    note_versions(hall.store)
    hall.take("A")

    assert not started(hall.store, hall)

    assert hall.take("A").label == "A003"
    assert hall.rows("select epoch from office") == epoch


def test_of_processes_that_start_at_once_on_a_copy_one_takes_precautions(hall: Hall) -> None:
    started(hall.store, hall)
    with hall.store.maintain() as sql:
        sql.set_home(identity="somewhere else")

    found = [settle_home(hall.store) for _ in range(2)]
    for _ in range(2):
        go_on_alone(hall.store, hall.id, now=hall.clock.now)

    assert found == [True, False]
    assert hall.take("A").label == "A501"


def test_a_province_from_a_copy_gives_no_directive_a_number_that_an_office_may_have_done(
    pair: Pair,
) -> None:
    with pair.province.maintain() as sql:
        before = sql.next_directive(office=pair.office)
        mark_restored(sql)
        after = sql.next_directive(office=pair.office)

    assert after > before + 100


@pytest.mark.any_engine
def test_a_file_copied_by_hand_gives_no_number_twice(hall: Hall, tmp_path: Path) -> None:
    started(hall.store, hall)
    hall.take("A")
    hall.store.close()
    copy = tmp_path / "elsewhere.db"
    shutil.copy(file_of(hall.store), copy)

    new = opened(copy, hall)

    with closing(new.store):
        assert started(new.store, new)
        assert new.take("A").label == "A501"
        assert not started(new.store, new)
        assert new.take("A").label == "A502"


@pytest.mark.any_engine
def test_an_older_file_in_the_place_of_the_newer_one_is_seen(hall: Hall, tmp_path: Path) -> None:
    started(hall.store, hall)
    file, copy = file_of(hall.store), tmp_path / "older.db"
    hall.store.close()
    shutil.copy(file, copy)
    again = opened(file, hall)
    again.take("A")
    note_versions(again.store)
    again.store.close()
    shutil.copy(copy, file)

    older = opened(file, hall)

    with closing(older.store):
        assert started(older.store, older)
        assert older.take("A").label == "A501"


@pytest.mark.any_engine
def test_a_file_beside_the_database_that_nobody_can_read_counts_as_none(hall: Hall) -> None:
    started(hall.store, hall)
    file_of(hall.store).with_name("moiso.db.home").write_text("[]")

    assert started(hall.store, hall)


@pytest.mark.any_engine
def test_a_folder_that_takes_no_file_is_told_as_a_full_disk(hall: Hall) -> None:
    home = file_of(hall.store).with_name("moiso.db.home.part")
    home.mkdir()

    with pytest.raises(DiskFullError):
        settle_home(hall.store)


@pytest.mark.any_engine
def test_an_office_that_moved_goes_on_with_the_next_number_and_the_old_machine_stays_shut(
    pair: Pair, tmp_path: Path
) -> None:
    settle_home(pair.hall.store)
    busy_morning(pair.hall)
    pair.report_all()
    last = pair.hall.take("A").number  # not reported yet
    epoch = pair.hall.rows("select epoch from office")
    old, copy, new = file_of(pair.hall.store), tmp_path / "moved.db", tmp_path / "new.db"
    pair.hall.store.close()

    move_away(old, copy)
    restore_copy(copy, new)

    with closing(opened(old, pair.hall).store) as stays:
        assert has_moved(stays, pair.hall.id)
    hall = opened(new, pair.hall)
    with closing(hall.store):
        moved = Pair(hall, pair.province, pair.office, pair.token, pair.clock)
        assert not started(hall.store, hall)
        assert not has_moved(hall.store, hall.id)
        assert not was_restored(hall.store, hall.id)
        assert hall.take("A").number == last + 1
        assert hall.rows("select epoch from office") == epoch
        moved.report_all()
        assert moved.is_alike()


@pytest.mark.any_engine
def test_an_office_at_work_is_not_moved(hall: Hall, tmp_path: Path) -> None:
    with pytest.raises(BusyError):
        move_away(file_of(hall.store), tmp_path / "moved.db")

    assert not has_moved(hall.store, hall.id)
    assert hall.take("A").label == "A001"


@pytest.mark.any_engine
def test_a_move_that_does_not_arrive_leaves_the_office_open(hall: Hall, tmp_path: Path) -> None:
    file = file_of(hall.store)
    hall.store.close()

    with pytest.raises(Exception, match="unable to open"):
        move_away(file, tmp_path / "no folder" / "moved.db")

    with closing(opened(file, hall).store) as store:
        assert not has_moved(store, hall.id)


@pytest.mark.any_engine  # a server's database has no place beside it
def test_what_did_not_change_is_not_written_down_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_versions(hall.store)
    written: list[Home] = []
    monkeypatch.setattr(hall.store.engine, "keep_home", written.append)

    note_versions(hall.store)
    assert written == []
    hall.take()
    note_versions(hall.store)

    assert [home.versions[hall.id] for home in written] == [
        row["version"] for row in hall.rows("select version from office")
    ]
