"""The ticket on paper: what it says, and that nothing of it is cut, covered or blurred."""

import re
import unicodedata
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest
import zxingcpp
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.errors import SENTENCES
from devices.fonts import Weight, balanced_lines, font, width_of
from devices.qr import QUIET_MODULES, qr_image, qr_path, qr_svg
from devices.slip import Slip, TicketFacts, office_lines, ranges, slip_for
from devices.ticket_layout import QR_LEAST_DOTS, LaidOut, lay_out
from devices.trial import trial_slip

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
WIDTHS = [576, 384]
LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    if base + tone not in "aeiouyAEIOUY"
] + ["đ", "Đ"]


def english() -> dict[str, str]:
    with (ROOT / "translations/en/devices.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def slip(facts: TicketFacts) -> Slip:
    texts = english() if facts.language == "en" else {}
    return slip_for(facts, lambda text: texts[text] if texts else text)


def laid(facts: TicketFacts, width_dots: int) -> LaidOut:
    return lay_out(slip(facts), width_dots)


def words_of(slip: Slip) -> list[str]:
    """Every word that the slip holds, in no order."""
    held: list[str] = []
    for field in fields(slip):
        value = getattr(slip, field.name)
        if field.name not in ("language", "qr_url"):
            held += (value if isinstance(value, str) else " ".join(value)).split()
    return sorted(held)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("facts", CASES.values(), ids=list(CASES))
def test_every_word_of_the_slip_is_on_paper(facts: TicketFacts, width: int) -> None:
    laid_out = laid(facts, width)

    on_paper = " ".join(text for text, _ in laid_out.texts).split()
    assert sorted(on_paper) == words_of(slip(facts))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("facts", CASES.values(), ids=list(CASES))
def test_nothing_is_cut_by_the_edge_and_no_lines_touch(facts: TicketFacts, width: int) -> None:
    laid_out = laid(facts, width)

    boxes = [box for _, box in laid_out.texts]
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= laid_out.image.height
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("facts", CASES.values(), ids=list(CASES))
def test_the_ink_of_each_line_is_what_the_font_draws(facts: TicketFacts, width: int) -> None:
    laid_out = laid(facts, width)

    for text, box in laid_out.texts:
        dark = laid_out.image.crop(box).convert("L").tobytes().count(0)
        area = (box[2] - box[0]) * (box[3] - box[1])
        assert 0.05 < dark / area < 0.95, text


@pytest.mark.parametrize("width", WIDTHS)
def test_the_number_is_by_far_the_largest_text(width: int) -> None:
    heights = {text: box[3] - box[1] for text, box in laid(FACTS, width).texts}

    number = heights.pop("A025")
    assert number > 2.5 * max(heights.values())


@pytest.mark.parametrize(("width", "most_mm"), [(576, 125), (384, 130)])
def test_a_common_ticket_is_no_longer_than_needed(width: int, most_mm: int) -> None:
    laid_out = laid(FACTS, width)

    assert laid_out.image.height <= most_mm * 8
    assert max(box[3] for _, box in laid_out.texts) > laid_out.image.height - 24


def test_shorter_words_make_a_shorter_ticket() -> None:
    assert laid(CASES["without code"], 576).image.height < laid(FACTS, 576).image.height
    assert laid(FACTS, 576).image.height < laid(LONGEST, 576).image.height


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("facts", [FACTS, LONGEST], ids=["plain", "longest"])
def test_the_code_on_the_ticket_leads_to_its_page(facts: TicketFacts, width: int) -> None:
    [code] = zxingcpp.read_barcodes(laid(facts, width).image.convert("L"))

    assert code.text == URL
    assert code.position.top_right.x - code.position.top_left.x >= QR_LEAST_DOTS - 1


@pytest.mark.parametrize("width", WIDTHS)
def test_without_an_address_there_is_no_code_and_no_word_about_one(width: int) -> None:
    laid_out = laid(CASES["without code"], width)

    assert not zxingcpp.read_barcodes(laid_out.image.convert("L"))
    assert not any("Quét" in text for text, _ in laid_out.texts)


def test_paper_is_black_and_white_only() -> None:
    assert laid(FACTS, 576).image.mode == "1"


def test_only_two_widths_of_paper_are_known() -> None:
    with pytest.raises(ValueError, match="576 or 384"):
        lay_out(slip(FACTS), 512)


def test_the_slip_speaks_vietnamese_as_the_hall_does() -> None:
    words = slip(LONGEST)

    assert words.heading == "SỐ THỨ TỰ CỦA ÔNG/BÀ"
    assert words.ahead == "Còn 128 người trước Ông/Bà."
    assert words.estimate == "Dự kiến khoảng 110–145 phút."
    assert words.issued == "22/11/2026 08:05"
    assert words.validity == "Phiếu chỉ có giá trị trong ngày"
    assert words.qr_caption == "Quét mã để theo dõi số và đánh giá"
    assert words.copy_mark == "BẢN IN LẠI"
    assert words.class_proof.startswith("Vui lòng xuất trình giấy tờ")


def test_the_slip_speaks_english_to_those_who_chose_it() -> None:
    words = slip(CASES["english copy"])

    assert words.heading == "YOUR NUMBER"
    assert words.ahead == "1 person is ahead of you."
    assert words.service == "Service: Civil status"
    assert words.office == ("THỬ NGHIỆM COMMUNE PUBLIC ADMINISTRATION SERVICE CENTRE",)
    assert words.copy_mark == "COPY"


def test_a_name_without_english_stays_vietnamese() -> None:
    words = slip(replace(FACTS, language="en", service_name={"vi": "Chứng thực"}))

    assert words.service == "Service: Chứng thực"


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (0, "Ông/Bà là người tiếp theo."),
        (1, "Còn 1 người trước Ông/Bà."),
        (12, "Còn 12 người trước Ông/Bà."),
    ],
)
def test_people_ahead_are_told_in_a_sentence(people: int, sentence: str) -> None:
    assert slip(replace(FACTS, people_ahead=people)).ahead == sentence


def test_an_estimate_of_one_figure_is_not_a_range() -> None:
    assert slip(replace(FACTS, estimate_min=(10, 10))).estimate == "Dự kiến khoảng 10 phút."
    assert slip(replace(FACTS, estimate_min=None)).estimate == ""


def test_only_priority_asks_for_proof() -> None:
    assert slip(CASES["appointment"]).class_proof == ""
    assert slip(CASES["appointment"]).class_line == "ĐÃ HẸN TRƯỚC"
    assert slip(CASES["returning"]).class_line == "BỔ SUNG HỒ SƠ"
    assert slip(FACTS).class_line == ""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "Trung tâm Phục vụ hành chính công xã Thử Nghiệm",
            ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "XÃ THỬ NGHIỆM"),
        ),
        ("Trung tâm\n Phục vụ ", ("TRUNG TÂM", "PHỤC VỤ")),
        ("Xã Thử Nghiệm", ("XÃ THỬ NGHIỆM",)),
        ("Service Centre", ("SERVICE CENTRE",)),
    ],
)
def test_the_place_stands_on_its_own_line(name: str, lines: tuple[str, ...]) -> None:
    assert office_lines(name) == lines


@pytest.mark.parametrize(
    ("counters", "text"),
    [((3,), "3"), ((1, 2), "1, 2"), ((9, 2, 3, 1, 4, 7), "1–4, 7, 9"), ((), "")],
)
def test_counters_in_a_row_become_a_range(counters: tuple[int, ...], text: str) -> None:
    assert ranges(counters) == text


def test_there_are_134_letters_to_draw() -> None:
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("weight", get_args(Weight))
def test_each_vietnamese_letter_has_a_shape_of_its_own(weight: Weight) -> None:
    face = font(weight, 28)
    missing = bytes(face.getmask("\uffff", mode="1"))

    shapes = [
        (face.getbbox(letter, mode="1"), bytes(face.getmask(letter, mode="1")))
        for letter in LETTERS
    ]

    assert all(shape != missing for _, shape in shapes)
    assert len(set(shapes)) == 134


def test_letters_typed_as_base_and_mark_come_out_whole() -> None:
    whole = lay_out(slip(FACTS), 576)
    loose = replace(
        FACTS,
        office_name={"vi": unicodedata.normalize("NFD", FACTS.office_name["vi"])},
        service_name={"vi": unicodedata.normalize("NFD", "Hộ tịch")},
    )

    assert laid(loose, 576).image.tobytes() == whole.image.tobytes()


@given(
    words=st.lists(st.text("aốỮ–W", min_size=1, max_size=30), max_size=12),
    width=st.sampled_from([60, 200, 376]),
)
def test_lines_hold_every_word_and_keep_to_the_width(words: list[str], width: int) -> None:
    face = font("Medium", 25)

    lines = balanced_lines(" ".join(words), face, width)

    held = "".join(lines).replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    assert held == "".join(words)
    assert all(width_of(line, face) <= width for line in lines)


def test_lines_are_about_equally_long() -> None:
    face = font("Bold", 30)

    lines = balanced_lines("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", face, 552)

    lengths = [width_of(line, face) for line in lines]
    assert len(lines) == 2
    assert min(lengths) > 0.6 * max(lengths)


def test_no_line_begins_with_a_dash() -> None:
    face = font("Bold", 25)

    for width in range(150, 376, 10):
        lines = balanced_lines("Đất đai – Môi trường – Xây dựng", face, width)
        assert not any(line.startswith("–") for line in lines)


def test_the_trial_slip_shows_the_hard_letters() -> None:
    trial = trial_slip("kiosk-1", FACTS.office_name, ISSUED, "vi", lambda text: text)

    shown = "".join(text for text, _ in lay_out(trial, 384).texts)
    assert {"Ẵ", "Ộ", "ự", "đ"} <= set(shown)
    assert "kiosk-1" in shown


def test_a_code_on_screen_is_the_code_on_paper() -> None:
    path = qr_path(URL)
    drawn = Image.new("1", (path.size, path.size), 1)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H\1z", path.d):
        drawn.paste(0, (int(x), int(y), int(x) + int(width), int(y) + 1))

    dots = qr_image(URL, path.size - 2 * QUIET_MODULES)
    assert drawn.tobytes() == dots.tobytes()
    assert zxingcpp.read_barcodes(drawn.convert("L").resize((400, 400), 0))[0].text == URL


def test_the_codes_file_brings_its_own_white_ground() -> None:
    svg = qr_svg(URL).decode()

    assert svg.startswith("<svg ")
    assert 'fill="#fff"' in svg
    assert qr_path(URL).d in svg


def test_the_code_keeps_its_quiet_zone() -> None:
    image = qr_image(URL, QR_LEAST_DOTS)
    ink = image.point(lambda dot: 255 - dot).getbbox()

    assert ink is not None
    module = image.width // qr_path(URL).size
    assert ink[0] == ink[1] == QUIET_MODULES * module
    assert ink[2] - ink[0] >= QR_LEAST_DOTS


def test_every_sentence_of_a_device_has_its_english() -> None:
    texts = english()

    assert set(SENTENCES.values()) <= set(texts)
    assert all(texts.values())


def test_english_keeps_the_places_of_figures_and_names() -> None:
    for source, target in english().items():
        assert re.findall(r"%\(\w+\)s", source) == re.findall(r"%\(\w+\)s", target)
