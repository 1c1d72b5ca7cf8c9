"""Counters, as managers keep them."""

import json
from collections.abc import Callable
from typing import Any

from operations.catalogue_entries import CounterEntry
from operations.catalogue_format import read_counter
from operations.catalogue_in_use import nobody_stranded
from operations.catalogue_rows import put_counter
from operations.errors import InvalidError, UnknownCounterError
from operations.fields import Fields
from operations.written import Values, read_changed, read_new
from store.store import Change, Sql


def list_counter_settings(sql: Sql, office: str) -> list[dict[str, Any]]:
    """Every active counter with the services it serves, by number."""
    serves: dict[int, list[str]] = {}
    for row in sql.list_counter_services(office=office):
        serves.setdefault(row["counter"], []).append(row["service"])
    return [
        {
            "number": row["number"],
            "names": json.loads(row["names"]),
            "zone": row["zone"],
            "services": serves.get(row["number"], []),
            "version": row["version"],
        }
        for row in sql.list_counters(office=office)
    ]


def counter_settings(sql: Sql, office: str, number: int) -> dict[str, Any]:
    """One counter. Raises UnknownCounterError."""
    for counter in list_counter_settings(sql, office):
        if counter["number"] == number:
            return counter
    raise UnknownCounterError(counter=number)


def add_counter(change: Change, values: Values) -> dict[str, Any]:
    """Add a counter. Raises InvalidError."""
    entry = read_new(values, _reader(change))
    if entry.number in [c["number"] for c in list_counter_settings(change.sql, change.office)]:
        raise InvalidError(fields={"number": "taken"})
    return _keep(change, entry)


def change_counter(change: Change, number: int, values: Values) -> dict[str, Any]:
    """Change a counter; what is not named stays, and its number always does.

    Raises InvalidError, and InUseError when people would wait for a service without a counter.
    """
    current = counter_settings(change.sql, change.office, number)
    fixed = frozenset({"number"})
    return _keep(change, read_changed(current, values, _reader(change), fixed=fixed))


def remove_counter(change: Change, number: int) -> None:
    """Put a counter away.

    Raises InUseError while somebody sits there, waits for it, or a tablet is paired with it.
    """
    counter_settings(change.sql, change.office, number)
    sql, office = change.sql, change.office
    with nobody_stranded(change):
        sql.deactivate_counter(office=office, number=number, version=change.version)
        sql.clear_counter_services(office=office, counter=number)


def _reader(change: Change) -> Callable[[Fields], CounterEntry]:
    codes = [row["code"] for row in change.sql.list_services(office=change.office)]
    return lambda fields: read_counter(fields, codes)


def _keep(change: Change, entry: CounterEntry) -> dict[str, Any]:
    with nobody_stranded(change):
        put_counter(change.sql, change.office, entry, version=change.version)
    return counter_settings(change.sql, change.office, entry.number)
