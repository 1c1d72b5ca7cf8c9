"""What a ticket and a call cost with one office and with many, taken in turns."""

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from statistics import median

from bench.province_rows import NOW, Place
from bench.province_site import Province
from bench.site import percentile, table
from operations.acts import Actor
from operations.rules import QueueRules
from operations.serving import call_next
from operations.tickets import Wish, take_ticket
from store.opening import open_store
from store.store import Store

TURNS = 8
ACTS = 50
"""Of a turn, after some that warm it up."""

WARM = 5
ACT = ("take a ticket", "call next")
RULES = replace(QueueRules(), tickets_per_minute=100 * TURNS * ACTS)


@dataclass(slots=True)
class Side:
    """An office of a database; `took` has a list of milliseconds for each turn and act, `logged`
    the bytes of the server's log for each turn.
    """

    site: Province
    store: Store
    place: Place
    done: int = 0
    took: list[tuple[list[float], list[float]]] = field(default_factory=list)
    logged: list[int] = field(default_factory=list)

    def turn(self) -> None:
        """Citizens come, and each is called next."""
        for _ in range(WARM):
            self._act()
        before = self.site.log_bytes()
        self.took.append(tuple(zip(*(self._act() for _ in range(ACTS)), strict=True)))  # type: ignore[arg-type]
        self.logged.append(self.site.log_bytes() - before)

    def times(self, act: int) -> list[float]:
        """Of all turns."""
        return [one for turn in self.took for one in turn[act]]

    def _act(self) -> tuple[float, float]:
        self.done += 1
        now = NOW + timedelta(seconds=self.done)
        place, counter = self.place, self.place.counters[0]
        wish = Wish(place.services[self.done % len(place.services)])
        began = time.perf_counter()
        with self.store.change(place.id) as change:
            take_ticket(change, wish, actor=Actor(device="bench"), rules=RULES, now=now)
        taken = time.perf_counter()
        clerk = Actor(staff=f"{place.id}-{counter}")
        with self.store.change(place.id) as change:
            call_next(change, counter, actor=clerk, rules=RULES, now=now, finish_first=True)
        return (taken - began) * 1000, (time.perf_counter() - taken) * 1000


def compare(alone: Province, many: Province) -> str:
    """A table: both in turns on one server, with and without waiting for the disk."""
    rows = []
    for sync in ("on", "off"):
        one, other = _in_turns(alone, many, sync)
        for act, name in enumerate(ACT):
            ratio = median(
                median(b[act]) / median(a[act]) for a, b in zip(one.took, other.took, strict=True)
            )
            told = [f"{median(side.times(act)):.2f}" for side in (one, other)]
            worst = [f"{percentile(side.times(act), 0.99):.1f}" for side in (one, other)]
            rows.append([name, sync, *told, f"{ratio:.2f}", *worst])
        logged = [f"{median(side.logged) / ACTS / 1000:.1f}" for side in (one, other)]
        rows.append(["kB of log for both", sync, *logged, "", "", ""])
    count = len(many.places)
    head = ["ms", "synchronous_commit", "1 office", f"{count} offices", "ratio", "p99: 1", f"p99: {count}"]  # fmt: skip
    return table(head, rows)


def _in_turns(alone: Province, many: Province, sync: str) -> tuple[Side, Side]:
    """The middle office of the many, so that others stand before and behind it."""
    with ExitStack() as opened:
        sides = []
        for site in (alone, many):
            site.server.run(f"alter database {site.name} set synchronous_commit = {sync}")
            store = opened.enter_context(closing(open_store(site.url)))
            sides.append(Side(site, store, site.places[len(site.places) // 2]))
        for turn in range(TURNS):
            for side in sides if turn % 2 else reversed(sides):
                side.turn()
    return sides[0], sides[1]
