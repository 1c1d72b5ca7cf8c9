"""The words of a ticket, in both languages."""

import re
from dataclasses import replace

import pytest

from devices.errors import SENTENCES
from devices.slip import office_lines, ranges
from tests.slips import CASES, FACTS, LONGEST, english, slip


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


def test_a_wait_of_no_minutes_is_told_in_words() -> None:
    assert slip(replace(FACTS, estimate_min=(0, 1))).estimate == "Dự kiến trong ít phút nữa."
    assert slip(replace(FACTS, estimate_min=(0, 3))).estimate == "Dự kiến trong khoảng 3 phút."
    assert slip(replace(FACTS, people_ahead=0, estimate_min=(0, 0))).estimate == ""


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


def test_every_sentence_of_a_device_has_its_english() -> None:
    texts = english()

    assert set(SENTENCES.values()) <= set(texts)
    assert all(texts.values())


def test_english_keeps_the_places_of_figures_and_names() -> None:
    for source, target in english().items():
        assert re.findall(r"%\(\w+\)s", source) == re.findall(r"%\(\w+\)s", target)
