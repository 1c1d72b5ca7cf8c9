"""The ticket on paper: what it says, and that nothing of it is cut, covered or blurred."""

import unicodedata
from dataclasses import fields, replace
from typing import get_args

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from devices.fonts import Weight, balanced_lines, font, width_of
from devices.slip import Slip, TicketFacts
from devices.ticket_layout import QR_LEAST_DOTS, lay_out
from devices.trial import trial_slip
from tests.slips import CASES, FACTS, ISSUED, LONGEST, URL, laid, slip

WIDTHS = [576, 384]
LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    if base + tone not in "aeiouyAEIOUY"
] + ["đ", "Đ"]


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
