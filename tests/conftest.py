"""What any test may ask for. Fixtures that speak of the hall stand in tests/hall.py."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsers import OpenPage, chromium, pages_of
from tests.hall import Clock, Hall, open_hall
from tests.house import House, open_house


@pytest.fixture
def free_port() -> int:
    """A TCP port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of a process; each page has a profile of its own."""
    with chromium() as started:
        yield started


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages: `open_page(url, width=1080, height=1920, locale="vi-VN")`."""
    with pages_of(browser) as open_page:
        yield open_page


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """An office with two services and two counters, both open, at 08:00 on a Monday."""
    opened = open_hall(tmp_path)
    opened.open(1)
    opened.open(2)
    yield opened
    opened.store.close()


@pytest.fixture
def clock(hall: Hall) -> Clock:
    """The hall's clock."""
    return hall.clock


@pytest.fixture
def house(hall: Hall, tmp_path: Path) -> Iterator[House]:
    """The hall with its app and sockets."""
    with open_house(hall, tmp_path) as opened:
        yield opened
