"""Every view of the manager fits its window and reads well."""

import pytest
from playwright.sync_api import expect

from manager.routes import VIEWS
from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import MONTH, enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser

CUT_TABLES = """() => [...document.querySelectorAll('.table-scroll')]
    .reduce((sum, one) => sum + one.scrollWidth - one.clientWidth, 0)"""
"""How many pixels of tables stand outside of their place."""

BROKEN_WORDS = """() => [...document.querySelectorAll('thead .title')].flatMap((title) => {
    const text = title.firstChild.nodeType === 3 ? title.firstChild
        : [...title.childNodes].find((one) => one.nodeType === 3 && one.data.trim());
    return [...text.data.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getClientRects().length > 1;
    }).map(({ 0: word }) => word);
})"""
"""The words of headings that stand on two lines."""


@pytest.mark.parametrize(("language", "size"), [("vi", (1366, 768)), ("en", (1024, 768))])
def test_every_view_is_open_to_everybody_and_fits(
    house: ServedHouse, open_page: OpenPage, language: str, size: tuple[int, int]
) -> None:
    width, height = size
    page = enter(house, open_page, f"today?lang={language}", width=width, height=height)

    for view in sorted(VIEWS):
        page.goto(f"{house.url}/manager/{view}?{MONTH}")
        page.wait_for_selector(".panel:not(.asked), .figures-row")
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], view
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, view


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_table_is_cut_and_no_heading_broken_inside_a_word(
    house: ServedHouse, open_page: OpenPage, language: str
) -> None:
    page = enter(house, open_page, f"today?lang={language}")

    for view in ("today", "devices", "satisfaction", "service", "reasons"):
        page.goto(f"{house.url}/manager/{view}?{MONTH}&by=service&lang={language}")
        page.wait_for_selector(".table-scroll")
        for width in (1280, 1366, 1920):
            page.set_viewport_size({"width": width, "height": 768})
            assert page.evaluate(CUT_TABLES) == 0, (view, width)
            assert page.evaluate(BROKEN_WORDS) == [], (view, width)


def test_no_shows_stay_with_their_number(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, f"service?{MONTH}&lang=en")

    facts = page.locator(".figure .pairs").first.locator("span")
    expect(facts).to_have_text(["No-shows: 0", "Cancelled: 1"])
    heights = facts.evaluate_all("all => all.map((one) => one.getClientRects().length)")
    assert heights == [1, 1]
    page.locator(".figure .pairs").first.evaluate("one => { one.style.width = '40px'; }")
    heights = facts.evaluate_all("all => all.map((one) => one.getClientRects().length)")
    assert heights == [1, 1]


def test_a_heading_orders_its_table_by_mouse_and_by_keyboard(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, f"service?{MONTH}&by=service")
    names = page.locator("tbody th")
    expect(names).to_have_count(2)
    taken = page.locator("th:has(.title:text-is('Lấy số'))")

    page.click("button .title:text-is('Lấy số')")
    expect(taken).to_have_attribute("aria-sort", "descending")
    assert page.locator("tbody td:nth-child(2)").all_inner_texts() == ["10", "4"]
    page.keyboard.press("Enter")
    expect(taken).to_have_attribute("aria-sort", "ascending")
    assert page.locator("tbody td:nth-child(2)").all_inner_texts() == ["4", "10"]
    page.click("nav >> text=Hôm nay")
    page.go_back()
    page.wait_for_selector("tfoot")

    expect(taken).to_have_attribute("aria-sort", "ascending")
    assert page.locator("tbody td:nth-child(2)").all_inner_texts() == ["4", "10"]
    page.click("button .title:text-is('Lấy số')")
    assert page.locator("th[aria-sort]").count() == 0


def test_english_names_months_and_quarters_in_words(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, f"satisfaction?{MONTH}&lang=en")

    expect(page.locator(".stepper strong")).to_have_text("March 2026")
    page.click(".segments >> text=Quarter")
    expect(page.locator(".stepper strong")).to_have_text("First quarter of 2026")
