"""Who is told what and when: merged, the hall first, and never silenced by one fault."""

from collections.abc import Callable, Mapping
from typing import Any

from store.errors import BusyError
from web.live import SLICE, Live
from web.rooms import Room

BOARD = Room("board", "o")
COUNTER = Room("counter", "o", "1")


class Studio:
    """A Live whose background tasks wait until the test runs them."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.reads: list[list[Room]] = []
        self.version = 1
        self.fault: Exception | None = None
        self._tasks: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
        self.live = Live(
            emit=lambda event, state, room: self.sent.append((room, state["version"])),
            read_states=self._read,
            spawn=lambda work, *args: self._tasks.append((work, args)),
            sleep=lambda _: None,
        )

    def run(self) -> None:
        while self._tasks:
            work, args = self._tasks.pop(0)
            work(*args)

    def change(self) -> None:
        self.version += 1
        self.live.changed("o")

    def _read(self, _office: str, rooms: list[Room]) -> list[tuple[Room, Mapping[str, Any]]]:
        self.reads.append(rooms)
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault
        return [(room, {"version": self.version, "now": self.version}) for room in rooms]


def test_many_changes_at_once_are_one_push_of_the_newest() -> None:
    studio = Studio()
    studio.live.watch("s1", BOARD)
    for _ in range(10):
        studio.change()

    studio.run()

    assert studio.sent == [("board:o:", 11)]


def test_the_hall_is_told_before_the_clerks() -> None:
    studio = Studio()
    studio.live.watch("s1", COUNTER)
    studio.live.watch("s2", BOARD)
    studio.change()

    studio.run()

    assert [room for room, _ in studio.sent] == [BOARD.name, COUNTER.name]


def test_other_offices_hear_nothing() -> None:
    studio = Studio()
    studio.live.watch("s1", Room("board", "another"))
    studio.change()

    studio.run()

    assert studio.sent == []


def test_phones_are_told_in_slices_and_only_what_is_new() -> None:
    studio = Studio()
    phones = [Room("ticket", "o", str(n)) for n in range(SLICE + 1)]
    for phone in phones:
        studio.live.watch(phone.of, phone)
    studio.change()
    studio.run()
    studio.change()
    studio.run()

    assert [len(rooms) for rooms in studio.reads] == [SLICE, 1, SLICE, 1]
    assert len(studio.sent) == SLICE + 1


def test_the_resend_tells_everybody_again() -> None:
    studio = Studio()
    studio.live.watch("s1", Room("ticket", "o", "t"))
    studio.change()
    studio.run()

    studio.live.resend()
    studio.run()

    assert len(studio.sent) == 2


def test_a_fault_in_one_push_does_not_silence_the_next() -> None:
    studio = Studio()
    studio.live.watch("s1", BOARD)
    for fault in (ZeroDivisionError(), BusyError()):
        studio.fault = fault
        studio.change()
        studio.run()

    studio.change()
    studio.run()

    assert studio.sent == [(BOARD.name, 4)]


def test_who_left_is_told_nothing_more() -> None:
    studio = Studio()
    studio.live.watch("s1", BOARD)
    studio.live.leave("s1")
    studio.live.leave("s1")
    studio.change()

    studio.run()

    assert studio.sent == []
    assert studio.live.watching() == 0


def test_a_print_is_told_to_the_kiosk_at_once() -> None:
    studio = Studio()

    studio.live.tell_print("o", {"id": "p1", "version": 0})

    assert studio.sent == [("print:o:p1", 0)]


def test_a_device_is_seen_by_its_socket_and_by_its_requests() -> None:
    live = Studio().live
    live.connect_device("s1", "tv", "10.0.0.2")
    live.saw_device("kiosk", "10.0.0.3")

    assert live.devices_in_sight() == {"kiosk": "10.0.0.3", "tv": "10.0.0.2"}
    assert live.seen_devices() == {"kiosk": "10.0.0.3", "tv": "10.0.0.2"}
    assert live.seen_devices() == {"tv": "10.0.0.2"}
    live.leave("s1")
    assert live.seen_devices() == {}


def test_what_others_changed_is_pushed_here_and_not_published_again() -> None:
    studio = Studio()
    told: list[Any] = []
    studio.live.publish = lambda *message: told.append(message)
    studio.live.watch("s1", BOARD)

    studio.live.heard("o", None)
    studio.run()
    assert (studio.sent, told) == ([("board:o:", 1)], [])

    studio.live.changed("o")
    assert told == [("o", None)]


def test_only_offices_that_somebody_watches_are_looked_at() -> None:
    studio = Studio()
    studio.live.watch("s1", BOARD)
    studio.live.watch("s2", Room("ticket", "p", "t"))
    for office in ("o", "p", "q"):
        studio.live.changed(office)
    studio.live.resend()
    studio.run()
    studio.live.leave("s2")
    studio.live.resend()

    assert {room.office for rooms in studio.reads for room in rooms} == {"o", "p"}
    assert studio.live.offices() == ["o"]
