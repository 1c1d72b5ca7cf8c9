"""The office's own settings, as managers read and change them."""

from dataclasses import asdict
from typing import Any

from operations.catalogue_entries import DayEntry, OfficeEntry
from operations.catalogue_format import (
    read_closed_day,
    read_office,
    read_open_day,
    report_twice,
)
from operations.catalogue_hours import written_span
from operations.catalogue_rows import (
    closed_days,
    office_columns,
    office_entry,
    open_days,
    put_days,
)
from operations.errors import NotFoundError
from operations.fields import Fields
from operations.written import Values, read_changed
from store.store import Change, Sql

FIXED = frozenset({"code", "kind"})
"""What only a catalogue file changes, and of the kind who manages an office above."""


def office_settings(sql: Sql, office: str) -> dict[str, Any]:
    """All that a manager may set, with closed days and days that have hours of their own."""
    row = sql.get_office(id=office)
    if row is None:
        raise NotFoundError(office=office)
    entry = asdict(office_entry(row))
    return {
        **entry,
        "languages": list(entry["languages"]),
        "closed_days": [_written_day(day) for day in closed_days(sql, office)],
        "open_days": [
            _written_day(day) | {"hours": [written_span(span) for span in day.spans]}
            for day in open_days(sql, office)
        ],
        "version": row["version"],
    }


def change_office(change: Change, values: Values) -> dict[str, Any]:
    """Change the office's settings; what is not named stays. Raises InvalidError."""
    current = office_settings(change.sql, change.office)
    office, closed, opened = read_changed(current, values, _read_settings, fixed=FIXED)
    change.sql.update_office(id=change.office, **office_columns(office))
    put_days(change.sql, change.office, closed, opened)
    return office_settings(change.sql, change.office)


def _read_settings(fields: Fields) -> tuple[OfficeEntry, list[DayEntry], list[DayEntry]]:
    closed = [read_closed_day(table) for table in fields.tables("closed_days")]
    opened = [read_open_day(table) for table in fields.tables("open_days")]
    report_twice(fields, "closed_days", (entry.day for entry in closed))
    report_twice(fields, "open_days", (entry.day for entry in opened))
    return read_office(fields), closed, opened


def _written_day(entry: DayEntry) -> dict[str, Any]:
    return {"date": entry.day.isoformat(), "names": entry.names}
