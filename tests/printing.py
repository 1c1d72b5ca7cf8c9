"""A ticket to print, and a printer to print it with: what the printer tests share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image, ImageChops

from config import PrinterSettings
from devices import deadline as clock
from devices import dialogue, printer
from devices.deadline import Deadline
from devices.errors import SlowPrinterError
from devices.links import TcpLink
from devices.local_links import DeviceFileLink, SerialLink, UsbLink
from devices.printer import Printer
from devices.slip import TicketFacts, slip_for
from devices.ticket_layout import LaidOut, lay_out

URL = "https://so.xa-thu-nghiem.example/t/8f3kq27dhx0pam5w"
FACTS = TicketFacts(
    office_name={"vi": "Trung tâm Phục vụ hành chính công xã Thử Nghiệm"},
    service_name={"vi": "Hộ tịch"},
    label="A025",
    issued=datetime(2026, 11, 22, 8, 5),  # noqa: DTZ001 -- the office's own local time
    people_ahead=4,
    counters=(1, 2),
    estimate_min=(10, 15),
    track_url=URL,
)


def ticket(width_dots: int = 576) -> LaidOut:
    return lay_out(slip_for(FACTS, lambda text: text), width_dots)


PATIENT_S = 30
"""For a printer that answers, or fails by itself; as long as a site may choose at most."""


USUAL_STATUS_S = dialogue.STATUS_WAIT_S
"""How long a site waits for an answer to a question of the moment."""


class Waits:
    """Seconds that a printer was waited for in vain. For deadlines no other time passes: a machine
    that is slow, or stands still, changes nothing.
    """

    def __init__(self) -> None:
        self.s = 0.0

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Within, so long at most."""
        before = self.s
        yield
        assert self.s - before <= seconds + 0.001

    def ran_out(self, deadline: Deadline) -> None:
        """Somebody waited until then."""
        self.s = max(self.s, deadline.at)


def only_waits_take_time(patched: pytest.MonkeyPatch) -> Waits:
    """From now on, for everything that looks at a deadline; who answers has STATUS_S for it."""
    waits = Waits()
    status_may_take(STATUS_S, patched)
    patched.setattr(clock, "time", SimpleNamespace(monotonic=lambda: waits.s))
    for link in (TcpLink, SerialLink, UsbLink, DeviceFileLink):
        patched.setattr(link, "send", _sending(waits, link.send))
        patched.setattr(link, "receive", _receiving(waits, link.receive))
    return waits


def status_may_take(seconds: float, patched: pytest.MonkeyPatch) -> None:
    """So long is an answer to a question of the moment waited for."""
    for module in (dialogue, printer):
        patched.setattr(module, "STATUS_WAIT_S", seconds)


def _sending(waits: Waits, send: Callable[..., None]) -> Callable[..., None]:
    def sending(link: Any, data: bytes, deadline: Deadline) -> None:
        try:
            send(link, data, deadline)
        except SlowPrinterError:
            waits.ran_out(deadline)
            raise

    return sending


def _receiving(waits: Waits, receive: Callable[..., bytes]) -> Callable[..., bytes]:
    def receiving(link: Any, deadline: Deadline) -> bytes:
        said = receive(link, deadline)
        if not said:
            waits.ran_out(deadline)
        return said

    return receiving


STATUS_S = 20
"""How long such a printer may take to say how it is."""

SILENCE_S = 0.9
"""For one that says nothing, which is waited for to the end."""


def at(port: int, timeout_s: float = PATIENT_S, host: str = "127.0.0.1") -> Printer:
    return Printer(PrinterSettings("quay-lay-so", "tcp", host=host, port=port, timeout_s=timeout_s))


def is_same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None
