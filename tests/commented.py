"""What citizens said at a hall, and how its manager reads it."""

from datetime import date
from typing import Any

from operations.comments import Wanted, read_comments
from operations.ratings import Rater
from queueing.tickets import Ticket
from satisfaction.periods import Period
from store.instants import to_text
from tests.hall import Hall
from tests.stores import run
from tests.visits import Visit, add_visits

TODAY = date(2026, 11, 23)
PERIOD = "from=2026-11-01&to=2026-11-30"
TABLET = Rater("tablet", "vi", device="tablet-1", counter=1)
SAID = {
    "office", "day", "rated_at", "service", "level", "reasons", "comment", "channel", "language",
}  # fmt: skip


def say(hall: Hall, comment: str, day: date = TODAY, *, at: str | None = None) -> str:
    """Somebody said this at an office, now unless told otherwise; answers the ticket's id."""
    visit = Visit(day.isoformat(), staff="clerk-1", level=5, comment=comment)
    (ticket,) = add_visits(hall.store, [visit], office=hall.id)
    with hall.store.maintain() as sql:
        at = at or to_text(hall.clock.now)
        run(sql, "update rating set rated_at = ? where ticket = ?", at, ticket)
    return ticket


def write(
    hall: Hall,
    comment: str | None,
    *,
    level: int = 5,
    reasons: tuple[str, ...] = (),
    rater: Rater = TABLET,
) -> Ticket:
    """Somebody is served and says this."""
    hall.take()
    ticket = hall.finish(hall.called())
    hall.rate(ticket, level, rater=rater, reasons=reasons, comment=comment)
    return ticket


def read(
    hall: Hall,
    first: date = TODAY,
    last: date = TODAY,
    *,
    limit: int = 200,
    offices: tuple[str, ...] = (),
    **more: Any,
) -> dict[str, Any]:
    """The comments as the manager gets them."""
    wanted = Wanted(offices or (hall.id,), Period(first, last), **more)
    with hall.store.reading() as reading:
        return read_comments(reading.sql, wanted, now=hall.clock.now, limit=limit)


def words(answer: dict[str, Any]) -> list[str]:
    return [said["comment"] for said in answer["comments"]]
