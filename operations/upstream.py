"""An office's reports to its province: what it says next, and what it learns from the answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from operations.errors import NotFoundError
from operations.upstream_rows import Batch, Rows, read_batch, read_health, read_office
from store.instants import from_text, to_text
from store.store import Row, Sql, Store

WELL = "well"
RESTORED = "restored"
"""From a backup: nothing was done about it yet."""

APART = "apart"
"""Went on from the backup without the province: what the old machine sent is still to be fetched."""

RETURNED = "returned"
"""Has everything again; the province is told so with the next report."""


LONGEST_WAIT_S = 60

SILENT_AFTER = timedelta(minutes=5)
"""A line that is gone for a moment is nobody's trouble; manager/static/troubles.js says the same."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The next report: its head, its rows, and the batch that they are."""

    head: Mapping[str, Any]
    rows: Rows
    batch: Batch


def begin_upstream(store: Store, office: str, *, now: datetime) -> None:
    """Remember since when this office has a province to report to. Twice is once."""
    with store.reading() as reading:
        row = reading.sql.get_upstream(office=office)
    if row is not None and row["since"] is not None:
        return
    with store.maintain() as sql:
        sql.add_upstream(office=office, since=to_text(now))


def standing(sql: Sql, office: str) -> Row:
    """Where this office stands with its province. Raises NotFoundError before `begin_upstream`."""
    row: Row | None = sql.get_upstream(office=office)
    if row is None:
        raise NotFoundError(office=office)
    return row


def next_report(store: Store, office: str, *, program: str, now: datetime) -> Outgoing:
    """What to say next, read in one short look; without news it says how the devices are."""
    with store.reading() as reading:
        sql = reading.sql
        known, own = standing(sql, office), read_office(sql, office)
        batch = read_batch(sql, office, known["acked"], newest=own["version"])
        health = read_health(sql, office)
        outcomes = [dict(row) for row in sql.list_directive_outcomes(office=office)]
    head = {
        "program": program,
        "office": own,
        "sent_at": to_text(now),
        "after": batch.after,
        "upto": batch.upto,
        "behind": batch.behind,
        "directive": known["directive"],
        "outcomes": outcomes,
        "restored": int(known["state"] == RETURNED),
        "health": health,
    }
    return Outgoing(head, batch.rows, batch)


def note_answer(
    store: Store, office: str, outgoing: Outgoing, acked: int, *, now: datetime
) -> None:
    """The province has everything up to `acked`, and every outcome that this report told."""
    told = [row["number"] for row in outgoing.head["outcomes"]]
    with store.maintain() as sql:
        sql.note_acked(office=office, acked=acked, heard_at=to_text(now))
        if told:
            sql.forget_directive_outcomes(office=office, upto=max(told))


def note_refused(
    store: Store, office: str, code: str, facts: Mapping[str, Any], *, now: datetime
) -> None:
    """The province said no, or did not answer (`unreachable`). After a gap the next report begins
    where the province stands, if that is a place this office has been.
    """
    with store.maintain() as sql:
        sql.note_refused(office=office, refusal=code, refused_at=to_text(now))
        acked = facts.get("acked")
        if code == "version_gap" and isinstance(acked, int):
            sql.set_acked(office=office, acked=acked)


def longest_wait_s(every_s: int) -> int:
    """After how long at most a report that failed is tried again, for an office that reports every
    so many seconds.
    """
    return min(LONGEST_WAIT_S, 4 * every_s)


def upstream_state(sql: Sql, office: str, *, every_s: int) -> dict[str, Any] | None:
    """What a manager should know: since when nothing arrived at the province, what is left to send,
    why, and how soon it is tried again at the latest; None where nothing was ever tried.
    """
    row: Row | None = sql.get_upstream(office=office)
    if row is None or row["since"] is None:
        return None
    return {
        "heard_at": row["heard_at"],
        "since": row["heard_at"] or row["since"],
        "waiting": int(sql.count_unsent(office=office, after=row["acked"])),
        "refusal": row["refusal"],
        "again_s": longest_wait_s(every_s),
    }


def is_unheard(told: Mapping[str, Any], *, now: datetime) -> bool:
    """Whether somebody has to look: the province refuses this office's reports, or has had none for
    `SILENT_AFTER`. `told` is of `upstream_state`.
    """
    is_refused = told["refusal"] not in (None, "unreachable")
    return is_refused or now - from_text(told["since"]) > SILENT_AFTER


def outcome_text(facts: Mapping[str, object]) -> str:
    """The facts of a refusal as they travel."""
    return json.dumps(facts, ensure_ascii=False, default=str)
