"""One consistent look at an office, from which every screen's state is made."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from forecast.waiting import Estimate, estimate
from operations.layout import Layout, layout_of, list_desks
from operations.offices import Desk, Names, Office, Service, get_office, office_of
from operations.rules import QueueRules
from operations.tickets import pace_s
from queueing.numbering import LAST_NUMBER
from queueing.tickets import Ticket
from store.instants import from_text, to_text
from store.store import Change, Reading, Row, Sql
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
    def layout(self) -> Layout:
        """Its services and counters, as managers set them up."""
        return layout_of(self.sql, self.office)

    @property
    def services(self) -> Mapping[str, Service]:
        """The active services by code, in the order of the kiosk's tiles."""
        return self.layout.services

    @cached_property
    def desks(self) -> dict[int, Desk]:
        """The active counters by number, each with its clerk."""
        return {desk.number: desk for desk in list_desks(self.sql, self.office)}

    @cached_property
    def at_counters(self) -> dict[int, Ticket]:
        """The ticket in hand of each counter that has one."""
        rows = list(self.sql.tickets_at_counters(office=self.office_id))
        self.note_whys(rows)
        return {row["counter"]: ticket_from(row) for row in rows}

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The waiting line of each service that has one."""
        return {
            row["service"]: Line(row["waiting"], from_text(row["oldest"]))
            for row in self.sql.waiting_by_service(office=self.office_id)
        }

    @cached_property
    def last_numbers(self) -> dict[str, int]:
        """The last number given today, or left out after a restore, by the service's code."""
        day = self.office.day_at(self.now)
        rows = self.sql.last_numbers(office=self.office_id, day=day)
        return {row["service"]: max(row["given"] or 0, row["above"] or 0) for row in rows}

    def note_whys(self, rows: Iterable[Row]) -> None:
        """Keep why these tickets were called, which their rows tell beside them."""
        self._kept.update({("why", row["id"]): row["why"] for row in rows})

    def why_called(self, ticket: str) -> str:
        """What was kept with the ticket's last call, empty for none."""
        return self.once(("why", ticket), lambda: self.sql.why_called(ticket=ticket)) or ""

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
        return self.layout.names_of(service)

    def counters_of(self, service: str) -> list[int]:
        """The numbers of the counters that serve it."""
        return self.layout.counters_of(service)

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
        known = self.layout.known[service]
        return pace_s(self.sql, self.office_id, known), len(self.open_counters_of(service))


def read_snapshot(
    reading: Reading, office_id: str, *, rules: QueueRules, now: datetime
) -> Snapshot:
    """The office as it is now; an office that does not exist is told when it is first asked for."""
    return Snapshot(reading.sql, office_id, rules, now)


def look_into(change: Change, *, rules: QueueRules, now: datetime) -> Snapshot:
    """The office inside a change of it, in its new version."""
    snapshot = Snapshot(change.sql, change.office, rules, now)
    snapshot.office = office_of(change)
    return snapshot


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
    last = snapshot.last_numbers.get(service.code, 0)
    is_full = last >= min(service.daily_cap or LAST_NUMBER, LAST_NUMBER)
    return ("full" if is_full else "open"), None
