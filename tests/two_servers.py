"""A province and an office on a machine of its own, each a real server of its own process."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from command_line.past import Past
from store.store import Store
from tests.bad_line import BadLine
from tests.feeding import bare
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
timeout_s = {timeout_s}
"""

SAME = {
    "ticket": "id",
    "ticket_event": "version, position",
    "rating": "ticket",
    "counter_session": "id",
}
"""What the office sends of its days, and the order to compare it in."""

PATIENCE_S = 200.0


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

    @cached_property
    def manager(self) -> str:
        """The token of somebody who looks at the province's screen."""
        told = self.says("token", "add", "--role", "manager", "--name", "Tỉnh", "--office", "tinh")
        return told.split()[-1]

    def shows(self, code: str) -> dict[str, Any]:
        """What its screen tells of an office."""
        offices = self.ask("GET", self.manager, "/province")["offices"]
        found: dict[str, Any] = next(one for one in offices if one["code"] == code)
        return found

    def intake(self, code: str = "thu") -> dict[str, Any]:
        """Where it stands with an office."""
        return self.rows(
            f"select i.* from intake i join office o on o.id = i.office where o.code = '{code}'"  # noqa: S608 -- our own codes
        )[0]


@dataclass
class TwoServers:
    """The office reports to the province as soon as both are served, through a line that can fail."""

    province: Province
    box: ServedHouse
    line: BadLine
    token: str = ""

    def is_alike(self) -> bool:
        """Whether every row of the office is at the province as it is here, and no other."""
        with self.box.opened() as (store, _), store.reading() as reading:
            here = {name: bare(rows(reading.sql, _all(name))) for name in SAME}
        return here == {name: bare(self.province.rows(_all(name))) for name in SAME}

    def told(self) -> dict[str, Any]:
        """What the office's manager reads of its reports."""
        told: dict[str, Any] = self.box.ask("GET", self.manager, "/today")["upstream"]
        return told

    @cached_property
    def manager(self) -> str:
        """The token of somebody who reads that."""
        return self.box.device("manager")

    def expects(self, code: str) -> str:
        """The province expects one more office; its token."""
        self.province.says("office", "expect", code, "--name", "Xã Thử", "--under", "tinh")
        return self.province.says("office", "token", code)

    def restart_box(self, token: str, *program: str) -> None:
        """The office's server again, with this token, and changed by a test if so told."""
        self.box.stop()
        self.box.program = program or Province.program
        self.write_upstream(token)
        self.box.start()

    def write_upstream(self, token: str) -> None:
        """The office's settings. Its province is the line's end, which it soon gives up, or the
        province itself where no line is laid.
        """
        port, timeout_s = (self.line.port, 1) if self.line.port else (self.line.target, 60)
        upstream = UPSTREAM.format(url=f"http://127.0.0.1:{port}", token=token, timeout_s=timeout_s)
        self.box.lay_down(OFFICE + PARTS, PAPER + upstream)

    def waits_until(self, what: Callable[[], bool]) -> float:
        """Seconds until it is so."""
        begin = time.monotonic()
        while not what():
            assert time.monotonic() - begin < PATIENCE_S, self.box.log.read_text("utf-8")[-1500:]
            time.sleep(0.2)
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
    return f"select * from {table} order by {SAME[table]}"  # noqa: S608 -- our own names


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
    return TwoServers(province, ServedHouse(folder / "box"), BadLine(0))


@contextmanager
def two_servers(folder: Path, store_url: str, *, through_line: bool = True) -> Iterator[TwoServers]:
    """Both are served, and the office reports; they end in any case."""
    both = lay_down_both(folder, store_url)
    if through_line:
        both.line.lay()
    try:
        connect(both)
        yield both
    finally:
        both.box.stop()
        both.province.stop()
        both.line.remove()


def connect(both: TwoServers) -> None:
    """The province is served, and the office gets its token."""
    both.province.start()
    both.line.target = int(both.province.url.rpartition(":")[2])
    both.token = both.expects("thu")
    both.write_upstream(both.token)
    both.box.start()
    for number in (1, 2):
        both.box.employ(f"canbo{number}", f"Cán Bộ Mẫu {number}")
