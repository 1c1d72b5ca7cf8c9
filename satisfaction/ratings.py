"""When a ticket may be rated: once, after its service, for some days."""

from datetime import datetime, timedelta

from satisfaction.errors import NotServedError, TooLateError

SERVED = "served"


def rate_until(finished_at: datetime, *, valid_days: int) -> datetime:
    """The last instant at which a ticket served at `finished_at` can be rated."""
    return finished_at + timedelta(days=valid_days)


def may_rate(state: str, finished_at: datetime | None, *, now: datetime, valid_days: int) -> None:
    """Refuse a rating that the rules do not allow; says nothing when they do.

    Raises NotServedError unless the ticket is served, and TooLateError once `valid_days` have
    passed since the service. That it is rated once only is held by the store.
    """
    if state != SERVED or finished_at is None:
        raise NotServedError
    if now > rate_until(finished_at, valid_days=valid_days):
        raise TooLateError(days=valid_days)
