"""Putting a ticket on paper, and knowing whether it is there."""

import stat
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from devices import acknowledgement as ack
from devices.deadline import Deadline
from devices.dialogue import STATUS_WAIT_S, Paper, ask, paper_of, receive, why_stopped
from devices.errors import (
    PAPER_NEAR_END,
    SENTENCES,
    BusyPrinterError,
    ConnectionLostError,
    NoAnswerError,
    OfflineError,
    PaperOutError,
    PrinterError,
    SlowPrinterError,
    UnreachableError,
)
from devices.folder import keep_picture, require_writable
from devices.job import ticket_bytes
from devices.links import Link, TcpLink
from devices.local_links import DeviceFileLink, SerialLink, UsbLink
from devices.settings import PrinterSettings
from devices.ticket_layout import NARROW_DOTS, WIDE_DOTS

BITS_PER_BYTE = 10
"""On a serial line: start, eight of data, stop."""


@dataclass(frozen=True)
class Outcome:
    """What became of one ticket.

    printed: the printer itself said so, after the last byte. failed: it is not whole on paper.
    unknown: all bytes were taken and no proof came. `reason` and `warning` are stable codes,
    `detail` is for the log.
    """

    state: Literal["printed", "unknown", "failed"]
    reason: str | None = None
    warning: str | None = None
    detail: str = ""

    @property
    def sentence(self) -> str:
        """The Vietnamese source text of the reason, else of the warning, else empty."""
        return SENTENCES.get(self.reason or self.warning or "", "")


@dataclass(frozen=True)
class Health:
    """What a printer says about itself now; one that does not answer is offline."""

    online: bool
    paper: Paper
    reason: str | None = None
    detail: str = ""

    @property
    def sentence(self) -> str:
        """The Vietnamese source text of what is wrong, empty when nothing is."""
        return SENTENCES.get(self.reason or "", "")


class Printer:
    """One ticket printer. Safe to use from several threads: jobs wait for one another."""

    def __init__(self, settings: PrinterSettings) -> None:
        self.settings = settings
        self._lock = threading.Lock()

    @property
    def width_dots(self) -> int:
        """How wide a picture must be."""
        return WIDE_DOTS if self.settings.width_mm == 80 else NARROW_DOTS

    def print_image(self, image: Image.Image) -> Outcome:
        """Print and cut one picture of mode "1" that is `width_dots` wide. Never raises for a printer.

        Takes `timeout_s` at most, on a serial line beside the time that its bytes need.
        """
        if image.mode != "1" or image.width != self.width_dots:
            raise ValueError(f'a picture of mode "1", {self.width_dots} dots wide, is needed')
        data = ticket_bytes(image)
        deadline = Deadline.within(self.settings.timeout_s + self._line_s(len(data)))
        if not self._lock.acquire(timeout=deadline.left_s()):
            return Outcome("failed", BusyPrinterError.code)
        try:
            folder = self._folder()
            if folder:
                keep_picture(folder, image)
                return Outcome("printed")
            return self._print(data, deadline)
        except PrinterError as error:
            return Outcome("failed", error.code, detail=str(error))
        finally:
            self._lock.release()

    def check(self) -> Health:
        """Ask the printer how it is; answers within `timeout_s`."""
        deadline = Deadline.within(self.settings.timeout_s)
        if not self._lock.acquire(timeout=deadline.left_s()):
            return Health(False, "unknown", BusyPrinterError.code)
        try:
            folder = self._folder()
            if folder:
                require_writable(folder)
                return Health(True, "ok")
            return self._ask_health(deadline)
        except PrinterError as error:
            return Health(False, "unknown", error.code, str(error))
        finally:
            self._lock.release()

    def _print(self, data: bytes, deadline: Deadline) -> Outcome:
        link = link_to(self.settings)
        try:
            link.open(deadline)
            before = ask(link, ack.ASK_PAPER, deadline)
            if before is not None and ack.is_paper_out(before):
                raise PaperOutError("before printing")
            self._send(link, data + ack.ASK_IN_ORDER, deadline)
            return self._await_proof(link, deadline)
        finally:
            link.close()

    def _send(self, link: Link, data: bytes, deadline: Deadline) -> None:
        try:
            link.send(data, deadline.earlier_by(STATUS_WAIT_S))
        except SlowPrinterError as error:
            if reason := why_stopped(link, deadline):
                raise reason from error
            raise

    def _await_proof(self, link: Link, deadline: Deadline) -> Outcome:
        try:
            answer = receive(link, ack.is_in_order, deadline.earlier_by(STATUS_WAIT_S))
        except ConnectionLostError as error:
            return Outcome("unknown", error.code, detail=str(error))
        if answer is None:
            if reason := why_stopped(link, deadline):
                raise reason
            return Outcome("unknown", NoAnswerError.code)
        if ack.ran_out_of_paper(answer):
            raise PaperOutError("while printing")
        return Outcome("printed", warning=PAPER_NEAR_END if ack.nears_paper_end(answer) else None)

    def _ask_health(self, deadline: Deadline) -> Health:
        link = link_to(self.settings)
        try:
            link.open(deadline)
            status = ask(link, ack.ASK_ONLINE, deadline)
            if status is None:
                return Health(False, "unknown", NoAnswerError.code)
            paper = paper_of(ask(link, ack.ASK_PAPER, deadline))
            if paper == "out":
                return Health(not ack.is_offline(status), paper, PaperOutError.code)
            if ack.is_offline(status):
                cause = why_stopped(link, deadline) or OfflineError()
                return Health(False, paper, cause.code)
            return Health(True, paper, PAPER_NEAR_END if paper == "near_end" else None)
        finally:
            link.close()

    def _line_s(self, count: int) -> float:
        if self.settings.kind != "serial":
            return 0.0
        return count * BITS_PER_BYTE / self.settings.baud

    def _folder(self) -> Path | None:
        """Where pictures go instead of paper; None when there is a printer behind the path."""
        path = self.settings.path
        if self.settings.kind != "file" or path is None:
            return None
        return None if path.exists() and stat.S_ISCHR(path.stat().st_mode) else path


def link_to(settings: PrinterSettings) -> Link:
    """The way to this printer; raises UnreachableError when the settings name none."""
    match settings.kind:
        case "tcp" if settings.host:
            return TcpLink(settings.host, settings.port)
        case "usb" if settings.vendor_id is not None and settings.product_id is not None:
            return UsbLink(settings.vendor_id, settings.product_id)
        case "serial" if settings.path:
            return SerialLink(str(settings.path), settings.baud)
        case "file" if settings.path:
            return DeviceFileLink(settings.path)
    raise UnreachableError(f"the settings of {settings.name} do not say where it is")
