"""An office under test: a real store, a clock that stands until it is moved, and verbs of the hall."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from config import RatingSettings
from operations import desks, handover, ratings, serving, tickets
from operations.acts import Actor, get_ticket
from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.ratings import Rater
from operations.rules import QueueRules
from operations.snapshot import Snapshot, read_snapshot
from queueing.tickets import QueueClass, Ticket
from store.store import Change, Row, Store
from tests import stores
from tests.catalogues import WHOLE_OFFICE

MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""08:00 on a Monday in Võ Nhai."""

CATALOGUE = (
    WHOLE_OFFICE
    + """
[[service]]
code = "A"
name = { vi = "Hộ tịch", en = "Civil status" }
icon = "scroll-text"
typical_min = 10

[[service]]
code = "B"
name = { vi = "Đất đai", en = "Land" }
icon = "map"
typical_min = 20
"""
)

COUNTER = """
[[counter]]
number = {number}
name = {{ vi = "Quầy {number}", en = "Counter {number}" }}
services = ["A", "B"]
"""

KIOSK = Actor(device="kiosk-under-test")
PHONE = Rater("phone", "vi")


@dataclass(slots=True)
class Clock:
    """The time, which moves only when a test says so."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Move on: `clock.forward(minutes=5)`."""
        self.now += timedelta(**by)

    def back(self, **by: float) -> None:
        """Set the clock back, as a machine with a flat battery does."""
        self.now -= timedelta(**by)


@dataclass(slots=True)
class Hall:
    """An office with two services, its counters, and a clerk `clerk-N` for each counter N."""

    store: Store
    id: str
    clock: Clock
    rules: QueueRules = field(default_factory=QueueRules)

    @contextmanager
    def change(self, *alone: str) -> Iterator[Change]:
        """A change of this office."""
        with self.store.change(self.id, *alone) as change:
            yield change

    def take(
        self,
        service: str = "A",
        queue_class: QueueClass = QueueClass.NORMAL,
        actor: Actor = KIOSK,
        **wish: Any,
    ) -> Ticket:
        """A citizen takes a number."""
        asked = tickets.Wish(service, queue_class, **wish)
        with self.change() as change:
            return tickets.take_ticket(
                change, asked, actor=actor, rules=self.rules, now=self.clock.now
            )

    def open(self, counter: int) -> None:
        """Clerk `clerk-N` takes counter N."""
        with self.change() as change:
            desks.open_counter(change, counter, actor=clerk(counter), now=self.clock.now)

    def call_next(self, counter: int = 1, *, finish: bool = False) -> Ticket | None:
        """The clerk calls the next one."""
        with self.change() as change:
            return serving.call_next(
                change,
                counter,
                actor=clerk(counter),
                rules=self.rules,
                now=self.clock.now,
                finish_first=finish,
            )

    def called(self, counter: int = 1) -> Ticket:
        """The next one, who is certainly there."""
        ticket = self.call_next(counter)
        assert ticket is not None
        return ticket

    def call_this(self, ticket: Ticket, counter: int = 1, reason: str = "Cụ già yếu") -> Ticket:
        """The clerk calls somebody out of order."""
        with self.change() as change:
            return serving.call_this(
                change, counter, ticket.id, actor=clerk(counter), reason=reason, now=self.clock.now
            )

    def recall(self, ticket: Ticket, counter: int = 1) -> Ticket:
        """The clerk calls again."""
        return self._act(serving.recall, ticket, counter, rules=self.rules)

    def start(self, ticket: Ticket, counter: int = 1) -> Ticket:
        """The citizen has come to the counter."""
        return self._act(serving.start, ticket, counter)

    def finish(self, ticket: Ticket, counter: int = 1) -> Ticket:
        """The transaction is done."""
        return self._act(serving.finish, ticket, counter)

    def no_show(self, ticket: Ticket, counter: int = 1) -> Ticket:
        """Nobody came."""
        return self._act(serving.no_show, ticket, counter)

    def bring_back(self, ticket: Ticket, actor: Actor = KIOSK) -> Ticket:
        """A missed citizen is here after all."""
        with self.change() as change:
            return serving.bring_back(
                change, ticket.id, actor=actor, rules=self.rules, now=self.clock.now
            )

    def park(self, ticket: Ticket, counter: int = 1, reason: str = "Điền tờ khai") -> Ticket:
        """The citizen does something elsewhere."""
        return self._act(handover.park, ticket, counter, reason=reason)

    def resume(self, ticket: Ticket, counter: int = 1) -> Ticket:
        """The parked citizen is back."""
        return self._act(handover.resume, ticket, counter)

    def transfer(
        self,
        ticket: Ticket,
        counter: int = 1,
        *,
        service: str | None = None,
        to: int | None = None,
        note: str | None = None,
    ) -> Ticket:
        """The clerk sends the citizen to another service or counter."""
        return self._act(
            handover.transfer, ticket, counter, to_service=service, to_counter=to, note=note
        )

    def cancel(self, ticket: Ticket, actor: Actor = KIOSK) -> Ticket:
        """The citizen gives the place back."""
        with self.change() as change:
            return tickets.cancel(change, ticket.id, actor=actor, reason=None, now=self.clock.now)

    def undo(self, ticket: Ticket, counter: int = 1) -> Ticket:
        """The clerk takes the last act back."""
        return self._act(handover.undo, ticket, counter, rules=self.rules)

    def rate(
        self, ticket: str | Ticket, level: int = 5, *, rater: Rater = PHONE, **said: Any
    ) -> Row:
        """The citizen says how it went."""
        id_ = ticket if isinstance(ticket, str) else ticket.id
        with self.change() as change:
            return ratings.rate(
                change,
                id_,
                ratings.Opinion(level, **said),
                rater=rater,
                rules=RatingSettings(),
                now=self.clock.now,
            )

    def ticket(self, ticket: Ticket) -> Ticket:
        """The ticket as it stands now."""
        with self.store.reading() as reading:
            return get_ticket(reading.sql, self.id, ticket.id)

    @contextmanager
    def look(self) -> Iterator[Snapshot]:
        """One consistent look at the office."""
        with self.store.reading() as reading:
            yield read_snapshot(reading, self.id, rules=self.rules, now=self.clock.now)

    def rows(self, statement: str, *values: object) -> list[dict[str, Any]]:
        """What stands in the database, for a test that looks behind the verbs."""
        with self.store.reading() as reading:
            return stores.rows(reading.sql, statement, *values)

    def _act(
        self, verb: Callable[..., Ticket], ticket: Ticket, counter: int, **facts: Any
    ) -> Ticket:
        with self.change() as change:
            return verb(
                change, ticket.id, counter, actor=clerk(counter), now=self.clock.now, **facts
            )


def clerk(counter: int) -> Actor:
    """The clerk of a counter."""
    return Actor(staff=f"clerk-{counter}")


def open_hall(store: Store, *, counters: int = 2) -> Hall:
    """An office in an empty store, with its clerks, at 08:00 on a Monday; no counter is open."""
    text = CATALOGUE + "".join(COUNTER.format(number=n) for n in range(1, counters + 1))
    clock = Clock()
    with store.maintain() as sql:
        office = create_office(sql, parse_catalogue(text), now=clock.now)
        for number in range(1, counters + 1):
            sql.add_staff(
                id=f"clerk-{number}",
                office=office,
                name=f"canbo{number}",
                full_name=f"Cán Bộ Mẫu {number}",
                role="clerk",
                password_hash="-",
                must_change=0,
                created_at="2026-11-23T00:00:00.000Z",
                version=0,
            )
    return Hall(store, office, clock)
