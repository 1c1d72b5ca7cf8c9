"""Call next, seen by the last of 20 displays with 500 phones watching, against a bare emit.

    python -m bench.bench_calls

The clock starts when the command is sent and stops when the last display has the board of that
call. The bare server emits a board of the same size to 20 displays, with 500 idle sockets beside.
"""

from gevent import monkey

monkey.patch_all()

import json
import time
from collections.abc import Callable
from itertools import count
from statistics import median
from typing import Any

import gevent
from gevent.event import Event

from bench.clients import Http, bearer, watch
from bench.site import bare_site, machine, our_site, percentile, table

DISPLAYS = 20
PHONES = 500
CALLS = 200
AIM_RATIO = 2.0
AIM_P99_MS = 100.0


class Hall:
    """The displays: when each of them saw which version."""

    def __init__(self) -> None:
        self.seen = [0] * DISPLAYS
        self.arrived = Event()

    def display(self, number: int) -> Callable[[Any], None]:
        """What a display does with a board."""

        def heard(board: Any) -> None:
            self.seen[number] = max(self.seen[number], board["version"])
            self.arrived.set()

        return heard

    def wait_for(self, version: int) -> None:
        """Until all displays have this version or a later one; at most 5 s."""
        with gevent.Timeout(5):
            while min(self.seen) < version:
                self.arrived.clear()
                self.arrived.wait(0.5)


def measure(hall: Hall, call: Callable[[], int]) -> list[float]:
    """Milliseconds from the command to the last display, for each call."""
    times = []
    for _ in range(CALLS):
        begin = time.perf_counter()
        hall.wait_for(call())
        times.append((time.perf_counter() - begin) * 1000)
        gevent.sleep(0.05)
    return times


def bare_times() -> list[float]:
    """The limit."""
    with bare_site() as site:
        hall = Hall()
        for number in range(DISPLAYS):
            gevent.spawn(watch, site.port, {}, {"what": "board"}, hall.display(number))
        for _ in range(PHONES):
            gevent.spawn(watch, site.port, {}, {"what": "phone"}, lambda _: None)
        gevent.sleep(5)
        http, versions = Http(site.port), count(1)

        def call() -> int:
            _, text = http.post("/emit", {"version": next(versions)})
            return int(json.loads(text)["version"])

        return measure(hall, call)


def our_times() -> list[float]:
    """Our server: a clerk's round of finish and call next."""
    with our_site() as site:
        kiosk = Http(site.port, bearer(site.token("kiosk")))
        taken = [_take(kiosk) for _ in range(PHONES)]
        desk = Http(site.port, bearer(site.token("counter", 1)))
        desk.post("/api/v1/counters/1/open", {})
        hall = Hall()
        display = site.token("display")
        for number in range(DISPLAYS):
            wanted = {"what": "board"}
            gevent.spawn(watch, site.port, {"token": display}, wanted, hall.display(number))
        for ticket in taken:
            wanted = {"what": "ticket", "ticket": ticket}
            gevent.spawn(watch, site.port, {}, wanted, lambda _: None)
        gevent.sleep(8)

        def call() -> int:
            status, text = desk.post("/api/v1/counters/1/call-next", {"finish": True})
            if status != 200:
                raise SystemExit(f"{status}: {text!r}")
            return int(json.loads(text)["version"])

        return measure(hall, call)


def _take(kiosk: Http) -> str:
    status, text = kiosk.post("/api/v1/tickets", {"service": "A"})
    if status != 201:
        raise SystemExit(f"{status}: {text!r}")
    return str(json.loads(text)["id"])


def main() -> None:
    """Measure both and print the table."""
    bare, ours = bare_times(), our_times()
    print(
        f"Command to the last of {DISPLAYS} displays, {PHONES} phones watching, {CALLS} calls;"
        f" {machine()}\n"
    )
    rows = [_row("bare emit, ms", bare), _row("call next, ms", ours)]
    print(table(["", "median", "p90", "p99", "max"], rows))
    print(f"\nratio of the medians {median(ours) / median(bare):.2f} (aim: at most {AIM_RATIO});")
    print(f"p99 {percentile(ours, 0.99):.1f} ms (aim: under {AIM_P99_MS:.0f} ms)")


def _row(name: str, times: list[float]) -> list[str]:
    figures = (median(times), percentile(times, 0.9), percentile(times, 0.99), max(times))
    return [name, *(f"{figure:.1f}" for figure in figures)]


if __name__ == "__main__":
    main()
