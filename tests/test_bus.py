"""The bus: what one process changes the others hear, and nobody ever waits for it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import redis
from prometheus_client import REGISTRY

from tests.ports import nobody_listens
from tests.redis_server import RedisServer, Wire, redis_server
from web import bus
from web.bus import CHANNEL, Bus

SOON_S = 100
TURNS = 5
"""Of them one may meet a machine that stands still."""


class Process:
    """One end of the bus, as a process of the house has it."""

    def __init__(self, url: str) -> None:
        self.heard: list[Any] = []
        self.again = 0
        self.threads: list[threading.Thread] = []
        self.bus = Bus(
            url,
            hear=lambda office, print_view: self.heard.append((office, print_view)),
            again=self._again,
            spawn=self._spawn,
            sleep=time.sleep,
        )

    def _again(self) -> None:
        self.again += 1

    def _spawn(self, work: Callable[[], None]) -> None:
        self.threads.append(threading.Thread(target=work, daemon=True))
        self.threads[-1].start()


@contextmanager
def process(url: str) -> Iterator[Process]:
    started = Process(url)
    started.bus.start()
    try:
        yield started
    finally:
        started.bus.close()
        with suppress(redis.RedisError), redis.Redis.from_url(url) as last:
            last.publish(CHANNEL, b"{}")  # whoever still listens hears that it is over
        for thread in started.threads:
            thread.join(timeout=SOON_S)


def until(is_so: Callable[[], object]) -> None:
    """Wait for what comes by itself."""
    end = time.monotonic() + SOON_S
    while not is_so():
        assert time.monotonic() < end, "It did not come"
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that stands still is no Redis that is away: here lines are really cut."""
    monkeypatch.setattr(bus, "SILENT_S", SOON_S)
    monkeypatch.setattr(bus, "PATIENCE_S", SOON_S)


@pytest.fixture(scope="module")
def server() -> Iterator[RedisServer]:
    with redis_server() as started:
        yield started


def test_what_one_changes_the_others_hear_and_not_itself(server: RedisServer) -> None:
    with process(server.url) as here, process(server.url) as there:
        until(lambda: not (here.bus.is_cut or there.bus.is_cut))

        here.bus.publish("o", None)
        here.bus.publish("p", {"id": "p1", "state": "printed"})

        until(lambda: len(there.heard) >= 3)
        assert ("o", None) in there.heard
        assert ("p", {"id": "p1", "state": "printed"}) in there.heard
        assert here.heard == []


def test_publishing_takes_no_time_when_redis_is_nowhere() -> None:
    with nobody_listens() as port, process(f"redis://127.0.0.1:{port}/0") as alone:
        took_s = min(seconds_for_many(alone) for _ in range(TURNS))

        assert took_s < 0.5
        assert alone.bus.is_cut


def seconds_for_many(process: Process) -> float:
    """Of a thousand changes."""
    begin = time.perf_counter()
    for _ in range(1000):
        process.bus.publish("o", {"id": "p"})
    return time.perf_counter() - begin


def test_what_was_changed_while_cut_off_is_told_afterwards(server: RedisServer) -> None:
    wire = Wire(server.port)
    wire.lay()
    with process(f"redis://127.0.0.1:{wire.port}/0") as here, process(server.url) as there:
        until(lambda: not (here.bus.is_cut or there.bus.is_cut))
        wire.cut()
        until(lambda: here.bus.is_cut)
        here.bus.publish("o", None)
        there.bus.publish("p", None)
        assert there.heard == []

        wire.mend()

        until(lambda: there.heard == [("o", None)])
        until(lambda: here.again == 2)  # the first time when it began to hear
        assert there.again == 1
    wire.remove()


def test_the_figures_tell_whether_this_process_hears_the_others(server: RedisServer) -> None:
    def is_told_cut() -> bool:
        return REGISTRY.get_sample_value("moiso_bus_cut") == 1

    wire = Wire(server.port)
    wire.lay()
    with process(f"redis://127.0.0.1:{wire.port}/0"):
        until(lambda: not is_told_cut())
        wire.cut()
        until(is_told_cut)
        wire.mend()
        until(lambda: not is_told_cut())
    wire.remove()


def test_a_restart_of_redis_is_told_once_and_heals(
    server: RedisServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with process(server.url) as here, process(server.url) as there:
        until(lambda: not (here.bus.is_cut or there.bus.is_cut))
        capsys.readouterr()
        server.stop()
        until(lambda: here.bus.is_cut and there.bus.is_cut)
        time.sleep(1)
        server.start()
        until(lambda: not (here.bus.is_cut or there.bus.is_cut))
        told = capsys.readouterr().out

        here.bus.publish("o", None)
        until(lambda: there.heard == [("o", None)])

    assert told.count("bus_lost") == 2
    assert told.count("bus_back") == 2


@pytest.mark.parametrize("message", [b"", b"{", b"[]", b"null", b"\xff", b'{"office": "o"}'])
def test_an_odd_message_disturbs_nobody(server: RedisServer, message: bytes) -> None:
    with process(server.url) as here, process(server.url) as there:
        until(lambda: not (here.bus.is_cut or there.bus.is_cut))
        with redis.Redis.from_url(server.url) as stranger:
            stranger.publish(CHANNEL, message)
        here.bus.publish("o", None)

        until(lambda: there.heard == [("o", None)])
        assert there.again == 1
