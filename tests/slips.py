"""Tickets of all kinds, as facts and as slips: what the layout tests share."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from babel.messages.pofile import read_po

from devices.slip import Slip, TicketFacts, slip_for
from devices.ticket_layout import LaidOut, lay_out

ROOT = Path(__file__).parent.parent
URL = "https://so.xa-thu-nghiem.example/t/8f3kq27dhx0pam5w"
ISSUED = datetime(2026, 11, 22, 8, 5)  # noqa: DTZ001 -- the office's own local time
FACTS = TicketFacts(
    office_name={
        "vi": "Trung tâm Phục vụ hành chính công xã Thử Nghiệm",
        "en": "Thử Nghiệm Commune Public Administration Service Centre",
    },
    service_name={"vi": "Hộ tịch", "en": "Civil status"},
    label="A025",
    issued=ISSUED,
    people_ahead=4,
    slogan={"vi": "Hành chính phục vụ", "en": "An administration that serves"},
    hotline="0208 000 000",
    counters=(1, 2, 3),
    estimate_min=(10, 15),
    track_url=URL,
)
LONGEST = replace(
    FACTS,
    office_name={
        "vi": "Chi nhánh số 2 Trung tâm Phục vụ hành chính công tỉnh Thử Nghiệm – "
        "Điểm tiếp nhận phường Nguyễn Thử Nghiệm"
    },
    service_name={
        "vi": "Lao động – Thương binh – Xã hội, Bảo trợ xã hội, Người có công, Đất đai – Môi trường"
    },
    label="W888",
    counters=tuple(range(1, 60, 2)),
    people_ahead=128,
    estimate_min=(110, 145),
    ticket_class="priority",
    priority_reason={"vi": "Người khuyết tật nặng, đặc biệt nặng"},
    is_copy=True,
)
CASES = {
    "plain": FACTS,
    "longest": LONGEST,
    "english copy": replace(FACTS, language="en", is_copy=True, people_ahead=1),
    "english priority": replace(LONGEST, language="en"),
    "without code": replace(FACTS, track_url=None),
    "appointment": replace(FACTS, ticket_class="appointment", estimate_min=None, people_ahead=0),
    "returning": replace(FACTS, ticket_class="returning", counters=(7,), hotline="", slogan={}),
}


def english() -> dict[str, str]:
    with (ROOT / "translations/en/devices.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def slip(facts: TicketFacts) -> Slip:
    texts = english() if facts.language == "en" else {}
    return slip_for(facts, lambda text: texts[text] if texts else text)


def laid(facts: TicketFacts, width_dots: int) -> LaidOut:
    return lay_out(slip(facts), width_dots)
