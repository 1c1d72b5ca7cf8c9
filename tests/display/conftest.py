"""A served office and a browser with sound, for the walks before the hall's screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browsers import loud_chromium, pages_of
from tests.display.hearing import Show, open_display
from tests.display.house import DisplayHouse
from tests.served import serving


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DisplayHouse]:
    """One office for all walks of this file; each has a zone of its own."""
    made = DisplayHouse(tmp_path_factory.mktemp("display"))
    made.write()
    with serving(made):
        yield made


@pytest.fixture(scope="module")
def loud_browser(browser: Browser) -> Iterator[Browser]:
    """A browser that was told to play sound without a touch, as a kiosk's is."""
    with loud_chromium(browser) as started:
        yield started


@pytest.fixture
def show(loud_browser: Browser) -> Iterator[Show]:
    """Opens the screen of a zone: `show(zone)`."""
    with pages_of(loud_browser) as open_page:
        yield lambda zone, **flags: open_display(open_page, zone, **flags)
