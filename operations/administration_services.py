"""Services and their procedures, as managers keep them."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from operations.catalogue_entries import ProcedureEntry, ServiceEntry
from operations.catalogue_format import read_procedure, read_service
from operations.catalogue_hours import written_week
from operations.catalogue_in_use import nobody_stranded
from operations.catalogue_rows import put_procedure, put_service, service_entry
from operations.catalogue_search import procedure_state
from operations.errors import InvalidError, NotFoundError, UnknownServiceError
from operations.fields import Fields
from operations.written import Values, read_changed, read_new
from store.ids import new_id
from store.store import Change, Row, Sql

LAST_POSITION = 9999


def list_service_settings(sql: Sql, office: str) -> list[dict[str, Any]]:
    """Every active service with all that a manager may set, in the kiosk's order."""
    return [_service_state(row) for row in sql.list_services(office=office)]


def service_settings(sql: Sql, office: str, code: str) -> dict[str, Any]:
    """One service. Raises UnknownServiceError."""
    return _service_state(_service_row(sql, office, code))


def add_service(change: Change, values: Values) -> dict[str, Any]:
    """Add a service; its position is the last one unless given. Raises InvalidError."""
    last = change.sql.last_service_position(office=change.office)
    entry, paused, position = read_new({"position": last + 1, **values}, _read_service)
    standing = change.sql.get_service(office=change.office, code=entry.code)
    if standing is not None and standing["active"]:
        raise InvalidError(fields={"code": "taken"})
    return _keep_service(change, entry, paused, position)


def change_service(change: Change, code: str, values: Values) -> dict[str, Any]:
    """Change, pause or move a service; what is not named stays. Raises InvalidError."""
    current = service_settings(change.sql, change.office, code)
    entry, paused, position = read_changed(
        current, values, _read_service, fixed=frozenset({"code"})
    )
    return _keep_service(change, entry, paused, position)


def remove_service(change: Change, code: str) -> None:
    """Put a service and its procedures away. Raises InUseError while people wait for it."""
    _service_row(change.sql, change.office, code)
    sql, office, version = change.sql, change.office, change.version
    with nobody_stranded(change):
        sql.deactivate_service(office=office, code=code, version=version)
        sql.clear_service_counters(office=office, service=code)
        sql.deactivate_procedures_of(office=office, service=code, version=version)


def list_procedure_settings(sql: Sql, office: str) -> list[dict[str, Any]]:
    """Every procedure of every active service, in the catalogue's order."""
    return [_procedure_settings(row) for row in sql.list_procedures(office=office)]


def add_procedure(change: Change, values: Values) -> dict[str, Any]:
    """Add a procedure to a service, as its last one unless a position is given.

    Raises InvalidError.
    """
    service, entry, position = read_new(values, _procedure_reader(change))
    if position is None:
        last = change.sql.last_procedure_position(office=change.office, service=service)
        position = last + 1
    return _keep_procedure(change, new_id(), service, entry, position)


def change_procedure(change: Change, procedure: str, values: Values) -> dict[str, Any]:
    """Change a procedure or move it to another service; what is not named stays.

    Raises NotFoundError and InvalidError.
    """
    current = _procedure_settings(_procedure_row(change.sql, change.office, procedure))
    service, entry, position = read_changed(
        current, values, _procedure_reader(change), fixed=frozenset({"id"})
    )
    return _keep_procedure(change, procedure, service, entry, position or 0)


def remove_procedure(change: Change, procedure: str) -> None:
    """Put a procedure away. Raises NotFoundError."""
    _procedure_row(change.sql, change.office, procedure)
    change.sql.deactivate_procedure(office=change.office, id=procedure, version=change.version)


def _read_service(fields: Fields) -> tuple[ServiceEntry, bool, int]:
    position = fields.whole("position", 0, LAST_POSITION)
    return read_service(fields), fields.flag("paused", default=False), position


def _keep_service(
    change: Change, entry: ServiceEntry, paused: bool, position: int
) -> dict[str, Any]:
    put_service(change.sql, change.office, entry, position=position, version=change.version)
    change.sql.pause_service(
        office=change.office, code=entry.code, paused=int(paused), version=change.version
    )
    return service_settings(change.sql, change.office, entry.code)


def _service_row(sql: Sql, office: str, code: str) -> Row:
    row: Row | None = sql.get_service(office=office, code=code)
    if row is None or not row["active"]:
        raise UnknownServiceError(service=code)
    return row


def _service_state(row: Row) -> dict[str, Any]:
    entry = service_entry(row)
    state = asdict(entry) | {"hours": None if entry.hours is None else written_week(entry.hours)}
    del state["procedures"]
    return state | {
        "paused": bool(row["paused"]),
        "position": row["position"],
        "version": row["version"],
    }


def _procedure_reader(
    change: Change,
) -> Callable[[Fields], tuple[str, ProcedureEntry, int | None]]:
    codes = [row["code"] for row in change.sql.list_services(office=change.office)]

    def read(fields: Fields) -> tuple[str, ProcedureEntry, int | None]:
        service = fields.text("service")
        if service and service not in codes:
            fields.problem("service", "unknown_service", value=service)
        position = fields.maybe_whole("position", 0, LAST_POSITION)
        return service, read_procedure(fields), position

    return read


def _keep_procedure(
    change: Change, procedure: str, service: str, entry: ProcedureEntry, position: int
) -> dict[str, Any]:
    for row in change.sql.list_procedures(office=change.office):
        if row["code"] == entry.code and row["id"] != procedure:
            raise InvalidError(fields={"code": "taken"})
    put_procedure(
        change.sql,
        change.office,
        service,
        entry,
        procedure_id=procedure,
        position=position,
        version=change.version,
    )
    return _procedure_settings(_procedure_row(change.sql, change.office, procedure))


def _procedure_row(sql: Sql, office: str, procedure: str) -> Row:
    row: Row | None = sql.get_procedure(office=office, id=procedure)
    if row is None:
        raise NotFoundError(procedure=procedure)
    return row


def _procedure_settings(row: Row) -> dict[str, Any]:
    return procedure_state(row) | {"position": row["position"], "version": row["version"]}
