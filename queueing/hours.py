"""Opening hours: whether a service takes tickets now, and when it does again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOOK_AHEAD_DAYS = 30
"""How far `opening` looks for the next opening before it says that it knows none."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of opening on one day, `start` included, `end` not. `end` of 00:00 is midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Hours:
    """When a service is open.

    `week` maps a weekday (0 Monday … 6 Sunday) to its spans; None means always open.
    `closed` are days without service; `special` days have hours of their own and win over both.
    """

    week: Mapping[int, Sequence[Span]] | None = None
    closed: frozenset[date] = frozenset()
    special: Mapping[date, Sequence[Span]] = field(default_factory=dict)

    def spans(self, day: date) -> Sequence[Span]:
        """The spans of one day; empty when closed all day."""
        if day in self.special:
            return self.special[day]
        if day in self.closed:
            return ()
        if self.week is None:
            return (Span(time(0, 0), time(0, 0)),)
        return self.week.get(day.weekday(), ())


@dataclass(frozen=True, slots=True)
class Opening:
    """`is_open` now; otherwise `reason` ("outside_hours" or "closed_day") and the next opening."""

    is_open: bool
    reason: str | None = None
    opens_at: datetime | None = None


def opening(hours: Hours, *, timezone: str, now: datetime) -> Opening:
    """Whether `hours` are open at `now`, in the office's own time."""
    local = now.astimezone(ZoneInfo(timezone))
    if any(_covers(span, local.time()) for span in hours.spans(local.date())):
        return Opening(is_open=True)
    is_closed_day = local.date() in hours.closed and local.date() not in hours.special
    reason = "closed_day" if is_closed_day else "outside_hours"
    return Opening(is_open=False, reason=reason, opens_at=_next_opening(hours, local))


def _covers(span: Span, at: time) -> bool:
    return span.start <= at and (span.end == time(0, 0) or at < span.end)


def _next_opening(hours: Hours, local: datetime) -> datetime | None:
    for ahead in range(LOOK_AHEAD_DAYS + 1):
        day = local.date() + timedelta(days=ahead)
        starts = sorted(span.start for span in hours.spans(day))
        for start in starts:
            at = datetime.combine(day, start, tzinfo=local.tzinfo)
            if at > local:
                return at
    return None
