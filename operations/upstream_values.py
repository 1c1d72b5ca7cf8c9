"""Whether values that arrived can be read back: what cannot would fail every page that shows it, of
the office and of all above it. Each is asked of a column's different values, since most come again.
"""

import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from operations.offices import hours_from

INSTANT = re.compile(r"2[01]\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
"""As store/instants.py writes it, of this century or the next: others cannot be shown everywhere."""

DAY = re.compile(r"2[01]\d\d-\d\d-\d\d")


def are(values: Iterable[str], read: Callable[[str], object]) -> bool:
    """Whether `read` can read all of them."""
    try:
        for value in set(values):
            read(value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError):
        return False
    return True


def instant(text: str) -> datetime:
    """An instant as the store keeps it."""
    return datetime.fromisoformat(_of(INSTANT, text))


def day(text: str) -> date:
    """A day of an office's calendar."""
    return date.fromisoformat(_of(DAY, text))


def names(text: str) -> None:
    """Texts by language, as JSON."""
    found = json.loads(text)
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise ValueError(text[:80])


def full_names(text: str) -> None:
    """Names that stand everywhere: Vietnamese is among them."""
    names(text)
    if not json.loads(text).get("vi"):
        raise ValueError(text[:80])


def words(text: str) -> None:
    """A list of texts, as JSON."""
    found = json.loads(text)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError(text[:80])


def languages(text: str) -> None:
    """A list of at least one language, as JSON."""
    words(text)
    if not json.loads(text):
        raise ValueError(text[:80])


def hours(text: str) -> object:
    """A service's week, as JSON."""
    return hours_from(text, frozenset(), {})


def zone(text: str) -> object:
    """A time zone by its name; no path of this machine."""
    return ZoneInfo(text)


def _of(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text[:80])
    return text
