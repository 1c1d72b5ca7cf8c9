"""A served office and a browser with sound, for the walks before the hall's screen."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browsers import CHROMIUM_NAMES, QUIET_FLAGS, pages_of
from tests.display.hearing import Show, open_display
from tests.display.house import DisplayHouse

SOUND_ALLOWED = "--autoplay-policy=no-user-gesture-required"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DisplayHouse]:
    """One office for all walks of this file; each has a zone of its own."""
    made = DisplayHouse(tmp_path_factory.mktemp("display"))
    made.write()
    made.start()
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def loud_browser(browser: Browser) -> Iterator[Browser]:
    """A browser that was told to play sound without a touch, as a kiosk's is."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    flags = [*QUIET_FLAGS, SOUND_ALLOWED]
    started = browser.browser_type.launch(executable_path=found, args=flags)
    try:
        yield started
    finally:
        started.close()


@pytest.fixture
def show(loud_browser: Browser) -> Iterator[Show]:
    """Opens the screen of a zone: `show(zone)`."""
    with pages_of(loud_browser) as open_page:
        yield lambda zone, **flags: open_display(open_page, zone, **flags)
