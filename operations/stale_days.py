"""Days whose summary is old: whoever changes visits of a day that is over marks it."""

from store.ids import new_id
from store.store import Change, Sql


def mark_changed(change: Change, day: str) -> None:
    """A visit of this day changed: where the day is over, its summary is old from now on."""
    if day != change.day:
        mark_day(change.sql, change.office, day)


def mark_day(sql: Sql, office: str, day: str) -> None:
    """The summary of the day is missing or old, whatever came to it: a rating a week later, the
    visits that an office sends after a cut, the day's own end.
    """
    sql.mark_day(office=office, day=day, mark=new_id())
