"""The whole office, the board, and who I am."""

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from operations.snapshot import Snapshot, read_snapshot
from store.store import Reading
from web.access import ANYBODY, allow, known_caller
from web.parts import house
from web.states import board_of, office_of

blueprint = Blueprint("api_office", __name__, url_prefix="/api/v1")


@blueprint.get("/office")
@allow(ANYBODY)
def get_office() -> ResponseReturnValue:
    """The office state."""
    with house().store.reading() as reading:
        return jsonify(office_of(house(), look(reading, known_caller().office)))


@blueprint.get("/board")
@allow(ANYBODY)
def get_board() -> ResponseReturnValue:
    """The board state, of one zone when asked or when the device stands in one."""
    zone = known_caller().zone or request.args.get("zone", "")
    with house().store.reading() as reading:
        return jsonify(board_of(house(), look(reading, known_caller().office), zone))


@blueprint.get("/me")
@allow(ANYBODY, made_password=True)
def get_me() -> ResponseReturnValue:
    """Who is calling."""
    found = known_caller()
    me: dict[str, Any] = {
        "role": found.role,
        "kind": "staff" if found.staff else "device",
        "id": found.id,
        "name": found.name,
        "full_name": found.full_name,
        "counter": found.counter,
        "zone": found.zone,
        "office": found.office,
        "device": found.device,
        "must_change": found.must_change,
    }
    if found.staff is not None:
        with house().store.reading() as reading:
            held = reading.sql.open_session_of_staff(office=found.office, staff=found.staff)
        me["counter"] = held["counter"] if held else None
        me["csrf"] = found.csrf
    return jsonify(me)


def look(reading: Reading, office: str) -> Snapshot:
    """A snapshot with the house's rules and clock."""
    return read_snapshot(reading, office, rules=house().rules, now=house().clock())
