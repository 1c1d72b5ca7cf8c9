"""How each screen is brought into the states of which there is a picture."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.browsers import OpenPage
from tests.served import PASSWORD, ServedHouse
from tools.sample_office import SampleOffice

TALL: ViewportSize = {"width": 1080, "height": 1920}
WIDE: ViewportSize = {"width": 1920, "height": 1080}
DESK: ViewportSize = {"width": 1366, "height": 768}
TABLET: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 412, "height": 915}

NOTED_S = 40

ENGLISH = {"vi": "Tiếng Việt", "en": "English"}
CIVIL_STATUS = {"vi": "Hộ tịch", "en": "Civil status"}

Shoot = Callable[[Page, str], None]
"""Takes the picture of a page as it stands, under this name."""


@dataclass
class Pages:
    """Pages of a served house, and what takes their pictures: `shoot(page, "kiosk-rest-vi")`."""

    office: ServedHouse
    open_page: OpenPage
    shoot: Shoot

    def device_page(self, kind: str, token: str, address: str, size: ViewportSize) -> Page:
        """The screen of a device that was paired before."""
        page = self.open_page(**sized(size))
        page.add_init_script(f"localStorage.setItem('moiso.token.{kind}', '{token}');")
        page.goto(self.office.url + address)
        return page

    def staff_page(self, name: str, address: str) -> Page:
        """A page of somebody who signed in."""
        page = self.open_page(**sized(DESK))
        page.goto(f"{self.office.url}/healthz")
        answer = page.request.post(
            f"{self.office.url}/api/v1/sign-in", data={"name": name, "password": PASSWORD}
        )
        assert answer.ok, answer.text()
        page.goto(self.office.url + address)
        return page

    def whole(self, page: Page, name: str) -> None:
        """The picture of all of a page, however long it is."""
        page.set_viewport_size(DESK)
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": DESK["width"], "height": height})
        page.wait_for_timeout(1200)  # charts grow
        self.shoot(page, name)


@dataclass
class Walks(Pages):
    """The screens of one office; each walk leaves pictures behind."""

    office: SampleOffice

    # ---- the citizens' screens

    def kiosk(self, lang: str) -> None:
        """Rest, confirm, the number on paper, the number without paper; tall and wide."""
        for shape, size in (("tall", TALL), ("wide", WIDE)):
            self._kiosk_visit(f"{shape}-{lang}", lang, "kiosk-1", size)
            self._kiosk_without_paper(f"{shape}-{lang}", lang, size)
        if lang == "vi":
            self._kiosk_look_up()

    def _kiosk_page(self, lang: str, printer: str, size: ViewportSize) -> Page:
        token = self.office.device("kiosk", "Kiosk 1", printer=printer)
        page = self.device_page("kiosk", token, "/kiosk", size)
        page.wait_for_selector("button.tile:enabled")
        if lang != "vi":
            page.get_by_text(ENGLISH[lang]).click()
        return page

    def _kiosk_visit(self, name: str, lang: str, printer: str, size: ViewportSize) -> None:
        page = self._kiosk_page(lang, printer, size)
        self.shoot(page, f"kiosk-rest-{name}")
        page.locator("button.tile", has_text=CIVIL_STATUS[lang]).click()
        self.shoot(page, f"kiosk-confirm-{name}")
        page.check("input[type=checkbox]")
        page.locator("button.reason").first.click()
        self.shoot(page, f"kiosk-priority-{name}")
        page.uncheck("input[type=checkbox]")
        page.click(".confirm .button.main")
        page.wait_for_selector(".paper-line.done")
        self.shoot(page, f"kiosk-result-{name}")

    def _kiosk_without_paper(self, name: str, lang: str, size: ViewportSize) -> None:
        page = self._kiosk_page(lang, "kiosk-3", size)
        page.locator("button.tile", has_text=CIVIL_STATUS[lang]).click()
        page.click(".confirm .button.main")
        page.wait_for_selector(".paper-failed")
        self.shoot(page, f"kiosk-no-paper-{name}")

    def _kiosk_look_up(self) -> None:
        page = self._kiosk_page("vi", "kiosk-1", TALL)
        page.click(".look-up")
        page.wait_for_selector(".procedure-row")
        for letter in "KHAI":
            page.click(f".key:text-is('{letter}')")
        page.wait_for_timeout(800)  # until the search came back
        self.shoot(page, "kiosk-search-tall-vi")
        page.click(".procedure-row >> nth=0")
        self.shoot(page, "kiosk-procedure-tall-vi")

    def display(self, lang: str) -> None:
        """The hall's screen after a call."""
        token = self.office.device("display", f"Màn hình {lang}")
        page = self.device_page("display", token, f"/display?lang={lang}", WIDE)
        page.wait_for_selector(".newest-number")
        self.shoot(page, f"display-{lang}")

    def visit(self, lang: str) -> None:
        """A number waits, is called at counter 3, served, and rated on the tablet or the phone."""
        clerk = self.office.device("counter", "Quầy 3", counter=3)
        tablet = self._tablet(lang)
        self.shoot(tablet, f"rating-rest-{lang}")
        mine = self.office.taken("K", language=lang)
        phone = self.open_page(
            f"{self.office.url}/t/{mine['id']}?lang={lang}", is_mobile=True, **sized(PHONE)
        )
        phone.wait_for_selector("html[data-live=yes]")
        self.shoot(phone, f"phone-waiting-{lang}")
        self._call(clerk, mine)
        phone.wait_for_selector(".phone.called")
        self.shoot(phone, f"phone-called-{lang}")
        tablet.wait_for_selector(".tablet.called")
        self.shoot(tablet, f"rating-called-{lang}")
        self.office.post(clerk, f"/tickets/{mine['id']}/start")
        self.office.post(clerk, f"/tickets/{mine['id']}/finish")
        self._rate(tablet, phone, lang)

    def _tablet(self, lang: str) -> Page:
        token = self.office.device("rating", "Đánh giá quầy 3", counter=3)
        page = self.device_page("rating", token, f"/rating?lang={lang}", TABLET)
        page.wait_for_selector(".rest-card")
        return page

    def _call(self, clerk: str, ticket: Any) -> None:
        body = {"ticket": ticket["id"], "reason": "Người cao tuổi, sức khỏe yếu"}
        self.office.post(clerk, "/counters/3/call", **body)

    def _rate(self, tablet: Page, phone: Page, lang: str) -> None:
        tablet.wait_for_selector(".tablet.ask")
        self.shoot(tablet, f"rating-faces-{lang}")
        tablet.locator(".face-choice").nth(3).click()
        tablet.wait_for_selector(".tablet.why")
        tablet.locator(".choice").first.click()
        self.shoot(tablet, f"rating-reasons-{lang}")
        phone.wait_for_selector(".face-choice")
        self.shoot(phone, f"phone-faces-{lang}")
        phone.locator(".face-choice").nth(3).click()
        phone.locator(".choice").first.click()
        self.shoot(phone, f"phone-reasons-{lang}")
        phone.locator(".rating-send").click()
        phone.wait_for_selector(".thanks-sign")
        self.shoot(phone, f"phone-thanks-{lang}")

    # ---- the staff's screens

    def counter(self, lang: str) -> None:
        """Serving, calling, and nobody in hand."""
        for number, state in ((1, "serving"), (2, "called"), (3, "free"), (5, "paused")):
            page = self.staff_page(f"canbo{number}", f"/counter?lang={lang}")
            page.wait_for_selector(".zones")
            self.shoot(page, f"counter-{state}-{lang}")

    def manager(self, lang: str) -> None:
        """Today, the reports, and what is administered."""
        if lang == "vi":
            self._open_first_devices()
        page = self.staff_page("quanly1", f"/manager?lang={lang}")
        for view in ("today", "satisfaction", "service", "reasons", "visits", "devices", "staff"):
            page.goto(f"{self.office.url}/manager/{view}?lang={lang}")
            page.wait_for_selector(".content[aria-busy=false] .page-head")
            self.whole(page, f"manager-{view}-{lang}")

    def _open_first_devices(self) -> None:
        """The three screens of the first start, which stay open until the server noted them."""
        for kind in ("kiosk", "display", "rating"):
            self.open_page(self.office.link(kind))
        manager = self.office.device("manager", "Chương trình báo cáo")
        until = time.monotonic() + NOTED_S
        while any(is_lost(d) for d in self.office.ask("GET", manager, "/devices")["devices"]):
            assert time.monotonic() < until, "A screen that is open is told to be lost."
            time.sleep(0.5)

    def sign_in(self, lang: str) -> None:
        """The staff's sign-in, and a device that nobody paired."""
        page = self.open_page(f"{self.office.url}/sign-in?lang={lang}", **sized(DESK))
        page.wait_for_selector(".sign-in-panel")
        self.shoot(page, f"sign-in-{lang}")
        page = self.open_page(f"{self.office.url}/display?lang={lang}", **sized(WIDE))
        page.wait_for_selector(".pairing-code")
        self.shoot(page, f"pairing-{lang}")


def sized(size: ViewportSize) -> Any:
    """The size as `open_page` asks for it."""
    return {"width": size["width"], "height": size["height"]}


def is_lost(device: Any) -> bool:
    """Whether a screen is not heard of."""
    return device["kind"] in ("kiosk", "display", "rating") and not device["online"]


WALKS: dict[str, Callable[[Walks, str], None]] = {
    "manager": Walks.manager,
    "display": Walks.display,
    "counter": Walks.counter,
    "sign-in": Walks.sign_in,
    "visit": Walks.visit,
    "kiosk": Walks.kiosk,
}
"""By name, in an order in which none spoils the states of the next."""
