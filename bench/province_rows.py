"""A year of a province, made by chance and repeatable: offices, visits, ratings, and a day begun."""

import json
import random
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from operations.catalogue import create_office, read_catalogue_file
from satisfaction.levels import REASONS
from store.instants import to_text
from store.store import Store

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "catalogue" / "vo-nhai.toml"
VISITS_A_DAY = 300
TODAY = date(2026, 12, 30)
NOW = datetime(2026, 12, 30, 3, 30, tzinfo=UTC)
"""Half past ten in the morning of the day that has begun."""

TICKET = (
    "id", "office", "day", "service", "number", "label", "state", "queue_class", "channel",
    "language", "issued_at", "queued_at", "counter", "staff", "calls", "called_at", "started_at",
    "finished_at", "waiting_since", "waited_s", "walked_s", "service_s", "issued_service", "version",
)  # fmt: skip
RATING = (
    "ticket", "office", "day", "service", "counter", "staff", "level", "reasons", "comment",
    "channel", "language", "rated_at", "version",
)  # fmt: skip
EVENT = (
    "office", "version", "position", "ticket", "act", "at", "from_state", "to_state", "counter",
    "staff", "queue_class", "service",
)  # fmt: skip

COMMENT = "Chờ hơi lâu, nhưng cán bộ hướng dẫn rõ ràng."
"""What one in four of those wrote who were not satisfied, and one in fifty of the others."""

NOBODY_SIGNS_IN = "none"


Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One office as the rows need it."""

    id: str
    services: tuple[str, ...]
    counters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Values of tickets, of ratings and of events, in the order of TICKET, RATING and EVENT."""

    tickets: list[Values] = field(default_factory=list)
    ratings: list[Values] = field(default_factory=list)
    events: list[Values] = field(default_factory=list)


def add_offices(store: Store, count: int) -> list[Place]:
    """Communes with the sample catalogue, a clerk at each counter, all of them open today."""
    catalogue = read_catalogue_file(CATALOGUE)
    places = []
    for number in range(count):
        entry = replace(
            catalogue.office,
            code=f"xa-{number:03}",
            names={"vi": f"Xã Mẫu {number:03}", "en": f"Sample Commune {number:03}"},
        )
        with store.maintain() as sql:
            office = create_office(sql, replace(catalogue, office=entry), now=NOW)
        place = Place(
            office,
            tuple(service.code for service in catalogue.services),
            tuple(counter.number for counter in catalogue.counters),
        )
        _add_clerks(store, place)
        places.append(place)
    return places


def working_days(count: int) -> list[date]:
    """The last `count` working days before TODAY, the earliest first."""
    days = [TODAY - timedelta(days=back) for back in range(1, count * 2 + 9)]
    return [day for day in days if day.weekday() < 5][:count][::-1]


def rows_of(place: Place, day: date, chance: random.Random, *, events: bool = False) -> Rows:
    """A day of an office that is over."""
    rows = Rows()
    for visit in _visits(place, day, chance, VISITS_A_DAY):
        _keep(rows, place, visit, chance, events=events)
    return rows


def rows_of_today(place: Place, chance: random.Random) -> Rows:
    """The morning: 120 visits are over, a few people wait."""
    rows = Rows()
    visits = list(_visits(place, TODAY, chance, 120 + chance.randrange(25)))
    for visit in visits[:120]:
        _keep(rows, place, visit, chance, events=True)
    for visit in visits[120:]:
        rows.tickets.append(visit.waiting())
    return rows


@dataclass(slots=True)
class _Visit:
    id: str
    office: str
    day: str
    service: str
    number: int
    state: str
    issued: datetime
    wait_s: int
    walk_s: int
    service_s: int
    counter: int
    version: int

    def values(self) -> Values:
        """In the order of TICKET."""
        called = self.issued + timedelta(seconds=self.wait_s)
        started = called + timedelta(seconds=self.walk_s)
        ended = started + timedelta(seconds=self.service_s)
        label = f"{self.service}{self.number:03}"
        at = to_text(self.issued)
        is_gone = self.state == "cancelled"
        is_served = self.state == "served"
        return (
            self.id, self.office, self.day, self.service, self.number, label, self.state, "normal",
            "kiosk", "vi", at, at, None if is_gone else self.counter,
            None if is_gone else f"{self.office}-{self.counter}", 0 if is_gone else 1,
            None if is_gone else to_text(called), to_text(started) if is_served else None,
            to_text(ended) if is_served else None, at, 0 if is_gone else self.wait_s,
            self.walk_s if is_served else 0, self.service_s if is_served else 0, self.service,
            self.version,
        )  # fmt: skip

    def waiting(self) -> Values:
        """The same citizen before anybody called."""
        at = to_text(NOW - timedelta(seconds=self.wait_s))
        label = f"{self.service}{self.number:03}"
        return (
            self.id, self.office, self.day, self.service, self.number, label, "waiting", "normal",
            "kiosk", "vi", at, at, None, None, 0, None, None, None, at, 0, 0, 0, self.service,
            self.version,
        )  # fmt: skip


def _visits(place: Place, day: date, chance: random.Random, count: int) -> Iterator[_Visit]:
    open_at = datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC)
    numbers = dict.fromkeys(place.services, 0)
    for place_in_day in range(count):
        service = chance.choice(place.services)
        numbers[service] += 1
        yield _Visit(
            id=urlsafe_b64encode(chance.randbytes(12)).decode(),
            office=place.id,
            day=day.isoformat(),
            service=service,
            number=numbers[service],
            state=chance.choices(("served", "missed", "cancelled"), (94, 4, 2))[0],
            issued=open_at + timedelta(seconds=place_in_day * 28 + chance.randrange(28)),
            wait_s=int(chance.expovariate(1 / 700)),
            walk_s=chance.randrange(5, 60),
            service_s=int(chance.lognormvariate(5.6, 0.6)),
            counter=chance.choice(place.counters),
            version=(day - date(2025, 1, 1)).days * 3000 + place_in_day * 6,
        )


def _keep(rows: Rows, place: Place, visit: _Visit, chance: random.Random, *, events: bool) -> None:
    values = visit.values()
    rows.tickets.append(values)
    if visit.state == "served" and chance.random() < 0.4:
        rows.ratings.append(_rating(visit, values, chance))
    if events:
        rows.events.extend(_events(visit, values))


def _rating(visit: _Visit, ticket: Values, chance: random.Random) -> Values:
    level = chance.choices((5, 4, 3, 2, 1), (50, 38, 7, 4, 1))[0]
    reasons = [reason.code for reason in REASONS if level < 4 and chance.random() < 0.15]
    comment = COMMENT if chance.random() < (0.25 if level < 4 else 0.02) else None
    return (
        visit.id, visit.office, visit.day, visit.service, ticket[12], ticket[13], level,
        json.dumps(reasons), comment, "tablet", "vi", ticket[17], visit.version + 5,
    )  # fmt: skip


def _events(visit: _Visit, ticket: Values) -> Iterator[Values]:
    steps: list[Values] = [("take", None, "waiting", ticket[10])]
    if visit.state == "cancelled":
        steps.append(("cancel", "waiting", "cancelled", ticket[10]))
    else:
        steps.append(("call", "waiting", "called", ticket[15]))
    if visit.state == "missed":
        steps.append(("no_show", "called", "missed", ticket[15]))
    if visit.state == "served":
        steps.append(("start", "called", "serving", ticket[16]))
        steps.append(("finish", "serving", "served", ticket[17]))
    for step, (act, before, after, at) in enumerate(steps):
        counter, staff = (None, None) if act == "take" else (ticket[12], ticket[13])
        yield (
            visit.office, visit.version + step, 0, visit.id, act, at, before, after, counter,
            staff, "normal", visit.service,
        )  # fmt: skip


def _add_clerks(store: Store, place: Place) -> None:
    with store.change(place.id) as change:
        for number in place.counters:
            clerk = f"{place.id}-{number}"
            change.sql.add_staff(
                id=clerk, office=place.id, name=clerk, full_name=f"Nguyễn Văn Mẫu {number}",
                role="clerk", password_hash=NOBODY_SIGNS_IN, must_change=0, created_at=to_text(NOW),
                version=change.version,
            )  # fmt: skip
            change.sql.add_session(
                id=f"session-{clerk}", office=place.id, counter=number, staff=clerk,
                opened_at=to_text(NOW), version=change.version,
            )  # fmt: skip
