"""axe-core on the pages that no screen's own tests hold: pairing, refusals, passwords, the API's page.

Kiosk, counter, rating tablet, phone and the managers' pages are looked at in their own tests.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import MANAGER
from tests.served import PASSWORD, SAMPLE, ServedHouse, serving

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("lang", ["vi", "en"])
NEW = "nguoimoi"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHouse]:
    """The sample office; somebody new has not changed the first password yet."""
    made = ServedHouse(tmp_path_factory.mktemp("accessibility"))
    made.lay_down(SAMPLE.read_text("utf-8"))
    with serving(made):
        made.employ(NEW, "Lê Người Mới", must_change=True)
        made.employ(MANAGER, "Trần Thị Mẫu", "manager")
        yield made


@LANGUAGES
@pytest.mark.parametrize("screen", ["kiosk", "display", "rating"])
def test_a_device_that_waits_to_be_paired(
    house: ServedHouse, open_page: OpenPage, screen: str, lang: str
) -> None:
    page = open_page(f"{house.url}/{screen}?lang={lang}")
    page.wait_for_selector(".pairing-code")

    assert faults_of(page, lang) == []


@LANGUAGES
@pytest.mark.parametrize(
    ("address", "sign"),
    [("/pair#khong-co", ".empty"), ("/khong-co", "h1"), ("/t/khong-co", ".empty")],
    ids=["used link", "unknown page", "unknown ticket"],
)
def test_a_page_that_says_what_is_not_there(
    house: ServedHouse, open_page: OpenPage, address: str, sign: str, lang: str
) -> None:
    path, hash_mark, key = address.partition("#")
    page = open_page(f"{house.url}{path}?lang={lang}{hash_mark}{key}")
    page.wait_for_selector(sign)

    assert faults_of(page, lang) == []


@LANGUAGES
def test_the_change_of_a_first_password(house: ServedHouse, open_page: OpenPage, lang: str) -> None:
    page = open_page(f"{house.url}/sign-in?lang={lang}")
    page.fill("input[name=name]", NEW)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=fresh]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()

    assert faults_of(page, lang) == []


@LANGUAGES
def test_the_halls_screen_with_its_newest_call(
    house: ServedHouse, open_page: OpenPage, lang: str
) -> None:
    number = {"vi": 1, "en": 2}[lang]
    clerk = house.device("counter", counter=number)
    house.post(clerk, f"/counters/{number}/open")
    house.post(house.device("kiosk"), "/tickets", service="A", language=lang)
    called = house.post(clerk, f"/counters/{number}/call-next")
    page = open_page(f"{house.url}/healthz", width=1920, height=1080)
    token = house.device("display")
    page.evaluate("token => localStorage.setItem('moiso.token.display', token)", token)
    page.goto(f"{house.url}/display?lang={lang}")
    expect(page.locator(".newest-number")).to_have_text(called["label"])

    assert faults_of(page, lang, strict=True) == []


@LANGUAGES
def test_a_managers_form_with_a_fault_in_it(
    house: ServedHouse, open_page: OpenPage, lang: str
) -> None:
    page = open_page(f"{house.url}/sign-in?lang={lang}", width=1366, height=768)
    page.fill("input[name=name]", MANAGER)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/manager")
    page.goto(f"{house.url}/manager/staff?edit=new")
    page.wait_for_selector(".form-foot .main")
    page.click(".form-foot .main")
    page.wait_for_selector("[aria-invalid=true]")

    assert faults_of(page, lang) == []


def test_the_page_that_describes_the_api(house: ServedHouse, open_page: OpenPage) -> None:
    page = open_page(f"{house.url}/api/docs")

    assert faults_of(page, "en") == []


def faults_of(page: Page, lang: str, *, strict: bool = False) -> list[str]:
    """What axe-core says, and whether the page tells readers the language that it is in."""
    told = page.get_attribute("html", "lang")
    return [*violations(page, strict=strict), *([] if told == lang else [f"lang={told}"])]
