"""What only a clerk's timing shows: questions that outlive what they are about, keys held too long."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import Held, OpenPage
from tests.counter.house import CounterHouse, Desk, Take, call, fill_sign_in, press, rows, sit_down

pytestmark = pytest.mark.browser

REPEATS = 5


def at_another_screen(house: CounterHouse, page: Page, path: str, body: str = "{}") -> None:
    """The same clerk does something in another tab."""
    csrf = page.locator("meta[name=csrf]").get_attribute("content") or ""
    headers = {"X-CSRF-Token": csrf, "Content-Type": "application/json"}
    answer = page.request.post(f"{house.url}/api/v1{path}", data=body, headers=headers)
    assert answer.ok, answer.text()


def id_of(page: Page, label: str) -> str:
    """A waiting ticket's id, by its number."""
    row = page.locator("[data-list=waiting] .line-row", has_text=label)
    return row.get_attribute("data-ticket") or ""


def desk_with(
    house: CounterHouse, open_page: OpenPage, take: Take, many: int
) -> tuple[Page, Desk, list[str]]:
    """A clerk at an open counter for which some wait."""
    desk = house.desk()
    labels = take(desk, many)
    return sit_down(house, open_page, desk), desk, labels


def test_what_was_asked_about_a_ticket_is_not_done_to_the_next_one(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    page, desk, [_first, second] = desk_with(house, open_page, take, 2)
    call(page)

    press(page, "g")
    press(page, "1")
    at_another_screen(house, page, f"/counters/{desk.number}/call-next", '{"finish": true}')
    expect(page.locator(".hand-ticket .hand-number")).to_have_text(second)
    page.keyboard.press("Enter")

    expect(page.locator(".toast.red")).to_be_visible()
    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(second)


def test_a_question_ends_with_the_counter_it_was_asked_at(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    page, desk, _labels = desk_with(house, open_page, take, 0)
    press(page, "p")
    expect(page.locator("dialog[open]")).to_be_visible()

    at_another_screen(house, page, f"/counters/{desk.number}/close")

    expect(page.locator(".choose")).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)


def test_an_answer_given_while_the_line_is_lost_is_not_dropped_in_silence(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    page, _desk, _labels = desk_with(house, open_page, take, 1)
    call(page)
    press(page, "g")
    press(page, "1")

    house.stop()
    try:
        expect(page.locator(".line-lost")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(".toast.red")).to_contain_text("Không kết nối được với máy chủ")
    finally:
        house.start()


def test_enter_that_is_held_presses_once(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    page, _desk, [label] = desk_with(house, open_page, take, 1)
    call(page)
    page.locator("[data-act=recall]").focus()

    page.keyboard.down("Enter")
    for number in range(REPEATS):
        expect(page.locator(".zones[aria-busy=false] .hand .chip.red")).to_contain_text("lần 2")
        page.keyboard.down("Enter")
        page.wait_for_timeout(50 * number)
    page.keyboard.up("Enter")

    expect(page.locator(".hand.called .hand-number")).to_have_text(label)


def test_the_list_keeps_the_keys_when_its_row_goes_away(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    page, _desk, [first, second, third] = desk_with(house, open_page, take, 3)
    press(page, "l")
    press(page, "ArrowDown")
    expect(page.locator(".line-row:focus")).to_contain_text(second)

    reason = '{"reason": "Hủy để thử"}'
    at_another_screen(house, page, f"/tickets/{id_of(page, second)}/cancel", reason)
    expect(page.locator("[data-list=waiting] .line-row")).to_have_count(2)
    press(page, "Space")

    expect(page.get_by_role("heading", name=f"Gọi {third} trước lượt")).to_be_visible()
    assert rows(page) == [first, third]


def test_enter_twice_signs_in_once(house: CounterHouse, open_page: OpenPage) -> None:
    page = open_page(f"{house.url}/counter", locale="vi-VN")
    held = Held(page, "**/api/v1/sign-in")

    fill_sign_in(page, house.desk().clerk)
    page.keyboard.press("Enter")
    first = held.first()
    page.wait_for_timeout(300)

    assert held.routes == [first]
    first.continue_()
    expect(page.locator(".choose")).to_be_visible()
