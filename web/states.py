"""The live states: which state a room gets, made from one look at the office."""

from collections.abc import Mapping
from typing import Any

from devices.voice import announcement, missed_announcement
from operations.boards import Voice, board_state
from operations.counter_state import counter_state
from operations.office_state import office_state
from operations.printing import print_view
from operations.rating_state import rating_state
from operations.snapshot import Snapshot, read_snapshot
from operations.ticket_view import ticket_view
from store.store import Store
from store.ticket_rows import ticket_from
from web.parts import House
from web.printers import printers_of
from web.rooms import Room

State = Mapping[str, Any]


def read_states(house: House, office: str, rooms: list[Room]) -> list[tuple[Room, State]]:
    """The state of each room, all from one snapshot. Rooms of what is gone are left out."""
    with house.store.reading() as reading:
        snapshot = read_snapshot(reading, office, rules=house.rules, now=house.clock())
        made = [(room, _make(house, snapshot, room)) for room in rooms]
    return [(room, state) for room, state in made if state is not None]


def board_of(house: House, snapshot: Snapshot, zone: str) -> State:
    """The board with the clips that the hall's loudspeaker says."""
    voice = Voice(announcement, missed_announcement, house.config.voice.languages)
    return board_state(snapshot, voice=voice, zone=zone)


def counter_of(house: House, snapshot: Snapshot, number: int) -> State:
    """What a clerk sees, and the printers that the machine has."""
    return {
        **counter_state(snapshot, number),
        "printer_names": list(printers_of(house.config, snapshot.office.code)),
    }


def office_of(house: House, snapshot: Snapshot) -> State:
    """The office with what belongs to the machine: its logo."""
    logo = "/logo" if house.config.theme.logo else None
    return {**office_state(snapshot), "logo": logo}


def owner_view(house: House, snapshot: Snapshot, ticket_id: str) -> dict[str, Any] | None:
    """The ticket as its owner sees it, or None when there is none."""
    row = snapshot.sql.get_ticket(id=ticket_id)
    if row is None:
        return None
    return ticket_view(snapshot, ticket_from(row), rating_days=house.config.rating.valid_days)


def office_of_ticket(store: Store, ticket_id: str) -> str | None:
    """The office that gave a ticket out, or None for an id that is none."""
    row = store.ask(lambda sql: sql.get_ticket(id=ticket_id))
    return None if row is None else str(row["office"])


def _make(house: House, snapshot: Snapshot, room: Room) -> State | None:
    match room.kind:
        case "office":
            return office_of(house, snapshot)
        case "board":
            return board_of(house, snapshot, room.of)
        case "counter" if int(room.of) in snapshot.desks:
            return counter_of(house, snapshot, int(room.of))
        case "rating" if int(room.of) in snapshot.desks:
            wait_s = house.config.rating.wait_s
            return rating_state(snapshot, int(room.of), wait_s=wait_s)
        case "ticket":
            return owner_view(house, snapshot, room.of)
        case "print":
            row = snapshot.sql.get_print(id=room.of)
            return print_view(row) if row else None
    return None
