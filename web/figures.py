"""The figures that /metrics tells."""

from prometheus_client import Gauge

from operations.upstream import upstream_state
from store.instants import from_text
from store.store import Sql
from web.parts import House

WAITING = Gauge("moiso_waiting", "Tickets waiting now", ["office", "service"])
WATCHING = Gauge("moiso_sockets", "Sockets that watch a state")
VERSION = Gauge("moiso_office_version", "The office's version: how many changes it saw", ["office"])
UNPRINTED = Gauge("moiso_prints_queued", "Print jobs that wait for their printer", ["office"])
UNSENT = Gauge("moiso_upstream_unsent", "Events and ratings that the province lacks", ["office"])
SINCE = Gauge(
    "moiso_upstream_since_seconds",
    "When the province last answered, or was first asked",
    ["office"],
)
REFUSED = Gauge(
    "moiso_upstream_refused", "1 after a report that failed, for whatever cause", ["office"]
)
SENDER = Gauge("moiso_upstream_sender", "1 in the one process that reports to the province")


def read_figures(house: House) -> None:
    """Read the gauges anew from the store."""
    WATCHING.set(house.live.watching())
    with house.store.reading() as reading:
        unprinted = {r["office"]: r["queued"] for r in reading.sql.queued_prints_of_all()}
        for row in reading.sql.list_offices():
            VERSION.labels(row["code"]).set(row["version"])
            UNPRINTED.labels(row["code"]).set(unprinted.get(row["id"], 0))
        for row in reading.sql.waiting_of_all():
            WAITING.labels(row["office"], row["service"]).set(row["waiting"])
        if house.config.upstream.url:
            SENDER.set(house.is_reporting())
            _read_upstream(reading.sql, every_s=house.config.upstream.every_s)


def _read_upstream(sql: Sql, *, every_s: int) -> None:
    """From the store: the processes that do not report tell the same as the one that does."""
    for row in sql.reporting_offices():
        told = upstream_state(sql, row["id"], every_s=every_s)
        if told is not None:
            UNSENT.labels(row["code"]).set(told["waiting"])
            SINCE.labels(row["code"]).set(from_text(told["since"]).timestamp())
            REFUSED.labels(row["code"]).set(told["refusal"] is not None)
