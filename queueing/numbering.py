"""Ticket numbers: a service's letter and three digits, from 1 each day of the office."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from queueing.errors import ServiceFullError

LAST_NUMBER = 999
"""Three digits are what fits on the paper, the screen and the voice clips."""


def office_day(now: datetime, timezone: str) -> date:
    """The office's own calendar day at this instant."""
    return now.astimezone(ZoneInfo(timezone)).date()


def next_number(last: int, *, service: str, daily_cap: int) -> int:
    """The number after `last` (0 when none was given today).

    Raises ServiceFullError when the daily cap (0 means none) or the last number is reached.
    """
    cap = daily_cap or LAST_NUMBER
    if last >= min(cap, LAST_NUMBER):
        raise ServiceFullError(service=service, cap=cap)
    return last + 1


def label(service: str, number: int) -> str:
    """What stands on the paper: `label("A", 25)` is "A025"."""
    return f"{service}{number:03d}"
