"""Every view of the manager fits its window and reads well."""

import pytest
from playwright.sync_api import Route, expect

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


LONGEST = {
    "vi": "Giải quyết chế độ bảo trợ xã hội, người có công và lao động – thương binh",
    "en": "Settlement of social protection, people of merit and labour, invalids' affairs",
}


def with_longest_words(route: Route) -> None:
    """The true day, but every name, count and duration is as long as it gets."""
    told = route.fetch().json()
    times = {
        "longest_wait_s": 7140,
        "mean_wait_s": 4980,
        "p90_wait_s": 7140,
        "mean_service_s": 3720,
    }
    for part in (*told["services"], *told["counters"]):
        part.update(names=LONGEST, served=1128, missed=117, **times)
    for service in told["services"]:
        service.update(waiting=128, state="outside_hours")
    for counter in told["counters"]:
        name = "Nguyễn Hoàng Phương Quỳnh Thanh Thảo Mẫu"
        counter.update(full_name=name, label="A1025", ticket_state="serving", last_act_at=told["now"])  # fmt: skip
    route.fulfill(json=told)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_day_is_never_pushed_sideways(
    house: ServedHouse, open_page: OpenPage, language: str
) -> None:
    page = enter(house, open_page, "staff")
    page.route("**/api/v1/today", with_longest_words)
    page.goto(f"{house.url}/manager/today?lang={language}")
    page.wait_for_selector(".table-scroll")

    for width in (320, 412, 672, 673, 768, 832, 1024, 1200, 1366):
        page.set_viewport_size({"width": width, "height": 915})
        assert page.evaluate(CUT_TABLES) == 0, width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


@pytest.mark.parametrize(("width", "columns"), [(1366, 9), (1024, 6), (412, 0)])
def test_every_figure_of_the_day_is_there_at_every_width(
    house: ServedHouse, open_page: OpenPage, width: int, columns: int
) -> None:
    page = enter(house, open_page, "staff", width=width, height=915)
    page.route("**/api/v1/today", with_longest_words)
    page.goto(f"{house.url}/manager/today")
    service = page.locator("tbody tr").first

    expect(service).to_be_visible()
    assert page.locator("table").first.locator("thead th:visible").count() == columns
    told = service.inner_text()
    for figure in (
        "128",
        "1.128",
        "117",
        "1 giờ 23 phút",
        "1 giờ 59 phút",
        "1 giờ 02 phút",
        "Ngoài giờ",
    ):
        assert figure in told, figure
    assert violations(page) == []


def test_cards_are_put_in_order_by_what_is_chosen(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "today", width=412, height=915)
    numbers = page.locator("tbody th .code")
    expect(numbers).to_have_text(["A", "B", "1", "2"])

    page.get_by_label("Sắp xếp theo").last.select_option("Quầy")
    expect(numbers).to_have_text(["A", "B", "1", "2"])
    page.get_by_label("Sắp xếp theo").first.select_option("Lĩnh vực")
    expect(numbers).to_have_text(["B", "A", "1", "2"])
    page.get_by_label("Sắp xếp theo").first.select_option("Thứ tự thường")
    expect(numbers).to_have_text(["A", "B", "1", "2"])


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
