"""The ways to a printer at this machine: serial line, USB, device file."""

import os
import select
from contextlib import suppress
from pathlib import Path
from typing import Any

import serial
import usb.core
import usb.util
from escpos.printer import Serial, Usb

from devices.deadline import Deadline
from devices.errors import ConnectionLostError, SlowPrinterError, UnreachableError
from devices.links import CHUNK_BYTES, OPEN_ERRORS, chunks_of

READ_BYTES = 16
USB_PRINTER_CLASS = 7


class SerialLink:
    """A printer at a serial port, 8 data bits, no parity."""

    def __init__(self, path: str, baud: int) -> None:
        self._path, self._baud = path, baud
        self._escpos: Any = None

    def open(self, deadline: Deadline) -> None:
        del deadline  # opening a local port does not wait
        self._escpos = Serial(self._path, self._baud)
        try:
            self._escpos.open()
            self._escpos.device.reset_input_buffer()
        except OPEN_ERRORS as error:
            raise UnreachableError(f"{self._path}: {error}") from error

    def send(self, data: bytes, deadline: Deadline) -> None:
        for chunk in chunks_of(data, deadline):
            self._escpos.device.write_timeout = max(0.01, deadline.left_s())
            try:
                self._escpos._raw(chunk)
            except serial.SerialTimeoutException as error:
                raise SlowPrinterError("the printer stopped reading") from error
            except OSError as error:
                raise ConnectionLostError(str(error)) from error

    def receive(self, deadline: Deadline) -> bytes:
        self._escpos.device.timeout = max(0.01, deadline.left_s())
        try:
            # The library's own `_read` waits for 16 bytes; an answer is one.
            return bytes(self._escpos.device.read(1))
        except OSError as error:
            raise ConnectionLostError(str(error)) from error

    def close(self) -> None:
        if self._escpos is None or not self._escpos._device:
            return
        line, self._escpos._device = self._escpos._device, False
        # The library's own close flushes, and that waits for a stopped printer without end.
        with suppress(OSError):
            line.reset_output_buffer()
        with suppress(OSError):
            line.close()


class UsbLink:
    """A printer at USB, found by its vendor and product numbers."""

    def __init__(self, vendor_id: int, product_id: int) -> None:
        self._ids = (vendor_id, product_id)
        self._escpos: Any = None

    def open(self, deadline: Deadline) -> None:
        vendor_id, product_id = self._ids
        self._escpos = Usb(vendor_id, product_id, timeout=_ms(deadline))
        try:
            self._escpos.open()
            self._find_endpoints()
        except OPEN_ERRORS as error:
            raise UnreachableError(f"USB {vendor_id:04x}:{product_id:04x}: {error}") from error

    def _find_endpoints(self) -> None:
        """Take the endpoints that the printer names: the library's 0x82 and 0x01 are a guess."""
        for interface in self._escpos.device.get_active_configuration():
            if interface.bInterfaceClass != USB_PRINTER_CLASS:
                continue
            for endpoint in interface:
                address = endpoint.bEndpointAddress
                if usb.util.endpoint_direction(address) == usb.util.ENDPOINT_IN:
                    self._escpos.in_ep = address
                else:
                    self._escpos.out_ep = address

    def send(self, data: bytes, deadline: Deadline) -> None:
        for chunk in chunks_of(data, deadline):
            self._escpos.timeout = _ms(deadline)
            try:
                self._escpos._raw(chunk)
            except usb.core.USBTimeoutError as error:
                raise SlowPrinterError("the printer stopped reading") from error
            except OSError as error:
                raise ConnectionLostError(str(error)) from error

    def receive(self, deadline: Deadline) -> bytes:
        try:
            read = self._escpos.device.read(self._escpos.in_ep, READ_BYTES, _ms(deadline))
        except usb.core.USBTimeoutError:
            return b""
        except OSError as error:
            raise ConnectionLostError(str(error)) from error
        return bytes(read)

    def close(self) -> None:
        if self._escpos is not None:
            self._escpos.close()


def _ms(deadline: Deadline) -> int:
    return max(1, int(deadline.left_s() * 1000))


class DeviceFileLink:
    """A printer behind a device file such as /dev/usb/lp0, written without ever blocking."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = -1

    def open(self, deadline: Deadline) -> None:
        del deadline  # opening without blocking does not wait
        try:
            self._fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise UnreachableError(f"{self._path}: {error}") from error

    def send(self, data: bytes, deadline: Deadline) -> None:
        rest = data
        while rest:
            _, writable, _ = select.select([], [self._fd], [], deadline.left_s())
            if not writable:
                raise SlowPrinterError(f"{len(rest)} of {len(data)} bytes were not taken")
            try:
                rest = rest[os.write(self._fd, rest[:CHUNK_BYTES]) :]
            except OSError as error:
                raise ConnectionLostError(str(error)) from error

    def receive(self, deadline: Deadline) -> bytes:
        readable, _, _ = select.select([self._fd], [], [], deadline.left_s())
        try:
            return os.read(self._fd, READ_BYTES) if readable else b""
        except OSError as error:
            raise ConnectionLostError(str(error)) from error

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
