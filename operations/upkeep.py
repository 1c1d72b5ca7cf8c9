"""What the house does by itself, every few seconds: turn the day, forget what has had its time."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from operations.days import roll_over
from operations.devices import note_seen
from operations.identity_attempts import forget_attempts
from operations.month_sums import sum_months
from operations.pairing import forget_pairings
from operations.sign_in import forget_old_sessions
from operations.summaries import sum_days
from queueing.numbering import office_day
from store.instants import to_text
from store.store import Store

ANSWERS_KEPT = timedelta(hours=24)
"""How long the same Idempotency-Key gives the same answer."""


NOTED_AT_ONCE = 200
"""Devices noted in one change, so that who changes one of them does not wait for long."""


def keep_up(store: Store, *, seen: Mapping[str, str | None], now: datetime) -> None:
    """Begin the new day of each office at its own midnight, sum the days and months that are over,
    note the devices that were `seen` (id to address), and forget what is too old. The day of a fed
    office is its own box's. Any number of processes may do so at once.
    """
    for office in _at_a_new_day(store, now=now):
        with store.change(office) as change:
            roll_over(change, now=now)
    sum_days(store, now=now)
    sum_months(store, now=now)
    with store.maintain("upkeep") as sql:
        sql.forget_answers(before=to_text(now - ANSWERS_KEPT))
        forget_old_sessions(sql, now=now)
        forget_attempts(sql, now=now)
        forget_pairings(sql, now=now)
    for part in _in_parts(seen):
        with store.maintain() as sql:
            note_seen(sql, part, now=now)


def _at_a_new_day(store: Store, *, now: datetime) -> list[str]:
    """The offices that still stand in an earlier day; offices are opened while the house runs."""
    with store.reading() as reading:
        return [
            row["id"]
            for row in reading.sql.offices_in_their_day()
            if office_day(now, row["timezone"]).isoformat() > row["current_day"]
        ]


def _in_parts(seen: Mapping[str, str | None]) -> Iterator[dict[str, str | None]]:
    waiting = sorted(seen.items())
    for first in range(0, len(waiting), NOTED_AT_ONCE):
        yield dict(waiting[first : first + NOTED_AT_ONCE])
