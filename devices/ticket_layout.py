"""What a ticket looks like on 80 mm and 58 mm paper: pure, from a slip to black dots."""

from dataclasses import dataclass, replace

from PIL import Image

from devices.drawing import Align, Box, Column, Mark, Style, TextMark, draw
from devices.qr import qr_image
from devices.slip import Slip

DOTS_PER_MM = 8
WIDE_DOTS = 576
"""72 mm printable on 80 mm paper."""
NARROW_DOTS = 384
"""48 mm printable on 58 mm paper."""
QR_LEAST_DOTS = 25 * DOTS_PER_MM
"""25 mm of code: phones of 2015 still read it at arm's length."""


@dataclass(frozen=True)
class LaidOut:
    """A ticket ready for the printer, and where each line of text stands on it."""

    image: Image.Image
    texts: tuple[tuple[str, Box], ...]


@dataclass(frozen=True)
class _Look:
    """Sizes in dots for one width of paper."""

    margin: int
    number: int
    office: Style
    slogan: Style
    heading: Style
    service: Style
    strong: Style
    plain: Style
    small: Style
    gap: int


_WIDE = _Look(
    margin=12,
    number=216,
    office=Style("Bold", 30),
    slogan=Style("Medium", 24),
    heading=Style("SemiBold", 28),
    service=Style("Bold", 36),
    strong=Style("Bold", 30),
    plain=Style("Medium", 28),
    small=Style("Medium", 23),
    gap=18,
)
_NARROW = replace(
    _WIDE,
    margin=4,
    number=150,
    office=Style("Bold", 25),
    slogan=Style("Medium", 22),
    heading=Style("SemiBold", 24),
    service=Style("Bold", 30),
    strong=Style("Bold", 27),
    plain=Style("Medium", 25),
    small=Style("Medium", 22),
    gap=14,
)


def lay_out(slip: Slip, width_dots: int) -> LaidOut:
    """The slip in mode "1", `width_dots` wide (576 or 384) and as long as its words need."""
    if width_dots not in (WIDE_DOTS, NARROW_DOTS):
        raise ValueError(f"{width_dots} dots is not a paper width; use 576 or 384")
    look = _WIDE if width_dots == WIDE_DOTS else _NARROW
    page = Column(look.margin, width_dots - look.margin, y=8)
    _head(page, slip, look)
    _number(page, slip, look)
    _class(page, slip, look)
    _waiting(page, slip, look)
    _foot(page, slip, look)
    texts = tuple((mark.text, mark.box) for mark in page.marks if isinstance(mark, TextMark))
    return LaidOut(draw(page.marks, width_dots, page.y), texts)


def _head(page: Column, slip: Slip, look: _Look) -> None:
    for line in slip.office:
        page.text(line, look.office)
    page.text(slip.slogan, look.slogan)
    page.space(look.gap // 2)
    page.rule()
    page.space(look.gap)


def _number(page: Column, slip: Slip, look: _Look) -> None:
    if slip.copy_mark:
        page.plate(slip.copy_mark, look.heading)
        page.space(look.gap)
    page.text(slip.heading, look.heading)
    page.space(look.gap)
    page.number(slip.label, "ExtraBold", look.number, inset=look.margin)
    page.space(look.gap + 6)
    page.text(slip.service, look.service)
    page.space(look.gap // 3)
    page.text(slip.counters, look.plain)
    page.space(look.gap)


def _class(page: Column, slip: Slip, look: _Look) -> None:
    if not slip.class_line:
        page.rule()
        page.space(look.gap)
        return
    pad = 12
    inner = Column(page.left + pad, page.right - pad, page.y + pad)
    inner.text(slip.class_line, look.strong)
    inner.text(slip.class_reason, look.plain)
    inner.text(slip.class_proof, look.small)
    page.frame(inner, pad)
    page.space(look.gap)


def _waiting(page: Column, slip: Slip, look: _Look) -> None:
    if slip.qr_url is None:
        _wait_texts(page, slip, look, beside=False)
    elif page.right < WIDE_DOTS - WIDE_DOTS // 4:
        _wait_texts(page, slip, look, beside=False)
        page.picture(qr_image(slip.qr_url, QR_LEAST_DOTS))
        page.text(slip.qr_caption, look.small)
    else:
        _beside_the_code(page, slip.qr_url, slip, look)
    page.space(look.gap)
    page.rule()
    page.space(look.gap // 2)


def _beside_the_code(page: Column, url: str, slip: Slip, look: _Look) -> None:
    """The code at the left and the wait at the right, centred to one another."""
    code = qr_image(url, QR_LEAST_DOTS)
    words = Column(page.left + code.width, page.right, page.y)
    _wait_texts(words, slip, look, beside=True)
    words.space(look.gap // 2)
    words.text(slip.qr_caption, look.small, "left")
    height = max(code.height, words.y - page.y)
    page.marks.extend(_lowered(words.marks, (height - (words.y - page.y)) // 2))
    left = Column(page.left, page.left + code.width, page.y + (height - code.height) // 2)
    left.picture(code)
    page.marks.extend(left.marks)
    page.space(height)


def _lowered(marks: list[Mark], dots: int) -> list[Mark]:
    return [
        replace(mark, baseline=mark.baseline + dots) for mark in marks if isinstance(mark, TextMark)
    ]


def _wait_texts(column: Column, slip: Slip, look: _Look, *, beside: bool) -> None:
    align: Align = "left" if beside else "center"
    column.text(slip.ahead, look.strong, align)
    column.text(slip.estimate, look.plain, align)
    column.text(slip.please_wait, look.plain, align)


def _foot(page: Column, slip: Slip, look: _Look) -> None:
    page.text(slip.issued, look.plain)
    page.text(slip.validity, look.small)
    page.text(slip.hotline, look.small)
    page.space(4)
