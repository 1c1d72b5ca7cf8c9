"""How the screens of a province are brought into the states of which there is a picture."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tools.sample_province import SampleProvince
from tools.screen_walks import DESK, Pages, sized

READY = ".content[aria-busy=false] .page-head"


@dataclass
class ProvinceWalks(Pages):
    """The pages of the province's administrator."""

    office: SampleProvince

    def province(self, lang: str) -> None:
        """All offices at once, the choice of one, their tree, and one that reports."""
        page = self.staff_page("quantri", f"/manager/province?lang={lang}")
        self._ready(page, ".province")
        self.whole(page, f"manager-province-{lang}")
        page.set_viewport_size(DESK)
        page.click(".office-button")
        page.wait_for_selector(".office-list")
        self.shoot(page, f"manager-office-choice-{lang}")
        for view, sign, name in (
            ("offices", ".offices", "manager-offices"),
            ("offices?edit=new", ".ways", "manager-office-new"),
            ("offices?edit=xa-lac", ".facts", "manager-office"),
        ):
            page.set_viewport_size(DESK)
            page.goto(f"{self.office.url}/manager/{view}")
            self._ready(page, sign)
            self.whole(page, f"{name}-{lang}")

    def provider(self, lang: str) -> None:
        """The sign-in where people have an account of their province."""
        page = self.open_page(f"{self.office.url}/sign-in?lang={lang}", **sized(DESK))
        page.wait_for_selector(".sign-in-panel")
        self.shoot(page, f"sign-in-provider-{lang}")

    def _ready(self, page: Page, sign: str) -> None:
        page.wait_for_selector(READY)
        page.wait_for_selector(sign)


PROVINCE_WALKS: dict[str, Callable[[ProvinceWalks, str], None]] = {
    "province": ProvinceWalks.province,
    "provider": ProvinceWalks.provider,
}
"""By name, like those of one office."""
