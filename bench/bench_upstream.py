"""Three days without a line: how fast an office catches up, and what its counters feel of it.

    python -m bench.bench_upstream

Two real servers: a province on PostgreSQL that syncs every commit, and an office of 300 visits a
day on SQLite. The province is stopped, the office lives through three days, and the province is
started again; a clerk goes on calling all the time. Then the same reports are given to an empty
province one after the other, without the rests that the office takes between them: what one
process of the province can take.
"""

from gevent import monkey

monkey.patch_all()

import json
import os
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from bench.clients import Http, bearer
from bench.site import machine, percentile, table
from operations.intake import take_report
from operations.intake_offices import make_token, open_expected_office
from operations.tree import TREE, find_office
from operations.upstream_rows import read_batch, read_health, read_office
from operations.upstream_wire import pack
from store.instants import to_text
from store.opening import open_store
from tests.postgres import TRUE, Postgres, postgres_server
from tests.two_servers import TwoServers, two_servers

DAYS = 3
PEOPLE_A_DAY = 300
CALLS = 100
BETWEEN_CALLS_S = 0.05


@dataclass(slots=True)
class Clerk:
    """Somebody at the office who takes a number for the next one and calls, again and again."""

    kiosk: Http
    desk: Http
    in_hand: str = ""

    def call(self) -> float:
        """Milliseconds of finish and call next."""
        self._asked(self.kiosk.post("/api/v1/tickets", {"service": "A"}), 201)
        begin = time.perf_counter()
        called = self._asked(self.desk.post("/api/v1/counters/1/call-next", {"finish": True}), 200)
        took_ms = (time.perf_counter() - begin) * 1000
        self.in_hand = json.loads(called)["id"]
        time.sleep(BETWEEN_CALLS_S)
        return took_ms

    def rest(self) -> None:
        """Finish the one in hand."""
        self._asked(self.desk.post(f"/api/v1/tickets/{self.in_hand}/finish", {}), 200)

    @staticmethod
    def _asked(answer: tuple[int, bytes], status: int) -> bytes:
        if answer[0] != status:
            raise SystemExit(f"{answer[0]}: {answer[1]!r}")
        return answer[1]


@dataclass(frozen=True, slots=True)
class Wire:
    """All that an office ever said, as it travels."""

    reports: list[bytes]
    rows: int
    visits: int

    @property
    def size(self) -> int:
        """Bytes, compressed."""
        return sum(map(len, self.reports))


def main() -> None:
    """Cut the line, mend it, and print the tables."""
    os.environ["MOISO_QUEUE_TICKETS_PER_MINUTE"] = "600"  # one kiosk, many in a hurry
    with tempfile.TemporaryDirectory() as folder, postgres_server(TRUE) as server:
        with (
            server.new_database() as url,
            two_servers(Path(folder), url, through_line=False) as both,
        ):
            before, during, waiting, caught_up_s = cut_and_mended(both)
            wire = wire_of(both)
        took_s = taken_alone(server, wire)
    print(f"{DAYS} working days of {PEOPLE_A_DAY} visits without a line; {machine()}\n")
    print(f"{waiting} events and ratings waited; caught up in {caught_up_s:.1f} s\n")
    print(
        table(
            ["finish and call next at the office, ms", "median", "p99", "max", "calls"],
            [_row("line up, nothing to send", before), _row("while it catches up", during)],
        )
    )
    print(
        f"\non the wire: {wire.rows} rows of {wire.visits} visits in {len(wire.reports)} reports,"
        f" {wire.size / 1000:.0f} kB, {wire.size / wire.visits:.0f} bytes a visit"
    )
    print(
        f"at the province, one report after the other: {wire.rows / took_s:.0f} rows/s,"
        f" {wire.visits / took_s:.0f} visits/s"
    )


def cut_and_mended(both: TwoServers) -> tuple[list[float], list[float], int, float]:
    """Call times before and while it catches up, what waited, and the seconds it took."""
    clerk = _clerk(both)
    before = [clerk.call() for _ in range(CALLS)]
    clerk.rest()
    both.waits_until(both.is_alike)
    both.province.stop()
    both.box.stop()
    both.lives_through(days_back(datetime.now(UTC).date()), PEOPLE_A_DAY)
    manager = both.box.device("manager")
    both.box.start()
    clerk = _clerk(both)
    both.waits_until(lambda: both.box.ask("GET", manager, "/today")["upstream"]["refusal"])
    waiting = int(both.box.ask("GET", manager, "/today")["upstream"]["waiting"])
    acked = both.province.intake()["acked"]
    both.province.start()
    both.waits_until(lambda: both.province.intake()["acked"] > acked)
    begin, during = time.perf_counter(), [clerk.call()]
    while both.province.intake()["behind"]:
        during += [clerk.call() for _ in range(5)]
    return before, during, waiting, time.perf_counter() - begin


def days_back(today: date) -> int:
    """How many days ago the last `DAYS` working days began."""
    ago, worked = 0, 0
    while worked < DAYS:
        ago += 1
        worked += (today - timedelta(days=ago)).weekday() < 5
    return ago


def wire_of(both: TwoServers) -> Wire:
    """Everything that the office has, packed as it travels."""
    reports, rows, visits = [], 0, 0
    with both.box.opened() as (store, office), store.reading() as reading:
        own, health = read_office(reading.sql, office), read_health(reading.sql, office)
        acked = -1
        while acked < own["version"]:
            batch = read_batch(reading.sql, office, acked, newest=own["version"])
            head = {
                "program": "bench",
                "office": own,
                "sent_at": to_text(datetime.now(UTC)),
                "after": batch.after,
                "upto": batch.upto,
                "behind": batch.behind,
                "directive": 0,
                "outcomes": [],
                "restored": 0,
                "health": health,
            }
            reports.append(pack(head, batch.rows))
            rows += batch.count
            acked = batch.upto
        visits = sum(1 for _ in reading.sql.list_visits(office=office, first="0", last="9"))
    return Wire(reports, rows, visits)


def taken_alone(server: Postgres, wire: Wire) -> float:
    """Seconds in which an empty province takes all of it, in one process."""
    now = datetime.now(UTC)
    with server.new_database() as url, closing(open_store(url)) as store:
        with store.maintain(TREE) as sql:
            open_expected_office(sql, {"code": "thu", "names": "Thu"}, parent=None, now=now)
            office = find_office(sql, "thu")
        with store.change(office) as change:
            token = make_token(change, now=now)
        begin = time.perf_counter()
        for report in wire.reports:
            take_report(store, token, report, now=now)
        return time.perf_counter() - begin


def _clerk(both: TwoServers) -> Clerk:
    port = int(both.box.url.rpartition(":")[2])
    kiosk, desk = both.box.device("kiosk"), both.box.device("counter", counter=1)
    clerk = Clerk(Http(port, bearer(kiosk)), Http(port, bearer(desk)))
    status, text = clerk.desk.post("/api/v1/counters/1/open", {})
    if status not in (200, 409):
        raise SystemExit(f"{status}: {json.loads(text)}")
    return clerk


def _row(name: str, times: list[float]) -> list[str]:
    figures = (median(times), percentile(times, 0.99), max(times))
    return [name, *(f"{figure:.1f}" for figure in figures), str(len(times))]


if __name__ == "__main__":
    main()
