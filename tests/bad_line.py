"""A line between an office and its province that does what lines do: cut, stall, crawl, flap."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.redis_server import Wire, close

PIECE = 4096


@dataclass(slots=True)
class BadLine(Wire):
    """A wire of which the tests choose how it fails. Each choice ends the connections of before."""

    cuts_after: int | None = None
    """So many bytes of each connection's requests go through, then it is cut."""

    loses_answers: bool = False
    """Requests arrive whole; the first byte of an answer ends the connection."""

    is_stalled: bool = False
    """Connections are taken and nothing is carried."""

    bytes_per_s: int = 0
    lost: int = 0
    """How many answers got lost."""

    heard: bytearray = field(default_factory=bytearray)
    """All that the office ever sent."""

    def is_well(self) -> None:
        """Everything goes through."""
        self.fails()

    def fails(
        self,
        *,
        cuts_after: int | None = None,
        loses_answers: bool = False,
        is_stalled: bool = False,
        bytes_per_s: int = 0,
        target: int | None = None,
    ) -> None:
        """From now on in this way; `target` is who else answers."""
        self.cut()
        self.cuts_after, self.loses_answers = cuts_after, loses_answers
        self.is_stalled, self.bytes_per_s = is_stalled, bytes_per_s
        self.target = self.target if target is None else target
        self.mend()

    @contextmanager
    def flapping(self, seed: int) -> Iterator[None]:
        """Up and down, about a second each, while the block runs."""
        is_over = threading.Event()
        chance = random.Random(seed)

        def flap() -> None:
            while not is_over.is_set():
                self.mend()
                is_over.wait(chance.uniform(0.3, 1.0))
                self.cut()
                is_over.wait(chance.uniform(0.1, 0.6))
            self.mend()

        flapper = threading.Thread(target=flap)
        flapper.start()
        try:
            yield
        finally:
            is_over.set()
            flapper.join()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        far.settimeout(None)
        self._open += [near, far]
        if self.is_stalled:
            return
        for pump, ends in ((self._up, (near, far)), (self._down, (far, near))):
            threading.Thread(target=pump, args=ends, daemon=True).start()

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        left = self.cuts_after
        with suppress(OSError):
            while data := near.recv(PIECE):
                self.heard += data
                data = data[:left]
                far.sendall(data)
                self._crawl(data)
                left = None if left is None else left - len(data)
                if left == 0:
                    break
        close(near)
        close(far)

    def _down(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while data := far.recv(PIECE):
                if self.loses_answers:
                    self.lost += 1
                    break
                near.sendall(data)
                self._crawl(data)
        close(near)
        close(far)

    def _crawl(self, data: bytes) -> None:
        if self.bytes_per_s:
            time.sleep(len(data) / self.bytes_per_s)
