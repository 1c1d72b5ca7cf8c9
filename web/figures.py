"""The figures that /metrics tells."""

from prometheus_client import Gauge

from web.parts import House

WAITING = Gauge("moiso_waiting", "Tickets waiting now", ["office", "service"])
WATCHING = Gauge("moiso_sockets", "Sockets that watch a state")
VERSION = Gauge("moiso_office_version", "The office's version: how many changes it saw", ["office"])
UNPRINTED = Gauge("moiso_prints_queued", "Print jobs that wait for their printer", ["office"])


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
