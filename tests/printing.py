"""A ticket to print, and a printer to print it with: what the printer tests share."""

from datetime import datetime

from PIL import Image, ImageChops

from config import PrinterSettings
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


def at(port: int, timeout_s: float = 0.9, host: str = "127.0.0.1") -> Printer:
    return Printer(PrinterSettings("quay-lay-so", "tcp", host=host, port=port, timeout_s=timeout_s))


def is_same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None
