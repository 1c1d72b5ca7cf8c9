"""A province and an office on a machine of its own, each a real server of its own process."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from command_line.past import Past
from store.store import Store
from tests.served import OFFICE, PAPER, ServedHouse
from tests.site import Site
from tests.stores import open_again, rows

PARTS = """
[[service]]
code = "A"
name = "Hộ tịch"
icon = "scroll-text"
typical_min = 10

[[counter]]
number = 1
name = "Quầy 1"
services = ["A"]

[[counter]]
number = 2
name = "Quầy 2"
services = ["A"]
"""

UPSTREAM = """
[upstream]
url = "{url}"
token = "{token}"
every_s = 1
"""

SAME = {
    "ticket": "id, state, label, day, version",
    "ticket_event": "version, position, act, undone",
    "rating": "ticket, level, version",
    "counter_session": "id, opened_at, version",
}
PATIENCE_S = 60.0


@dataclass
class Province(ServedHouse):
    """The province's server, over either engine."""

    store_url: str = ""

    @contextmanager
    def looked_at(self) -> Iterator[Store]:
        """Its store, beside the server."""
        with closing(open_again(self.store_url)) as store:
            yield store

    def says(self, *words: str) -> str:
        """What a command at the province prints."""
        return Site(self.folder).does(*words).strip()

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """What stands in its database."""
        with self.looked_at() as store, store.reading() as reading:
            return rows(reading.sql, statement)

    def intake(self) -> dict[str, Any]:
        """Where it stands with the office."""
        return self.rows("select * from intake")[0]


@dataclass
class TwoServers:
    """The office reports to the province as soon as both are served."""

    province: Province
    box: ServedHouse

    def is_alike(self) -> bool:
        """Whether every row of the office is at the province, and no other."""
        with self.box.opened() as (store, _), store.reading() as reading:
            here = {name: rows(reading.sql, _all(name)) for name in SAME}
        return here == {name: self.province.rows(_all(name)) for name in SAME}

    def waits_until(self, what: Callable[[], bool]) -> float:
        """Seconds until it is so."""
        begin = time.monotonic()
        while not what():
            assert time.monotonic() - begin < PATIENCE_S, self.box.log.read_text("utf-8")[-1500:]
            time.sleep(0.1)
        return time.monotonic() - begin

    def lives_through(self, days: int, people_a_day: int) -> None:
        """The office works for some days; its server is not running meanwhile."""
        with self.box.opened() as (store, office):
            staff = self._clerks(store)
            past = Past(random.Random(7), staff, people_a_day)
            past.live(store, office, days=days, now=datetime.now(UTC))

    def _clerks(self, store: Store) -> dict[int, str]:
        with store.reading() as reading:
            found = rows(reading.sql, "select id from staff where role = 'clerk' order by name")
        return {number: row["id"] for number, row in enumerate(found, start=1)}


def _all(table: str) -> str:
    order = SAME[table].split(",")[0]
    second = ", position" if table == "ticket_event" else ""
    return f"select {SAME[table]} from {table} order by {order}{second}"  # noqa: S608 -- our own names


def lay_down_both(folder: Path, store_url: str) -> TwoServers:
    """Both with their settings; the province expects the office `thu`."""
    for name in ("province", "box"):
        (folder / name).mkdir()
    province = Province(folder / "province", store_url=store_url)
    province.lay_down(OFFICE.replace('"thu"', '"tinh"') + PARTS, "")
    config = province.folder / "config.toml"
    settings = config.read_text("utf-8")
    own = f"sqlite:///{province.folder}/office.db"
    config.write_text(settings.replace(own, store_url), "utf-8")
    box = ServedHouse(folder / "box")
    return TwoServers(province, box)


def connect(both: TwoServers) -> None:
    """The province is served, and the office gets its token."""
    both.province.start()
    both.province.says("office", "expect", "thu", "--name", "Xã Thử")
    token = both.province.says("office", "token", "thu")
    upstream = UPSTREAM.format(url=both.province.url, token=token)
    both.box.lay_down(OFFICE + PARTS, PAPER + upstream)
    both.box.start()
    for number in (1, 2):
        both.box.employ(f"canbo{number}", f"Cán Bộ Mẫu {number}")
