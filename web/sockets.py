"""The socket's two events: connect with proof, watch a state; and its end with the proof."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, disconnect, emit, join_room
from socketio.exceptions import ConnectionRefusedError

from operations.errors import ForbiddenError
from operations.fields import is_readable
from web.access import (
    ANYBODY,
    AT_COUNTERS,
    SESSION_COOKIE,
    Caller,
    acting_in,
    caller_of_session,
    caller_of_token,
    reaches,
)
from web.live import Live
from web.parts import House, house
from web.rooms import Room
from web.states import office_of_ticket, read_states

NAMESPACE = "/"
"""Socket.IO's default one."""

MOST_ROOMS = 50
"""One socket watches a few things; more is a mistake or an attack."""

LONGEST_WORD = 100
"""No id and no zone is longer."""


Proof = tuple[Callable[[str], Caller | None], str]
"""How a caller is found, and by which token or cookie."""


@dataclass(slots=True)
class Lines:
    """The open sockets of those who came with proof: the proof, and who it showed."""

    app: Flask
    live: Live
    _open: dict[str, tuple[Proof, Caller]] = field(default_factory=dict)

    def begin(self, sid: str, proof: Proof | None) -> Caller | None:
        """Remember who speaks on this socket; a phone and an ended session are nobody.

        Raises ConnectionRefusedError for a token that opens nothing.
        """
        found = None if proof is None else _found(proof)
        if proof is not None and found is not None:
            self._open[sid] = (proof, found)
        elif proof is not None and proof[0] is caller_of_token:
            raise ConnectionRefusedError("unauthorized")
        return found

    def caller(self, sid: str) -> Caller | None:
        """Who speaks on this socket."""
        line = self._open.get(sid)
        return None if line is None else line[1]

    def end(self, sid: str) -> None:
        """Forget a socket that went away."""
        self._open.pop(sid, None)

    def close_ended(self) -> None:
        """Close the sockets whose proof has ended or shows somebody else by now: a device that
        was revoked or moved, a person who signed out. Who may still come in comes again.
        """
        lines = list(self._open.items())
        with self.app.app_context():
            now = {proof: _found(proof) for proof in {proof for _, (proof, _) in lines}}
            for sid, (proof, then) in lines:
                if _rights(now[proof]) != _rights(then) or self._sees_too_much(sid, then):
                    disconnect(sid, NAMESPACE)

    def _sees_too_much(self, sid: str, found: Caller) -> bool:
        """Whether it watches an office that no longer stands below the caller's own."""
        offices = self.live.offices_of(sid) - {found.home}
        return not all(reaches(found, office) for office in offices)


def init(socketio: SocketIO, app: Flask, running: House) -> Lines:
    """Answer `connect`, `watch` and `disconnect`; the lines are to be looked at now and then."""
    lines = Lines(app, running.live)

    @socketio.on("connect")
    def connect(auth: Any = None) -> None:
        found = lines.begin(_sid(), _proof(auth))
        if found is not None and found.device is not None:
            running.live.connect_device(_sid(), found.device, request.remote_addr)

    @socketio.on("disconnect")
    def leave(*_reason: Any) -> None:
        lines.end(_sid())
        running.live.leave(_sid())

    @socketio.on("watch")
    def watch(wanted: Any = None) -> dict[str, Any]:
        refused = _watch(running, wanted, lines.caller(_sid()))
        return {"ok": True} if refused is None else {"ok": False, "code": refused}

    return lines


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
        running.live.unwatch(_sid(), room)
        return "not_found"
    join_room(room.name)
    emit(room.kind, states[0][1])
    return None


def _sid() -> str:
    return str(getattr(request, "sid"))  # noqa: B009 -- Flask-SocketIO sets it, its types do not say so


def _proof(auth: Any) -> Proof | None:
    """What a connection brings: a device its token, the staff a cookie, phones nothing."""
    token = auth.get("token") if isinstance(auth, dict) else None
    if token:
        return caller_of_token, str(token)
    cookie = request.cookies.get(SESSION_COOKIE)
    return (caller_of_session, cookie) if cookie else None


def _found(proof: Proof) -> Caller | None:
    find, text = proof
    return find(text)


def _rights(caller: Caller | None) -> tuple[object, ...] | None:
    """What decides which states somebody may see."""
    if caller is None:
        return None
    return caller.id, caller.role, caller.home, caller.counter, caller.zone, caller.must_change


def _room(wanted: dict[str, Any], found: Caller | None) -> Room | None:
    """The room that is asked for, or None when this caller may not see it."""
    what = wanted.get("what")
    if what == "ticket":
        return _ticket_room(_word(wanted, "ticket"))
    if found is None or found.role not in ANYBODY or found.must_change:
        return None
    if "office" in wanted:
        try:
            found = acting_in(found, _word(wanted, "office"))
        except ForbiddenError:
            return None
    return _room_of(wanted, found)


def _room_of(wanted: dict[str, Any], found: Caller) -> Room | None:
    """The room in the office that the caller acts on."""
    match wanted.get("what"):
        case "office":
            return Room("office", found.office)
        case "board":
            return Room("board", found.office, found.zone or _word(wanted, "zone"))
        case "counter" if found.role in AT_COUNTERS:
            return _counter_room(wanted, found)
        case "rating" if found.role == "rating":
            return Room("rating", found.office, str(found.counter))
        case "print" if found.role == "kiosk":
            return _print_room(_word(wanted, "print"), found)
    return None


def _ticket_room(ticket_id: str) -> Room | None:
    office = office_of_ticket(house().store, ticket_id)
    return None if office is None else Room("ticket", office, ticket_id)


def _print_room(print_id: str, found: Caller) -> Room | None:
    """A kiosk hears of the tickets that it took itself."""
    with house().store.reading() as reading:
        row = reading.sql.get_print(id=print_id)
    is_anothers = row is not None and row["device"] != found.device
    return None if is_anothers else Room("print", found.office, print_id)


def _word(wanted: dict[str, Any], name: str) -> str:
    """A short text that can be looked for; empty for anything else."""
    value = wanted.get(name)
    is_word = isinstance(value, str) and len(value) <= LONGEST_WORD and is_readable(value)
    return str(value) if is_word else ""


def _counter_room(wanted: dict[str, Any], found: Caller) -> Room | None:
    number = found.counter if found.counter is not None else wanted.get("counter")
    if isinstance(number, bool) or not isinstance(number, int):
        return None
    return Room("counter", found.office, str(number))
