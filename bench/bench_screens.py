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


def main() -> None:
    """Connect all, look on for a minute, and print the table."""
    sent, states, connected = Counter[str](), Counter[str](), set[int]()

    def hears(kind: str, screen: int) -> Callable[[Any], None]:
        def heard(state: Any) -> None:
            connected.add(screen)
            sent[kind] += len(json.dumps(state, separators=(",", ":")))
            states[kind] += 1

        return heard

    with stack() as made:
        with served(made, made.ours, 1):
            tokens = open_offices(made)
        with served(made, made.ours, 1) as (port, (pid,)):
            alone = _memory_mib(pid)
            wanted = [
                (kind, {"token": office[kind]})
                for office in tokens
                for kind, many in SCREENS.items()
                for _ in range(many)
            ]
            lines = [
                gevent.spawn(watch, port, auth, WATCHED[kind], hears(kind, screen))
                for screen, (kind, auth) in enumerate(wanted)
            ]
            _wait_for_all(connected, len(lines))
            sent.clear()
            states.clear()
            began, used = time.monotonic(), _processor_s(pid)
            gevent.sleep(LOOK_S)
            took, used = time.monotonic() - began, _processor_s(pid) - used
            full = _memory_mib(pid)
            gevent.killall(lines)
    print(f"{len(lines)} screens of {OFFICES} offices at one process, at rest; {machine()}\n")
    each = (full - alone) * 1024 / len(lines)
    print(
        f"memory: {alone:.0f} MiB without screens, {full:.0f} MiB with them, {each:.0f} kB a screen"
    )
    print(f"processor: {used / took:.2f} of a core\n")
    rows = [
        [
            kind,
            str(many),
            f"{sent[kind] / states[kind]:,.0f}",
            f"{sent[kind] / took / OFFICES:,.0f}",
        ]
        for kind, many in SCREENS.items()
    ]
    whole = sent.total() / took / OFFICES
    rows.append(["together", str(sum(SCREENS.values())), "", f"{whole:,.0f}"])
    print(table(["screens of an office", "many", "bytes a state", "bytes/s"], rows))


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
