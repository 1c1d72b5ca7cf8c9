"""Two processes of one house over one PostgreSQL and one Redis, and the province that they report to."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from store.store import Store
from tests.bad_line import BadLine
from tests.feeding import bare
from tests.redis_server import redis_server
from tests.served import OFFICE
from tests.site import Site
from tests.two_servers import PARTS, SAME, UPSTREAM, Province

PATIENCE_S = 120.0

MORE = """
[live]
bus = "{redis}"

[queue]
tickets_per_minute = 600
"""


@dataclass
class Member(Province):
    """One of the house's processes, with a line of its own to the province."""

    line: BadLine | None = None

    @contextmanager
    def opened(self) -> Iterator[tuple[Store, str]]:
        """The store that both processes share, and its office."""
        with self.looked_at() as store, store.reading() as reading:
            office = str(next(iter(reading.sql.list_offices()))["id"])
        with self.looked_at() as store:
            yield store, office

    @property
    def figures(self) -> dict[str, float]:
        """What /metrics tells of the reports."""
        with urlopen(f"{self.url}/metrics", timeout=30) as answer:  # noqa: S310 -- our own server
            told = answer.read().decode()
        found = re.findall(r"^moiso_(upstream_\w+)\S* (\S+)$", told, re.MULTILINE)
        return {name: float(value) for name, value in found}

    @property
    def is_sending(self) -> bool:
        """Whether it says that it is the one."""
        return self.figures["upstream_sender"] == 1

    @property
    def joined(self) -> BadLine:
        """Its line."""
        assert self.line is not None
        return self.line

    @property
    def sent(self) -> int:
        """How many bytes it ever sent to the province."""
        return len(self.joined.heard)

    @property
    def turns(self) -> int:
        """How often the turn came to it."""
        return self.log.read_text("utf-8").count("is_mine=True")


@dataclass
class House:
    """The province, and both processes that report to it."""

    province: Province
    members: tuple[Member, Member]
    port: int

    @cached_property
    def kiosk(self) -> str:
        """The token of a kiosk."""
        return self.members[0].device("kiosk")

    @cached_property
    def manager(self) -> str:
        """The token of somebody who reads the first page."""
        return self.members[0].device("manager")

    @property
    def sender(self) -> Member:
        """The one that sends, once exactly one does."""
        found: list[Member] = []

        def is_one() -> bool:
            found[:] = [member for member in self.members if member.is_sending]
            return len(found) == 1

        self.waits_until(is_one)
        return found[0]

    def beside(self, one: Member) -> Member:
        """The other one."""
        return next(member for member in self.members if member is not one)

    def take(self, member: Member, many: int = 1) -> None:
        """Citizens take numbers at this process."""
        for _ in range(many):
            member.post(self.kiosk, "/tickets", service="A")

    def is_alike(self) -> bool:
        """Whether every row of the office is at the province as it is here, and no other."""
        return all(
            bare(self.members[0].rows(read)) == bare(self.province.rows(read))
            for read in (f"select * from {name} order by {order}" for name, order in SAME.items())  # noqa: S608 -- our own names
        )

    def waits_until(self, what: Callable[[], bool]) -> float:
        """Seconds until it is so."""
        begin = time.monotonic()
        while not what():
            logs = "".join(member.log.read_text("utf-8")[-1500:] for member in self.members)
            assert time.monotonic() - begin < PATIENCE_S, logs
            time.sleep(0.1)
        return time.monotonic() - begin

    def read_by_all(self) -> list[dict[str, Any]]:
        """What a manager reads on the first page of each process."""
        return [member.ask("GET", self.manager, "/today")["upstream"] for member in self.members]


def doctor_of(member: Member) -> list[str]:
    """What the doctor says of the province at this process's settings."""
    return re.findall(r"^province +(.*)$", Site(member.folder).says("doctor").output, re.MULTILINE)


def counted_by(member: Member) -> dict[str, float]:
    """Its figures, but for the one that tells the processes apart."""
    return {name: figure for name, figure in member.figures.items() if name != "upstream_sender"}


@contextmanager
def two_processes(folder: Path, url: str) -> Iterator[House]:
    """The office `thu` is expected, and both of its processes are served over the database there."""
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        province = Province(folder / "province")
        province.folder.mkdir()
        province.store_url = f"sqlite:///{province.folder}/office.db"
        province.lay_down(OFFICE.replace('"thu"', '"tinh"') + PARTS, "")
        stack.callback(province.stop)
        province.start()
        province.says("office", "expect", "thu", "--name", "Xã Thử", "--under", "tinh")
        token = province.says("office", "token", "thu")
        port = int(province.url.rpartition(":")[2])
        members = [member_of(stack, folder / name, url, port) for name in ("one", "two")]
        for member in members:
            address = f"http://127.0.0.1:{member.joined.port}"
            upstream = UPSTREAM.format(url=address, token=token, timeout_s=2)
            member.lay_down(OFFICE + PARTS, upstream + MORE.format(redis=redis.url))
            shares(member)
            stack.callback(member.stop)
            member.start()
        yield House(province, (members[0], members[1]), port)


def member_of(stack: ExitStack, folder: Path, url: str, port: int) -> Member:
    """A process that was not started yet, with its line to the province's port."""
    folder.mkdir()
    line = BadLine(port)
    line.lay()
    stack.callback(line.remove)
    return Member(folder, store_url=url, line=line)


def shares(member: Member) -> None:
    """Its settings name the store that both have."""
    config = member.folder / "config.toml"
    own = f"sqlite:///{member.folder}/office.db"
    config.write_text(config.read_text("utf-8").replace(own, member.store_url), "utf-8")
