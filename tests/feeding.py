"""An office with a machine of its own, and the province that it reports to, without a network."""

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.directives import carry_out
from operations.intake import Taken, take_report
from operations.intake_offices import make_token
from operations.upstream import begin_upstream, next_report, note_answer
from operations.upstream_return import Fetched, rows_back
from operations.upstream_rows import Batch, read_batch
from operations.upstream_wire import pack, unpack
from store.opening import open_store
from store.store import Sql, Store
from tests import stores
from tests.hall import CATALOGUE, COUNTER, MORNING, Clock, Hall, open_hall

TABLES = {
    "ticket": "id",
    "ticket_event": "version, position",
    "rating": "ticket",
    "counter_session": "id",
    "service": "code",
    "counter": "number",
}
NOT_SENT = {"office", "before"}


@dataclass(slots=True)
class Pair:
    """`hall` is the office's own machine, `province` the store that hears of it."""

    hall: Hall
    province: Store
    office: str
    token: str
    clock: Clock
    last: bytes = b""
    sent: list[bytes] = field(default_factory=list)

    def next_bytes(self) -> bytes:
        """What the office says next."""
        self.outgoing = next_report(
            self.hall.store, self.hall.id, program="test", now=self.hall.clock.now
        )
        return pack(self.outgoing.head, self.outgoing.rows)

    outgoing: Any = None

    def arrives(self, content: bytes, token: str = "", claimed: str = "") -> Taken:
        """The province takes a report."""
        return take_report(
            self.province, token or self.token, content, claimed=claimed, now=self.clock.now
        )

    def report(self) -> dict[str, Any]:
        """One report, its answer noted, and its directives done."""
        content = self.next_bytes()
        self.sent.append(content)
        answer = dict(self.arrives(content).answer)
        store, office = self.hall.store, self.hall.id
        note_answer(store, office, self.outgoing, answer["acked"], now=self.hall.clock.now)
        for directive in answer["directives"]:
            carry_out(store, office, directive, now=self.hall.clock.now)
        return answer

    def report_all(self) -> None:
        """Until nothing is left to send."""
        self.report()
        while self.outgoing.batch.behind:
            self.report()

    def fetch(self, after: int) -> Fetched:
        """The office asks for its own rows."""
        with self.province.reading() as reading:
            batch = rows_back(reading.sql, self.office, after, code="thu")
            standing = reading.sql.get_intake(office=self.office)
        head = {"upto": batch.upto, "acked": standing["acked"], "newest": standing["newest"]}
        report = unpack(pack(head, batch.rows))
        return Fetched(report.rows, *(int(report.head[name]) for name in head))

    def at_province(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """What stands in the province's database."""
        with self.province.reading() as reading:
            return stores.rows(reading.sql, statement, *values)

    def intake(self) -> dict[str, Any]:
        """Where the province stands with the office."""
        return self.at_province("select * from intake where office = ?", self.office)[0]

    def is_alike(self) -> bool:
        """Whether both have the same rows, as far as rows travel."""
        return all(map(self._has_alike, TABLES))

    def _has_alike(self, table: str) -> bool:
        order = f"order by {TABLES[table]}"
        here = self.hall.rows(f"select * from {table} {order}")  # noqa: S608 -- our own names
        there = self.at_province(
            f"select * from {table} where office = ? {order}",  # noqa: S608 -- our own names
            self.office,
        )
        return bare(here) == bare(there)


def bare(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without what has a meaning on one side only."""
    return [{name: value for name, value in row.items() if name not in NOT_SENT} for row in rows]


@contextmanager
def office_box(folder: Path, *, counters: int = 2) -> Iterator[Hall]:
    """An office's own machine, with its counters open."""
    with closing(open_store(f"sqlite:///{folder}/box.db")) as store:
        hall = open_hall(store, counters=counters)
        for number in range(1, counters + 1):
            hall.open(number)
        begin_upstream(store, hall.id, now=MORNING)
        yield hall


def expected_by(province: Store, *, code: str | None = None) -> tuple[str, str]:
    """The office's id at the province, and its token."""
    text = CATALOGUE + COUNTER.format(number=1)
    if code is not None:
        text = text.replace('code = "thu"', 'code = "thu"'.replace("thu", code))
    with province.maintain() as sql:
        office = create_office(sql, parse_catalogue(text), now=MORNING)
    with province.change(office) as change:
        return office, make_token(change, now=MORNING)


@contextmanager
def pair_of(province: Store, folder: Path) -> Iterator[Pair]:
    """An office that reports to this province."""
    with office_box(folder) as hall:
        office, token = expected_by(province)
        yield Pair(hall, province, office, token, Clock())


def busy_morning(hall: Hall) -> None:
    """People come, are served, leave, are sent on, come back, and say how it went."""
    for service in "ABAAB":
        hall.take(service)
        hall.clock.forward(seconds=1)
    served = hall.called()
    hall.start(served)
    hall.clock.forward(minutes=5)
    hall.finish(served)
    hall.rate(served, 4, comment="Nhanh")
    taken_back = hall.called(2)
    hall.undo(taken_back, 2)
    missed = hall.called(2)
    hall.no_show(missed, 2)
    hall.bring_back(missed)
    parked = hall.called(1)
    hall.park(parked)
    hall.resume(parked)
    hall.transfer(parked, 1, service="B")
    hall.cancel(hall.take("B"))
    hall.clock.back(minutes=5, seconds=5)


def small_batches(most: int) -> Callable[..., Batch]:
    """What reads batches of at most so many rows."""

    def small(sql: Sql, office: str, after: int, *, newest: int) -> Batch:
        return read_batch(sql, office, after, newest=newest, most=most)

    return small


def changed(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A report with another head; its rows are as they were."""
    head, _, body = zlib.decompress(content, 31).partition(b"\n")
    told = json.loads(head)
    change(told)
    packer = zlib.compressobj(wbits=31)
    return packer.compress(json.dumps(told).encode() + b"\n" + body) + packer.flush()
