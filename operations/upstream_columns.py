"""What travels between an office and its province: the columns of each table, and their kinds."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from operations import upstream_values as readable
from queueing.tickets import QueueClass, State

TEXT, MAYBE_TEXT, WHOLE, MAYBE_WHOLE = "text", "text or null", "whole", "whole or null"
VERSION, CODES, LIST, MAP = "version", "codes", "list", "map"

LARGEST = 2**31 - 1
"""What PostgreSQL keeps in an `integer`."""

LARGEST_VERSION = 2**53


READ: Mapping[str, Callable[[str], object]] = {
    "instant": readable.instant,
    "day": readable.day,
    "names": readable.names,
    "full names": readable.full_names,
    "words": readable.words,
    "languages": readable.languages,
    "hours": readable.hours,
    "zone": readable.zone,
    "state": State,
    "class": QueueClass,
}
"""Texts that are read again when they are shown."""


def _columns(
    text: str = "", maybe_text: str = "", whole: str = "", maybe_whole: str = "", **read: str
) -> Any:
    kinds = {TEXT: text, MAYBE_TEXT: maybe_text, WHOLE: whole, MAYBE_WHOLE: maybe_whole}
    kinds |= {_kind_of(key): names for key, names in read.items()}
    found = {name: kind for kind, names in kinds.items() for name in names.split()}
    return found | ({"version": VERSION} if "version" in found else {})


def _kind_of(key: str) -> str:
    kind = key.removeprefix("maybe_").replace("_", " ")
    return f"{kind} or null" if key.startswith("maybe_") else kind


COLUMNS: Mapping[str, Mapping[str, str]] = {
    "service": _columns(
        "code icon",
        whole="typical_s daily_cap paused active position version",
        full_names="names",
        names="abouts",
        maybe_hours="hours",
    ),
    "counter": {
        **_columns("zone", whole="number active version", full_names="names"),
        "services": CODES,
    },
    "staff": _columns("id name full_name role", whole="active version", instant="created_at"),
    "device": _columns(
        "id kind name zone",
        "printer",
        "version",
        "counter",
        instant="created_at",
        maybe_instant="revoked_at help_at",
    ),
    "session": _columns(
        "id",
        "staff paused_reason",
        "counter paused_s version",
        instant="opened_at",
        maybe_instant="paused_at closed_at",
    ),
    "ticket": _columns(
        "id service label channel language issued_service",
        "staff priority_reason note device",
        "number calls waited_s walked_s service_s parked_s returned people_ahead version",
        "for_counter counter estimate_low_min estimate_high_min",
        instant="issued_at queued_at waiting_since",
        maybe_instant="called_at started_at finished_at parked_at missed_at",
        day="day",
        state="state",
        **{"class": "queue_class"},
    ),
    "event": _columns(
        "ticket act service",
        "staff device reason",
        "version position undone",
        "counter",
        instant="at",
        state="to_state",
        maybe_state="from_state",
        **{"class": "queue_class"},
    ),
    "rating": _columns(
        "ticket service channel language",
        "staff comment criteria device",
        "level version",
        "counter shown_ms",
        instant="rated_at",
        day="day",
        words="reasons",
    ),
}
"""The tables that travel and the kind of each column, in the order in which they are kept: what
others name comes first. No row names its office: the token does.
"""

OFFICE = _columns(
    "id code epoch hotline",
    whole="version",
    full_names="names",
    names="slogans greetings notices",
    languages="languages",
    zone="timezone",
    day="current_day",
)
SEEN = _columns("id", "address", "paired", maybe_instant="last_seen_at")
PRINT = _columns(
    "id ticket printer state",
    "device reason warning",
    "copy version",
    instant="created_at",
    maybe_instant="ended_at",
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


def _are_readable(read: Callable[[str], object], values: Sequence[Any]) -> bool:
    return _are_texts(values) and readable.are(values, read)


def _may_be_readable(read: Callable[[str], object], values: Sequence[Any]) -> bool:
    return _are_readable(read, _known(values))


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
    **{kind: partial(_are_readable, read) for kind, read in READ.items()},
    **{f"{kind} or null": partial(_may_be_readable, read) for kind, read in READ.items()},
    CODES: lambda values: _are(values, list) and all(map(_are_texts, values)),
    LIST: lambda values: _are(values, list),
    MAP: lambda values: _are(values, dict),
}
