"""One consistent look at an office, from which every screen's state is made."""

from dataclasses import dataclass
from datetime import datetime

from forecast.waiting import Estimate, estimate
from operations.offices import Desk, Office, Service, get_office, list_desks, list_services
from operations.rules import QueueRules
from operations.tickets import service_pace_s
from queueing.numbering import LAST_NUMBER
from queueing.tickets import Ticket
from store.instants import from_text, to_text
from store.store import Reading, Sql
from store.ticket_rows import ticket_from


@dataclass(frozen=True, slots=True)
class Line:
    """Who waits for a service: how many, and since when the first of them."""

    waiting: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The office at one version. `at_counters` maps a counter's number to its ticket in hand."""

    sql: Sql
    office: Office
    services: dict[str, Service]
    desks: dict[int, Desk]
    at_counters: dict[int, Ticket]
    lines: dict[str, Line]
    rules: QueueRules
    now: datetime

    def head(self) -> dict[str, object]:
        """What every state carries: version, epoch and the server's clock."""
        return {
            "version": self.office.version,
            "epoch": self.office.epoch,
            "now": to_text(self.now),
        }

    def line(self, service: str) -> Line:
        """The waiting line of a service, empty when nobody waits."""
        return self.lines.get(service, Line())

    def counters_of(self, service: str) -> list[Desk]:
        """The counters that serve it, by number."""
        return [desk for desk in self.desks.values() if service in desk.services]

    def estimate(self, service: Service, ahead: int) -> Estimate:
        """The plain estimate for somebody with `ahead` people before him."""
        open_counters = sum(desk.state == "open" for desk in self.counters_of(service.code))
        pace_s = service_pace_s(self.sql, self.office.id, service)
        return estimate(ahead, service_s=pace_s, open_counters=open_counters)


def read_snapshot(
    reading: Reading, office_id: str, *, rules: QueueRules, now: datetime
) -> Snapshot:
    """The office as it is now. Raises NotFoundError for an office that does not exist."""
    sql = reading.sql
    lines = {
        row["service"]: Line(row["waiting"], from_text(row["oldest"]))
        for row in sql.waiting_by_service(office=office_id)
    }
    in_hand = [ticket_from(row) for row in sql.tickets_at_counters(office=office_id)]
    return Snapshot(
        sql=sql,
        office=get_office(sql, office_id),
        services={service.code: service for service in list_services(sql, office_id)},
        desks={desk.number: desk for desk in list_desks(sql, office_id)},
        at_counters={ticket.counter: ticket for ticket in in_hand if ticket.counter is not None},
        lines=lines,
        rules=rules,
        now=now,
    )


def service_state(snapshot: Snapshot, service: Service) -> tuple[str, str | None]:
    """`open closed_day outside_hours paused full`, and when it opens again (or None)."""
    if service.is_paused:
        return "paused", None
    opening = service.opening(snapshot.office, now=snapshot.now)
    if not opening.is_open:
        opens_at = to_text(opening.opens_at) if opening.opens_at else None
        return opening.reason or "outside_hours", opens_at
    day = snapshot.office.day_at(snapshot.now)
    last = snapshot.sql.last_number(office=snapshot.office.id, day=day, service=service.code)
    is_full = last >= min(service.daily_cap or LAST_NUMBER, LAST_NUMBER)
    return ("full" if is_full else "open"), None
