"""What the hall sees and hears: the board of all counters, or of one zone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from operations.offices import Desk
from operations.snapshot import Snapshot
from store.store import Row

CALLS_SHOWN = 12
"""The latest calls that a board carries: the newest, four beside it, and room for a TV that
comes back after a short cut."""

HALL_LANGUAGE = "vi"
"""Everybody in the hall hears each call in it; another language follows for whoever chose it."""

Speak = Callable[..., Sequence[str]]
"""The clips of an announcement: (label, counter, language, repeat=...) to names of clips."""


def board_state(
    snapshot: Snapshot, *, speak: Speak, speak_missed: Speak, zone: str = ""
) -> dict[str, Any]:
    """The `board` state of docs/protocol.md; an empty zone shows the whole office."""
    desks = [desk for desk in snapshot.desks.values() if zone in ("", desk.zone)]
    numbers = {desk.number for desk in desks}
    office = snapshot.office
    return {
        **snapshot.head(),
        "names": office.names,
        "slogans": office.slogans,
        "notices": office.notices,
        "hotline": office.hotline,
        "timezone": office.timezone,
        "languages": office.languages,
        "calls": _calls(snapshot, numbers, speak),
        "missed": _missed(snapshot, numbers, speak_missed),
        "counters": [_counter(snapshot, desk) for desk in desks],
        "waiting": [
            {
                "service": service.code,
                "names": service.names,
                "waiting": snapshot.line(service.code).waiting,
            }
            for service in snapshot.services.values()
        ],
    }


def _calls(snapshot: Snapshot, counters: set[int], speak: Speak) -> list[dict[str, Any]]:
    """Today's announcements, the newest first, each numbered by how often it was called."""
    today = snapshot.office.day
    rows = [
        row
        for row in snapshot.sql.announcements(office=snapshot.office.id)
        if row["day"] == today and row["counter"] in counters
    ]
    return [_call(rows, index, speak) for index in range(min(len(rows), CALLS_SHOWN))]


def _call(rows: Sequence[Row], index: int, speak: Speak) -> dict[str, Any]:
    row = rows[index]
    said = partial(speak, row["label"], row["counter"], repeat=row["act"] == "recall")
    return {
        "id": f"{row['version']}-{row['position']}",
        "label": row["label"],
        "service": row["service"],
        "counter": row["counter"],
        "called_at": row["at"],
        "calls": _times_called(rows, index),
        "language": row["language"],
        "state": row["state"] if row["counter_now"] == row["counter"] else "left",
        "clips": list(said(row["language"])),
        "spoken": _spoken(row["language"], said),
    }


def _spoken(language: str, said: Callable[[str], Sequence[str]]) -> list[dict[str, Any]]:
    """The announcement in each language in which it is heard, one after the other."""
    heard = dict.fromkeys([HALL_LANGUAGE, language])
    return [{"language": each, "clips": list(said(each))} for each in heard]


def _times_called(rows: Sequence[Row], index: int) -> int:
    """1 for the first call of a ticket, one more for each repetition since."""
    row = rows[index]
    count = 1
    for older in rows[index:]:
        if older["ticket"] == row["ticket"]:
            if older["act"] != "recall":
                break
            count += 1
    return count


def _missed(snapshot: Snapshot, counters: set[int], speak_missed: Speak) -> list[dict[str, Any]]:
    """The numbers that were called at these counters in vain, the newest first."""
    return [
        {
            "id": f"{row['id']}-{row['missed_at']}",
            "label": row["label"],
            "at": row["missed_at"],
            "language": row["language"],
            "clips": list(speak_missed(row["label"], row["language"])),
            "spoken": _spoken(row["language"], partial(speak_missed, row["label"])),
        }
        for row in snapshot.sql.missed_lately(office=snapshot.office.id)
        if row["day"] == snapshot.office.day and row["counter"] in counters
    ]


def _counter(snapshot: Snapshot, desk: Desk) -> dict[str, Any]:
    ticket = snapshot.at_counters.get(desk.number)
    return {
        "number": desk.number,
        "names": desk.names,
        "zone": desk.zone,
        "state": desk.state,
        "label": ticket.label if ticket else None,
        "ticket_state": ticket.state if ticket else None,
    }
