"""One consistent look at an office, from which every screen's state is made."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from forecast.waiting import Estimate, estimate
from operations.offices import (
    Desk,
    Names,
    Office,
    Service,
    get_office,
    list_desks,
    list_services,
    service_names,
)
from operations.rules import QueueRules
from operations.tickets import service_pace_s
from queueing.numbering import LAST_NUMBER
from queueing.tickets import Ticket
from store.instants import from_text, to_text
from store.store import Reading, Sql
from store.ticket_rows import ticket_from

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """Who waits for a service: how many, and since when the first of them."""

    waiting: int = 0
    oldest: datetime | None = None


@dataclass
class Snapshot:
    """The office at one version. Each part is read when a state first asks for it, and once:
    eight counters of a push share what they have in common.
    """

    sql: Sql
    office_id: str
    rules: QueueRules
    now: datetime
    _kept: dict[Hashable, Any] = field(default_factory=dict)

    @cached_property
    def office(self) -> Office:
        """The office's own row."""
        return get_office(self.sql, self.office_id)

    @cached_property
    def services(self) -> dict[str, Service]:
        """The active services by code, in the order of the kiosk's tiles."""
        return {service.code: service for service in list_services(self.sql, self.office_id)}

    @cached_property
    def desks(self) -> dict[int, Desk]:
        """The active counters by number."""
        return {desk.number: desk for desk in list_desks(self.sql, self.office_id)}

    @cached_property
    def at_counters(self) -> dict[int, Ticket]:
        """The ticket in hand of each counter that has one."""
        rows = self.sql.tickets_at_counters(office=self.office_id)
        return {row["counter"]: ticket_from(row) for row in rows}

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The waiting line of each service that has one."""
        return {
            row["service"]: Line(row["waiting"], from_text(row["oldest"]))
            for row in self.sql.waiting_by_service(office=self.office_id)
        }

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` answers, read once for each key in this look."""
        if key not in self._kept:
            self._kept[key] = read()
        return cast(T, self._kept[key])

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

    def names_of(self, service: str) -> Names:
        """A service's names, also of one that was taken out of use since."""
        return self.once(
            ("names", service), lambda: service_names(self.sql, self.office_id, service)
        )

    def counters_of(self, service: str) -> list[int]:
        """The numbers of the counters that serve it."""

        def read() -> list[int]:
            rows = self.sql.counters_of_service(office=self.office_id, service=service)
            return [row["counter"] for row in rows]

        return self.once(("counters", service), read)

    def open_counters_of(self, service: str) -> list[int]:
        """Those of them that call now."""
        return [
            number for number in self.counters_of(service) if self.desks[number].state == "open"
        ]

    def estimate(self, service: str, ahead: int) -> Estimate:
        """The plain estimate for somebody with `ahead` people before him."""
        service_s, open_counters = self.once(("pace", service), lambda: self._pace(service))
        return estimate(ahead, service_s=service_s, open_counters=open_counters)

    def _pace(self, service: str) -> tuple[float, int]:
        typical_s = int(self.sql.typical_service_time(office=self.office_id, service=service))
        service_s = service_pace_s(self.sql, self.office_id, service, typical_s=typical_s)
        open_counters = self.sql.open_counters_of_service(office=self.office_id, service=service)
        return service_s, open_counters


def read_snapshot(
    reading: Reading, office_id: str, *, rules: QueueRules, now: datetime
) -> Snapshot:
    """The office as it is now; an office that does not exist is told when it is first asked for."""
    return Snapshot(reading.sql, office_id, rules, now)


def service_state(snapshot: Snapshot, service: Service) -> tuple[str, str | None]:
    """`open closed_day outside_hours paused full`, and when it opens again (or None)."""
    return snapshot.once(("state", service.code), lambda: _service_state(snapshot, service))


def _service_state(snapshot: Snapshot, service: Service) -> tuple[str, str | None]:
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
