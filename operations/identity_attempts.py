"""Sign-ins under way at the identity provider: each is taken once, by the browser that began it."""

from datetime import datetime, timedelta

from operations.errors import TooManyError
from operations.sign_in import token_hash
from store.instants import from_text, to_text
from store.store import Sql, Store

TIME_TO_SIGN_IN = timedelta(minutes=10)
MOST_OF_ADDRESS = 60
"""Attempts from one address within ten minutes that came to nothing, or are still under way. Many
clerks of an office come from one address at half past seven; those who get in do not count."""


def refuse_many(store: Store, address: str, *, now: datetime) -> None:
    """Raises TooManyError for an address that began too many sign-ins."""
    with store.reading() as reading:
        begun = reading.sql.attempts_of_address(address=address, now=to_text(now))
    if begun["many"] >= MOST_OF_ADDRESS:
        left = from_text(begun["first"]) - now
        raise TooManyError(retry_after_s=max(1, round(left.total_seconds())))


def begin_attempt(
    sql: Sql, state: str, browser: str, *, data: str, wanted: str, address: str, now: datetime
) -> None:
    """Keep what the answer needs, inside `store.maintain()`. `wanted` is the page to come to."""
    sql.add_attempt(
        state_hash=token_hash(state),
        browser_hash=token_hash(browser),
        data=data,
        wanted=wanted,
        address=address,
        expires_at=to_text(now + TIME_TO_SIGN_IN),
    )


def take_attempt(sql: Sql, state: str, browser: str, *, now: datetime) -> tuple[str, str] | None:
    """(data, wanted) of an attempt of this browser; None when it is unknown, over or taken."""
    row = sql.take_attempt(
        state_hash=token_hash(state), browser_hash=token_hash(browser), now=to_text(now)
    )
    return None if row is None else (row["data"], row["wanted"])


def end_attempt(sql: Sql, state: str) -> None:
    """It came to a session: it counts no longer."""
    sql.end_attempt(state_hash=token_hash(state))


def forget_attempts(sql: Sql, *, now: datetime) -> None:
    """Drop those that are over, inside `store.maintain()`."""
    sql.forget_attempts(now=to_text(now))
