"""The way to a printer in the network, and what every way to a printer promises.

python-escpos opens and moves the bytes. What it leaves open is closed here: a time-out for
every step, a reply of no bytes told apart from silence, and one error tree for its bare
AssertionError, OSError and DeviceNotFoundError.
"""

import ipaddress
import socket
import threading
from collections.abc import Iterator
from typing import Any, Protocol

from escpos.exceptions import Error as EscposError
from escpos.printer import Network

from devices.deadline import Deadline
from devices.errors import ConnectionLostError, SlowPrinterError, UnreachableError

CHUNK_BYTES = 4096
SEND_BUFFER_BYTES = 16 * 1024
"""Small on purpose: a printer that stopped reading is noticed while sending, not after."""

OPEN_ERRORS = (EscposError, OSError, AssertionError, ValueError)


class Link(Protocol):
    """A way to a printer. Raises PrinterError; `receive` answers b"" when nothing came in time."""

    def open(self, deadline: Deadline) -> None: ...
    def send(self, data: bytes, deadline: Deadline) -> None: ...
    def receive(self, deadline: Deadline) -> bytes: ...
    def close(self) -> None: ...


def chunks_of(data: bytes, deadline: Deadline) -> Iterator[bytes]:
    """The data piece by piece; raises SlowPrinterError between two pieces after the deadline."""
    for start in range(0, len(data), CHUNK_BYTES):
        if deadline.has_passed():
            raise SlowPrinterError(f"{len(data) - start} of {len(data)} bytes were not taken")
        yield data[start : start + CHUNK_BYTES]


class TcpLink:
    """A printer in the network, as a rule at port 9100."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._escpos: Any = None

    def open(self, deadline: Deadline) -> None:
        address = address_of(self._host, deadline)
        try:
            # Opened here: the library's own open forgets its socket when nobody answers.
            # A time-out of 0 would mean non-blocking.
            line = socket.create_connection((address, self._port), max(0.01, deadline.left_s()))
        except OSError as error:
            raise UnreachableError(f"{self._host}:{self._port}: {error}") from error
        self._escpos = Network(address, self._port)
        self._escpos.device = line
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, deadline: Deadline) -> None:
        for chunk in chunks_of(data, deadline):
            self._escpos.device.settimeout(max(0.01, deadline.left_s()))
            try:
                self._escpos._raw(chunk)
            except TimeoutError as error:
                raise SlowPrinterError("the printer stopped reading") from error
            except OSError as error:
                raise ConnectionLostError(str(error)) from error

    def receive(self, deadline: Deadline) -> bytes:
        self._escpos.device.settimeout(max(0.01, deadline.left_s()))
        try:
            data: bytes = self._escpos._read()
        except TimeoutError:
            return b""
        except OSError as error:
            raise ConnectionLostError(str(error)) from error
        if not data:
            raise ConnectionLostError("the printer closed the connection")
        return data

    def close(self) -> None:
        if self._escpos is not None:
            self._escpos.close()


def address_of(host: str, deadline: Deadline) -> str:
    """The IPv4 address of a host; a name server that keeps silent cannot hold the job up."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        found: list[str] = []
        asking = threading.Thread(target=_look_up, args=(host, found), daemon=True)
        asking.start()
        asking.join(deadline.left_s())
        if not found:
            raise UnreachableError(f"no address is known for {host}") from None
        return found[0]


def _look_up(host: str, found: list[str]) -> None:
    try:
        answers = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)
    except OSError:
        return
    found.extend(str(address[0]) for *_, address in answers)
