"""What citizens wrote with their ratings, for the manager: never beside a clerk, counter or number."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from satisfaction.levels import REASONS
from store.instants import to_text
from store.store import Row, Sql

MOST_COMMENTS = 200
"""As many as one answer holds."""

END_OF_TIME = "9999-12-31T23:59:59.999Z"

REASON_NAMES = {reason.code: reason.names for reason in REASONS}


def read_comments(
    sql: Sql,
    office: str,
    first: date,
    last: date,
    *,
    limit: int = MOST_COMMENTS,
    before: datetime | None = None,
) -> dict[str, Any]:
    """Comments on visits of these days, both included, the newest first, and whether more follow.

    `before` asks for those that were given before an instant: with the last `rated_at` of one
    answer it reads the next. Ratings without a comment are left out.
    """
    rows = list(
        sql.list_comments(
            office=office,
            first=first.isoformat(),
            last=last.isoformat(),
            before=END_OF_TIME if before is None else to_text(before),
            limit=limit + 1,
        )
    )
    page = _whole_instants(rows, limit)
    return {"comments": [_told(row) for row in page], "more": len(page) < len(rows)}


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
    names: dict[str, str] = json.loads(row["names"] or "null") or {"vi": row["service"]}
    return names
