"""Instants as the store keeps them: UTC ISO-8601 text with milliseconds, which sorts as time."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=512)
def to_text(at: datetime) -> str:
    """`2026-11-22T01:30:00.250Z`; the instant must be aware. One act writes its instant often."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """The aware UTC instant that `to_text` wrote."""
    return datetime.fromisoformat(text)


def maybe_from_text(text: str | None) -> datetime | None:
    """Like `from_text`, None for a column without a value."""
    return None if text is None else from_text(text)


def maybe_to_text(at: datetime | None) -> str | None:
    """Like `to_text`, None for an instant that has not come."""
    return None if at is None else to_text(at)
