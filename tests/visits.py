"""Visits for tests and benches: an office with counters and clerks, and days of rows made by chance.

Everything is invented and repeatable: the same seed gives the same rows.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from operations.stale_days import mark_day
from satisfaction.levels import REASONS
from store.instants import to_text
from store.store import Sql, Store
from tests.stores import insert, rows

OFFICE = "office-under-test"
TIMEZONE = "Asia/Ho_Chi_Minh"
SERVICES = {
    "A": {"vi": "Hộ tịch", "en": "Civil status"},
    "B": {"vi": "Chứng thực", "en": "Certification"},
    "C": {"vi": "Đất đai – Môi trường", "en": "Land and environment"},
}
STAFF = {
    "staff-1": "Nguyễn Văn Mẫu",
    "staff-2": "Trần Thị Thử",
    "staff-3": "Lê Kiểm Tra",
    "staff-4": "Phạm Ví Dụ",
}


@dataclass(slots=True)
class Visit:
    """One ticket as a test needs it; times are seconds, `level` 0 means that nobody rated."""

    day: str = "2026-09-01"
    at: str = "08:00:00"
    service: str = "A"
    counter: int | None = 1
    staff: str | None = "staff-1"
    state: str = "served"
    wait_s: int = 600
    walk_s: int = 20
    service_s: int = 300
    level: int = 0
    reasons: list[str] = field(default_factory=list)
    comment: str | None = None
    was_missed: bool = False
    number: int = 0


def found_office(store: Store) -> None:
    """OFFICE: three services, four counters and four clerks, and no visit."""
    with store.maintain() as sql:
        sql.add_office(
            id=OFFICE,
            code="mau",
            kind="commune",
            names=json.dumps({"vi": "Trung tâm Mẫu", "en": "Sample Centre"}),
            slogans="{}",
            greetings="{}",
            notices="{}",
            hotline="",
            timezone=TIMEZONE,
            languages='["vi", "en"]',
            epoch="e1",
            current_day="2026-01-01",
        )
        insert(sql, "service", _services())
        insert(sql, "counter", _counters())
        insert(sql, "counter_service", _counter_services())
        insert(sql, "staff", _staff())


def add_visits(store: Store, visits: Iterable[Visit], *, office: str = OFFICE) -> list[str]:
    """Keep the visits; answers the tickets' ids in the same order."""
    whose = {"office": office}
    with store.maintain() as sql:
        made = list(_numbered(visits, _last_numbers(sql)))
        insert(sql, "ticket", (whose | _ticket(visit, key) for visit, key in made))
        insert(sql, "rating", (whose | _rating(visit, key) for visit, key in made if visit.level))
        for day in {visit.day for visit, _ in made}:
            mark_day(sql, office, day)
    return [key for _, key in made]


def random_visits(
    days: int, per_day: int, *, first: date = date(2026, 1, 1), seed: int = 1
) -> Iterator[Visit]:
    """Working days from `first`, each with `per_day` visits at 07:30 to 16:30."""
    chance = random.Random(seed)
    on = first
    for _ in range(days):
        while on.weekday() > 4:
            on += timedelta(days=1)
        for _ in range(per_day):
            yield _random_visit(chance, on.isoformat())
        on += timedelta(days=1)


def _random_visit(chance: random.Random, day: str) -> Visit:
    desk = chance.randint(1, 4)
    at = timedelta(seconds=chance.randrange(7 * 3600 + 1800, 16 * 3600 + 1800))
    state = chance.choices(["served", "missed", "cancelled"], [94, 4, 2])[0]
    rated = state == "served" and chance.random() < 0.6
    level = chance.choices([5, 4, 3, 2, 1], [50, 38, 7, 4, 1])[0] if rated else 0
    reasons = [r.code for r in REASONS if 0 < level < 4 and chance.random() < 0.1]
    return Visit(
        day=day,
        at=f"{(datetime(2026, 1, 1) + at):%H:%M:%S}",  # noqa: DTZ001 -- a time of day, no instant
        service=chance.choice("ABC"),
        counter=None if state == "cancelled" else desk,
        staff=None if state == "cancelled" else f"staff-{desk}",
        state=state,
        wait_s=int(chance.expovariate(1 / 700)),
        walk_s=chance.randrange(5, 60),
        service_s=int(chance.lognormvariate(5.6, 0.6)),
        level=level,
        reasons=reasons,
    )


def _numbered(
    visits: Iterable[Visit], last: dict[tuple[str, str], int]
) -> Iterator[tuple[Visit, str]]:
    for visit in visits:
        place = (visit.day, visit.service)
        last[place] = visit.number = last.get(place, 0) + 1
        yield visit, f"{visit.day}-{visit.service}-{visit.number}"


def _last_numbers(sql: Sql) -> dict[tuple[str, str], int]:
    found = rows(sql, "select day, service, max(number) as number from ticket group by 1, 2")
    return {(row["day"], row["service"]): row["number"] for row in found}


def _ticket(visit: Visit, key: str) -> dict[str, Any]:
    issued = datetime.combine(
        date.fromisoformat(visit.day), time.fromisoformat(visit.at), tzinfo=ZoneInfo(TIMEZONE)
    ).astimezone(UTC)
    was_called = visit.state in ("served", "missed") or visit.was_missed
    is_served = visit.state == "served"
    called = issued + timedelta(seconds=visit.wait_s)
    started = called + timedelta(seconds=visit.walk_s)
    finished = started + timedelta(seconds=visit.service_s)
    return {
        "id": key,
        "day": visit.day,
        "service": visit.service,
        "issued_service": visit.service,
        "number": visit.number,
        "label": f"{visit.service}{visit.number:03d}",
        "state": visit.state,
        "queue_class": "normal",
        "channel": "kiosk",
        "language": "vi",
        "issued_at": to_text(issued),
        "queued_at": to_text(issued),
        "waiting_since": to_text(issued),
        "counter": visit.counter,
        "staff": visit.staff,
        "calls": int(was_called),
        "called_at": to_text(called) if was_called else None,
        "started_at": to_text(started) if is_served else None,
        "finished_at": to_text(finished) if is_served else None,
        "missed_at": to_text(started) if visit.state == "missed" or visit.was_missed else None,
        "waited_s": visit.wait_s if was_called else 0,
        "walked_s": visit.walk_s if is_served else 0,
        "service_s": visit.service_s if is_served else 0,
        "version": 1,
    }


def _rating(visit: Visit, key: str) -> dict[str, Any]:
    return {
        "ticket": key,
        "day": visit.day,
        "service": visit.service,
        "counter": visit.counter,
        "staff": visit.staff,
        "level": visit.level,
        "reasons": json.dumps(visit.reasons),
        "comment": visit.comment,
        "channel": "tablet",
        "language": "vi",
        "rated_at": f"{visit.day}T09:00:00.000Z",
        "version": 1,
    }


def _services() -> Iterator[Mapping[str, Any]]:
    for position, (code, names) in enumerate(SERVICES.items()):
        yield {
            "office": OFFICE,
            "code": code,
            "names": json.dumps(names, ensure_ascii=False),
            "abouts": "{}",
            "icon": "scroll-text",
            "typical_s": 300,
            "position": position,
        }


def _counters() -> Iterator[Mapping[str, Any]]:
    for number in range(1, 5):
        names = {"vi": f"Quầy {number}", "en": f"Counter {number}"}
        yield {"office": OFFICE, "number": number, "names": json.dumps(names, ensure_ascii=False)}


def _counter_services() -> Iterator[Mapping[str, Any]]:
    for number in range(1, 5):
        for code in SERVICES:
            yield {"office": OFFICE, "counter": number, "service": code}


def _staff() -> Iterator[Mapping[str, Any]]:
    for key, full_name in STAFF.items():
        yield {
            "id": key,
            "office": OFFICE,
            "name": key,
            "full_name": full_name,
            "role": "clerk",
            "password_hash": "none",
            "created_at": "2026-01-01T00:00:00.000Z",
        }
