"""What a report is about: an office, a period, and by which parts its rows are told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from operations.offices import Names, Office, get_office
from satisfaction import periods
from satisfaction.periods import Period
from store.store import Sql


class By(StrEnum):
    """The parts that get a row each; `office` has one part, the whole."""

    COUNTER = "counter"
    STAFF = "staff"
    SERVICE = "service"
    DAY = "day"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Scope:
    """One report's question: these days of this office, by these parts."""

    office: Office
    period: Period
    by: By

    @property
    def parameters(self) -> dict[str, str]:
        """What the queries of reports.sql take."""
        return {
            "office": self.office.id,
            "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(),
            "by": self.by.value,
        }

    def head(self) -> dict[str, Any]:
        """What every report begins with."""
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "by": self.by.value,
            "title": {lang: periods.title(self.period, lang) for lang in ("vi", "en")},
            "names": self.office.names,
        }


def scope_of(sql: Sql, office: str, period: Period, by: By) -> Scope:
    """The scope of a report. Raises NotFoundError for an office that does not exist."""
    return Scope(get_office(sql, office), period, by)


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
        self._places = {key: place for place, key in enumerate(self._names)}

    def names(self, part: Part) -> Names:
        """What people call the part; its key where the catalogue does not know it any more."""
        if part is None:
            return NOWHERE[self._scope.by]
        if self._scope.by is By.DAY:
            return day_names(part)
        return self._names.get(part, {"vi": part})

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
    office = scope.office.id
    match scope.by:
        case By.COUNTER:
            rows = sql.all_counter_names(office=office)
            return {str(row["number"]): json.loads(row["names"]) for row in rows}
        case By.STAFF:
            return {r["id"]: {"vi": r["full_name"]} for r in sql.all_staff_names(office=office)}
        case By.SERVICE:
            rows = sql.all_service_names(office=office)
            return {row["code"]: json.loads(row["names"]) for row in rows}
        case By.OFFICE:
            return {"": scope.office.names}
    return {}  # days name themselves
