"""An office on a new machine, from its backup: no number and no version is given twice.

Versions count changes, and the old machine may have told the province of versions that the backup
does not have. So the office fetches its own missing rows back before it opens; where the line is
down it goes on far above all that the old machine can have reached, and fetches them later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from operations.acts import NOBODY, keep
from operations.intake_rows import keep_rows, mark_days
from operations.offices import Office, get_office
from operations.upstream import APART, RESTORED, RETURNED, standing
from operations.upstream_rows import Batch, Rows, read_batch
from queueing.life import Act
from queueing.numbering import LAST_NUMBER
from queueing.tickets import State
from store.home import MOVED
from store.instants import to_text
from store.store import Change, Row, Sql, Store
from store.ticket_rows import ticket_from

FAR = 10_000_000
"""Changes that no office makes between two backups: some 25 years of them."""

NUMBERS_AHEAD = 100
"""What the old machine may have given out of one service after its last word to the province."""

NUMBERS_APART = 500
"""The last number of today that the old machine may have given, where nobody can be asked."""

OPEN = ("waiting", "called", "serving", "parked", "missed")

Fetch = Callable[[int], "Fetched"]
"""Asks the province for the rows above a version; raises where it does not answer."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Rows that the province has above a version, up to `upto`. It has everything up to `acked`, and
    rows up to `newest` that came ahead of their turn.
    """

    rows: Rows
    upto: int
    acked: int
    newest: int


def was_restored(store: Store, office: str) -> bool:
    """Whether this office begins anew from a backup, before it has done anything."""
    with store.reading() as reading:
        row = reading.sql.get_upstream(office=office)
    return row is not None and row["state"] == RESTORED


def has_moved(store: Store, office: str) -> bool:
    """Whether this office's work goes on at another machine, for good."""
    with store.reading() as reading:
        row = reading.sql.get_upstream(office=office)
    return row is not None and row["state"].startswith(MOVED)


def go_on_alone(store: Store, office: str, *, now: datetime) -> None:
    """Nobody can be asked what the old machine did: go on above all that it can have done. Of several
    processes that start at once the first one does so.
    """
    with store.change(office) as change:
        row = standing(change.sql, office)
        if row["state"] != RESTORED:
            return
        change.sql.raise_version_to(office=office, version=change.version + FAR)
        _jump_numbers(change.sql, get_office(change.sql, office), least=NUMBERS_APART, now=now)
        change.sql.set_upstream_state(office=office, state=APART, acked=row["acked"])


def come_back(store: Store, office: str, fetch: Fetch, *, now: datetime) -> None:
    """Fetch what the old machine had sent and the backup does not have. Until it is all here nothing
    else is done, and a cut leaves it to be begun again: rows that are here already change nothing.
    Of several processes that start at once the first one ends it.
    """
    with store.reading() as reading:
        row = standing(reading.sql, office)
        own = get_office(reading.sql, office).version
    is_apart, after = own - row["standing"] >= FAR, row["standing"]
    while True:
        fetched = fetch(after)
        with store.change(office) as change:
            change.sql.raise_version_to(office=office, version=fetched.newest)
        with store.change(office) as change:
            mark_days(change.sql, office, fetched.rows)
            if is_apart:
                _merge(change, fetched.rows, row["standing"], now=now)
            else:
                keep_rows(change.sql, office, _closed(fetched.rows, change.version, now))
        after = fetched.upto
        if after >= fetched.acked:
            break
    with store.change(office) as change:
        if standing(change.sql, office)["state"] != row["state"]:
            return  # another process was at it, too, and has given numbers since
        if not is_apart:
            _jump_numbers(change.sql, get_office(change.sql, office), least=0, now=now)
        change.sql.set_upstream_state(office=office, state=RETURNED, acked=fetched.acked)


def rows_back(sql: Sql, office: str, after: int, *, code: str) -> Batch:
    """At the province: the office's own rows above a version, to be fetched back."""
    acked = int(sql.get_intake(office=office)["acked"])
    batch = read_batch(sql, office, after, newest=acked)
    own = f"@{code}"
    staff = [{**row, "name": row["name"].removesuffix(own)} for row in batch.rows.get("staff", ())]
    return Batch(batch.after, batch.upto, batch.behind, {**batch.rows, "staff": staff})


def _jump_numbers(sql: Sql, office: Office, *, least: int, now: datetime) -> None:
    """Of today's numbers some may have been given after the backup: leave them out."""
    day = office.day_at(now)
    for row in list(sql.list_services(office=office.id)):
        place = {"office": office.id, "day": day, "service": row["code"]}
        last = int(sql.last_number(**place))
        above = min(max(least, last + NUMBERS_AHEAD), max(last, LAST_NUMBER - 1))
        sql.put_number_jump(**place, above=above, skipped=above - last)


def _closed(rows: Rows, version: int, now: datetime) -> Rows:
    """Nobody has a counter at the new machine yet: clerks open it again."""
    sessions = [
        row if row["closed_at"] else {**row, "closed_at": to_text(now), "version": version}
        for row in rows.get("session", ())
    ]
    return {**rows, "session": sessions}


def _merge(change: Change, rows: Rows, standing_at: int, *, now: datetime) -> None:
    """Add what the old machine did to an office that has gone on since. What was still open there
    ended with it; a ticket that is known here goes on as it is here, unless it was finished there.
    """
    arrived = rows.get("ticket", ())
    known = {row["id"]: change.sql.get_ticket(id=row["id"]) for row in arrived}
    tickets = [
        stands
        for row in arrived
        if (stands := _as_it_stands(change, row, known[row["id"]], standing_at)) is not None
    ]
    here = {row["id"] for row in tickets} | {id_ for id_, row in known.items() if row is not None}
    mergeable = {
        **_closed(rows, change.version, now),
        "ticket": tickets,
        "event": [row for row in rows.get("event", ()) if row["ticket"] in here],
        "rating": [row for row in rows.get("rating", ()) if row["ticket"] in here],
    }
    keep_rows(change.sql, change.office, mergeable)
    for row in tickets:
        if row["state"] == State.WAITING:
            ticket = ticket_from(change.sql.get_ticket(id=row["id"]))
            keep(change, ticket, Act.EXPIRE, actor=NOBODY, now=now, state=State.EXPIRED)


def _as_it_stands(
    change: Change, row: Row, known: Row | None, standing_at: int
) -> dict[str, Any] | None:
    """The ticket as this office shall have it, or None where it stays as it is here. One that was
    finished there and only expired here was served after all.
    """
    is_open = row["state"] in OPEN
    if known is None:
        place = {name: row[name] for name in ("day", "issued_service", "number")}
        is_free = change.sql.ticket_with_number(office=change.office, **place) is None
        return ({**row, "state": State.WAITING} if is_open else dict(row)) if is_free else None
    if is_open:
        return None
    if known["version"] <= standing_at:
        return dict(row)
    return {**row, "version": change.version} if known["state"] == State.EXPIRED else None
