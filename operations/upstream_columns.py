"""What travels between an office and its province: the columns of each table, and their kinds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

TEXT, MAYBE_TEXT, WHOLE, MAYBE_WHOLE = "text", "text or null", "whole", "whole or null"
VERSION, CODES, LIST, MAP = "version", "codes", "list", "map"

LARGEST = 2**31 - 1
"""What PostgreSQL keeps in an `integer`."""

LARGEST_VERSION = 2**53


def _columns(text: str = "", maybe_text: str = "", whole: str = "", maybe_whole: str = "") -> Any:
    kinds = {TEXT: text, MAYBE_TEXT: maybe_text, WHOLE: whole, MAYBE_WHOLE: maybe_whole}
    found = {name: kind for kind, names in kinds.items() for name in names.split()}
    return found | ({"version": VERSION} if "version" in found else {})


COLUMNS: Mapping[str, Mapping[str, str]] = {
    "service": _columns(
        "code names abouts icon", "hours", "typical_s daily_cap paused active position version"
    ),
    "counter": {**_columns("names zone", "", "number active version"), "services": CODES},
    "staff": _columns("id name full_name role created_at", "", "active version"),
    "device": _columns(
        "id kind name zone created_at", "printer revoked_at help_at", "version", "counter"
    ),
    "session": _columns(
        "id opened_at", "staff paused_at paused_reason closed_at", "counter paused_s version"
    ),
    "ticket": _columns(
        "id day service label state queue_class channel language issued_at queued_at waiting_since"
        " issued_service",
        "staff called_at started_at finished_at parked_at missed_at priority_reason note device",
        "number calls waited_s walked_s service_s parked_s returned people_ahead version",
        "for_counter counter estimate_low_min estimate_high_min",
    ),
    "event": _columns(
        "ticket act at to_state queue_class service",
        "from_state staff device reason",
        "version position undone",
        "counter",
    ),
    "rating": _columns(
        "ticket day service reasons channel language rated_at",
        "staff comment criteria device",
        "level version",
        "counter shown_ms",
    ),
}
"""The tables that travel and the kind of each column, in the order in which they are kept: what
others name comes first. No row names its office: the token does.
"""

SEEN = _columns("id", "last_seen_at address", "paired")
PRINT = _columns(
    "id ticket printer state created_at", "device reason warning ended_at", "copy version"
)


def are_rows(table: str, rows: Sequence[object]) -> bool:
    """Whether these are rows of this table as a batch may bring them."""
    return table in COLUMNS and fit(COLUMNS[table], rows)


def fit(columns: Mapping[str, str], rows: Sequence[object]) -> bool:
    """Whether each row has exactly these columns, each with a value of its kind. A column at a time,
    since a day of the country has a hundred million values.
    """
    found = [row for row in rows if isinstance(row, dict) and row.keys() == columns.keys()]
    return len(found) == len(rows) and all(
        FITS[kind]([row[name] for row in found]) for name, kind in columns.items()
    )


def _are(values: Sequence[object], *kinds: type) -> bool:
    return set(map(type, values)) <= set(kinds)


def _are_texts(values: Sequence[Any]) -> bool:
    return _are(values, str) and _can_be_kept("".join(values))


def _can_be_kept(text: str) -> bool:
    """PostgreSQL keeps no NUL, and half a surrogate pair is no character."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _are_wholes(values: Sequence[Any], largest: int) -> bool:
    return (
        _are(values, int)
        and -largest <= min(values, default=0) <= max(values, default=0) <= largest
    )


def _known(values: Sequence[object]) -> list[object]:
    return [value for value in values if value is not None]


FITS: Mapping[str, Callable[[Sequence[Any]], bool]] = {
    TEXT: _are_texts,
    MAYBE_TEXT: lambda values: _are_texts(_known(values)),
    WHOLE: lambda values: _are_wholes(values, LARGEST),
    MAYBE_WHOLE: lambda values: _are_wholes(_known(values), LARGEST),
    VERSION: lambda values: _are_wholes(values, LARGEST_VERSION),
    CODES: lambda values: _are(values, list) and all(map(_are_texts, values)),
    LIST: lambda values: _are(values, list),
    MAP: lambda values: _are(values, dict),
}
