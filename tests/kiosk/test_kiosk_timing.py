"""What only a citizen's timing shows: late answers, quick fingers, a clock that is put right."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsers import Held, OpenPage, center_of, stop_clock
from tests.kiosk.house import KioskHouse, scan, tile

pytestmark = pytest.mark.browser

SLOW_MS = 3000
"""How long an answer takes, less than until the screen says that none comes."""

DAY_S = 86_400
IDLE_MS = 31_000
"""Longer than a screen waits for somebody who is gone."""


@pytest.fixture
def still(house: KioskHouse, open_page: OpenPage) -> Page:
    """A kiosk whose time can be stopped."""
    page = house.kiosk_page(open_page)
    page.clock.install()
    page.reload()
    page.wait_for_selector("button.tile")
    return page


def test_a_tap_on_what_came_a_blink_ago_does_nothing(still: Page) -> None:
    held = Held(still, "**/api/v1/tickets")
    tile(still, "Hộ tịch").click()
    place = center_of(still.locator(".confirm .button.main"))
    stop_clock(still)

    still.mouse.click(*place)
    expect(still.locator(".confirm [aria-busy=true]")).to_be_visible()
    first = held.first()
    still.clock.run_for(SLOW_MS)
    first.continue_()
    expect(still.locator(".the-number")).to_be_visible()
    still.mouse.click(*place)  # "Xong" stands there by now, and nobody has seen it yet
    expect(still.locator(".the-number")).to_be_visible()
    still.clock.run_for(1000)
    still.mouse.click(*place)

    expect(still.locator(".rest")).to_be_visible()


def test_quick_fingers_type_both_of_two_keys_side_by_side(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page, width=1280, height=800, has_touch=True)
    page.click("text=THỦ TỤC HÀNH CHÍNH")
    boxes = [page.get_by_role("button", name=key, exact=True).bounding_box() for key in "QW"]
    q, w = [box for box in boxes if box]

    page.touchscreen.tap(q["x"] + q["width"] - 8, q["y"] + 20)
    page.touchscreen.tap(w["x"] + 8, w["y"] + 20)

    expect(page.locator(".search input")).to_have_value("qw")


def test_the_screen_of_somebody_who_is_gone_does_not_stay_because_the_clock_was_set_back(
    still: Page,
) -> None:
    tile(still, "Hộ tịch").click()
    expect(still.locator(".confirm")).to_be_visible()
    set_clock(still, -DAY_S)

    still.clock.run_for(IDLE_MS)

    expect(still.locator(".rest")).to_be_visible()


def test_a_clock_put_forward_does_not_take_the_screen_from_somebody(still: Page) -> None:
    tile(still, "Hộ tịch").click()
    expect(still.locator(".confirm")).to_be_visible()
    stop_clock(still)
    set_clock(still, DAY_S)

    still.clock.run_for(2000)

    expect(still.locator(".confirm")).to_be_visible()


def set_clock(page: Page, by_s: int) -> None:
    """Somebody, or the network, puts the clock of the machine right; no time passes."""
    page.evaluate("by => { const was = Date.now; Date.now = () => was() + by; }", by_s * 1000)


def test_a_late_answer_about_a_code_is_not_shown_to_the_next_one(
    house: KioskHouse, kiosk: Page
) -> None:
    first, second = (house.missed_ticket("A", counter=1) for _ in range(2))
    held = Held(kiosk, f"**/api/v1/tickets/{first['id']}")

    scan(kiosk, f"http://192.0.2.10:8000/t/{first['id']}")
    expect(kiosk.locator("text=Đang đọc mã")).to_be_visible()
    scan(kiosk, f"http://192.0.2.10:8000/t/{second['id']}")
    expect(kiosk.locator(".told-number")).to_have_text(second["label"])
    with kiosk.expect_response("**/bring-back"):
        held.first().continue_()
    kiosk.wait_for_timeout(300)

    expect(kiosk.locator(".told-number")).to_have_text(second["label"])


def test_a_ticket_that_another_was_faster_to_bring_back_is_told_to_wait(
    house: KioskHouse, kiosk: Page
) -> None:
    missed = house.missed_ticket("A", counter=1)

    def too_late(route: Route) -> None:
        route.fetch(headers={**route.request.headers, "idempotency-key": "another-kiosk"})
        route.continue_()

    kiosk.route("**/bring-back", too_late)
    scan(kiosk, f"http://192.0.2.10:8000/t/{missed['id']}")

    expect(kiosk.locator("h1")).to_have_text("Chưa đến lượt của Ông/Bà")
