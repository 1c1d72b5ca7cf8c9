"""The pictures of the screens: each stands on its page, in both languages, and none is heavy."""

import re

from PIL import Image

from tests.served import ROOT
from tools.screenshots import COLOURS, MOST_BYTES, in_few_colours

FOLDER = ROOT / "docs" / "screenshots"
PICTURES = {file.name for file in FOLDER.glob("*.png")}


def test_the_page_shows_each_picture_and_no_other() -> None:
    named = re.findall(r"\(([\w-]+\.png)\)", (FOLDER / "README.md").read_text("utf-8"))

    assert set(named) == PICTURES
    assert len(named) == len(set(named))


def test_each_screen_has_a_picture_in_both_languages() -> None:
    screens = {re.sub(r"-(vi|en)\.png$", "", name) for name in PICTURES}
    only_vietnamese = {screen for screen in screens if f"{screen}-en.png" not in PICTURES}

    assert {f"{screen}-vi.png" for screen in screens} <= PICTURES
    assert only_vietnamese == {"kiosk-search-tall", "kiosk-procedure-tall", "ticket-58mm"}


def test_no_picture_is_heavy() -> None:
    sizes = [file.stat().st_size for file in FOLDER.glob("*.png")]

    assert max(sizes) <= MOST_BYTES
    assert sum(sizes) <= 6_000_000


def test_few_colours_leave_a_small_square_its_own() -> None:
    shades = Image.linear_gradient("L").resize((500, 500))
    ink = Image.new("L", shades.size, 40)
    picture = Image.merge("RGB", (shades, ink, shades.rotate(90)))
    square = (154, 195, 172)
    picture.paste(square, (20, 20, 34, 34))

    flat = in_few_colours(picture)

    assert len(flat.getcolors() or ()) == COLOURS
    assert flat.convert("RGB").getpixel((27, 27)) == square
    assert flat.size == picture.size
