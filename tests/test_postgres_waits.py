"""PostgreSQL under gevent: nobody waits for another's query, and a restart heals by itself."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from command_line.upstream import open_from_backup
from config import UpstreamSettings
from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.sign_in import WrongPasswordError, guesses_at, sign_in
from operations.upstream_return import FAR
from store.errors import BusyError, StoreError, UnreachableError
from store.home import settle_home
from store.opening import open_store
from store.store import Sql
from tests.catalogues import COUNTER, OFFICE, SERVICE
from tests.gevent_walk import ASLEEP_S, CALLERS, STILL_S
from tests.hall import Clock, Hall
from tests.postgres import TRUE, Postgres, pool_of, postgres_server, program
from tests.stores import rows, run

ROOT = Path(__file__).parent.parent
PATIENCE_MS = 60_000
BACK_S = 60
"""Far less than a person waits for who comes too late to restart a server by hand."""

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """One that may crash without another test's knowing."""
    with postgres_server(TRUE) as started:
        yield started


@pytest.fixture
def house(server: Postgres) -> Iterator[str]:
    """The address of a database with one office."""
    with server.new_database() as url:
        with closing(open_store(url)) as store, store.maintain() as sql:
            create_office(sql, parse_catalogue(OFFICE + SERVICE + COUNTER, "mau.toml"), now=NOW)
        yield url


def walked(server: Postgres, url: str, connections: int) -> dict[str, Any]:
    """What tests/gevent_walk.py found out, with a crash of the server in between."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gevent.monkey",
            "--module",
            "tests.gevent_walk",
            url,
            str(connections),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == "ready\n"
        server.crash()
        server.start()
        told, _ = process.communicate("go on\n", timeout=200)
        return dict(json.loads(told))
    finally:
        process.kill()
        process.communicate()


def test_nobody_waits_for_anothers_query(server: Postgres, house: str) -> None:
    told = walked(server, house, connections=10)

    assert told["still_s"] < STILL_S
    assert told["asleep_s"] < ASLEEP_S
    assert told["served"] == CALLERS
    assert told["back_s"] < BACK_S


def test_one_connection_serves_everybody_in_turn(server: Postgres, house: str) -> None:
    assert walked(server, house, connections=1)["served"] == CALLERS


def test_a_transaction_inside_another_is_refused_before_it_can_wait_for_ever(house: str) -> None:
    with closing(open_store(house)) as store:
        with store.reading() as reading:
            office = next(iter(reading.sql.list_offices()))["id"]
        with (
            store.change(office),
            pytest.raises(StoreError, match="inside another"),
            store.reading(),
        ):
            pass
        with store.change(office) as change:
            assert change.version == 2


def test_a_question_finds_a_living_connection_after_a_crash(server: Postgres, house: str) -> None:
    with closing(open_store(house, connections=2)) as store:
        office = store.ask(lambda sql: next(iter(sql.list_offices()))["id"])
        server.crash()
        server.start()

        assert store.ask(lambda sql: sql.get_office(id=office))["code"] == "mau"


def test_a_wrong_question_and_a_server_that_is_gone_are_told_plainly(
    server: Postgres, house: str
) -> None:
    with closing(open_store(house, connections=1, busy_timeout_ms=PATIENCE_MS)) as store:
        with pytest.raises(UnreachableError):
            store.ask(lambda sql: rows(sql, "select pg_terminate_backend(pg_backend_pid())"))
        with pytest.raises(StoreError, match="inside another"), store.reading():
            store.ask(lambda sql: sql.list_offices())
        store.ask(lambda sql: run(sql, "set statement_timeout = 50"))
        with pytest.raises(UnreachableError, match="canceling"):
            store.ask(lambda sql: rows(sql, "select pg_sleep(60)"))


def test_who_writes_what_another_guards_waits_and_nobody_else_does(house: str) -> None:
    """Sign-ins of a hundred offices do not wait for each other, nor for anybody's upkeep."""
    with (
        closing(open_store(house)) as busy,
        closing(open_store(house, busy_timeout_ms=200)) as store,
        busy.maintain("upkeep", guesses_at("lan@mau")),
    ):
        pool_of(store).wait()
        with pytest.raises(WrongPasswordError):
            sign_in(store, "hoa", "không phải đâu", address="10.0.0.1", now=NOW)
        with pytest.raises(BusyError), store.maintain("upkeep"):
            pass
        with pytest.raises(BusyError), store.maintain("another", guesses_at("lan@mau")):
            pass


def test_a_line_that_breaks_in_the_middle_of_an_answer_is_the_servers_absence(house: str) -> None:
    def broken(_: Sql) -> None:
        raise psycopg.DatabaseError("lost synchronization with server")

    with closing(open_store(house)) as store, pytest.raises(UnreachableError):
        store.ask(broken)


def test_a_dump_taken_while_offices_work_comes_back_whole_and_gives_no_number_twice(
    server: Postgres, house: str, tmp_path: Path
) -> None:
    with closing(open_store(house, busy_timeout_ms=PATIENCE_MS)) as store:
        assert not settle_home(store)
        with store.reading() as reading:
            (office,) = rows(reading.sql, "select * from office")
        with store.change(office["id"]):
            file = dumped(house, tmp_path)
        assert not settle_home(store)
    server.run("create database restored template template0")
    restored = server.url("restored")
    bring_back(file, restored)

    found, row, number = started(restored)

    assert found
    assert number == 501
    assert row["epoch"] != office["epoch"]
    assert row["version"] > office["version"] + FAR
    assert started(restored)[0] is False

    bring_back(dumped(restored, tmp_path), restored, "--clean")
    assert started(restored)[0]


def dumped(url: str, folder: Path) -> Path:
    """A copy by PostgreSQL's own program, as docs/deploy.md says."""
    file = folder / "moiso.dump"
    subprocess.run([program("pg_dump"), "--format=custom", f"--file={file}", url], check=True)
    return file


def bring_back(file: Path, url: str, *options: str) -> None:
    """The copy into this database, as docs/deploy.md says."""
    how = ["--no-owner", "--exit-on-error", *options]
    subprocess.run([program("pg_restore"), *how, f"--dbname={url}", str(file)], check=True)


def started(url: str) -> tuple[bool, dict[str, Any], int]:
    """A start over this database: whether it was seen to be a copy, its office, the next number."""
    with closing(open_store(url)) as store:
        found = settle_home(store)
        with store.reading() as reading:
            (office,) = reading.sql.list_offices()
        open_from_backup(store, office["id"], UpstreamSettings(), now=NOW)
        hall = Hall(store, office["id"], Clock())
        number = hall.take("A").number
        return found, hall.rows("select * from office")[0], number
