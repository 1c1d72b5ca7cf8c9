"""The socket's two events: connect with proof, watch a state."""

from typing import Any

from flask import request
from flask_socketio import SocketIO, emit, join_room
from socketio.exceptions import ConnectionRefusedError

from web.access import (
    ANYBODY,
    AT_COUNTERS,
    SESSION_COOKIE,
    Caller,
    caller_of_session,
    caller_of_token,
)
from web.parts import House, house
from web.rooms import Room
from web.states import office_of_ticket, read_states

MOST_ROOMS = 50
"""One socket watches a few things; more is a mistake or an attack."""


def init(socketio: SocketIO, running: House) -> None:
    """Answer `connect`, `watch` and `disconnect`."""
    callers: dict[str, Caller | None] = {}

    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        found = callers[_sid()] = _caller(auth)
        if found is not None and found.device is not None:
            running.live.connect_device(_sid(), found.device, request.remote_addr)

    @socketio.on("disconnect")
    def disconnect(*_reason: Any) -> None:
        callers.pop(_sid(), None)
        running.live.leave(_sid())

    @socketio.on("watch")
    def watch(wanted: Any = None) -> dict[str, Any]:
        refused = _watch(running, wanted, callers.get(_sid()))
        return {"ok": True} if refused is None else {"ok": False, "code": refused}


def _watch(running: House, wanted: Any, found: Caller | None) -> str | None:
    """Show the state that is asked for, now and from now on; answers why not, or None."""
    if not isinstance(wanted, dict):
        return "bad_json"
    if running.live.count(_sid()) >= MOST_ROOMS:
        return "too_many"
    room = _room(wanted, found)
    if room is None:
        return "forbidden"
    running.live.watch(_sid(), room)
    states = read_states(running, room.office, [room])
    if not states:
        return "not_found"
    join_room(room.name)
    emit(room.kind, states[0][1])
    return None


def _sid() -> str:
    return str(getattr(request, "sid"))  # noqa: B009 -- Flask-SocketIO sets it, its types do not say so


def _caller(auth: Any) -> Caller | None:
    """The device or the staff behind a connection; phones are nobody. Refuses a wrong token."""
    token = auth.get("token") if isinstance(auth, dict) else None
    if token:
        found = caller_of_token(str(token))
        if found is None:
            raise ConnectionRefusedError("unauthorized")
        return found
    cookie = request.cookies.get(SESSION_COOKIE)
    return caller_of_session(cookie) if cookie else None


def _room(wanted: dict[str, Any], found: Caller | None) -> Room | None:
    """The room that is asked for, or None when this caller may not see it."""
    what = wanted.get("what")
    if what == "ticket":
        return _ticket_room(str(wanted.get("ticket", "")))
    if found is None or found.role not in ANYBODY or found.must_change:
        return None
    match what:
        case "office":
            return Room("office", found.office)
        case "board":
            return Room("board", found.office, found.zone or str(wanted.get("zone") or ""))
        case "counter" if found.role in AT_COUNTERS:
            return _counter_room(wanted, found)
        case "rating" if found.role == "rating":
            return Room("rating", found.office, str(found.counter))
        case "print":
            return Room("print", found.office, str(wanted.get("print", "")))
    return None


def _ticket_room(ticket_id: str) -> Room | None:
    office = office_of_ticket(house().store, ticket_id)
    return None if office is None else Room("ticket", office, ticket_id)


def _counter_room(wanted: dict[str, Any], found: Caller) -> Room | None:
    number = found.counter if found.counter is not None else wanted.get("counter")
    if isinstance(number, bool) or not isinstance(number, int):
        return None
    return Room("counter", found.office, str(number))
