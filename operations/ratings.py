"""Keep what a citizen says about the visit: once, from the citizen's side, without a name."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from config import RatingSettings
from operations.errors import ForbiddenError, InvalidError, UnknownTicketError
from operations.stale_days import mark_changed
from satisfaction.errors import AlreadyRatedError
from satisfaction.levels import (
    ASK_REASONS_UP_TO,
    COMMENT_MAX,
    LEVEL_NAMES,
    REASON_CODES,
    REASONS,
    Level,
)
from satisfaction.ratings import may_rate
from store.instants import maybe_from_text, to_text
from store.store import Change, Row

RatingChannel = Literal["tablet", "phone"]
"""Where a rating came from: the tablet at the counter, or the ticket's own page."""

SHOWN_MS_MAX = 24 * 60 * 60 * 1000
"""A screen that claims to have been read for longer than a day is not believed."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was chosen and written, as it arrived: `clean` checks it.

    `shown_ms` is how long the question stood on the screen before the answer.
    """

    level: int
    reasons: Sequence[str] = ()
    comment: str | None = None
    shown_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Rater:
    """The screen it came from. A tablet is bound to `counter`; the phone's page to its ticket."""

    channel: RatingChannel
    language: str
    device: str | None = None
    counter: int | None = None


def rate(
    change: Change,
    ticket_id: str,
    opinion: Opinion,
    *,
    rater: Rater,
    rules: RatingSettings,
    now: datetime,
) -> Row:
    """Keep one rating, 1 (rất không hài lòng) to 5 (rất hài lòng). Answers the kept row.

    It counts for the day, service, counter and clerk of the visit, whenever it is given. No event
    is written: nobody at the counter shall see a single rating. Raises InvalidError,
    UnknownTicketError, ForbiddenError for a tablet of another counter, NotServedError,
    AlreadyRatedError, TooLateError.
    """
    said = clean(opinion)
    visit = change.sql.get_visit_to_rate(office=change.office, ticket=ticket_id)
    if visit is None:
        raise UnknownTicketError(ticket=ticket_id)
    if rater.channel == "tablet" and visit["counter"] != rater.counter:
        raise ForbiddenError
    may_rate(
        visit["state"],
        maybe_from_text(visit["finished_at"]),
        now=now,
        valid_days=rules.valid_days,
    )
    row = _row(change, visit, said, rater, now)
    if change.sql.add_rating(**row) != 1:
        raise AlreadyRatedError
    mark_changed(change, row["day"])
    return row


def clean(opinion: Opinion) -> Opinion:
    """The opinion as it is kept: known reasons once each in the form's order, a tidy comment.

    Reasons and a better level than the form asks them for do not go together: they are left
    out, for somebody may have changed his mind. Raises InvalidError.
    """
    fields = {}
    if opinion.level not in set(Level):
        fields["level"] = "range"
    if not REASON_CODES.issuperset(opinion.reasons):
        fields["reasons"] = "choice"
    if opinion.shown_ms is not None and not 0 <= opinion.shown_ms <= SHOWN_MS_MAX:
        fields["shown_ms"] = "range"
    if fields:
        raise InvalidError(fields=fields)
    asked = opinion.level <= ASK_REASONS_UP_TO
    reasons = [r.code for r in REASONS if asked and r.code in opinion.reasons]
    return Opinion(opinion.level, reasons, _tidy(opinion.comment), opinion.shown_ms)


def rating_form(rules: RatingSettings) -> Mapping[str, Any]:
    """What a rating screen asks: levels from the best, reasons, limits. Nothing is pre-selected."""
    return {
        "levels": [{"level": int(level), "names": names} for level, names in LEVEL_NAMES.items()],
        "reasons": [{"code": reason.code, "names": reason.names} for reason in REASONS],
        "ask_reasons_up_to": int(ASK_REASONS_UP_TO),
        "wait_s": rules.wait_s,
        "comment_max": COMMENT_MAX,
    }


def _tidy(comment: str | None) -> str | None:
    """Composed letters, no control characters, at most COMMENT_MAX; None when nothing is said."""
    composed = unicodedata.normalize("NFC", comment or "")
    readable = "".join(c if c == "\n" or c.isprintable() else " " for c in composed)
    return readable.strip()[:COMMENT_MAX].rstrip() or None


def _row(change: Change, visit: Row, said: Opinion, rater: Rater, now: datetime) -> Row:
    return {
        "ticket": visit["id"],
        "office": change.office,
        "day": visit["day"],
        "service": visit["service"],
        "counter": visit["counter"],
        "staff": visit["staff"],
        "level": said.level,
        "reasons": json.dumps(said.reasons),
        "comment": said.comment,
        "channel": rater.channel,
        "language": rater.language,
        "device": rater.device,
        "shown_ms": said.shown_ms,
        "rated_at": to_text(now),
        "version": change.version,
    }
