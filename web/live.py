"""Live states: who watches what, and the newest state to each, merged and sent again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import structlog

from store.errors import StoreError
from web.rooms import Room

log = structlog.get_logger()

MERGE_S = 0.02
"""Changes of one office within this time are sent as one: it gave 1.6 to 4 times the throughput."""

PHONES_MERGE_S = 1.0
"""Phones are many and in no hurry: their states are made at most this often."""

SLICE = 20
"""States made from one look at the office, before others get their turn."""

URGENT = ("board", "rating", "counter", "office")

UNSAID = frozenset({"version", "now"})
"""What changes in every state: a phone is told only when something else did."""

RESEND_S = 15.0
"""Every state is sent again after this time, for whoever missed it."""

RESEND_TAKES = 0.3
"""The share of RESEND_S over which a resend spreads the offices, so that many come one by one."""

Task = tuple[str, bool]
"""An office, and whether its phones are meant or its screens."""


def _nobody_else(_office: str, _print_view: Mapping[str, Any] | None) -> None:
    """A house of one process has nobody else to tell."""


@dataclass(slots=True)
class Live:
    """Rooms and their watchers. `emit(event, state, room)` sends; `read_states` makes the states
    of rooms from one look at the office; `spawn` starts a background task, `sleep` waits in it.
    `publish(office, print_view)` tells the other processes what changed here, without waiting.
    One pusher runs at a time for each office and kind of watcher.
    """

    emit: Callable[[str, Mapping[str, Any], str], None]
    read_states: Callable[[str, list[Room]], list[tuple[Room, Mapping[str, Any]]]]
    spawn: Callable[..., Any]
    sleep: Callable[[float], None]
    publish: Callable[[str, Mapping[str, Any] | None], None] = _nobody_else
    _watchers: dict[Task, dict[Room, set[str]]] = field(default_factory=dict)
    _rooms_of: dict[str, set[Room]] = field(default_factory=dict)
    _dirty: set[Task] = field(default_factory=set)
    _pushing: set[Task] = field(default_factory=set)
    _sent: dict[Room, Mapping[str, Any]] = field(default_factory=dict)
    _devices: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    _seen: dict[str, str | None] = field(default_factory=dict)
    _lock: Any = field(default_factory=RLock)

    def watch(self, sid: str, room: Room) -> None:
        """Let a socket see a room from now on."""
        with self._lock:
            self._watchers.setdefault(_task(room), {}).setdefault(room, set()).add(sid)
            self._rooms_of.setdefault(sid, set()).add(room)

    def unwatch(self, sid: str, room: Room) -> None:
        """A socket sees a room no more."""
        with self._lock:
            seen = self._rooms_of.get(sid, set())
            seen.discard(room)
            if not seen:
                self._rooms_of.pop(sid, None)
            self._empty(room, sid)

    def _empty(self, room: Room, sid: str) -> None:
        rooms = self._watchers.get(_task(room), {})
        watchers = rooms.get(room, set())
        watchers.discard(sid)
        if not watchers:
            rooms.pop(room, None)
            self._sent.pop(room, None)
        if not rooms:
            self._watchers.pop(_task(room), None)

    def connect_device(self, sid: str, device: str, address: str | None) -> None:
        """A device holds this socket: it is seen as long as the socket lives."""
        with self._lock:
            self._devices[sid] = (device, address)

    def saw_device(self, device: str, address: str | None) -> None:
        """A device asked something over HTTP: it lives, with or without a socket."""
        with self._lock:
            self._seen[device] = address

    def devices_in_sight(self) -> dict[str, str | None]:
        """The devices that hold a socket now or asked something since the last `seen_devices`,
        each with its address.
        """
        with self._lock:
            return {**self._seen, **dict(self._devices.values())}

    def seen_devices(self) -> dict[str, str | None]:
        """The devices in sight, to be noted by who asks: what was asked so far is forgotten."""
        with self._lock:
            seen = self.devices_in_sight()
            self._seen.clear()
        return seen

    def leave(self, sid: str) -> None:
        """Forget a socket that went away."""
        with self._lock:
            self._devices.pop(sid, None)
            for room in tuple(self._rooms_of.get(sid, ())):
                self.unwatch(sid, room)

    def count(self, sid: str) -> int:
        """How many rooms a socket watches."""
        with self._lock:
            return len(self._rooms_of.get(sid, ()))

    def offices_of(self, sid: str) -> set[str]:
        """The offices of what a socket watches, but for tickets: those are shown to anybody."""
        with self._lock:
            rooms = self._rooms_of.get(sid, set())
            return {room.office for room in rooms if room.kind != "ticket"}

    def rooms(self, office: str, *, phones: bool) -> list[Room]:
        """The rooms of an office that somebody watches."""
        with self._lock:
            return list(self._watchers.get((office, phones), ()))

    def offices(self) -> list[str]:
        """The offices that somebody here watches."""
        with self._lock:
            return sorted({office for office, _ in self._watchers})

    def watching(self) -> int:
        """How many sockets watch something."""
        with self._lock:
            return len(self._rooms_of)

    def changed(self, office: str) -> None:
        """The office changed: everybody who watches it is told soon, nobody waits for it here."""
        self.heard(office, None)
        self.publish(office, None)

    def tell_print(self, office: str, print_view: Mapping[str, Any]) -> None:
        """A print job took a step: the kiosk that waits for it is told, and the staff's screens."""
        self.heard(office, print_view)
        self.publish(office, print_view)

    def heard(self, office: str, print_view: Mapping[str, Any] | None) -> None:
        """An office changed, here or in another process: tell those who watch it here."""
        if print_view is not None:
            self.emit("print", print_view, Room("print", office, print_view["id"]).name)
        for phones in (False, True):
            self._tell((office, phones))

    def resend(self) -> None:
        """Send every state that somebody here watches again; called every RESEND_S. The offices
        come one by one, within RESEND_TAKES of that time.
        """
        self._sent.clear()
        offices = self.offices()
        for office in offices:
            self.heard(office, None)
            self.sleep(RESEND_S * RESEND_TAKES / len(offices))

    def _tell(self, task: Task) -> None:
        with self._lock:
            if task not in self._watchers:
                return
            self._dirty.add(task)
            if task in self._pushing:
                return
            self._pushing.add(task)
        self.spawn(self._push_until_clean, task)

    def _push_until_clean(self, task: Task) -> None:
        while True:
            with self._lock:
                if task not in self._dirty:
                    self._pushing.discard(task)
                    return
                self._dirty.discard(task)
            self._push(*task)
            self.sleep(PHONES_MERGE_S if task[1] else MERGE_S)

    def _push(self, office: str, phones: bool) -> None:
        """Send the states in slices, so that many phones hold nobody up for long."""
        rooms = sorted(self.rooms(office, phones=phones), key=_urgency)
        for first in range(0, len(rooms), SLICE):
            try:
                self._send(office, rooms[first : first + SLICE])
            except StoreError as error:
                # The change is kept already: the screens are told again at the next resend.
                log.error("push_failed", office=office, error=str(error))
            except Exception:
                # A fault in one state must not silence the office for good.
                log.exception("push_crashed", office=office)
            self.sleep(0)

    def _send(self, office: str, rooms: list[Room]) -> None:
        for room, state in self.read_states(office, rooms):
            said = {key: value for key, value in state.items() if key not in UNSAID}
            if room.kind == "ticket" and self._sent.get(room) == said:
                continue
            self._sent[room] = said
            self.emit(room.kind, state, room.name)


def _task(room: Room) -> Task:
    return room.office, room.kind == "ticket"


def _urgency(room: Room) -> int:
    """What the hall sees goes first."""
    return URGENT.index(room.kind) if room.kind in URGENT else len(URGENT)
