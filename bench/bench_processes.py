"""Tickets per second, and call → displays, with 1, 2 and 3 processes and 100 offices.

    python -m bench.bench_processes

PostgreSQL, Redis, nginx with our own deploy/nginx.conf and the processes all run on this machine,
and so do the clients. The limit is the same stack with no logic, measured in turn with ours: a
route that commits one row to the same PostgreSQL, and an emit by the same Redis to as many displays.
"""

from gevent import monkey

monkey.patch_all()

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from json import loads
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

import gevent

from bench.bench_calls import Hall
from bench.clients import Http, bearer, watch
from bench.site import ROOT, free_port, machine, percentile, table
from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.devices import Place, add_device
from store.opening import open_store
from tests.fleet import CATALOGUE, CONFIG, SERVICES, nginx_before
from tests.postgres import TRUE, postgres_server
from tests.redis_server import redis_server

OFFICES = 100
PROCESSES = (1, 2, 3)
CLIENTS = 32
DISPLAYS = 20
ROUND_S = 5.0
WARM_S = 2.0
"""Not measured: connections are opened, statements prepared, each office's layout is read once."""

CALLS = 60
START_S = 60
DEVICES = (("kiosk", None), ("counter", 1), ("display", None), ("rating", 1))


@dataclass(frozen=True, slots=True)
class Stack:
    """Where the processes of one measurement find what they stand on."""

    folder: Path
    database: str
    bare_database: str
    bus: str

    def ours(self, port: int) -> list[str]:
        """One process of the house."""
        config = ["--config", str(self.folder / "config.toml"), "--host", "127.0.0.1"]
        return ["server.py", "run", *config, "--port", str(port)]

    def bare(self, port: int) -> list[str]:
        """One process without logic."""
        return ["-m", "bench.bare_postgres", self.bare_database, self.bus, "--port", str(port)]


@dataclass(frozen=True, slots=True)
class Measured:
    """Requests a second, and milliseconds from a command to the last display."""

    rate: float
    times: list[float]


@contextmanager
def stack() -> Iterator[Stack]:
    """A new PostgreSQL that keeps what it commits, and a new Redis."""
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        postgres = opened.enter_context(postgres_server(TRUE))
        redis = opened.enter_context(redis_server())
        postgres.run("create database bare")
        postgres.run("create database house")
        made = Stack(folder, postgres.url("house"), postgres.url("bare"), redis.url)
        (folder / "office.toml").write_text(CATALOGUE, "utf-8")
        config = CONFIG.format(store=made.database, folder=folder)
        log = '\n[log]\nlevel = "error"\n'
        (folder / "config.toml").write_text(config + log, "utf-8")
        yield made


@contextmanager
def served(
    made: Stack, command: Callable[[int], list[str]], processes: int
) -> Iterator[tuple[int, list[int]]]:
    """So many processes behind nginx: its port, and their ids."""
    ports = [free_port() for _ in range(processes)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if command == made.ours:
        environment["MOISO_LIVE_BUS"] = made.bus
    started = [
        subprocess.Popen(
            [sys.executable, *command(port)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        for port in ports
    ]
    try:
        for port in ports:
            _wait(f"http://127.0.0.1:{port}/healthz")
        with nginx_before(ports, made.folder) as port:
            yield port, [process.pid for process in started]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _wait(url: str) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 -- this machine
                return
        except (URLError, OSError):
            gevent.sleep(0.1)
    raise TimeoutError(url)


def open_offices(made: Stack) -> list[dict[str, str]]:
    """The tokens of 100 offices: a device of each kind in each."""
    now, tokens = datetime.now(UTC), []
    catalogue = parse_catalogue(CATALOGUE, "office.toml")
    with closing(open_store(made.database)) as store:
        for number in range(OFFICES):
            head = replace(catalogue.office, code=f"xa-{number}")
            with store.maintain() as sql:
                office = create_office(sql, replace(catalogue, office=head), now=now)
            with store.change(office) as change:
                tokens.append(
                    {
                        kind: add_device(change, kind, Place(kind, counter), now=now)[1]
                        for kind, counter in DEVICES
                    }
                )
    return tokens


def rate(port: int, path: str, field: str, headers: list[str]) -> float:
    """Answered requests a second of CLIENTS, once they have warmed up."""
    _answered(port, path, field, headers, WARM_S)
    return _answered(port, path, field, headers, ROUND_S) / ROUND_S


def _answered(port: int, path: str, field: str, headers: list[str], time_s: float) -> int:
    """Answered requests; client n speaks for every CLIENTS-th header."""
    end, answered = time.perf_counter() + time_s, 0

    def client(number: int) -> None:
        nonlocal answered
        lines = [Http(port, header) for header in headers[number::CLIENTS]]
        turn = 0
        while time.perf_counter() < end:
            turn += 1
            line, service = lines[turn % len(lines)], SERVICES[turn % len(SERVICES)]
            status, text = line.post(path, {field: service})
            if status not in (200, 201):
                raise SystemExit(f"{status}: {text!r}")
            answered += 1

    gevent.joinall([gevent.spawn(client, n) for n in range(CLIENTS)], raise_error=True)
    return answered


def times(port: int, auth: dict[str, str], call: Callable[[], int]) -> list[float]:
    """Milliseconds from each command to the last of DISPLAYS, spread over the processes by nginx."""
    hall, taken = Hall(), []
    lines = [
        gevent.spawn(watch, port, auth, {"what": "board"}, hall.display(number))
        for number in range(DISPLAYS)
    ]
    gevent.sleep(3)
    for _ in range(CALLS):
        begin = time.perf_counter()
        hall.wait_for(call())
        taken.append((time.perf_counter() - begin) * 1000)
        gevent.sleep(0.05)
    gevent.killall(lines)
    return taken


def measure_bare(made: Stack, processes: int) -> Measured:
    """The limit."""
    with served(made, made.bare, processes) as (port, _):
        http, versions = Http(port), count(1)
        speed = rate(port, "/row", "row", [""] * OFFICES)

        def call() -> int:
            _, text = http.post("/emit", {"version": next(versions)})
            return int(loads(text)["version"])

        return Measured(speed, times(port, {}, call))


def measure_ours(made: Stack, processes: int, tokens: list[dict[str, str]]) -> Measured:
    """Our processes; the calls are those of one office, its displays at all processes."""
    with served(made, made.ours, processes) as (port, _):
        kiosks = [bearer(office["kiosk"]) for office in tokens]
        speed = rate(port, "/api/v1/tickets", "service", kiosks)
        desk = Http(port, bearer(tokens[0]["counter"]))
        desk.post("/api/v1/counters/1/open", {})
        kiosk = Http(port, kiosks[0])
        for _ in range(CALLS):
            kiosk.post("/api/v1/tickets", {"service": "A"})

        def call() -> int:
            status, text = desk.post("/api/v1/counters/1/call-next", {"finish": True})
            if status != 200:
                raise SystemExit(f"{status}: {text!r}")
            return int(loads(text)["version"])

        return Measured(speed, times(port, {"token": tokens[0]["display"]}, call))


def main() -> None:
    """Measure both in turn for each number of processes, and print the table."""
    rows = []
    with stack() as made:
        with served(made, made.ours, 1):
            tokens = open_offices(made)
        for processes in PROCESSES:
            bare = measure_bare(made, processes)
            ours = measure_ours(made, processes, tokens)
            rows.append(_row(processes, bare, ours))
    print(
        f"{OFFICES} offices, {CLIENTS} clients for {ROUND_S:.0f} s, then {CALLS} calls to {DISPLAYS}"
        f" displays; PostgreSQL, Redis, nginx and clients on the same {machine()}\n"
    )
    head = ["processes", "rows/s, bare", "tickets/s", "ratio"]
    head += ["emit, ms p50 / p99", "call → display, ms p50 / p99", "ratio"]
    print(table(head, rows))
    print(f"\nload of the machine before the end: {os.getloadavg()[0]:.1f}")


def _row(processes: int, bare: Measured, ours: Measured) -> list[str]:
    return [
        str(processes),
        f"{bare.rate:.0f}",
        f"{ours.rate:.0f}",
        f"{ours.rate / bare.rate:.2f}",
        _both(bare.times),
        _both(ours.times),
        f"{median(ours.times) / median(bare.times):.1f}",
    ]


def _both(values: list[float]) -> str:
    return f"{median(values):.1f} / {percentile(values, 0.99):.1f}"


if __name__ == "__main__":
    main()
