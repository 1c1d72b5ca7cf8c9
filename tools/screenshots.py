"""Photographs every screen of the sample office and the sample province into docs/screenshots/.

.venv/bin/python -m tools.screenshots                 all of them
.venv/bin/python -m tools.screenshots kiosk visit     these walks only
.venv/bin/python -m tools.screenshots --to FOLDER     into another folder
"""

import argparse
import io
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page

from tests.browsers import chromium, loud_chromium, pages_of
from tests.paper import NetworkPaper
from tests.served import ROOT
from tools.province_walks import PROVINCE_WALKS, ProvinceWalks
from tools.sample_office import SampleOffice, sample_office
from tools.sample_province import SampleProvince, sample_province
from tools.screen_walks import WALKS, Walks

FOLDER = ROOT / "docs" / "screenshots"
LANGUAGES = ("vi", "en")
COLOURS = 192
SETTLED_MS = 400
"""Longer than any transition."""

MOST_BYTES = 250_000
PRINTED_S = 10


@dataclass
class Camera:
    """Keeps small pictures: few colours are enough for screens of a few tones."""

    folder: Path

    def shoot(self, page: Page, name: str) -> None:
        """The picture of a page that has come to rest."""
        page.evaluate("document.fonts.ready.then(() => true)")
        page.mouse.move(0, 0)
        page.wait_for_timeout(SETTLED_MS)
        self.keep(Image.open(io.BytesIO(page.screenshot(caret="hide"))), name)

    def keep(self, picture: Image.Image, name: str) -> None:
        """Write one picture; tell its size when it is large."""
        file = self.folder / f"{name}.png"
        in_few_colours(picture).save(file, optimize=True)
        size = file.stat().st_size
        print(f"{name}.png  {size // 1000} kB{'  LARGE' if size > MOST_BYTES else ''}")


def in_few_colours(picture: Image.Image) -> Image.Image:
    """The picture in its own most frequent colours, unchanged, and the others as the nearest of them:
    a small square keeps its colour, and only edges of letters lose some.
    """
    pixels = np.asarray(picture.convert("RGB"), dtype=np.int64)
    codes, places, counts = np.unique(
        pixels @ (1 << 16, 1 << 8, 1), return_inverse=True, return_counts=True
    )
    colours = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1)
    kept = colours[np.argsort(-counts, kind="stable")[:COLOURS]]
    nearest = ((colours[:, None] - kept) ** 2).sum(axis=2).argmin(axis=1)
    flat = Image.fromarray(nearest[places].reshape(pixels.shape[:2]).astype(np.uint8), "P")
    flat.putpalette(kept.astype(np.uint8).tobytes())
    return flat


def photograph(office: SampleOffice, camera: Camera, wanted: list[str]) -> None:
    """Walk through the screens, then look at the paper."""
    with chromium() as browser, loud_chromium(browser) as loud:
        for name in [name for name in WALKS if name in wanted]:
            with pages_of(loud) as open_page:
                for lang in LANGUAGES:
                    WALKS[name](Walks(office, open_page, camera.shoot), lang)
    if "paper" in wanted:
        photograph_paper(office, camera)


def photograph_province(province: SampleProvince, camera: Camera, wanted: list[str]) -> None:
    """Walk through what the province's administrator sees."""
    with chromium() as browser:
        for name in [name for name in PROVINCE_WALKS if name in wanted]:
            with pages_of(browser) as open_page:
                for lang in LANGUAGES:
                    PROVINCE_WALKS[name](ProvinceWalks(province, open_page, camera.shoot), lang)


def photograph_paper(office: SampleOffice, camera: Camera) -> None:
    """What the printers put on paper, decoded from their bytes: 80 mm, 58 mm, English."""
    for printer, paper, lang, name in (
        ("kiosk-1", office.wide, "vi", "ticket-80mm-vi"),
        ("kiosk-2", office.narrow, "vi", "ticket-58mm-vi"),
        ("kiosk-1", office.wide, "en", "ticket-80mm-en"),
    ):
        assert isinstance(paper, NetworkPaper)
        before = len(paper.machine.tickets)
        kiosk = office.device("kiosk", "Kiosk 1", printer=printer)
        office.post(kiosk, "/tickets", service="A", language=lang)
        _wait_for(paper, before + 1)
        camera.keep(paper.machine.tickets[-1], name)


def _wait_for(paper: NetworkPaper, tickets: int) -> None:
    until = time.monotonic() + PRINTED_S
    while len(paper.machine.tickets) < tickets:
        assert time.monotonic() < until, "The printer did not print."
        time.sleep(0.05)


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    of_one = [*WALKS, "paper"]
    names = [*of_one, *PROVINCE_WALKS]
    parser.add_argument("walks", nargs="*", help=f"which: {', '.join(names)}")
    parser.add_argument("--to", type=Path, default=FOLDER)
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    camera, wanted = Camera(asked.to), asked.walks or names
    if set(wanted) & set(of_one):
        with tempfile.TemporaryDirectory() as folder, sample_office(Path(folder)) as office:
            photograph(office, camera, wanted)
    if set(wanted) & set(PROVINCE_WALKS):
        with tempfile.TemporaryDirectory() as folder, sample_province(Path(folder)) as province:
            photograph_province(province, camera, wanted)


if __name__ == "__main__":
    main()
