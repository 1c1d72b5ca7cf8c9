"""What citizens wrote with their ratings, for the manager: never beside a clerk, counter or number."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from operations.offices import texts_from
from operations.report_parts import first_names
from satisfaction.levels import REASONS, Level
from satisfaction.periods import Period
from store.instants import to_text
from store.lists import listed
from store.store import Row, Sql

MOST_COMMENTS = 200
"""As many as one answer holds."""

DAY = timedelta(days=1)

LAST_RATED = timedelta(days=62)
"""After a visit's day nothing is said about it later: `rating.valid_days` is 60 at most, and the
office's day may begin or end on another day of UTC."""

LAST_CODE = "\U0010ffff"
"""No code of a service sorts after it."""

WIDER = 8
"""How much longer each stretch of time is than the one after it."""

REASON_NAMES = {reason.code: reason.names for reason in REASONS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which comments are asked for: on visits of these days at the offices of these ids.

    `before` asks for those that were given before an instant: with the last `rated_at` of one
    answer it reads the next. No level and no service stand for all.
    """

    offices: Collection[str]
    period: Period
    levels: Collection[int] = ()
    service: str = ""
    before: datetime | None = None


def read_comments(
    sql: Sql, wanted: Wanted, *, now: datetime, limit: int = MOST_COMMENTS
) -> dict[str, Any]:
    """The comments, the newest first, whether more follow, and the services to choose from.

    Ratings without a comment are left out. Offices may call the service of one code differently:
    to choose from it is named as at the first of them.
    """
    rows = _newest(sql, wanted, limit + 1, now=now)
    page = _whole_instants(rows, limit)
    services = sql.services_commented(offices=listed(wanted.offices))
    named = first_names((row["code"], texts_from(row["names"])) for row in services)
    return {
        "comments": [_told(row) for row in page],
        "more": len(page) < len(rows),
        "services": [{"code": code, "names": names} for code, names in named.items()],
    }


def _newest(sql: Sql, wanted: Wanted, limit: int, *, now: datetime) -> list[Row]:
    """Read stretch by stretch back in time until there are enough: a year of many offices is not
    put in order for one page of it.
    """
    asked = {
        "offices": listed(wanted.offices),
        "first": wanted.period.first.isoformat(),
        "last": wanted.period.last.isoformat(),
        **_chosen(wanted),
    }
    rows: list[Row] = []
    for since, before in _stretches(wanted, now=now):
        among = {"since": to_text(since), "before": to_text(before), "limit": limit - len(rows)}
        rows += sql.list_comments(**asked, **among)
        if len(rows) >= limit:
            break
    return rows


def _chosen(wanted: Wanted) -> dict[str, Any]:
    levels = wanted.levels or tuple(Level)
    return {
        "lowest": int(min(levels)),
        "highest": int(max(levels)),
        "levels": listed(str(int(level)) for level in levels),
        "service_from": wanted.service,
        "service_to": wanted.service or LAST_CODE,
    }


def _stretches(wanted: Wanted, *, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """All the time in which something can have been said about these days, the newest first: a day,
    then ever longer. A machine's clock may be some hours ahead.
    """
    first, last = wanted.period.first, wanted.period.last
    start = _midnight(first) - DAY if first > date.min else _midnight(first)
    end = now + DAY
    if last < now.date():
        end = min(end, _midnight(last) + LAST_RATED)
    if wanted.before:
        end = min(end, wanted.before)
    length = DAY
    while end > start:
        since = end - min(length, end - start)
        yield since, end
        end, length = since, length * WIDER


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _whole_instants(rows: Sequence[Row], limit: int) -> Sequence[Row]:
    """At most `limit` rows that end between two instants, so that the next answer skips none.

    Only when all of them are of one instant it is cut in two.
    """
    if len(rows) <= limit:
        return rows
    following = rows[limit]["rated_at"]
    return [row for row in rows if row["rated_at"] != following] or rows[:limit]


def _told(row: Row) -> dict[str, Any]:
    return {
        "office": {"code": row["office"], "names": texts_from(row["office_names"])},
        "day": row["day"],
        "rated_at": row["rated_at"],
        "service": {"code": row["service"], "names": _names(row)},
        "level": row["level"],
        "reasons": [
            {"code": code, "names": REASON_NAMES.get(code, {"vi": code})}
            for code in json.loads(row["reasons"])
        ],
        "comment": row["comment"],
        "channel": row["channel"],
        "language": row["language"],
    }


def _names(row: Row) -> dict[str, str]:
    """The service's names; its code where the catalogue does not know it any more."""
    names: dict[str, str] = json.loads(row["service_names"] or "null") or {"vi": row["service"]}
    return names
