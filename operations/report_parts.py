"""What a report is about: an office, a period, and by which parts its rows are told."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from operations.offices import Names, Office, get_office, texts_from
from operations.tree import offices_within
from satisfaction import periods
from satisfaction.periods import Period
from store.lists import listed
from store.store import Sql


class By(StrEnum):
    """The parts that get a row each; `office` has one part, the whole."""

    COUNTER = "counter"
    STAFF = "staff"
    SERVICE = "service"
    DAY = "day"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Member:
    """One of the offices of a report."""

    id: str
    code: str
    names: Names


@dataclass(frozen=True, slots=True)
class Scope:
    """One report's question: these days of these offices, by these parts.

    `office` is whose report it is: it gives the name at the head, and the time zone. `which` says
    whether the offices are itself (`here`), itself and all `below` it, or `some` others.
    """

    office: Office
    offices: tuple[Member, ...]
    period: Period
    by: By
    which: str = "here"

    @property
    def ids(self) -> str:
        """Its offices as the queries take them."""
        return listed(office.id for office in self.offices)

    @property
    def parameters(self) -> dict[str, str]:
        """What the queries of reports.sql take."""
        return {
            "offices": self.ids,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
        }

    @property
    def summed_parameters(self) -> dict[str, str]:
        """What its queries of summaries take besides. `until` is the last day up to which months
        are whole, and every month ends on the 31st; none is, where days are told one by one.
        """
        last = self.period.last
        is_end = last.day == monthrange(last.year, last.month)[1]
        until = f"{last.isoformat()[:7]}-31" if is_end else last.isoformat()
        return {
            **self.parameters,
            "until": "" if self.by is By.DAY else until,
            "by": self.by.value,
            "kind": self.kind.value,
        }

    @property
    def kind(self) -> By:
        """The kind of summaries that tells it: a day is told by those of whole offices."""
        return By.OFFICE if self.by is By.DAY else self.by

    def head(self) -> dict[str, Any]:
        """What every report begins with."""
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "by": self.by.value,
            "title": {lang: periods.title(self.period, lang) for lang in ("vi", "en")},
            "names": self.office.names,
            "offices": len(self.offices),
            "scope": self.which,
            "members": [{"code": one.code, "names": one.names} for one in self.offices],
        }


def scope_of(
    sql: Sql, office: str, period: Period, by: By, *, offices: Collection[str] = ()
) -> Scope:
    """The scope of a report: of `offices`, or of `office` alone where none is named.

    Raises NotFoundError for an office that does not exist.
    """
    rows = sql.offices_of_report(offices=listed(offices or (office,)))
    members = [Member(row["id"], row["code"], texts_from(row["names"])) for row in rows]
    which = _which(sql, office, {member.id for member in members})
    return Scope(get_office(sql, office), tuple(members), period, by, which)


def _which(sql: Sql, office: str, offices: Set[str]) -> str:
    if offices == {office}:
        return "here"
    return "below" if offices == set(offices_within(sql, office)) else "some"


Part = str | None
"""The key of a part as the queries answer it; None where a ticket belongs to none."""

NOWHERE: Mapping[By, Names] = {
    By.COUNTER: {"vi": "Chưa được gọi vào quầy", "en": "Not called to a counter"},
    By.STAFF: {"vi": "Chưa có cán bộ tiếp nhận", "en": "Not taken by an officer"},
}
"""How the row of tickets without a counter or clerk is called."""


class PartNames:
    """The names of parts, and the order in which they stand in a table."""

    def __init__(self, sql: Sql, scope: Scope) -> None:
        self._scope = scope
        self._names = _known_names(sql, scope)
        self._codes = {office.id: office.code for office in scope.offices}
        self._places = {key: place for place, key in enumerate(self._names)}

    def names(self, part: Part) -> Names:
        """What people call the part; its key where the catalogue does not know it any more."""
        if part is None:
            return NOWHERE[self._scope.by]
        if self._scope.by is By.DAY:
            return day_names(part)
        return self._names.get(part, {"vi": part})

    def key(self, part: Part) -> Part:
        """How the answer calls the part: an office by its code."""
        return self._codes.get(part, part) if part else part

    def place(self, part: Part) -> tuple[int, str]:
        """Sorts as the catalogue does, days by the calendar; nowhere and unknown ones come last."""
        last = len(self._places)
        if part is None:
            return last + 1, ""
        return self._places.get(part, last), part


def day_names(day: str) -> Names:
    """A day as a table shows it."""
    period = periods.day(date.fromisoformat(day))
    return {"vi": f"{period.first:%d/%m/%Y}", "en": periods.title(period, "en")}


def _known_names(sql: Sql, scope: Scope) -> dict[str, Names]:
    match scope.by:
        case By.COUNTER:
            rows = sql.all_counter_names(offices=scope.ids)
            return {str(row["number"]): texts_from(row["names"]) for row in rows}
        case By.STAFF:
            rows = sql.all_staff_names(offices=scope.ids)
            return {row["id"]: {"vi": row["full_name"]} for row in rows}
        case By.SERVICE:
            rows = sql.all_service_names(offices=scope.ids)
            return first_names((row["code"], texts_from(row["names"])) for row in rows)
        case By.OFFICE:
            return {office.id: office.names for office in scope.offices}
    return {}  # days name themselves


def first_names(named: Iterable[tuple[str, Names]]) -> dict[str, Names]:
    """Offices may call the service of one code differently: the first of them names it for all."""
    names: dict[str, Names] = {}
    for code, called in named:
        names.setdefault(code, called)
    return names
