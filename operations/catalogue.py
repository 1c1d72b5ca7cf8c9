"""The catalogue of an office, taken in and out as one TOML text."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli_w

from operations.catalogue_entries import (
    Catalogue,
    CounterEntry,
    DayEntry,
    ProcedureEntry,
    ServiceEntry,
)
from operations.catalogue_format import SPELLED, CatalogueError, parse_catalogue
from operations.catalogue_hours import written_span, written_week
from operations.catalogue_in_use import nobody_stranded
from operations.catalogue_rows import (
    office_columns,
    put_counter,
    put_days,
    put_procedure,
    put_service,
    read_rows,
)
from operations.errors import NotFoundError, OfficeTakenError
from operations.fields import Problem
from operations.tree import TREE, check_kind
from queueing.numbering import office_day
from store.ids import new_id
from store.store import Change, Sql


def read_catalogue_file(path: Path) -> Catalogue:
    """The catalogue in a file. Raises CatalogueError, also for a file that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path.name, [Problem("file", "bad_toml", {"value": error})]) from error
    return parse_catalogue(text, path.name)


def create_office(sql: Sql, catalogue: Catalogue, *, now: datetime) -> str:
    """Make a new office from a catalogue, inside `store.maintain()`; its id is answered."""
    office = new_id()
    entry = catalogue.office
    sql.add_office(
        id=office,
        code=entry.code,
        kind=entry.kind,
        epoch=new_id(),
        current_day=office_day(now, entry.timezone).isoformat(),
        **office_columns(entry),
    )
    _write(sql, office, catalogue, version=0)
    return office


def update_catalogue(change: Change, catalogue: Catalogue) -> None:
    """Make an office what a catalogue says.

    Services, counters and procedures that the catalogue no longer has are put away, never
    deleted, since tickets name them. Raises InUseError while people wait for one of them,
    OfficeTakenError when the catalogue is another office's, whose code it has, and
    KindTooWideError for a kind that does not fit between the office above and those below.
    Inside a change that began alone in `TREE`.
    """
    sql, office, version = change.sql, change.office, change.version
    sql.check_alone(TREE)
    other = sql.office_with_code(code=catalogue.office.code)
    if other is not None and other["id"] != office:
        raise OfficeTakenError(taken=catalogue.office.code)
    if catalogue.office.kind != change.row["kind"]:
        check_kind(change, catalogue.office.kind, parent=change.row["parent"])
    with nobody_stranded(change):
        sql.name_office(id=office, code=catalogue.office.code, kind=catalogue.office.kind)
        sql.update_office(id=office, **office_columns(catalogue.office))
        sql.deactivate_procedures(office=office, version=version)
        sql.deactivate_services(office=office, version=version)
        sql.deactivate_counters(office=office, version=version)
        sql.clear_all_counter_services(office=office)
        _write(sql, office, catalogue, version=version)


def read_catalogue(sql: Sql, office: str) -> Catalogue:
    """The office's catalogue as it stands. Raises NotFoundError."""
    row = sql.get_office(id=office)
    if row is None:
        raise NotFoundError(office=office)
    return read_rows(sql, row)


def export_catalogue(sql: Sql, office: str) -> str:
    """The office's catalogue as TOML that `parse_catalogue` reads back to the same."""
    return write_catalogue(read_catalogue(sql, office))


def write_catalogue(catalogue: Catalogue) -> str:
    """A catalogue as TOML; keys without a value are left out."""
    document = {
        "office": _spelled(asdict(catalogue.office)),
        "service": [_written_service(service) for service in catalogue.services],
        "counter": [_written_counter(counter) for counter in catalogue.counters],
        "closed_day": [_written_day(day) for day in catalogue.closed_days],
        "open_day": [_written_day(day) for day in catalogue.open_days],
    }
    return tomli_w.dumps({key: part for key, part in document.items() if part})


def _write(sql: Sql, office: str, catalogue: Catalogue, *, version: int) -> None:
    for position, service in enumerate(catalogue.services):
        put_service(sql, office, service, position=position, version=version)
    known = {row["code"]: row["id"] for row in sql.list_procedure_ids(office=office)}
    for service in catalogue.services:
        for position, procedure in enumerate(service.procedures):
            put_procedure(
                sql,
                office,
                service.code,
                procedure,
                procedure_id=known.get(procedure.code) or new_id(),
                position=position,
                version=version,
            )
    for counter in catalogue.counters:
        put_counter(sql, office, counter, version=version)
    put_days(sql, office, catalogue.closed_days, catalogue.open_days)


def _spelled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Our fields under the file's keys, without those that have no value."""
    return {SPELLED.get(key, key): value for key, value in values.items() if value not in NO_VALUE}


NO_VALUE: tuple[object, ...] = (None, "", {}, (), [])


def _written_service(entry: ServiceEntry) -> dict[str, Any]:
    hours = None if entry.hours is None else written_week(entry.hours)
    procedures = [_written_procedure(procedure) for procedure in entry.procedures]
    plain = {key: value for key, value in asdict(entry).items() if key != "procedures"}
    return _spelled({**plain, "hours": hours, "procedure": procedures})


def _written_procedure(entry: ProcedureEntry) -> dict[str, Any]:
    return _spelled(asdict(entry))


def _written_counter(entry: CounterEntry) -> dict[str, Any]:
    return _spelled(asdict(entry))


def _written_day(entry: DayEntry) -> dict[str, Any]:
    spans = [written_span(span) for span in entry.spans]
    return _spelled({"date": entry.day, "names": entry.names, "hours": spans})
