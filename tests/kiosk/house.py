"""A served office for the walks at the kiosk: open, full, paused and closed services, two printers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page

from tests.browsers import OpenPage, wait_until
from tests.served import OFFICE, PAPER, TIMEZONE, ServedHouse

SETTINGS = """
[server]
public_url = "http://192.0.2.10:8000"

[queue]
tickets_per_minute = 600

[printers.off]
kind = "tcp"
host = "127.0.0.1"
port = 9
"""

SERVICE = """
[[service]]
code = "{code}"
name = {{ vi = "{vi}", en = "{en}" }}
icon = "file-text"
about = {{ vi = "Việc thử của {vi}", en = "Invented work of {en}" }}
typical_min = 10
{more}

[[counter]]
number = {number}
name = {{ vi = "Quầy {number}", en = "Counter {number}" }}
services = ["{code}"]
"""

PROCEDURE = """
[[service.procedure]]
code = "T01"
name = { vi = "Đăng ký khai sinh", en = "Birth registration" }
papers = [{ vi = "Tờ khai thử", en = "A test form" }]
days = 3
fee_vnd = 15000
"""

SERVICES = (
    ("A", "Hộ tịch", "Civil status"),
    ("B", "Bảo trợ xã hội – Người có công", "Social protection and people with merit"),
    ("C", "Đã hết số", "Used up"),
    ("D", "Ngày mai mở", "Open tomorrow"),
    ("E", "Đang tạm dừng", "Paused"),
)


@dataclass
class KioskHouse(ServedHouse):
    """The office; `C` gives one number a day, `D` opens tomorrow, `E` is paused."""

    def write(self) -> None:
        """Lay down the settings and the catalogue."""
        more = {"A": PROCEDURE, "C": "daily_cap = 1", "D": tomorrows_hours()}
        parts = [
            SERVICE.format(code=code, vi=vi, en=en, number=place, more=more.get(code, ""))
            for place, (code, vi, en) in enumerate(SERVICES, 1)
        ]
        self.lay_down(OFFICE + "".join(parts), SETTINGS + PAPER)

    def prepare(self) -> None:
        """Use up service C, pause service E."""
        self.post(self.device("kiosk"), "/tickets", service="C")
        with self.change() as change:
            change.sql.pause_service(
                office=change.office, code="E", paused=1, version=change.version
            )

    def waiting(self, service: str) -> int:
        """How many wait for a service, as the office says."""
        office = self.ask("GET", self.device("display"), "/office")
        return next(int(one["waiting"]) for one in office["services"] if one["code"] == service)

    def missed_ticket(self, service: str, counter: int) -> dict[str, Any]:
        """A number of this service that was called and not answered."""
        clerk = self.device("counter", counter=counter)
        self.post(clerk, f"/counters/{counter}/open")
        self.post(self.device("kiosk"), "/tickets", service=service)
        called = self.post(clerk, f"/counters/{counter}/call-next")
        missed: dict[str, Any] = self.post(clerk, f"/tickets/{called['id']}/no-show")
        self.post(clerk, f"/counters/{counter}/close")
        return missed

    def kiosk_page(
        self, open_page: OpenPage, *, printer: str | None = "kiosk-1", **flags: Any
    ) -> Page:
        """A paired kiosk at rest, 1080×1920 unless told otherwise."""
        flags = {"width": 1080, "height": 1920, **flags}
        page = open_page(f"{self.url}/healthz", **flags)
        token = self.device("kiosk", printer=printer)
        page.evaluate("token => localStorage.setItem('moiso.token.kiosk', token)", token)
        page.goto(f"{self.url}/kiosk")
        page.wait_for_selector("button.tile")
        return page


def tomorrows_hours() -> str:
    """Hours on tomorrow's weekday only, so that the service is closed whenever the test runs."""
    tomorrow = datetime.now(ZoneInfo(TIMEZONE)) + timedelta(days=1)
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[tomorrow.weekday()]
    return f'hours = [{{ days = ["{day}"], from = "07:30", to = "11:00" }}]'


def tile(page: Page, name: str) -> Locator:
    """The tile of a service."""
    return page.locator("button.tile", has_text=name)


def scan(page: Page, text: str) -> bool:
    """What a code reader types: everything at once, then Enter.

    Whether Enter was held back from the button that has the focus. The keys are made in the page,
    because a loaded test machine hands real ones over more slowly than any reader.
    """
    is_held_back: bool = page.evaluate(
        """text => {
          const press = (key) => (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          [...text].forEach(press);
          return !press("Enter");
        }""",
        text,
    )
    return is_held_back


def take(page: Page) -> str:
    """Take a number of the first service; its label."""
    tile(page, "Hộ tịch").click()
    page.click(".confirm .button.main")
    page.wait_for_selector(".the-number")
    return page.inner_text(".the-number")


def small_things(page: Page) -> list[str]:
    """Targets under 64 px, letters under 24 px, and what stands outside the screen."""
    found: list[str] = page.evaluate(
        """() => {
          const seen = (el) => el.checkVisibility() && !el.closest(".visually-hidden");
          const faults = [];
          for (const el of document.querySelectorAll("button, .priority-row, .input")) {
            const { width, height, right } = el.getBoundingClientRect();
            if (seen(el) && (width < 63.9 || height < 63.9)) faults.push(`small: ${el.textContent}`);
            if (seen(el) && right > innerWidth) faults.push(`outside: ${el.textContent}`);
          }
          for (const el of document.body.querySelectorAll("*")) {
            const own = [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
            const size = parseFloat(getComputedStyle(el).fontSize);
            if (own && seen(el) && size < 23.9) faults.push(`${size} px: ${el.textContent}`);
          }
          return faults;
        }"""
    )
    return found


def walk_to_a_number(page: Page) -> Iterator[str]:
    """From rest through the procedures to a number without paper: the name of each screen, while
    it is there to be looked at. The kiosk's printer is off.
    """
    yield "rest"
    page.click(".look-up")
    page.wait_for_selector(".procedure-row")
    yield "search"
    page.click(".procedure-row >> nth=0")
    yield "procedure"
    page.click(".look .button.main")
    yield "confirm"
    page.check("input[type=checkbox]")
    yield "priority"
    page.click(".confirm .button.main")
    page.wait_for_selector(".paper-failed")
    yield "result"


def nothing_is_owed(page: Page) -> None:
    """Wait until no wish is left that has to be taken back."""
    left = "localStorage.getItem('moiso.kiosk.left')"
    wait_until(page, lambda: page.evaluate(left) == "[]")
