"""The office and the kiosk that the walks of this folder share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browsers import OpenPage
from tests.kiosk.house import KioskHouse
from tests.served import serving


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskHouse]:
    """One office for all walks of this file."""
    made = KioskHouse(tmp_path_factory.mktemp("kiosk"))
    made.write()
    with serving(made):
        made.prepare()
        yield made


@pytest.fixture
def kiosk(house: KioskHouse, open_page: OpenPage) -> Page:
    """A paired kiosk at rest, 1080×1920, with a printer that prints."""
    return house.kiosk_page(open_page)
