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
        for office in house.offices:
            row = reading.sql.get_office(id=office)
            VERSION.labels(row["code"]).set(row["version"])
            UNPRINTED.labels(row["code"]).set(reading.sql.count_queued_prints(office=office))
            waiting = {
                r["service"]: r["waiting"] for r in reading.sql.waiting_by_service(office=office)
            }
            for service in reading.sql.list_services(office=office):
                code = service["code"]
                WAITING.labels(row["code"], code).set(waiting.get(code, 0))
