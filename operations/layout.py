"""An office's services, counters and days apart, kept in memory while its layout keeps its name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from operations.errors import UnknownCounterError, UnknownServiceError
from operations.offices import (
    Desk,
    Names,
    Office,
    Service,
    get_office,
    hours_from,
    office_of,
    span_from,
    texts_from,
)
from queueing.hours import Span
from store.store import Change, Row, Sql

MOST_KEPT = 512
"""Layouts of so many offices are kept, of some 50 kB each; the one that was read first goes first."""

Days = tuple[frozenset[date], dict[date, list[Span]]]
"""Closed days, and days with hours of their own."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What managers set up and the day's work only reads. `services` are the active ones in the
    order of the kiosk's tiles, `known` also those that were taken out of use; `desks` are the active
    counters by number, as if all were closed. Shared: nobody may change it.
    """

    services: Mapping[str, Service]
    known: Mapping[str, Service]
    desks: Mapping[int, Desk]

    def service(self, code: str) -> Service:
        """An active service, or UnknownServiceError."""
        found = self.services.get(code)
        if found is None:
            raise UnknownServiceError(service=code)
        return found

    def desk(self, number: int) -> Desk:
        """An active counter, closed, or UnknownCounterError."""
        found = self.desks.get(number)
        if found is None:
            raise UnknownCounterError(counter=number)
        return found

    def names_of(self, service: str) -> Names:
        """A service's names; the code for an unknown one."""
        known = self.known.get(service)
        return known.names if known else {"vi": service}

    def counters_of(self, service: str) -> list[int]:
        """The numbers of the counters that serve it."""
        return [number for number, desk in self.desks.items() if service in desk.services]


_kept: dict[tuple[str, str], Layout] = {}


def layout_of(sql: Sql, office: Office) -> Layout:
    """The office's layout as this transaction sees it: whoever changes a row of it gives it another
    name, so what was read under a name is right as long as the office's row still has it.
    """
    key = (office.id, sql.layouts.get(office.id, office.layout))
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = _read(sql, office.id)
        while len(_kept) > MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
    return found


def list_services(sql: Sql, office: str) -> list[Service]:
    """The active services in the order of the kiosk's tiles."""
    return list(layout_of(sql, get_office(sql, office)).services.values())


def list_desks(sql: Sql, office: Office) -> list[Desk]:
    """The active counters by number, each with its clerk."""
    sessions = {row["counter"]: row for row in sql.list_open_sessions(office=office.id)}
    desks = layout_of(sql, office).desks.values()
    return [_held(desk, sessions.get(desk.number)) for desk in desks]


def layout_in(change: Change) -> Layout:
    """The layout of a change's office."""
    return layout_of(change.sql, office_of(change))


def get_desk(change: Change, number: int) -> Desk:
    """One active counter with its clerk, or UnknownCounterError."""
    desk = layout_in(change).desk(number)
    session = change.sql.open_session_of_counter(office=change.office, counter=number)
    return _held(desk, session)


def _read(sql: Sql, office: str) -> Layout:
    days = _days(sql, office)
    services = {
        row["code"]: (_service(row, days), row["active"]) for row in sql.all_services(office=office)
    }
    serves: dict[int, set[str]] = {}
    for row in sql.list_counter_services(office=office):
        serves.setdefault(row["counter"], set()).add(row["service"])
    return Layout(
        services={code: service for code, (service, is_active) in services.items() if is_active},
        known={code: service for code, (service, _) in services.items()},
        desks={
            row["number"]: _desk(row, frozenset(serves.get(row["number"], ())))
            for row in sql.list_counters(office=office)
        },
    )


def _days(sql: Sql, office: str) -> Days:
    closed = frozenset(date.fromisoformat(r["day"]) for r in sql.list_closed_days(office=office))
    special = {
        date.fromisoformat(row["day"]): [span_from(entry) for entry in json.loads(row["spans"])]
        for row in sql.list_special_days(office=office)
    }
    return closed, special


def _service(row: Row, days: Days) -> Service:
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


def _desk(row: Row, services: frozenset[str]) -> Desk:
    return Desk(row["number"], texts_from(row["names"]), row["zone"], services)


def _held(desk: Desk, session: Row | None) -> Desk:
    if session is None:
        return desk
    held: dict[str, Any] = {
        name: session[name]
        for name in ("staff", "full_name", "opened_at", "paused_at", "paused_reason")
    }
    return replace(desk, session=session["id"], **held)
