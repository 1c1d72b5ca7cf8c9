"""The office as the other verbs need it: its own row, and what services and counters are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from operations.errors import NotFoundError
from queueing.hours import Hours, Opening, Span, opening
from queueing.numbering import office_day
from store.store import Change, Row, Sql

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Names = Mapping[str, str]
"""A text in each language, by language code."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office's own row. `day` is the day it counts in, which never goes back; `parent` the id
    of the office above it; `is_fed` says that its own box sends what happens there; `layout` is the
    name of its services, counters and days as they are now.
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
    layout: str = ""

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


@lru_cache(maxsize=64)
def _languages(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def get_office(sql: Sql, office: str) -> Office:
    """The office, or NotFoundError."""
    row = sql.get_office(id=office)
    if row is None:
        raise NotFoundError(office=office)
    return _office(row)


def office_of(change: Change) -> Office:
    """The office of a change, in its new version; asks the store nothing."""
    return _office(change.row)


def _office(row: Row) -> Office:
    return Office(
        id=row["id"],
        code=row["code"],
        names=texts_from(row["names"]),
        slogans=texts_from(row["slogans"]),
        greetings=texts_from(row["greetings"]),
        notices=texts_from(row["notices"]),
        hotline=row["hotline"],
        timezone=row["timezone"],
        languages=_languages(row["languages"]),
        epoch=row["epoch"],
        day=row["current_day"],
        version=row["version"],
        kind=row["kind"],
        parent=row["parent"],
        is_fed=bool(row["fed"]),
        layout=row["layout"],
    )


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
