"""Three real processes over one PostgreSQL and one Redis behind nginx, and what can befall them."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from psycopg.rows import dict_row

from operations.devices import Place, add_device
from store.opening import open_store
from tests.catalogues import WHOLE_OFFICE
from tests.ports import free_port
from tests.postgres import TRUE, Postgres, postgres_server
from tests.redis_server import RedisServer, Wire, redis_server, wait_for_port
from tests.served import TIMEZONE

ROOT = Path(__file__).parent.parent
SERVICES = "ABCD"
COUNTERS = (1, 2, 3)
PROCESSES = 3
NGINX_PROGRAM = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
STARTS_S = 150

CATALOGUE = (
    WHOLE_OFFICE.replace("Asia/Ho_Chi_Minh", TIMEZONE)
    + "".join(
        f'[[service]]\ncode = "{code}"\nname = "Lĩnh vực {code}"\nicon = "scroll-text"\ntypical_min = 5\n'
        for code in SERVICES
    )
    + "".join(
        f'[[counter]]\nnumber = {number}\nname = "Quầy {number}"\nservices = {list(SERVICES)}\n'
        for number in COUNTERS
    )
)
"""Always open, so that the tests do not depend on the hour."""

CONFIG = """
[server]
trusted_proxies = 1
[store]
url = "{store}"
catalogue = "{folder}/office.toml"
[voice]
languages = []
[queue]
tickets_per_minute = 600
"""

NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
worker_processes 1;
worker_rlimit_nofile 8192;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/moiso.conf;
}}
"""
"""What a distribution's own nginx.conf says; ours lies in its conf.d."""


@dataclass(slots=True)
class Member:
    """One `server.py run`, and the wire that joins it to Redis if it is to be cut."""

    port: int
    bus: str
    wire: Wire
    process: "subprocess.Popen[bytes] | None" = None

    def kill(self) -> None:
        """End it in the middle of everything."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=STARTS_S)


@dataclass(slots=True)
class Nginx:
    """nginx with our own file, before the processes at these ports."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Begin it, and wait until it answers."""
        main = self.folder / "nginx.conf"
        self.process = subprocess.Popen([NGINX_PROGRAM, "-p", str(self.folder), "-c", str(main)])
        wait_for_port(self.port)

    def stop(self) -> None:
        """End it at once, with every line that it holds."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=STARTS_S)


@dataclass(slots=True)
class Fleet:
    """The processes, what they stand on, and the address before them all."""

    folder: Path
    postgres: Postgres
    store: str
    redis: RedisServer
    nginx: Nginx
    members: list[Member] = field(default_factory=list)

    @property
    def port(self) -> int:
        """nginx's, before them all."""
        return self.nginx.port

    @property
    def url(self) -> str:
        """Where screens find the house."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What all processes told their operators."""
        return (self.folder / "server.log").read_text("utf-8")

    def start(self, *members: Member) -> None:
        """Begin these at once, and wait until each answers."""
        for member in members:
            self._begin(member)
        for member in members:
            self._await(member)

    def rows(self, statement: str) -> list[dict[str, object]]:
        """What stands in the database."""
        with psycopg.connect(self.store, row_factory=dict_row) as connection:
            return connection.execute(statement).fetchall()

    @property
    def version(self) -> int:
        """The office's newest."""
        return int(str(self.rows("select version from office")[0]["version"]))

    def token(self, kind: str, counter: int | None = None) -> str:
        """The token of a new device."""
        with closing(open_store(self.store)) as store:
            with store.reading() as reading:
                office = next(iter(reading.sql.list_offices()))["id"]
            with store.change(office) as change:
                place = Place(f"{kind} thử", counter)
                _, token = add_device(change, kind, place, now=datetime.now(UTC))
        return token

    def _begin(self, member: Member) -> None:
        command = ["server.py", "run", "--host", "127.0.0.1", "--port", str(member.port)]
        with (self.folder / "server.log").open("ab") as log:
            member.process = subprocess.Popen(
                [sys.executable, *command, "--config", str(self.folder / "config.toml")],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env={**os.environ, "MOISO_LIVE_BUS": member.bus},
            )

    def _await(self, member: Member) -> None:
        end = time.monotonic() + STARTS_S
        while time.monotonic() < end:
            with (
                suppress(URLError, OSError),
                urlopen(f"http://127.0.0.1:{member.port}/healthz", timeout=5),
            ):
                return
            time.sleep(0.1)
        raise TimeoutError(f"A process did not start:\n{self.log[-3000:]}")


@contextmanager
def fleet() -> Iterator[Fleet]:
    """All of it, begun at once on an empty database; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="moiso-fleet-"))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        postgres = stack.enter_context(postgres_server(TRUE))
        postgres.run("create database house")
        redis = stack.enter_context(redis_server())
        nginx = Nginx(folder, free_port())
        started = Fleet(folder, postgres, postgres.url("house"), redis, nginx)
        (folder / "office.toml").write_text(CATALOGUE, "utf-8")
        config = CONFIG.format(store=started.store, folder=folder)
        (folder / "config.toml").write_text(config, "utf-8")
        for _ in range(PROCESSES):
            wire = Wire(redis.port)
            wire.lay()
            member = Member(free_port(), f"redis://127.0.0.1:{wire.port}/0", wire)
            started.members.append(member)
            stack.callback(member.wire.remove)
            stack.callback(member.kill)
        started.start(*started.members)
        ports = [member.port for member in started.members]
        stack.enter_context(_running(nginx, ports))
        yield started


@contextmanager
def nginx_before(processes: list[int], folder: Path) -> Iterator[int]:
    """Our nginx.conf before the processes at these ports; its own port."""
    nginx = Nginx(folder, free_port())
    with _running(nginx, processes):
        yield nginx.port


@contextmanager
def _running(nginx: Nginx, processes: list[int]) -> Iterator[None]:
    folder = nginx.folder
    (folder / "moiso.conf").write_text(with_ports(nginx.port, processes), "utf-8")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder), "utf-8")
    # Its workers are nobody's, and have to reach their folders.
    folder.chmod(0o755)
    nginx.start()
    try:
        yield
    finally:
        nginx.stop()


def with_ports(port: int, upstream: list[int]) -> str:
    """deploy/nginx.conf as it is, but for the ports; of its processes as many as are given."""
    ports = iter(upstream)
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")

    def server(found: re.Match[str]) -> str:
        mine = next(ports, None)
        return "" if mine is None else found[0].replace(found[1], str(mine))

    site = re.sub(r"    server 127\.0\.0\.1:(\d+) .*;\n", server, site)
    return site.replace("listen 80;", f"listen 127.0.0.1:{port};")
