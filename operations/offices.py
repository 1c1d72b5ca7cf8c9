"""The office as the other verbs need it: its services, counters, hours and who sits where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from operations.errors import NotFoundError, UnknownCounterError, UnknownServiceError
from queueing.hours import Hours, Opening, Span, opening
from queueing.numbering import office_day
from store.store import Row, Sql

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Names = Mapping[str, str]
"""A text in each language, by language code."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office's own row. `day` is the day it counts in, which never goes back; `parent` the id
    of the office above it; `is_fed` says that its own box sends what happens there.
    """

    id: str
    code: str
    names: Names
    slogans: Names
    greetings: Names
    notices: Names
    hotline: str
    timezone: str
    languages: tuple[str, ...]
    epoch: str
    day: str
    version: int
    kind: str = "commune"
    parent: str | None = None
    is_fed: bool = False

    def day_at(self, now: datetime) -> str:
        """The day a ticket taken now belongs to; a clock set back does not bring days back."""
        return max(self.day, office_day(now, self.timezone).isoformat())


@dataclass(frozen=True, slots=True)
class Service:
    """One field of work, as the catalogue describes it."""

    code: str
    names: Names
    abouts: Names
    icon: str
    typical_s: int
    daily_cap: int
    hours: Hours
    is_paused: bool
    position: int

    def opening(self, office: Office, *, now: datetime) -> Opening:
        """Whether the hours let it take tickets now."""
        return opening(self.hours, timezone=office.timezone, now=now)


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter and who sits at it; `session` is None while it is closed."""

    number: int
    names: Names
    zone: str
    services: frozenset[str]
    session: str | None = None
    staff: str | None = None
    full_name: str | None = None
    opened_at: str | None = None
    paused_at: str | None = None
    paused_reason: str | None = None

    @property
    def state(self) -> str:
        """`open`, `paused` or `closed`."""
        if self.session is None:
            return "closed"
        return "paused" if self.paused_at else "open"


@lru_cache(maxsize=4096)
def texts_from(text: str) -> Names:
    """Names as the store keeps them. The same text gives the same map: nobody may change it."""
    names: Names = json.loads(text)
    return names


def get_office(sql: Sql, office: str) -> Office:
    """The office, or NotFoundError."""
    row = sql.get_office(id=office)
    if row is None:
        raise NotFoundError(office=office)
    return Office(
        id=row["id"],
        code=row["code"],
        names=texts_from(row["names"]),
        slogans=texts_from(row["slogans"]),
        greetings=texts_from(row["greetings"]),
        notices=texts_from(row["notices"]),
        hotline=row["hotline"],
        timezone=row["timezone"],
        languages=tuple(json.loads(row["languages"])),
        epoch=row["epoch"],
        day=row["current_day"],
        version=row["version"],
        kind=row["kind"],
        parent=row["parent"],
        is_fed=bool(row["fed"]),
    )


def list_services(sql: Sql, office: str) -> list[Service]:
    """The active services in the order of the kiosk's tiles."""
    days = _special_days(sql, office)
    return [_service(row, days) for row in sql.list_services(office=office)]


def get_service(sql: Sql, office: str, code: str) -> Service:
    """An active service, or UnknownServiceError."""
    row = sql.get_service(office=office, code=code)
    if row is None or not row["active"]:
        raise UnknownServiceError(service=code)
    return _service(row, _special_days(sql, office))


def service_names(sql: Sql, office: str, code: str) -> Names:
    """A service's names, also of one that was taken out of use; the code for an unknown one."""
    row = sql.get_service(office=office, code=code)
    return texts_from(row["names"]) if row else {"vi": code}


def list_desks(sql: Sql, office: str) -> list[Desk]:
    """The active counters by number, each with its services and its clerk."""
    serves: dict[int, set[str]] = {}
    for row in sql.list_counter_services(office=office):
        serves.setdefault(row["counter"], set()).add(row["service"])
    sessions = {row["counter"]: row for row in sql.list_open_sessions(office=office)}
    return [
        _desk(row, frozenset(serves.get(row["number"], ())), sessions.get(row["number"]))
        for row in sql.list_counters(office=office)
    ]


def get_desk(sql: Sql, office: str, number: int) -> Desk:
    """One active counter, or UnknownCounterError."""
    for desk in list_desks(sql, office):
        if desk.number == number:
            return desk
    raise UnknownCounterError(counter=number)


def hours_from(
    text: str | None, closed: frozenset[date], special: Mapping[date, list[Span]]
) -> Hours:
    """Hours as the catalogue keeps them: `[{"days": ["mon"], "from": "07:30", "to": "11:30"}]`."""
    if text is None:
        return Hours(week=None, closed=closed, special=special)
    week: dict[int, list[Span]] = {}
    for entry in json.loads(text):
        for day in entry["days"]:
            week.setdefault(WEEKDAYS.index(day), []).append(span_from(entry))
    return Hours(week=week, closed=closed, special=special)


def span_from(entry: Mapping[str, str]) -> Span:
    """`{"from": "07:30", "to": "11:30"}`; "24:00" is midnight."""
    end = entry["to"].replace("24:00", "00:00")
    return Span(time.fromisoformat(entry["from"]), time.fromisoformat(end))


def _special_days(sql: Sql, office: str) -> tuple[frozenset[date], dict[date, list[Span]]]:
    closed = frozenset(date.fromisoformat(r["day"]) for r in sql.list_closed_days(office=office))
    special = {
        date.fromisoformat(row["day"]): [span_from(entry) for entry in json.loads(row["spans"])]
        for row in sql.list_special_days(office=office)
    }
    return closed, special


def _service(row: Row, days: tuple[frozenset[date], dict[date, list[Span]]]) -> Service:
    return Service(
        code=row["code"],
        names=texts_from(row["names"]),
        abouts=texts_from(row["abouts"]),
        icon=row["icon"],
        typical_s=row["typical_s"],
        daily_cap=row["daily_cap"],
        hours=hours_from(row["hours"], *days),
        is_paused=bool(row["paused"]),
        position=row["position"],
    )


def _desk(row: Row, services: frozenset[str], session: Row | None) -> Desk:
    place: dict[str, Any] = {
        "number": row["number"],
        "names": texts_from(row["names"]),
        "zone": row["zone"],
        "services": services,
    }
    if session is None:
        return Desk(**place)
    return Desk(
        **place,
        session=session["id"],
        staff=session["staff"],
        full_name=session["full_name"],
        opened_at=session["opened_at"],
        paused_at=session["paused_at"],
        paused_reason=session["paused_reason"],
    )
