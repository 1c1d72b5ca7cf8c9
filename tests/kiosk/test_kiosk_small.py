"""Small kiosks with the sample's eight fields: nothing is scrolled to, nothing too small to touch."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browsers import OpenPage
from tests.kiosk.house import SETTINGS, KioskHouse, walk_to_a_number
from tests.served import PAPER, SAMPLE, serving

pytestmark = pytest.mark.browser

FAULTS = """() => {
  const faults = [];
  const seen = (el) => el.checkVisibility() && !el.closest(".visually-hidden, .found");
  for (const el of document.querySelectorAll(".screen, .confirm-body, .slip, .tile, .foot")) {
    if (el.scrollHeight > el.clientHeight + 1) faults.push(`higher: ${el.className}`);
    if (el.scrollWidth > el.clientWidth + 1) faults.push(`wider: ${el.className}`);
  }
  for (const el of document.querySelectorAll("button, .priority-row")) {
    const { width, height, right, bottom } = el.getBoundingClientRect();
    if (!seen(el)) continue;
    if (width < 63.9 || height < 63.9) faults.push(`small: ${el.textContent}`);
    if (right > innerWidth || bottom > innerHeight) faults.push(`outside: ${el.textContent}`);
  }
  return faults;
}"""


class SampleKiosk(KioskHouse):
    """The sample commune with all its counters open."""

    def write(self) -> None:
        """Lay down the sample."""
        self.lay_down(SAMPLE.read_text("utf-8"), SETTINGS + PAPER)

    def prepare(self) -> None:
        """Open the counters, and let people wait for a field with a long name."""
        for number in range(1, 7):
            self.post(self.device("counter", counter=number), f"/counters/{number}/open")
        kiosk = self.device("kiosk")
        for code in ("A", "A", "D", "D"):
            self.post(kiosk, "/tickets", service=code)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleKiosk]:
    """One office for all walks of this file."""
    made = SampleKiosk(tmp_path_factory.mktemp("small"))
    made.write()
    with serving(made):
        made.prepare()
        yield made


def faults_on_the_way(page: Page) -> list[str]:
    """What is wrong on each screen from rest to the number without paper."""
    return [
        f"{screen}: {fault}" for screen in walk_to_a_number(page) for fault in page.evaluate(FAULTS)
    ]


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1024, 768), (1280, 800)])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_small_kiosk_shows_everything_without_scrolling(
    sample: SampleKiosk, open_page: OpenPage, width: int, height: int, lang: str
) -> None:
    page = sample.kiosk_page(open_page, width=width, height=height, printer="off")
    if lang == "en":
        page.click("text=English")

    assert faults_on_the_way(page) == []


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1024, 768)])
def test_a_small_kiosk_without_a_line_is_not_scrolled_either(
    sample: SampleKiosk, open_page: OpenPage, width: int, height: int
) -> None:
    page = sample.kiosk_page(open_page, width=width, height=height)
    page.click("text=English")
    sample.stop()

    page.wait_for_selector(".line-lost")
    assert page.evaluate(FAULTS) == []
    sample.start()
