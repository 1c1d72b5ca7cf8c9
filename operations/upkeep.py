"""What the house does by itself, every few seconds: turn the day, forget what has had its time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from operations.days import roll_over
from operations.devices import note_seen
from operations.offices import get_office
from operations.pairing import forget_pairings
from operations.sign_in import forget_old_sessions
from store.instants import to_text
from store.store import Store

ANSWERS_KEPT = timedelta(hours=24)
"""How long the same Idempotency-Key gives the same answer."""


def keep_up(
    store: Store,
    offices: tuple[str, ...],
    *,
    seen: Mapping[str, str | None],
    now: datetime,
) -> None:
    """Begin the new day of each office at its own midnight, note the devices that were `seen`
    (id to address), and forget what is too old.
    """
    for office in offices:
        with store.reading() as reading:
            is_new_day = (row := get_office(reading.sql, office)).day_at(now) != row.day
        if is_new_day:
            with store.change(office) as change:
                roll_over(change, get_office(change.sql, office), now=now)
    with store.maintain() as sql:
        sql.forget_answers(before=to_text(now - ANSWERS_KEPT))
        forget_old_sessions(sql, now=now)
        forget_pairings(sql, now=now)
        note_seen(sql, seen, now=now)
