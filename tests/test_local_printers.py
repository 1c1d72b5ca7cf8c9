"""Printers at this machine: serial line, USB, device file and folder."""

from pathlib import Path

import pytest
import usb.core
from PIL import Image

from config import PrinterSettings
from devices.printer import Outcome, Printer
from tests.paper import LinePaper, Machine, UsbPaper
from tests.printing import (
    PATIENT_S,
    SILENCE_S,
    Waits,
    is_same,
    ticket,
)

pytestmark = pytest.mark.usefixtures("waits")


def at_line(line: LinePaper, baud: int = 115200, timeout_s: float = PATIENT_S) -> Printer:
    return Printer(
        PrinterSettings("noi-tiep", "serial", path=Path(line.path), baud=baud, timeout_s=timeout_s)
    )


def at_usb(
    monkeypatch: pytest.MonkeyPatch, found: UsbPaper | None, timeout_s: float = PATIENT_S
) -> Printer:
    monkeypatch.setattr(usb.core, "find", lambda **_: found)
    return Printer(
        PrinterSettings("usb", "usb", vendor_id=0x04B8, product_id=0x0202, timeout_s=timeout_s)
    )


def test_a_serial_printer_proves_its_ticket() -> None:
    with LinePaper() as line:
        outcome = at_line(line).print_image(ticket().image)

    assert outcome == Outcome("printed")
    assert is_same(line.machine.tickets[0], ticket().image)


def test_a_silent_serial_printer_is_unknown(brief: Waits) -> None:
    with LinePaper(Machine(is_silent=True)) as line, brief.at_most(SILENCE_S + 1):
        outcome = at_line(line, baud=921600, timeout_s=SILENCE_S).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("unknown", "no_answer")


def test_a_stopped_serial_printer_does_not_hold_the_port(brief: Waits) -> None:
    with LinePaper(hangs=True) as line, brief.at_most(SILENCE_S + 1):
        outcome = at_line(line, baud=921600, timeout_s=SILENCE_S).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "printer_timeout")


def test_a_serial_port_that_is_not_there_fails(tmp_path: Path) -> None:
    printer = Printer(PrinterSettings("com", "serial", path=tmp_path / "ttyUSB9"))

    assert printer.print_image(ticket().image).reason == "printer_unreachable"


def test_a_slow_line_gets_the_time_that_its_bytes_need() -> None:
    printer = Printer(PrinterSettings("com", "serial", path=Path("/dev/null"), baud=9600))

    assert printer._line_s(48_000) == pytest.approx(50)


def test_a_device_file_proves_its_ticket() -> None:
    with LinePaper() as line:
        printer = Printer(PrinterSettings("lp", "file", path=Path(line.path), timeout_s=PATIENT_S))
        outcome = printer.print_image(ticket().image)
        health = printer.check()

    assert outcome == Outcome("printed")
    assert is_same(line.machine.tickets[0], ticket().image)
    assert (health.online, health.paper) == (True, "ok")


def test_a_device_file_that_takes_nothing_fails_in_time(brief: Waits) -> None:
    with LinePaper(hangs=True) as line, brief.at_most(SILENCE_S):
        printer = Printer(PrinterSettings("lp", "file", path=Path(line.path), timeout_s=SILENCE_S))
        outcome = printer.print_image(ticket().image)

    assert (outcome.state, outcome.reason) == ("failed", "printer_timeout")


def test_a_usb_printer_proves_its_ticket(monkeypatch: pytest.MonkeyPatch) -> None:
    device = UsbPaper()

    outcome = at_usb(monkeypatch, device).print_image(ticket().image)

    assert outcome == Outcome("printed")
    assert is_same(device.machine.tickets[0], ticket().image)
    assert device.backend.released == 1


@pytest.mark.parametrize(
    ("device", "state", "reason"),
    [
        (None, "failed", "printer_unreachable"),
        (UsbPaper(Machine(paper="out")), "failed", "paper_out"),
        (UsbPaper(Machine(is_silent=True)), "unknown", "no_answer"),
        (UsbPaper(hangs=True), "failed", "printer_timeout"),
    ],
)
def test_a_usb_printer_fails_like_the_others(
    monkeypatch: pytest.MonkeyPatch,
    brief: Waits,
    device: UsbPaper | None,
    state: str,
    reason: str,
) -> None:
    with brief.at_most(SILENCE_S):
        outcome = at_usb(monkeypatch, device, SILENCE_S).print_image(ticket().image)

    assert (outcome.state, outcome.reason) == (state, reason)


def test_a_machine_without_libusb_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(**_: object) -> None:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", find)
    printer = Printer(PrinterSettings("usb", "usb", vendor_id=0x04B8, product_id=0x0202))

    outcome = printer.print_image(ticket().image)

    assert outcome.reason == "printer_unreachable"
    assert "No backend available" in outcome.detail


def test_a_folder_keeps_each_ticket_as_a_picture(tmp_path: Path) -> None:
    printer = Printer(PrinterSettings("thu", "file", path=tmp_path / "phieu"))

    outcomes = [printer.print_image(ticket().image) for _ in range(2)]

    kept = sorted((tmp_path / "phieu").iterdir())
    assert outcomes == [Outcome("printed")] * 2
    assert [path.name[:6] for path in kept] == ["000001", "000002"]
    with Image.open(kept[0]) as picture:
        assert is_same(picture, ticket().image)


def test_a_folder_that_cannot_be_written_fails(tmp_path: Path) -> None:
    (tmp_path / "phieu").write_text("not a folder")
    printer = Printer(PrinterSettings("thu", "file", path=tmp_path / "phieu"))

    assert printer.print_image(ticket().image).reason == "not_writable"
    assert printer.check().reason == "not_writable"
