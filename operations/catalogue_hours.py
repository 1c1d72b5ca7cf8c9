"""Opening hours as people write them, as the store keeps them, and as the rules read them."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import time
from itertools import pairwise

from operations.fields import Fields
from operations.offices import WEEKDAYS as DAYS
from operations.offices import hours_from, span_from
from queueing.hours import Span

Week = dict[int, tuple[Span, ...]]
"""The spans of each weekday, 0 Monday to 6 Sunday; a day that is not there is closed."""

MIDNIGHT = time(0, 0)
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)|24:00")


def read_week(fields: Fields, key: str) -> Week | None:
    """The week under a key, a list of {days, from, to}; None (always open) where it is missing."""
    if not fields.has(key):
        fields.items(key)
        return None
    week: dict[int, list[Span]] = {}
    for table in fields.tables(key):
        span = _read_span(table)
        for day in _read_days(table):
            week.setdefault(day, []).append(span)
        table.finish()
    if not fields.items(key):
        fields.problem(key, "no_hours")
    return {day: _in_order(fields, key, spans) for day, spans in sorted(week.items())}


def read_spans(fields: Fields, key: str) -> tuple[Span, ...]:
    """The spans of one single day, a list of {from, to}; at least one is needed."""
    spans = []
    for table in fields.tables(key):
        spans.append(_read_span(table))
        table.finish()
    if not spans:
        fields.problem(key, "required")
    return _in_order(fields, key, spans)


def written_week(week: Mapping[int, Sequence[Span]]) -> list[dict[str, object]]:
    """The week as `read_week` reads it, days with the same span told together."""
    days: dict[Span, list[str]] = {}
    for day, spans in sorted(week.items()):
        for span in spans:
            days.setdefault(span, []).append(DAYS[day])
    return [{"days": days[span]} | written_span(span) for span in sorted(days, key=_by_start)]


def written_span(span: Span) -> dict[str, object]:
    """One span as `read_spans` reads it."""
    return {"from": f"{span.start:%H:%M}", "to": f"{span.end:%H:%M}"}


def week_to_text(week: Week | None) -> str | None:
    """The column service.hours: the written week as JSON, null where always open."""
    return None if week is None else json.dumps(written_week(week))


def week_from_text(text: str | None) -> Week | None:
    """What `week_to_text` kept."""
    week = hours_from(text, frozenset(), {}).week
    return None if week is None else {day: tuple(spans) for day, spans in sorted(week.items())}


def spans_to_text(spans: Sequence[Span]) -> str:
    """The column special_day.spans: the written spans as JSON."""
    return json.dumps([written_span(span) for span in spans])


def spans_from_text(text: str) -> tuple[Span, ...]:
    """What `spans_to_text` kept."""
    return tuple(span_from(written) for written in json.loads(text))


def _read_span(table: Fields) -> Span:
    span = Span(_read_time(table, "from"), _read_time(table, "to"))
    if span.end != MIDNIGHT and span.end <= span.start:
        table.problem("to", "ends_before_start")
    return span


def _read_time(table: Fields, key: str) -> time:
    text = table.text(key)
    if not text:
        return MIDNIGHT
    if not CLOCK.fullmatch(text) or (text == "24:00" and key == "from"):
        table.problem(key, "bad_time")
        return MIDNIGHT
    hour, minute = text.split(":")
    return time(int(hour) % 24, int(minute))


def _read_days(table: Fields) -> list[int]:
    words = table.texts("days")
    days = [day for word in words for day in _stretch(word.lower())]
    if not words or -1 in days:
        table.problem("days", "bad_days")
        return []
    return sorted(set(days))


def _stretch(word: str) -> list[int]:
    """The weekdays of "mon" or "mon-fri"; [-1] for what is neither."""
    first, _, last = word.partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        return [-1]
    days = list(range(DAYS.index(first), DAYS.index(last or first) + 1))
    return days or [-1]


def _in_order(fields: Fields, key: str, spans: list[Span]) -> tuple[Span, ...]:
    ordered = sorted(spans, key=_by_start)
    for one, following in pairwise(ordered):
        if one.end == MIDNIGHT or one.end > following.start:
            fields.problem(key, "overlap")
    return tuple(ordered)


def _by_start(span: Span) -> tuple[time, time]:
    return span.start, span.end
