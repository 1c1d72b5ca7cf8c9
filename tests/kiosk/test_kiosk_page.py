"""Taking a number in a real browser: two touches, never two numbers, and what goes wrong."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsers import HALT_S, OpenPage, center_of, stop_clock
from tests.kiosk.house import KioskHouse, nothing_is_owed, take, tile
from tests.served import TIMEZONE
from tests.stores import rows

pytestmark = pytest.mark.browser


def test_two_touches_lead_from_rest_to_a_printed_number(house: KioskHouse, kiosk: Page) -> None:
    before = house.waiting("A")

    tile(kiosk, "Hộ tịch").click()
    kiosk.click("text=Xác nhận & Lấy số thứ tự")

    expect(kiosk.locator(".the-number")).to_have_text(re.compile(r"^A\d{3}$"))
    expect(kiosk.locator("text=Lấy phiếu ở khe bên dưới").first).to_be_visible()
    assert house.waiting("A") == before + 1


def test_the_number_is_at_least_240_px_and_its_code_is_there(kiosk: Page) -> None:
    take(kiosk)

    size = kiosk.eval_on_selector(".the-number", "el => parseFloat(getComputedStyle(el).fontSize)")
    assert size >= 240
    assert kiosk.eval_on_selector(".code img", "img => img.decode().then(() => img.naturalWidth)")


def test_a_double_tap_gives_one_number(house: KioskHouse, kiosk: Page) -> None:
    before = house.waiting("A")
    tile(kiosk, "Hộ tịch").dblclick()

    kiosk.locator(".confirm .button.main").dblclick()

    expect(kiosk.locator(".the-number")).to_be_visible()
    assert house.waiting("A") == before + 1


def test_a_second_tap_does_not_touch_what_the_first_one_put_there(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page)
    page.clock.install()
    page.reload()
    tile(page, "Hộ tịch").click()
    main = page.locator(".confirm .button.main")
    expect(main).to_be_enabled()
    stop_clock(page)

    place = center_of(main)
    page.mouse.click(*place)
    expect(page.locator(".the-number")).to_be_visible()
    for _ in range(3):
        page.mouse.click(*place)  # "Xong" stands there by now, and no time has passed
    page.wait_for_timeout(300)
    expect(page.locator(".the-number")).to_be_visible()

    page.clock.run_for(1000)
    page.mouse.click(*place)
    expect(page.locator(".rest")).to_be_visible()


def test_the_same_key_twice_is_two_letters(kiosk: Page) -> None:
    kiosk.click("text=THỦ TỤC HÀNH CHÍNH")

    kiosk.locator(".keyboard button", has_text=re.compile("^l$", re.IGNORECASE)).dblclick()

    expect(kiosk.locator(".search input")).to_have_value(re.compile("^ll$", re.IGNORECASE))


def test_a_lost_answer_is_asked_for_again_with_the_same_key(house: KioskHouse, kiosk: Page) -> None:
    before = house.waiting("A")
    keys: list[str] = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort() if len(keys) == 1 else route.continue_()

    kiosk.route("**/api/v1/tickets", lose_the_first)
    take(kiosk)

    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert house.waiting("A") == before + 1


@contextmanager
def answers_lost(page: Page) -> Iterator[list[str]]:
    """No wish for a number is answered meanwhile; the labels that were made all the same."""
    made: list[str] = []

    def swallow(route: Route) -> None:
        made.append(route.fetch().json()["label"])
        route.abort()

    page.route("**/api/v1/tickets", swallow)
    yield made
    page.unroute("**/api/v1/tickets")


def ask_in_vain(page: Page) -> None:
    """Ask for a number of the first service until the page gives up waiting."""
    tile(page, "Hộ tịch").click()
    page.click(".confirm .button.main")
    expect(page.locator("text=Chưa nhận được trả lời")).to_be_visible()


def test_a_reload_in_the_middle_shows_the_ticket_that_was_made(
    house: KioskHouse, kiosk: Page
) -> None:
    before = house.waiting("A")
    with answers_lost(kiosk) as made:
        ask_in_vain(kiosk)

    kiosk.reload()

    expect(kiosk.locator(".the-number")).to_have_text(made[0])
    assert house.waiting("A") == before + 1


def test_a_reload_of_the_number_shows_the_same_number(house: KioskHouse, kiosk: Page) -> None:
    number = take(kiosk)
    before = house.waiting("A")

    kiosk.reload()

    expect(kiosk.locator(".the-number")).to_have_text(number)
    assert house.waiting("A") == before


def give_up(page: Page, meanwhile: Callable[[str], None] = lambda _: None) -> str:
    """Ask in vain and go back; the label that was made."""
    with answers_lost(page) as made:
        ask_in_vain(page)
        meanwhile(made[0])
        with page.expect_response("**/api/v1/tickets/withdraw"):
            page.click("text=Quay lại")
    return made[0]


def test_a_number_that_nobody_saw_leaves_the_line_and_is_given_to_nobody_else(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page, printer="off")
    before = house.waiting("A")

    unseen = give_up(page)
    nothing_is_owed(page)
    assert house.waiting("A") == before

    assert take(page) != unseen
    assert house.waiting("A") == before + 1


def until_printed(house: KioskHouse, page: Page, label: str) -> None:
    """The paper with this number has come out."""
    statement = (
        "select p.state from print_job p join ticket t on t.id = p.ticket"
        " where p.state = 'printed' and t.service = ? and t.number = ?"
    )
    for _ in range(600):
        with house.opened() as (store, _office), store.reading() as reading:
            if rows(reading.sql, statement, label[0], int(label[1:])):
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"{label} was not printed")


def test_a_number_whose_paper_came_out_stays_and_the_next_citizen_gets_another(
    house: KioskHouse, kiosk: Page
) -> None:
    before = house.waiting("A")

    on_paper = give_up(kiosk, lambda label: until_printed(house, kiosk, label))

    assert take(kiosk) != on_paper
    assert house.waiting("A") == before + 2


def test_a_wish_left_while_the_line_was_down_is_taken_back_when_it_is_there_again(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page, printer="off")
    before = house.waiting("A")
    page.route("**/api/v1/tickets/withdraw", lambda route: route.abort())
    tile(page, "Hộ tịch").click()
    page.route("**/api/v1/tickets", lambda route: (route.fetch(), route.abort()))
    page.click(".confirm .button.main")
    expect(page.locator("text=Chưa nhận được trả lời")).to_be_visible()
    page.click("text=Quay lại")
    assert house.waiting("A") == before + 1

    page.unroute("**/api/v1/tickets/withdraw")
    page.reload()

    nothing_is_owed(page)
    assert house.waiting("A") == before


def test_a_service_without_numbers_says_why_and_when(kiosk: Page) -> None:
    tomorrow = datetime.now(ZoneInfo(TIMEZONE)) + timedelta(days=1)

    assert "Đã hết số hôm nay" in tile(kiosk, "Đã hết số").inner_text()
    assert "Tạm dừng nhận số" in tile(kiosk, "Đang tạm dừng").inner_text()
    closed = tile(kiosk, "Ngày mai mở")
    assert f"Mở cửa lại lúc 07:30 ngày {tomorrow:%d/%m/%Y}" in closed.inner_text()
    assert closed.is_disabled()


def test_a_service_that_fills_up_meanwhile_is_refused_with_its_reason(
    house: KioskHouse, kiosk: Page
) -> None:
    refusal = {"status": 409, "code": "service_full", "title": "Hết số", "detail": "Đã hết số."}
    kiosk.route(
        "**/api/v1/tickets",
        lambda route: route.fulfill(
            status=409, json=refusal, content_type="application/problem+json"
        ),
    )
    tile(kiosk, "Hộ tịch").click()
    kiosk.click(".confirm .button.main")

    expect(kiosk.locator("h1")).to_have_text("Chưa lấy được số")
    expect(kiosk.locator(".told-body")).to_contain_text("Đã hết số.")


def test_without_paper_the_number_and_its_code_fill_the_screen(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page, printer="off")
    take(page)

    expect(page.locator(".remember")).to_contain_text(
        "Máy in đang gặp sự cố. Vui lòng chụp lại màn hình hoặc ghi nhớ số của Ông/Bà. Cán bộ đã được báo.",
    )
    expect(page.locator(".code img")).to_be_visible()


def test_priority_is_unticked_and_its_reason_reaches_the_ticket(kiosk: Page) -> None:
    tile(kiosk, "Bảo trợ").click()
    row = kiosk.get_by_label("Lấy số ưu tiên")
    assert not row.is_checked()

    row.check()
    kiosk.click("text=Người từ đủ 75 tuổi trở lên")
    with kiosk.expect_request("**/api/v1/tickets") as sent:
        kiosk.click(".confirm .button.main")

    assert sent.value.post_data_json == {
        "service": "B",
        "class": "priority",
        "language": "vi",
        "priority_reason": "elderly",
    }
    expect(kiosk.locator(".slip")).to_contain_text("Vui lòng xuất trình giấy tờ")


def test_the_next_citizen_finds_the_kiosk_at_rest_after_30_s(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page)
    page.clock.install()
    page.reload()
    page.click("text=English")
    page.click("text=Larger text")
    tile(page, "Civil status").click()

    stop_clock(page)
    page.clock.run_for(21_000 - HALT_S * 1000)
    expect(page.locator(".still-there")).to_be_visible()
    page.clock.run_for(10_000)

    expect(page.locator("h1")).to_have_text("Kính chào Ông/Bà!")
    assert "large-text" not in (page.get_attribute("html", "class") or "")


def test_a_printed_number_leaves_the_screen_after_12_s(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page)
    page.clock.install()
    page.reload()
    take(page)
    expect(page.locator(".paper-printed")).to_be_visible()

    page.clock.run_for(13_000)

    expect(page.locator(".rest")).to_be_visible()
