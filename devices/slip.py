"""The words on a ticket: plain facts in, texts in the citizen's language out."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

Names = Mapping[str, str]
"""A name of the catalogue by language; Vietnamese is always there."""
Translate = Callable[[str], str]

PLACE_WORDS = (" xã ", " phường ", " đặc khu ", " tỉnh ", " thành phố ")


@dataclass(frozen=True)
class TicketFacts:
    """What there is to say about one ticket, nothing translated yet.

    `issued` is the office's local time; `track_url` is None where the office has no address
    that a phone can reach; `ticket_class` is normal, priority, appointment or returning.
    """

    office_name: Names
    service_name: Names
    label: str
    issued: datetime
    people_ahead: int
    language: str = "vi"
    slogan: Names = field(default_factory=dict)
    hotline: str = ""
    counters: tuple[int, ...] = ()
    ticket_class: str = "normal"
    priority_reason: Names | None = None
    estimate_min: tuple[int, int] | None = None
    track_url: str | None = None
    is_copy: bool = False


@dataclass(frozen=True)
class Slip:
    """All texts of one slip as they stand on paper; an empty text takes no room."""

    language: str
    office: tuple[str, ...]
    slogan: str
    heading: str
    label: str
    service: str
    counters: str
    class_line: str
    class_reason: str
    class_proof: str
    ahead: str
    estimate: str
    please_wait: str
    issued: str
    validity: str
    hotline: str
    qr_url: str | None
    qr_caption: str
    copy_mark: str


def slip_for(facts: TicketFacts, translate: Translate) -> Slip:
    """The slip of a ticket; `translate` turns a Vietnamese text into `facts.language`."""
    priority = facts.ticket_class == "priority"
    return Slip(
        language=facts.language,
        office=office_lines(name_in(facts.office_name, facts.language)),
        slogan=name_in(facts.slogan, facts.language),
        heading=translate("SỐ THỨ TỰ CỦA ÔNG/BÀ"),
        label=facts.label,
        service=_fill(translate("Lĩnh vực: %(name)s"), name=_service(facts)),
        counters=_counters(facts.counters, translate),
        class_line=_class_line(facts.ticket_class, translate),
        class_reason=name_in(facts.priority_reason or {}, facts.language) if priority else "",
        class_proof=translate(PROOF) if priority else "",
        ahead=_ahead(facts.people_ahead, translate),
        estimate=_estimate(facts, translate),
        please_wait=translate("Vui lòng ngồi chờ đến lượt gọi."),
        issued=facts.issued.strftime("%d/%m/%Y %H:%M"),
        validity=translate("Phiếu chỉ có giá trị trong ngày"),
        hotline=_hotline(facts.hotline, translate),
        qr_url=facts.track_url,
        qr_caption=translate("Quét mã để theo dõi số và đánh giá") if facts.track_url else "",
        copy_mark=translate("BẢN IN LẠI") if facts.is_copy else "",
    )


PROOF = "Vui lòng xuất trình giấy tờ chứng minh diện ưu tiên tại quầy khi được gọi."


def office_lines(name: str) -> tuple[str, ...]:
    """The office's name in capitals, its place on a line of its own.

    A name with line breaks keeps them: an office may settle its own lines.
    """
    if "\n" in name:
        return tuple(line.strip().upper() for line in name.splitlines() if line.strip())
    folded = name.lower()
    at = max(folded.rfind(word) for word in PLACE_WORDS)
    if at < 1:
        return (name.strip().upper(),)
    return name[:at].strip().upper(), name[at:].strip().upper()


def name_in(names: Names, language: str) -> str:
    """The name in this language, else the Vietnamese one."""
    return unicodedata.normalize("NFC", names.get(language) or names.get("vi", ""))


def _service(facts: TicketFacts) -> str:
    return name_in(facts.service_name, facts.language)


def _fill(text: str, **values: object) -> str:
    return text % values


def _counters(counters: tuple[int, ...], translate: Translate) -> str:
    if not counters:
        return ""
    text = "Quầy phục vụ: %(n)s" if len(counters) == 1 else "Các quầy phục vụ: %(n)s"
    return _fill(translate(text), n=ranges(counters))


def ranges(numbers: Iterable[int]) -> str:
    """`1–4, 7, 9`: three and more in a row are written as a range."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) > 2:
        return f"{run[0]}–{run[-1]}"
    return ", ".join(str(number) for number in run)


def _class_line(ticket_class: str, translate: Translate) -> str:
    match ticket_class:
        case "priority":
            return translate("SỐ ƯU TIÊN")
        case "appointment":
            return translate("ĐÃ HẸN TRƯỚC")
        case "returning":
            return translate("BỔ SUNG HỒ SƠ")
        case _:
            return ""


def _ahead(people: int, translate: Translate) -> str:
    if people == 0:
        return translate("Ông/Bà là người tiếp theo.")
    if people == 1:
        return translate("Còn 1 người trước Ông/Bà.")
    return _fill(translate("Còn %(n)s người trước Ông/Bà."), n=people)


def _estimate(facts: TicketFacts, translate: Translate) -> str:
    if facts.people_ahead == 0 or facts.estimate_min is None:
        return ""
    low, high = facts.estimate_min
    if high <= 1:
        return translate("Dự kiến trong ít phút nữa.")
    if low < 1:
        return _fill(translate("Dự kiến trong khoảng %(m)s phút."), m=high)
    shown = str(high) if low >= high else f"{low}–{high}"
    return _fill(translate("Dự kiến khoảng %(m)s phút."), m=shown)


def _hotline(number: str, translate: Translate) -> str:
    return _fill(translate("Đường dây nóng: %(number)s"), number=number) if number else ""
