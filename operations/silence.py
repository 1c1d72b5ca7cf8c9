"""Offices whose figures are not all here: they work on machines of their own and were not heard."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from operations.offices import texts_from
from satisfaction.periods import Period
from store.instants import from_text, maybe_from_text
from store.lists import listed
from store.store import Row, Sql

SILENT_AFTER = timedelta(minutes=15)
"""An office reports every few seconds; a cut that heals by itself is not told as silence."""


def is_silent(heard_at: str | None, *, now: datetime) -> bool:
    """Whether an office that reports from elsewhere has not been heard for `SILENT_AFTER`."""
    return heard_at is None or now - from_text(heard_at) > SILENT_AFTER


def heard_from(sql: Sql, office: str, *, now: datetime) -> dict[str, Any] | None:
    """How long ago an office with a machine of its own was heard; None for one that works here."""
    for row in sql.silence_of(offices=listed([office])):
        return {"heard_at": row["heard_at"], "silent": is_silent(row["heard_at"], now=now)}
    return None


def known_until(sql: Sql, office: str, *, now: datetime) -> datetime:
    """Until when it is known here what happens at an office: now, or when one with a machine of its
    own was last heard.
    """
    told = heard_from(sql, office, now=now)
    heard = maybe_from_text(told["heard_at"]) if told else None
    return min(now, heard or now)


def silent_offices(
    sql: Sql, offices: Iterable[str], period: Period, *, now: datetime
) -> list[dict[str, Any]]:
    """The offices whose figures of the period are incomplete: {code, names, heard_at}.

    Those that were last heard before the period's end, or that had more to send then.
    """
    rows = sql.silence_of(offices=listed(offices))
    return [
        {"code": row["code"], "names": texts_from(row["names"]), "heard_at": row["heard_at"]}
        for row in rows
        if _is_incomplete(row, period, now=now)
    ]


def _is_incomplete(row: Row, period: Period, *, now: datetime) -> bool:
    heard = maybe_from_text(row["heard_at"])
    if heard is None:
        return True
    following = datetime.combine(
        period.last + timedelta(days=1), time.min, tzinfo=ZoneInfo(row["timezone"])
    )
    return heard < min(following, now - SILENT_AFTER) or bool(row["behind"])
