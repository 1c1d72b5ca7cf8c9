"""The catalogue's parts as rows of the store, and back."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from operations.catalogue_entries import (
    Catalogue,
    CounterEntry,
    DayEntry,
    OfficeEntry,
    ProcedureEntry,
    ServiceEntry,
)
from operations.catalogue_hours import (
    spans_from_text,
    spans_to_text,
    week_from_text,
    week_to_text,
)
from operations.catalogue_search import folded_procedure
from operations.fields import Names
from store.store import Row, Sql


def office_columns(entry: OfficeEntry) -> dict[str, str]:
    """The columns that a manager may change."""
    return {
        "names": to_json(entry.names),
        "slogans": to_json(entry.slogans),
        "greetings": to_json(entry.greetings),
        "notices": to_json(entry.notices),
        "hotline": entry.hotline,
        "timezone": entry.timezone,
        "languages": to_json(entry.languages),
    }


def office_entry(row: Row) -> OfficeEntry:
    """The office from its row."""
    return OfficeEntry(
        code=row["code"],
        kind=row["kind"],
        names=json.loads(row["names"]),
        slogans=json.loads(row["slogans"]),
        greetings=json.loads(row["greetings"]),
        notices=json.loads(row["notices"]),
        hotline=row["hotline"],
        timezone=row["timezone"],
        languages=tuple(json.loads(row["languages"])),
    )


def put_service(sql: Sql, office: str, entry: ServiceEntry, *, position: int, version: int) -> None:
    """Add a service, or change the one with its code."""
    sql.put_service(
        office=office,
        code=entry.code,
        names=to_json(entry.names),
        abouts=to_json(entry.abouts),
        icon=entry.icon,
        typical_s=entry.typical_min * 60,
        daily_cap=entry.daily_cap,
        hours=week_to_text(entry.hours),
        position=position,
        version=version,
    )


def service_entry(row: Row) -> ServiceEntry:
    """A service without its procedures."""
    return ServiceEntry(
        code=row["code"],
        names=json.loads(row["names"]),
        abouts=json.loads(row["abouts"]),
        icon=row["icon"],
        typical_min=row["typical_s"] // 60,
        daily_cap=row["daily_cap"],
        hours=week_from_text(row["hours"]),
    )


def put_procedure(
    sql: Sql,
    office: str,
    service: str,
    entry: ProcedureEntry,
    *,
    procedure_id: str,
    position: int,
    version: int,
) -> None:
    """Add a procedure, or change the one with this id."""
    sql.put_procedure(
        id=procedure_id,
        office=office,
        service=service,
        code=entry.code,
        names=to_json(entry.names),
        keywords=to_json(entry.keywords),
        papers=to_json(entry.papers),
        days=entry.days,
        fee_vnd=entry.fee_vnd,
        folded=folded_procedure(entry),
        position=position,
        version=version,
    )


def procedure_entry(row: Row) -> ProcedureEntry:
    """A procedure from its row."""
    return ProcedureEntry(
        code=row["code"],
        names=json.loads(row["names"]),
        keywords=tuple(json.loads(row["keywords"])),
        papers=tuple(json.loads(row["papers"])),
        days=row["days"],
        fee_vnd=row["fee_vnd"],
    )


def put_counter(sql: Sql, office: str, entry: CounterEntry, *, version: int) -> None:
    """Add a counter with its services, or change the one with its number."""
    sql.put_counter(
        office=office,
        number=entry.number,
        names=to_json(entry.names),
        zone=entry.zone,
        version=version,
    )
    sql.clear_counter_services(office=office, counter=entry.number)
    for service in entry.services:
        sql.add_counter_service(office=office, counter=entry.number, service=service)


def put_days(
    sql: Sql, office: str, closed_days: Iterable[DayEntry], open_days: Iterable[DayEntry]
) -> None:
    """Replace all closed days and all days with hours of their own."""
    sql.clear_closed_days(office=office)
    sql.clear_special_days(office=office)
    for entry in closed_days:
        sql.add_closed_day(office=office, day=entry.day.isoformat(), names=to_json(entry.names))
    for entry in open_days:
        sql.add_special_day(
            office=office,
            day=entry.day.isoformat(),
            names=to_json(entry.names),
            spans=spans_to_text(entry.spans),
        )


def closed_days(sql: Sql, office: str) -> tuple[DayEntry, ...]:
    """The closed days, in order."""
    return tuple(
        DayEntry(date.fromisoformat(row["day"]), json.loads(row["names"]))
        for row in sql.list_closed_days(office=office)
    )


def open_days(sql: Sql, office: str) -> tuple[DayEntry, ...]:
    """The days with hours of their own, in order."""
    return tuple(
        DayEntry(
            date.fromisoformat(row["day"]), json.loads(row["names"]), spans_from_text(row["spans"])
        )
        for row in sql.list_special_days(office=office)
    )


def read_rows(sql: Sql, office_row: Row) -> Catalogue:
    """The whole catalogue of an office as it stands."""
    office = office_row["id"]
    procedures: dict[str, list[ProcedureEntry]] = {}
    for row in sql.list_procedures(office=office):
        procedures.setdefault(row["service"], []).append(procedure_entry(row))
    serves: dict[int, list[str]] = {}
    for row in sql.list_counter_services(office=office):
        serves.setdefault(row["counter"], []).append(row["service"])
    return Catalogue(
        office=office_entry(office_row),
        services=tuple(
            _with(service_entry(row), procedures.get(row["code"], ()))
            for row in sql.list_services(office=office)
        ),
        counters=tuple(
            CounterEntry(
                row["number"],
                json.loads(row["names"]),
                row["zone"],
                tuple(serves.get(row["number"], ())),
            )
            for row in sql.list_counters(office=office)
        ),
        closed_days=closed_days(sql, office),
        open_days=open_days(sql, office),
    )


def to_json(value: Names | Iterable[object]) -> str:
    """JSON as the store keeps it, with its letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def _with(service: ServiceEntry, procedures: Iterable[ProcedureEntry]) -> ServiceEntry:
    return replace(service, procedures=tuple(procedures))
