"""The catalogue of an office as one TOML text: how it is read, and what can be wrong with it."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from operations.catalogue_entries import (
    Catalogue,
    CounterEntry,
    DayEntry,
    OfficeEntry,
    ProcedureEntry,
    ServiceEntry,
)
from operations.catalogue_hours import read_spans, read_week
from operations.errors import InvalidError
from operations.fields import LANGUAGE, Fields, Names, Problem, nearest
from queueing.numbering import LAST_NUMBER

Entry = TypeVar("Entry")

KINDS = ("ministry", "province", "centre", "branch", "commune", "point")
"""A `centre` is a province's own, with `branch`es; a `point` is a reception point of another
office. Source: Nghị định 118/2025/NĐ-CP."""

WITHOUT_COUNTERS = frozenset({"ministry", "province"})
"""What may stand above others without a hall of its own."""

SPELLED = {
    "names": "name",
    "abouts": "about",
    "slogans": "slogan",
    "greetings": "greeting",
    "notices": "notice",
}
"""In the file a key is in the singular; in the program and in JSON, a text by language is plural."""


class CatalogueError(InvalidError):
    """A catalogue that cannot be used; its text tells all problems at once."""

    def __init__(self, source: str, problems: list[Problem]) -> None:
        super().__init__(fields={problem.place: problem.code for problem in problems})
        self.source = source
        self.problems = problems

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{self.source}: {count} problem{'' if count == 1 else 's'}"
        return "\n  ".join([head, *map(str, self.problems)])


def parse_catalogue(text: str, source: str = "catalogue.toml") -> Catalogue:
    """The catalogue in a TOML text. Raises CatalogueError with all problems and their places."""
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers and depths beyond any file
        raise CatalogueError(source, [Problem("TOML", "bad_toml", {"value": error})]) from error
    problems: list[Problem] = []
    catalogue = _read_catalogue(Fields(table, problems))
    if problems:
        raise CatalogueError(source, problems)
    return catalogue


def read_office(fields: Fields) -> OfficeEntry:
    """The office's own fields."""
    return OfficeEntry(
        code=fields.code("code", r"[a-z0-9][a-z0-9-]{1,39}", "small letters, digits and '-'"),
        kind=fields.code("kind", "|".join(KINDS), " ".join(KINDS)),
        names=fields.names("names"),
        slogans=fields.names("slogans", needed=False),
        greetings=fields.names("greetings", needed=False),
        notices=read_notices(fields),
        hotline=fields.text("hotline", most=40, default=""),
        timezone=_read_timezone(fields),
        languages=_read_languages(fields),
    )


def read_notices(fields: Fields) -> Names:
    """What runs along the displays; nothing where nothing is said."""
    return fields.names("notices", most=1000, needed=False)


def read_service(fields: Fields) -> ServiceEntry:
    """A service without its procedures."""
    return ServiceEntry(
        code=fields.code("code", "[A-Z]", "one capital letter, A to Z"),
        names=fields.names("names", most=100),
        abouts=fields.names("abouts", most=500, needed=False),
        icon=fields.code("icon", r"[a-z0-9-]{1,40}", "the name of an icon"),
        typical_min=fields.whole("typical_min", 1, 240),
        daily_cap=fields.whole("daily_cap", 0, LAST_NUMBER, default=0),
        hours=read_week(fields, "hours"),
    )


def read_procedure(fields: Fields) -> ProcedureEntry:
    """A procedure."""
    return ProcedureEntry(
        code=fields.code("code", r"[\w.()/-]{1,60}", "letters, digits, '.' and '-'"),
        names=fields.names("names", most=500),
        keywords=tuple(fields.texts("keywords")),
        papers=_read_papers(fields),
        days=fields.maybe_whole("days", 0, 3650),
        fee_vnd=fields.maybe_whole("fee_vnd", 0, 1_000_000_000),
    )


def read_counter(fields: Fields, services: Iterable[str]) -> CounterEntry:
    """A counter; it may serve only `services`."""
    served = fields.texts("services")
    known = sorted(services)
    for code in served:
        if code not in known:
            near = nearest(code, known)
            fields.problem("services", "unknown_service", near=near, value=code)
    return CounterEntry(
        number=fields.whole("number", 1, 99),
        names=fields.names("names", most=100),
        zone=fields.text("zone", most=40, default=""),
        services=tuple(sorted(set(served))),
    )


def read_closed_day(fields: Fields) -> DayEntry:
    """A day without service."""
    return DayEntry(day=fields.day("date"), names=fields.names("names", needed=False))


def read_open_day(fields: Fields) -> DayEntry:
    """A day with hours of its own, which win over the week and over closed days."""
    return DayEntry(
        day=fields.day("date"),
        names=fields.names("names", needed=False),
        spans=read_spans(fields, "hours"),
    )


def report_twice(fields: Fields, key: str, values: Iterable[object]) -> None:
    """Keep a problem for each value that stands more than once."""
    for value, times in Counter(values).items():
        if times > 1:
            fields.problem(key, "twice", value=value)


def _read_catalogue(root: Fields) -> Catalogue:
    office = _finished(root.table("office", SPELLED), read_office)
    services = tuple(_read_service_with_procedures(t) for t in root.tables("service", SPELLED))
    codes = {service.code for service in services}
    counters = tuple(_read_one_counter(t, codes) for t in root.tables("counter", SPELLED))
    closed = _read_days(root, "closed_day", read_closed_day)
    opened = _read_days(root, "open_day", read_open_day)
    if services or counters or office.kind not in WITHOUT_COUNTERS:
        _report_catalogue(root, services, counters)
    root.finish()
    return Catalogue(office, services, counters, closed, opened)


def _report_catalogue(
    root: Fields,
    services: tuple[ServiceEntry, ...],
    counters: tuple[CounterEntry, ...],
) -> None:
    for key, entries in (("service", services), ("counter", counters)):
        if not entries:
            root.problem(key, "required")
    report_twice(root, "service", (service.code for service in services))
    report_twice(root, "counter", (counter.number for counter in counters))
    procedures = [procedure.code for service in services for procedure in service.procedures]
    report_twice(root, "service.procedure", procedures)
    served = {code for counter in counters for code in counter.services}
    for service in services:
        if service.code not in served:
            root.problem(f"service[{service.code}]", "no_counter", value=service.code)


def _read_service_with_procedures(fields: Fields) -> ServiceEntry:
    service = read_service(fields)
    procedures = tuple(_finished(t, read_procedure) for t in fields.tables("procedure", SPELLED))
    fields.finish()
    return replace(service, procedures=procedures)


def _read_one_counter(fields: Fields, services: Iterable[str]) -> CounterEntry:
    return _finished(fields, lambda table: read_counter(table, services))


def _finished(fields: Fields, read: Callable[[Fields], Entry]) -> Entry:
    entry = read(fields)
    fields.finish()
    return entry


def _read_days(root: Fields, key: str, read: Callable[[Fields], DayEntry]) -> tuple[DayEntry, ...]:
    days = [_finished(table, read) for table in root.tables(key, SPELLED)]
    report_twice(root, key, (entry.day for entry in days))
    return tuple(sorted(days, key=lambda entry: entry.day))


def _read_papers(fields: Fields) -> tuple[Names, ...]:
    papers = []
    for at, paper in enumerate(fields.items("papers", most=50), start=1):
        key = f"papers[{at}]"
        papers.append(
            Fields({key: paper}, fields.problems, place=fields.place).names(key, most=500)
        )
    return tuple(papers)


def _read_timezone(fields: Fields) -> str:
    timezone = fields.text("timezone")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if timezone:
            fields.problem("timezone", "bad_timezone", value=timezone)
    return timezone


def _read_languages(fields: Fields) -> tuple[str, ...]:
    languages = fields.texts("languages")
    if not languages:
        fields.problem("languages", "required")
    elif "vi" not in languages:
        fields.problem("languages", "no_vietnamese")
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            fields.problem("languages", "bad_code", value=language, use="codes such as 'vi'")
    report_twice(fields, "languages", languages)
    return tuple(languages)
