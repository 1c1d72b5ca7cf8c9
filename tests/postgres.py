"""A PostgreSQL server for one process of tests: its own folder and port, and gone at the end."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from store.opening import open_store

ADMINISTRATOR = "postgres"
"""Whom Debian's package makes; the server refuses to run as root."""

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
"""What is lost when the machine stops, tests make again."""

TRUE = ("max_connections=200",)
"""What is committed stays, as at a site."""

NEW = (
    *("--auth=trust", "--username=moiso", "--no-sync", "--encoding=UTF8"),
    *("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi-VN"),
)

STARTS_S = 30


@dataclass(slots=True)
class Postgres:
    """A running server; `new_database` gives an empty house."""

    port: int
    folder: Path
    process: "subprocess.Popen[bytes]"
    settings: tuple[str, ...]
    _made: int = field(default=0)

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


@contextmanager
def postgres_server(settings: tuple[str, ...] = FAST) -> Iterator[Postgres]:
    """A new server, its words sorted in Vietnamese, so that nothing relies on a plain order."""
    folder = Path(tempfile.mkdtemp(prefix="moiso-postgres-"))
    if os.geteuid() == 0:
        user = pwd.getpwnam(ADMINISTRATOR)
        os.chown(folder, user.pw_uid, user.pw_gid)
    _run(["initdb", *NEW, f"--pgdata={folder}"])
    port = _free_port()
    server = Postgres(port, folder, _start(folder, port, settings), settings)
    try:
        yield server
    finally:
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
