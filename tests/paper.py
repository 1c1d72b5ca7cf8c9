"""Paper for tests: a printer that takes real bytes and shows what it printed.

`Machine` is the printer itself (ESC/POS in, answers out, pictures kept). `NetworkPaper` puts it
behind a real socket, `LinePaper` behind a real pseudo-terminal, `UsbPaper` behind a USB device
that pyusb could have found. Each of them can fail in the ways that real ones do.
"""

import os
import socket
import struct
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, Self

import usb.core
from PIL import Image

Mode = Literal["ok", "hang", "closes", "resets", "closes_after_ticket", "slow"]

LENGTHS = {b"\x1b@": 2, b"\x1da": 3, b"\x1bd": 3, b"\x1dV": 4, b"\x1dr": 3, b"\x10\x04": 3}
"""Commands of fixed length; the raster `GS v 0` brings its own."""

COMES_OUT_S = 60


@dataclass
class Machine:
    """A printer with paper in it.

    `stops_after` bytes it stops working off its data, because the paper ended or the lid was
    opened; it then answers real-time questions only. `is_silent` answers nothing at all;
    `is_late` answers what was asked before a ticket only after it.
    """

    paper: Literal["ok", "near_end", "out"] = "ok"
    stops_after: int | None = None
    stops_for: Literal["paper", "lid", "cutter"] = "paper"
    is_silent: bool = False
    is_on_last_ticket: bool = False
    knows_ordered_status: bool = True
    is_late: bool = False
    unasked: bytes = b""
    tickets: list[Image.Image] = field(default_factory=list)
    bands: list[Image.Image] = field(default_factory=list)
    commands: list[bytes] = field(default_factory=list)
    taken: int = 0
    _waiting: bytes = b""
    _held: bytes = b""

    @property
    def has_stopped(self) -> bool:
        return self.stops_after is not None and self.taken > self.stops_after

    def take(self, data: bytes) -> bytes:
        """Work off bytes as they come; what the printer says to them."""
        self.taken += len(data)
        self._waiting += data
        answers = self._answer_at_once(data) if self.has_stopped else b"".join(self._work())
        return b"" if self.is_silent else self.unasked + answers

    def _answer_at_once(self, data: bytes) -> bytes:
        recent = self._waiting[-len(data) - 2 :]  # a question may come in two pieces
        at = recent.rfind(b"\x10\x04")
        return self._status(recent[at + 2]) if 0 <= at < len(recent) - 2 else b""

    def _work(self) -> Iterator[bytes]:
        while len(self._waiting) >= 2:
            name = self._waiting[:2]
            length = self._raster_length() if name == b"\x1dv" else LENGTHS.get(name)
            assert length is not None, f"a printer would print garbage for {self._waiting[:8]!r}"
            if len(self._waiting) < length:
                return
            command, self._waiting = self._waiting[:length], self._waiting[length:]
            yield self._obey(command)

    def _raster_length(self) -> int:
        if len(self._waiting) < 8:
            return 8
        width, height = struct.unpack("<HH", self._waiting[4:8])
        return 8 + int(width) * int(height)

    def _obey(self, command: bytes) -> bytes:
        self.commands.append(command[:8])
        match command[:2]:
            case b"\x1dv":
                self._print_band(command)
            case b"\x1dV":
                self._cut()
                late, self._held = self._held, b""
                return late
            case b"\x10\x04" if self.is_late and not self.tickets:
                self._held += self._status(command[2])
            case b"\x10\x04":
                return self._status(command[2])
            case b"\x1dr" if self.knows_ordered_status:
                return bytes([{"ok": 0x00, "near_end": 0x03, "out": 0x0C}[self.paper]])
        return b""

    def _print_band(self, command: bytes) -> None:
        width, height = struct.unpack("<HH", command[4:8])
        band = Image.frombytes("1", (width * 8, height), command[8:])
        self.bands.append(band.point(lambda dot: 255 - dot))

    def _cut(self) -> None:
        height = sum(band.height for band in self.bands)
        ticket = Image.new("1", (self.bands[0].width, height), 1)
        top = 0
        for band in self.bands:
            ticket.paste(band, (0, top))
            top += band.height
        self.tickets.append(ticket)
        self.bands = []
        if self.is_on_last_ticket:
            self.paper = "out"

    def _status(self, question: int) -> bytes:
        stopped = self.stops_for if self.has_stopped else None
        paper_bits = {"ok": 0, "near_end": 0x0C, "out": 0x60}[self.paper]
        if stopped == "paper":
            paper_bits = 0x60
        offline = stopped is not None or self.paper == "out"
        cause = {None: 0, "paper": 0x20, "lid": 0x04, "cutter": 0x40}[stopped]
        bits = {1: 0x08 if offline else 0, 2: cause, 4: paper_bits}[question]
        return bytes([0x12 | bits])


class NetworkPaper:
    """A printer at a port of this machine, one connection at a time."""

    def __init__(
        self, machine: Machine | None = None, mode: Mode = "ok", buffer: int | None = None
    ) -> None:
        self.machine = machine or Machine()
        self._mode = mode
        self._stopping = threading.Event()
        self._listener = socket.socket()
        if buffer is not None:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._listener.settimeout(0.05)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(COMES_OUT_S)
        self._listener.close()

    def comes_out(self, count: int) -> None:
        """Wait until so many tickets lie in the tray; who sent them may not have waited for it."""
        until = time.monotonic() + COMES_OUT_S
        while len(self.machine.tickets) < count:
            assert time.monotonic() < until, "no ticket came out"
            time.sleep(0.01)

    def _serve(self) -> None:
        while not self._stopping.is_set():
            with suppress(TimeoutError, ConnectionError):
                line, _ = self._listener.accept()
                with line:
                    self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        line.settimeout(0.05)
        while not self._stopping.is_set():
            if self._mode == "hang":
                time.sleep(0.05)
                continue
            if self._mode == "closes" or self._is_done(line):
                return
            with suppress(TimeoutError):
                data = line.recv(2048)
                if not data:
                    return
                line.sendall(self.machine.take(data))
            if self._mode == "slow":
                time.sleep(0.01)

    def _is_done(self, line: socket.socket) -> bool:
        """Whether this printer hangs up now."""
        if self._mode == "resets" and self.machine.taken > 8000:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return True
        return self._mode == "closes_after_ticket" and bool(self.machine.tickets)


class LinePaper:
    """A printer at the other end of a pseudo-terminal; `path` is its device."""

    def __init__(self, machine: Machine | None = None, *, hangs: bool = False) -> None:
        self.machine = machine or Machine()
        self._hangs = hangs
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        self.path = os.ttyname(self._theirs)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        os.set_blocking(self._ours, False)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join(COMES_OUT_S)
        os.close(self._ours)
        os.close(self._theirs)

    def _serve(self) -> None:
        while not self._stopping.is_set():
            with suppress(BlockingIOError):
                if not self._hangs:
                    os.write(self._ours, self.machine.take(os.read(self._ours, 4096)))
                    continue
            time.sleep(0.002)


@dataclass(frozen=True)
class Endpoint:
    """An end of a USB pipe, as pyusb describes it."""

    bEndpointAddress: int  # noqa: N815 -- pyusb's name


class Interface(list[Endpoint]):
    """A printer's interface with its two endpoints."""

    bInterfaceClass = 7  # noqa: N815 -- pyusb's name


class Backend:
    """What moves the bytes below pyusb; not libusb1, so no driver has to be moved away."""

    released = 0

    def dispose(self, _: object) -> None:
        """The printer is free for others again."""
        self.released += 1


class UsbPaper:
    """A printer that pyusb found, with endpoints other than the library guesses."""

    IN, OUT = 0x81, 0x03

    def __init__(self, machine: Machine | None = None, *, hangs: bool = False) -> None:
        self.machine = machine or Machine()
        self.backend = self._ctx = Backend()
        self._hangs = hangs
        self._answers = b""

    def set_configuration(self) -> None:
        """Nothing to set: there is one."""

    def reset(self) -> None:
        """A printer forgets what it wanted to say."""
        self._answers = b""

    def get_active_configuration(self) -> list[Interface]:
        return [Interface([Endpoint(self.IN), Endpoint(self.OUT)])]

    def write(self, endpoint: int, data: bytes, timeout_ms: int) -> int:
        assert endpoint == self.OUT
        assert timeout_ms > 0, "0 waits without end"
        if self._hangs and self.machine.taken > 8000:
            time.sleep(timeout_ms / 1000)
            raise usb.core.USBTimeoutError("Operation timed out")
        self._answers += self.machine.take(bytes(data))
        return len(data)

    def read(self, endpoint: int, size: int, timeout_ms: int) -> bytes:
        assert endpoint == self.IN
        if not self._answers:
            time.sleep(timeout_ms / 1000)
            raise usb.core.USBTimeoutError("Operation timed out")
        said, self._answers = self._answers[:size], self._answers[size:]
        return said
