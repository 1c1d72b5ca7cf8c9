"""The office's midnight: what is still open expires, counters close, numbers start again."""

from dataclasses import replace
from datetime import datetime

from operations.acts import NOBODY, keep
from operations.offices import Office, office_of
from operations.stale_days import mark_day
from queueing.life import Act
from queueing.tickets import State
from store.instants import to_text
from store.store import Change
from store.ticket_rows import ticket_from


def roll_over(change: Change, *, now: datetime) -> Office:
    """Begin the day that `now` falls on, once; answers the change's office in its present day.

    A clock set back changes nothing: the office stays in the later day, so that no number of
    today is given twice.
    """
    office = office_of(change)
    day = office.day_at(now)
    if day == office.day:
        return office
    for row in list(change.sql.open_tickets_of_earlier_days(office=office.id, day=day)):
        keep(change, ticket_from(row), Act.EXPIRE, actor=NOBODY, now=now, state=State.EXPIRED)
    change.sql.close_all_sessions(office=office.id, closed_at=to_text(now), version=change.version)
    mark_day(change.sql, office.id, office.day)
    change.sql.set_current_day(id=office.id, day=day)
    change.row = {**change.row, "current_day": day}
    return replace(office, day=day)
