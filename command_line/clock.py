"""The real clock; everything else is handed an instant."""

from datetime import UTC, datetime


def real_now() -> datetime:
    """This instant, aware, in UTC, to the millisecond that the store keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
