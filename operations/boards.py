"""What the hall sees and hears: the board of all counters, or of one zone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from operations.offices import Desk
from operations.snapshot import Snapshot
from store.store import Row

CALLS_SHOWN = 12
"""The latest calls that a board carries: the newest, four beside it, and room for a TV that
comes back after a short cut."""

Speak = Callable[..., Sequence[str]]
"""The clips of an announcement: (label, counter, language, repeat=...) to names of clips."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What the loudspeaker can say. The first of `languages` is the hall's: everybody hears each
    call in it; another of them follows for whoever chose it. Without any, only the chime is heard.
    """

    call: Speak
    missed: Speak
    languages: Sequence[str] = ("vi", "en")

    def say(self, language: str, clips_in: Callable[[str], Sequence[str]]) -> dict[str, Any]:
        """`spoken`: the announcement in each language in which it is heard, one after the other;
        `clips`: in the last of them, which is the ticket's own where there is a voice for it.
        """
        heard = list(dict.fromkeys([*self.languages[:1], language]))
        spoken = [
            {"language": each, "clips": list(clips_in(each))}
            for each in heard
            if each in self.languages
        ]
        return {"clips": spoken[-1]["clips"] if spoken else [], "spoken": spoken}


def board_state(snapshot: Snapshot, *, voice: Voice, zone: str = "") -> dict[str, Any]:
    """The `board` state of docs/protocol.md; an empty zone shows the whole office."""
    desks = [desk for desk in snapshot.desks.values() if zone in ("", desk.zone)]
    numbers = {desk.number for desk in desks}
    office = snapshot.office
    return {
        **snapshot.head(),
        "names": office.names,
        "slogans": office.slogans,
        "greetings": office.greetings,
        "notices": office.notices,
        "hotline": office.hotline,
        "timezone": office.timezone,
        "languages": office.languages,
        "calls": _calls(snapshot, numbers, voice),
        "missed": _missed(snapshot, numbers, voice),
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


def _calls(snapshot: Snapshot, counters: set[int], voice: Voice) -> list[dict[str, Any]]:
    """Today's announcements, the newest first, each numbered by how often it was called."""
    today = snapshot.office.day
    rows = [
        row
        for row in snapshot.sql.announcements(office=snapshot.office.id)
        if row["day"] == today and row["counter"] in counters
    ]
    return [_call(rows, index, voice) for index in range(min(len(rows), CALLS_SHOWN))]


def _call(rows: Sequence[Row], index: int, voice: Voice) -> dict[str, Any]:
    row = rows[index]
    clips_in = partial(voice.call, row["label"], row["counter"], repeat=row["act"] == "recall")
    return {
        "id": f"{row['version']}-{row['position']}",
        "label": row["label"],
        "service": row["service"],
        "counter": row["counter"],
        "called_at": row["at"],
        "calls": _times_called(rows, index),
        "language": row["language"],
        "state": row["state"] if row["counter_now"] == row["counter"] else "left",
        **voice.say(row["language"], clips_in),
    }


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


def _missed(snapshot: Snapshot, counters: set[int], voice: Voice) -> list[dict[str, Any]]:
    """The numbers that were called at these counters in vain, the newest first."""
    return [
        {
            "id": f"{row['id']}-{row['missed_at']}",
            "label": row["label"],
            "at": row["missed_at"],
            "language": row["language"],
            **voice.say(row["language"], partial(voice.missed, row["label"])),
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
