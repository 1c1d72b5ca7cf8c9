"""Print jobs as recorded states: queued, printing, then printed, unknown or failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from operations.errors import NotFoundError
from store.ids import new_id
from store.instants import from_text, to_text
from store.store import Change, Row, Sql

TROUBLE_KEPT = timedelta(hours=12)
"""How long a failed last job keeps its printer on the staff's screens."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended. `state` is `printed`, `unknown` or `failed`; `reason` a stable code."""

    state: str
    reason: str | None = None
    warning: str | None = None


def queue_print(
    change: Change,
    ticket_id: str,
    *,
    printer: str,
    device: str | None,
    now: datetime,
) -> Row:
    """Queue a ticket for a printer; after its first time it is marked as a copy."""
    job: Row = change.sql.add_print(
        id=new_id(),
        office=change.office,
        ticket=ticket_id,
        printer=printer,
        device=device,
        created_at=to_text(now),
        version=change.version,
    )
    return job


def get_print(sql: Sql, job_id: str) -> Row:
    """A job's row, or NotFoundError."""
    row: Row | None = sql.get_print(id=job_id)
    if row is None:
        raise NotFoundError(print=job_id)
    return row


def print_view(row: Row) -> dict[str, Any]:
    """The print shape of docs/protocol.md."""
    return {
        "id": row["id"],
        "ticket": row["ticket"],
        "label": row["label"],
        "printer": row["printer"],
        "state": row["state"],
        "reason": row["reason"],
        "warning": row["warning"],
        "copy": bool(row["copy"]),
    }


def start_print(sql: Sql, job_id: str) -> bool:
    """Mark a queued job as printing; False when somebody else did already."""
    return bool(sql.start_print(id=job_id) == 1)


def end_print(change: Change, job_id: str, ending: Ending, *, now: datetime) -> Row:
    """Keep how a job ended; a job ends once."""
    change.sql.end_print(
        id=job_id,
        state=ending.state,
        reason=ending.reason,
        warning=ending.warning,
        ended_at=to_text(now),
        version=change.version,
    )
    return get_print(change.sql, job_id)


def is_too_old(row: Row, *, now: datetime, keep: timedelta) -> bool:
    """Whether a queued job waited so long that its paper would only confuse."""
    return now - from_text(row["created_at"]) > keep


def printers_in_trouble(sql: Sql, office: str, *, now: datetime) -> list[Mapping[str, Any]]:
    """The printers whose last job did not certainly come out, or whose paper ends soon."""
    since = to_text(now - TROUBLE_KEPT)
    return [
        {
            "name": row["printer"],
            "state": row["state"],
            "reason": row["reason"] or row["warning"],
            "since": row["ended_at"],
            "unprinted": sql.unprinted_since(office=office, printer=row["printer"], since=since),
        }
        for row in sql.last_print_of_printers(office=office)
        if (row["state"] != "printed" or row["warning"]) and row["ended_at"] >= since
    ]
