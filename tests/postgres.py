"""A PostgreSQL server for one process of tests: its own folder and port, and gone at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg_pool import ConnectionPool, PoolClosed

from store.errors import StoreError
from store.opening import open_store
from store.postgres_engine import Connection, PostgresEngine
from store.store import Store
from tests.ports import free_port

ADMINISTRATOR = "postgres"
"""Whom Debian's package makes; the server refuses to run as root."""

FAST = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"),
    "autovacuum=off",
)
"""What is lost when the machine stops, tests make again. Nothing is counted or cleared up in the
middle of a test: what a query costs may not hang on how long the test has been running.
"""

CLEARED_AFTER = 40
"""So many tests leave their deleted rows behind before somebody clears them away."""

TRUE = ("max_connections=200",)
"""What is committed stays, as at a site."""

NEW = (
    *("--auth=trust", "--username=moiso", "--no-sync", "--encoding=UTF8"),
    *("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi-VN"),
)

EMPTYING = """
create function empty_house() returns void language plpgsql as $$
declare name text;
begin
    perform set_config('session_replication_role', 'replica', true);
    for name in select tablename from pg_tables
    where schemaname = 'public' and tablename <> 'schema_step' loop
        execute format('delete from %I', name);
    end loop;
    drop function if exists ignore cascade;
end $$
"""
"""Rows go without a look at what refers to them, and so does what `stores.never_changes` made."""

STARTS_S = 150
PATIENCE_MS = 60_000
"""A site gives up after 3 s; a machine that runs tests may stand still for longer."""


@dataclass(slots=True)
class Postgres:
    """A running server; `new_database` gives an empty house."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"
    settings: tuple[str, ...]
    _made: int = field(default=0)
    _emptied: int = field(default=0)
    _kept: ExitStack | None = field(default=None)
    _store: Store | None = field(default=None)

    def url(self, name: str) -> str:
        """The address of a database in it."""
        return f"postgresql://moiso@127.0.0.1:{self.port}/{name}"

    def run(self, statement: str) -> None:
        """A statement of an administrator."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """The address of a migrated database without an office, dropped afterwards."""
        if not self._made:
            self.run("create database template")
            open_store(self.url("template")).close()
        self._made += 1
        name = f"house_{self._made}"
        self.run(f"create database {name} template template")
        try:
            yield self.url(name)
        finally:
            self.run(f"drop database {name} with (force)")

    @contextmanager
    def empty_store(self) -> Iterator[Store]:
        """A store without an office and with one connection. It serves one test after the other,
        emptied in between: a database of its own, and connections that know nothing of it yet,
        cost five times as much. What changes the schema takes a `new_database`.
        """
        store = self._store or self._open_kept()
        yield store
        try:
            with store.maintain() as sql:
                sql._connection.execute("select empty_house()")
            self._clear_up(store)
        except (StoreError, PoolClosed):  # closed by the test, or still held by what it started
            self._drop_kept()
        else:
            if pool_of(store).get_stats()["pool_size"] > 1:
                self._drop_kept()

    def _clear_up(self, store: Store) -> None:
        self._emptied += 1
        if self._emptied % CLEARED_AFTER == 0:
            store.ask(lambda sql: sql._connection.execute("vacuum"))

    def _open_kept(self) -> Store:
        kept = ExitStack()
        url = kept.enter_context(self.new_database())
        store = kept.enter_context(closing(open_store(url, busy_timeout_ms=PATIENCE_MS)))
        pool_of(store).wait(
            STARTS_S
        )  # who asks before the first connection is there gets a second one
        with store.maintain() as sql:
            sql._connection.execute(EMPTYING)
        self._kept, self._store = kept, store
        return store

    def _drop_kept(self) -> None:
        if self._kept is not None:
            self._kept.close()
        self._kept = self._store = None

    def stop(self) -> None:
        """End it at once, as a restart of the machine does."""
        self.process.terminate()
        self.process.wait(timeout=STARTS_S)

    def crash(self) -> None:
        """End it in the middle of everything; what it promised it has to find again."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(timeout=STARTS_S)

    def start(self) -> None:
        """Start it again at the same place."""
        self.process = _start(self.folder, self.port, self.settings)


def pool_of(store: Store) -> ConnectionPool[Connection]:
    """The connections of a store on PostgreSQL."""
    assert isinstance(store.engine, PostgresEngine)
    return store.engine._pool


@contextmanager
def postgres_server(settings: tuple[str, ...] = FAST) -> Iterator[Postgres]:
    """A new server, its words sorted in Vietnamese, so that nothing relies on a plain order."""
    folder = Path(tempfile.mkdtemp(prefix="moiso-postgres-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam(ADMINISTRATOR)
        os.chown(folder, user.pw_uid, user.pw_gid)
    _run(["initdb", *NEW, f"--pgdata={folder}"])
    port = free_port()
    server = Postgres(port, folder, _start(folder, port, settings), settings)
    try:
        yield server
    finally:
        server._drop_kept()
        server.stop()
        shutil.rmtree(folder)


def program(name: str) -> str:
    """One of PostgreSQL's own programs, the newest that is here."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    return str(found[-1]) if found else name


def _version(path: Path) -> int:
    return int(path.parent.parent.name)


def _start(folder: Path, port: int, settings: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    settings = (*settings, "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
    options = [part for setting in settings for part in ("-c", setting)]
    command = _as_nobody_special(["postgres", "-D", str(folder), "-p", str(port), *options])
    process = subprocess.Popen(command, cwd="/", stderr=subprocess.DEVNULL)
    end = time.monotonic() + STARTS_S
    while time.monotonic() < end:
        try:
            psycopg.connect(f"postgresql://moiso@127.0.0.1:{port}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return process
    process.kill()
    raise TimeoutError("PostgreSQL did not start")


def _run(command: list[str]) -> None:
    subprocess.run(_as_nobody_special(command), cwd="/", check=True, capture_output=True)


def _as_nobody_special(command: list[str]) -> list[str]:
    name, *rest = command
    plain = [program(name), *rest]
    if os.geteuid() != 0:
        return plain
    who = [f"--reuid={ADMINISTRATOR}", f"--regid={ADMINISTRATOR}", "--init-groups"]
    return ["setpriv", *who, *plain]
