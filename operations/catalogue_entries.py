"""The parts of a catalogue: what an office, a service, a counter and a procedure are."""

from dataclasses import dataclass
from datetime import date

from operations.catalogue_hours import Week
from operations.fields import Names
from queueing.hours import Span


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """The office itself."""

    code: str
    kind: str
    names: Names
    slogans: Names
    greetings: Names
    notices: Names
    hotline: str
    timezone: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureEntry:
    """A procedure with the papers it needs; `days` and `fee_vnd` are None where unknown."""

    code: str
    names: Names
    keywords: tuple[str, ...]
    papers: tuple[Names, ...]
    days: int | None
    fee_vnd: int | None


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A field of work. `hours` None is always open; a `daily_cap` of 0 is none."""

    code: str
    names: Names
    abouts: Names
    icon: str
    typical_min: int
    daily_cap: int
    hours: Week | None
    procedures: tuple[ProcedureEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class CounterEntry:
    """A counter and the codes of the services it serves."""

    number: int
    names: Names
    zone: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A closed day, or, with spans, a day with hours of its own."""

    day: date
    names: Names
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that a catalogue file says."""

    office: OfficeEntry
    services: tuple[ServiceEntry, ...]
    counters: tuple[CounterEntry, ...]
    closed_days: tuple[DayEntry, ...] = ()
    open_days: tuple[DayEntry, ...] = ()
