"""A sample office with all six screens open at once and a printer in its network, for whole visits."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zxingcpp
from playwright.sync_api import Page, expect

from tests.browsers import OpenPage
from tests.clips import record_clips
from tests.display.hearing import HEAR
from tests.paper import NetworkPaper
from tests.ports import free_port
from tests.served import PASSWORD, SAMPLE, ServedHouse, serving
from tests.stores import rows

SETTINGS = """
[server]
public_url = "{url}"

[queue]
tickets_per_minute = 600

[printers.kiosk-1]
kind = "tcp"
host = "127.0.0.1"
port = {port}
timeout_s = 20
"""

CLERK = "lan"
CLERKS_NAME = "Nguyễn Thị Mẫu"
OWN_PASSWORD = "câu dễ nhớ của riêng mình"
HEALED_MS = 15_000
"""All screens come right by themselves within this after the server is back."""


@dataclass
class VisitHouse(ServedHouse):
    """The sample office; what its tickets' codes lead to is the server itself."""

    paper: NetworkPaper = field(default_factory=NetworkPaper)

    def write(self) -> None:
        """Lay down the settings, the catalogue and the voice."""
        self.url = f"http://127.0.0.1:{free_port()}"
        settings = SETTINGS.format(url=self.url, port=self.paper.port)
        self.lay_down(SAMPLE.read_text("utf-8"), settings)
        record_clips(self.folder / "voice", "vi", "en")

    def first_manager(self) -> tuple[str, str]:
        """Name and password of the manager whom the first start made."""
        found = re.search(r"Tên đăng nhập: (\S+)\s+Mật khẩu:\s+(\S+)", self.told)
        assert found, self.told
        return found[1], found[2]

    def numbers_of_today(self) -> list[str]:
        """Every number that was given out, as the store has it."""
        statement = "select service, number from ticket order by service, number"
        with self.opened() as (store, _office), store.reading() as reading:
            return [f"{row['service']}{row['number']:03}" for row in rows(reading.sql, statement)]


@dataclass
class Hall:
    """The pages of an office, each in a browser of its own; the phone comes with a ticket."""

    house: VisitHouse
    open_page: OpenPage
    locale: str = "vi-VN"

    def kiosk(self) -> Page:
        """The kiosk at rest."""
        page = self.open_page(self.house.link("kiosk"), width=1080, height=1920, has_touch=True)
        expect(page.locator("button.tile").first).to_be_enabled()
        return page

    def display(self) -> Page:
        """The hall's screen, which writes down what it says (tests/display/hearing.py)."""
        page = self.open_page(width=1920, height=1080)
        page.add_init_script(HEAR)
        page.goto(self.house.link("display"))
        expect(page.locator(".board-foot")).to_be_visible()
        return page

    def rating(self) -> Page:
        """The tablet of counter 1 at rest."""
        page = self.open_page(self.house.link("rating"), width=1280, height=800, has_touch=True)
        expect(page.locator(".rest-card")).to_be_visible()
        return page

    def counter(self, number: int = 1, clerk: str = CLERK) -> Page:
        """A new clerk's counter, opened after the first password was changed."""
        self.house.employ(clerk, CLERKS_NAME, must_change=True)
        page = self.open_page(
            f"{self.house.url}/counter", width=1366, height=768, locale=self.locale
        )
        sign_in_first(page, clerk, PASSWORD)
        page.click(f".tile[data-counter='{number}']")
        expect(page.locator(".zones")).to_be_visible()
        return page

    def manager(self) -> Page:
        """The day's figures, after the first password was changed."""
        page = self.open_page(
            f"{self.house.url}/manager", width=1366, height=768, locale=self.locale
        )
        sign_in_first(page, *self.house.first_manager())
        expect(page.locator(".figures-row")).to_be_visible()
        return page

    def phone(self, address: str) -> Page:
        """The page that a ticket's code leads to."""
        page = self.open_page(
            address, width=412, height=915, locale=self.locale, is_mobile=True, has_touch=True
        )
        expect(page.locator("html[data-live=yes]")).to_have_count(1)
        return page


@contextmanager
def sample_office(folder: Path) -> Iterator[VisitHouse]:
    """The sample office on its first day, served."""
    with NetworkPaper() as paper:
        house = VisitHouse(folder, paper=paper)
        house.write()
        with serving(house):
            yield house


def sign_in_first(page: Page, name: str, password: str) -> None:
    """Sign in, and change a password that somebody else made."""
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.fill("input[name=old]", password)
    page.fill("input[name=fresh]", OWN_PASSWORD)
    page.fill("input[name=again]", OWN_PASSWORD)
    page.keyboard.press("Enter")


def take(kiosk: Page, service: str) -> str:
    """A citizen touches a field and confirms; the number on the screen."""
    kiosk.locator("button.tile", has_text=service).tap()
    kiosk.locator(".confirm .button.main").tap()
    kiosk.wait_for_selector(".the-number")
    return kiosk.inner_text(".the-number")


def code_on(paper: NetworkPaper, place: int = -1) -> str:
    """Where the QR code on a printed ticket leads; each ticket has exactly one."""
    [code] = zxingcpp.read_barcodes(paper.machine.tickets[place].convert("L"))
    return code.text


def in_hand(counter: Page) -> str:
    """The number that the counter shows large."""
    return counter.locator(".hand-ticket .hand-number").inner_text()


def eventually(page: Page, told: Callable[[], Any], wanted: Any, *, within_s: float = 60) -> None:
    """Wait until something outside the pages is as wanted, letting the pages live meanwhile."""
    until = time.monotonic() + within_s
    while told() != wanted:
        assert time.monotonic() < until, f"{told()!r} never became {wanted!r}"
        page.wait_for_timeout(50)
