"""What a database may do to us, told as the store's own errors: both engines, then PostgreSQL's own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import psycopg
import pytest

from store import postgres_engine
from store.errors import (
    BusyError,
    ConstraintError,
    DiskFullError,
    StoreError,
    UnreachableError,
    UnreadableStoreError,
)
from store.opening import open_store, reading_only
from store.store import Store
from tests.hall import Hall
from tests.postgres import Postgres, pool_of
from tests.stores import address_of, rows, run

PATIENCE_MS = 60_000
"""Longer than a new connection takes, also on a busy machine."""


@pytest.fixture
def address(postgres: Postgres) -> Iterator[str]:
    """Where a database of one's own is, to be treated badly."""
    with postgres.new_database() as url:
        yield url


@pytest.fixture
def own(address: str) -> Iterator[Store]:
    """The store in it, which has one connection."""
    with closing(open_store(address, busy_timeout_ms=PATIENCE_MS, connections=1)) as store:
        pool_of(store).wait()
        yield store


def break_lines(postgres: Postgres, address: str) -> None:
    """Every connection to a database is cut off at the other end."""
    postgres.run(
        f"select pg_terminate_backend(pid, {PATIENCE_MS}) from pg_stat_activity"  # noqa: S608 -- our own name
        f" where datname = '{address.rpartition('/')[2]}'"
    )


def in_a_reading(store: Store, statement: str) -> None:
    with store.reading() as reading:
        run(reading.sql, statement)


def by_asking(store: Store, statement: str) -> None:
    store.ask(lambda sql: run(sql, statement))


def test_a_sound_database_has_no_damage(hall: Hall) -> None:
    assert hall.store.engine.damage() is None


def test_who_only_reads_sees_what_is_kept_and_writes_nothing(hall: Hall) -> None:
    before = hall.rows("select version from office")

    with reading_only(address_of(hall.store)) as reading:
        assert rows(reading.sql, "select version from office") == before
    with pytest.raises(StoreError), reading_only(address_of(hall.store)) as reading:
        run(reading.sql, "update office set version = 0")

    assert hall.rows("select version from office") == before


@pytest.mark.any_engine
def test_a_file_that_is_opened_to_be_read_takes_no_change(hall: Hall) -> None:
    reader = open_store(address_of(hall.store), read_only=True)

    with (
        closing(reader),
        pytest.raises(StoreError, match="for reading only"),
        reader.maintain(),
    ):
        pass


def test_a_query_that_is_wrong_is_our_own_fault(store: Store) -> None:
    with pytest.raises(StoreError, match="nowhere") as told, store.reading() as reading:
        rows(reading.sql, "select 1 from nowhere")

    assert type(told.value) is StoreError


def test_a_change_of_an_office_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no office 'x'"), store.change("x"):
        pass


def test_a_server_that_is_too_old_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_engine, "OLDEST", 990000)

    with pytest.raises(UnreadableStoreError, match="15 or newer"):
        open_store(address)


def test_a_role_that_may_make_no_tables_is_told_so(postgres: Postgres) -> None:
    postgres.run("create role guest login")
    postgres.run("create database bare")
    try:
        with pytest.raises(UnreadableStoreError, match="permission denied"):
            open_store(postgres.url("bare").replace("moiso@", "guest@"))
    finally:
        postgres.run("drop database bare")
        postgres.run("drop role guest")


def test_a_server_that_is_not_there_is_told_without_the_password(free_port: int) -> None:
    with pytest.raises(UnreachableError) as told:
        open_store(f"postgresql://moiso:bi-mat@127.0.0.1:{free_port}/moiso")

    assert str(told.value).startswith(f"PostgreSQL moiso at 127.0.0.1:{free_port}: ")
    assert "bi-mat" not in str(told.value)


def test_a_connection_that_broke_is_found_out_and_the_next_one_works(
    postgres: Postgres, address: str, own: Store
) -> None:
    break_lines(postgres, address)
    with own.reading() as reading:
        assert rows(reading.sql, "select 1 as one") == [{"one": 1}]

    break_lines(postgres, address)
    assert own.ask(lambda sql: rows(sql, "select 1 as one")) == [{"one": 1}]


def test_who_found_only_broken_connections_is_told_that_nobody_answers(
    postgres: Postgres, address: str, own: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own.engine, "_tries", 1)

    break_lines(postgres, address)
    with pytest.raises(UnreachableError, match="does not answer"), own.reading():
        pass
    pool_of(own).wait()
    break_lines(postgres, address)
    with pytest.raises(UnreachableError, match="does not answer"):
        own.ask(lambda sql: rows(sql, "select 1"))


def test_a_line_that_breaks_in_the_middle_of_an_answer_is_no_answer(own: Store) -> None:
    with pytest.raises(UnreachableError), own.reading():
        raise psycopg.DatabaseError("the connection is lost")


def test_every_connection_at_work_is_busy(address: str) -> None:
    with closing(open_store(address, busy_timeout_ms=100, connections=1)) as store:
        pool_of(store).wait()
        with store.reading(), ThreadPoolExecutor(1) as other:
            asked = other.submit(store.ask, lambda sql: rows(sql, "select 1"))
            with pytest.raises(BusyError, match="at work"):
                asked.result()


def test_a_server_that_is_away_is_not_told_as_busy(address: str) -> None:
    """Whoever reads the log would look for a crowd, and not at PostgreSQL."""
    with closing(open_store(address, busy_timeout_ms=100, connections=1)) as store:
        pool = pool_of(store)
        pool.wait()
        taken = pool.getconn(timeout=PATIENCE_MS / 1000)  # nobody of ours has it, and none comes
        try:
            with pytest.raises(UnreachableError, match="does not answer"):
                store.ask(lambda sql: rows(sql, "select 1"))
            with pytest.raises(UnreachableError, match="does not answer"), store.reading():
                pass
        finally:
            pool.putconn(taken)


@pytest.mark.parametrize(
    ("sqlstate", "error"),
    [
        ("23505", ConstraintError),
        ("55P03", BusyError),
        ("40P01", BusyError),
        ("53100", DiskFullError),
        ("53200", DiskFullError),
        ("57P03", UnreachableError),
        ("22012", StoreError),
    ],
)
@pytest.mark.parametrize("way", [in_a_reading, by_asking])
def test_what_the_server_says_is_told_in_the_stores_words(
    own: Store, sqlstate: str, error: type[StoreError], way: Callable[[Store, str], object]
) -> None:
    with pytest.raises(StoreError) as told:
        way(own, f"do 'begin raise sqlstate ''{sqlstate}''; end'")

    assert type(told.value) is error
