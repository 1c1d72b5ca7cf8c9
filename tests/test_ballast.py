"""A full disk: new tickets are refused, and the counters go on calling those who wait."""

from pathlib import Path

from store.ballast import SIZE_BYTES, Ballast


def test_the_reserve_is_taken_aboard_once_and_let_go(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "moiso.db")
    assert not ballast.is_aboard

    ballast.take_aboard()
    ballast.take_aboard()

    assert [file.stat().st_size for file in tmp_path.iterdir()] == [SIZE_BYTES]
    ballast.let_go()
    ballast.let_go()
    assert list(tmp_path.iterdir()) == []


def test_a_reserve_that_a_full_disk_cut_short_is_made_whole(tmp_path: Path) -> None:
    (tmp_path / "moiso.db.reserve").write_bytes(b"cut short")
    ballast = Ballast(tmp_path / "moiso.db")
    assert not ballast.is_aboard

    ballast.take_aboard()

    assert ballast.is_aboard


def test_where_there_is_no_room_nothing_is_left_lying(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "gone" / "moiso.db")

    ballast.take_aboard()

    assert not ballast.is_aboard


def test_a_database_server_looks_after_its_own_disk() -> None:
    ballast = Ballast(None)

    ballast.take_aboard()
    ballast.let_go()

    assert not ballast.is_aboard
