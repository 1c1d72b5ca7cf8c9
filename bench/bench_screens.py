"""What a province's screens cost at rest: memory, processor and bytes of one process.

    python -m bench.bench_screens

100 offices in PostgreSQL, 16 screens each (2 kiosks, 2 displays, 6 counters, 6 tablets), all at one
process behind nginx. Nobody acts: what is sent are the states that come again every 15 s.
"""

from gevent import monkey

monkey.patch_all()

import json
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gevent

from bench.bench_processes import OFFICES, open_offices, served, stack
from bench.clients import watch
from bench.site import machine, table

SCREENS = {"kiosk": 2, "display": 2, "counter": 6, "rating": 6}
WATCHED: dict[str, dict[str, Any]] = {
    "kiosk": {"what": "office"},
    "display": {"what": "board"},
    "counter": {"what": "counter", "counter": 1},
    "rating": {"what": "rating", "counter": 1},
}
LOOK_S = 60.0
"""Four times the states come again."""

LONGEST_S = 120
TICK_S = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Heard:
    """What the screens were told: bytes and states by kind, and which screens were told anything."""

    sent: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    screens: set[int] = field(default_factory=set)

    def by(self, kind: str, screen: int) -> Callable[[Any], None]:
        """Takes the states of one screen."""

        def heard(state: Any) -> None:
            self.screens.add(screen)
            self.sent[kind] += len(json.dumps(state, separators=(",", ":")))
            self.states[kind] += 1

        return heard

    def begin_anew(self) -> None:
        """Forget what was sent while the screens connected."""
        self.sent.clear()
        self.states.clear()


def main() -> None:
    """Connect all, look on for a minute, and print the table."""
    heard = Heard()
    with stack() as made:
        with served(made, made.ours, 1):
            tokens = open_offices(made)
        with served(made, made.ours, 1) as (port, (pid,)):
            alone = _memory_mib(pid)
            lines = _connect(port, tokens, heard)
            heard.begin_anew()
            began, used = time.monotonic(), _processor_s(pid)
            gevent.sleep(LOOK_S)
            took, used = time.monotonic() - began, _processor_s(pid) - used
            full = _memory_mib(pid)
            gevent.killall(lines)
    each = (full - alone) * 1024 / len(lines)
    print(f"{len(lines)} screens of {OFFICES} offices at one process, at rest; {machine()}\n")
    print(f"memory: {alone:.0f} MiB without, {full:.0f} MiB with them, {each:.0f} kB a screen")
    print(f"processor: {used / took:.2f} of a core\n")
    print(table(["screens of an office", "many", "bytes a state", "bytes/s"], _rows(heard, took)))


def _connect(port: int, tokens: list[dict[str, str]], heard: Heard) -> list[Any]:
    """All screens, each told once."""
    wanted = [
        (kind, {"token": office[kind]})
        for office in tokens
        for kind, many in SCREENS.items()
        for _ in range(many)
    ]
    lines = [
        gevent.spawn(watch, port, auth, WATCHED[kind], heard.by(kind, screen))
        for screen, (kind, auth) in enumerate(wanted)
    ]
    _wait_for_all(heard.screens, len(lines))
    return lines


def _rows(heard: Heard, took_s: float) -> list[list[str]]:
    sent, states = heard.sent, heard.states
    rows = [
        [kind, str(many), f"{sent[kind] / states[kind]:,.0f}", _an_office(sent[kind], took_s)]
        for kind, many in SCREENS.items()
    ]
    whole = _an_office(sent.total(), took_s)
    return [*rows, ["together", str(sum(SCREENS.values())), "", whole]]


def _an_office(sent: int, took_s: float) -> str:
    return f"{sent / took_s / OFFICES:,.0f}"


def _wait_for_all(connected: set[int], screens: int) -> None:
    end = time.monotonic() + LONGEST_S
    while len(connected) < screens:
        if time.monotonic() > end:
            raise SystemExit(f"only {len(connected)} of {screens} screens were told anything")
        gevent.sleep(0.5)


def _memory_mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _processor_s(pid: int) -> float:
    """User and system time of the process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK_S


if __name__ == "__main__":
    main()
