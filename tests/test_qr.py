"""QR codes: the same code on paper, on screens and in files."""

import re

import zxingcpp
from PIL import Image

from devices.qr import QUIET_MODULES, qr_image, qr_path, qr_svg
from devices.ticket_layout import QR_LEAST_DOTS
from tests.slips import URL


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
