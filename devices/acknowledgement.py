"""What a printer says back: which byte answers what, and what its bits mean.

Source: Epson's ESC/POS reference, `DLE EOT n`, `GS r n` and `GS a n`. Fixed bits tell the
answers apart: real-time status is 0xx1xx10, ordered status 0xx0xxxx, an unasked status
block begins with 0xx1xx00, XON and XOFF are 0x11 and 0x13.
"""

from collections.abc import Iterator
from dataclasses import dataclass

ASK_ONLINE = b"\x10\x04\x01"
ASK_OFFLINE_CAUSE = b"\x10\x04\x02"
ASK_PAPER = b"\x10\x04\x04"
"""Real-time: answered at once, ahead of all data that waits in the printer."""
ASK_IN_ORDER = b"\x1d\x72\x01"
"""Answered in its turn: the answer proves that everything before it was worked off."""
NO_UNASKED_STATUS = b"\x1d\x61\x00"

_UNASKED_TAIL = 3


def is_realtime(byte: int) -> bool:
    """Whether this byte answers a `DLE EOT`."""
    return byte & 0x93 == 0x12


def is_in_order(byte: int) -> bool:
    """Whether this byte answers a `GS r`."""
    return byte & 0x90 == 0


@dataclass
class Answers:
    """Takes bytes as they come and leaves out status blocks that nobody asked for."""

    _skip: int = 0

    def read(self, data: bytes) -> Iterator[int]:
        """The bytes that answer a question."""
        for byte in data:
            if self._skip:
                self._skip -= 1
            elif byte & 0x93 == 0x10:
                self._skip = _UNASKED_TAIL
            else:
                yield byte


def is_offline(online_status: int) -> bool:
    """From the answer to ASK_ONLINE."""
    return bool(online_status & 0x08)


def has_cover_open(offline_cause: int) -> bool:
    """From the answer to ASK_OFFLINE_CAUSE."""
    return bool(offline_cause & 0x04)


def has_stopped_for_paper(offline_cause: int) -> bool:
    """From the answer to ASK_OFFLINE_CAUSE."""
    return bool(offline_cause & 0x20)


def has_error(offline_cause: int) -> bool:
    """From the answer to ASK_OFFLINE_CAUSE: cutter, temperature, mechanics."""
    return bool(offline_cause & 0x40)


def is_paper_out(paper_status: int) -> bool:
    """From the answer to ASK_PAPER."""
    return bool(paper_status & 0x60)


def is_paper_near_end(paper_status: int) -> bool:
    """From the answer to ASK_PAPER."""
    return bool(paper_status & 0x0C)


def ran_out_of_paper(ordered_status: int) -> bool:
    """From the answer to ASK_IN_ORDER."""
    return bool(ordered_status & 0x0C)


def nears_paper_end(ordered_status: int) -> bool:
    """From the answer to ASK_IN_ORDER."""
    return bool(ordered_status & 0x03)
