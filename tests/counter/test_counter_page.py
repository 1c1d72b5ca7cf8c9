"""The counter as a page: sign-in, a lost line, all of it in sight, open to everybody."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browsers import OpenPage, settle
from tests.counter.house import (
    CounterHouse,
    Take,
    call,
    fill_sign_in,
    press,
    press_space,
    rows,
    sit_down,
)
from tests.served import PASSWORD

pytestmark = pytest.mark.browser


def test_an_ended_session_leads_to_sign_in_and_back(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    house.sign_out_everywhere(desk.clerk)

    press(page, "Space")
    page.wait_for_url("**/sign-in?next=*")
    fill_sign_in(page, desk.clerk)

    page.wait_for_url("**/counter")
    expect(page.locator("[data-list=waiting]")).to_contain_text(label)


def test_a_first_password_is_changed_before_anything_else(
    house: CounterHouse, open_page: OpenPage
) -> None:
    house.employ("nguoimoi", "Lê Người Mới", must_change=True)
    page = open_page(f"{house.url}/counter", width=1366, height=768)
    fill_sign_in(page, "nguoimoi", "sai mật khẩu")
    expect(page.get_by_role("alert")).not_to_be_empty()
    fill_sign_in(page, "nguoimoi")
    expect(page.get_by_role("heading", name="Đặt mật khẩu mới")).to_be_visible()

    for field, text in (("old", PASSWORD), ("fresh", "một câu dễ nhớ"), ("again", "khác hẳn")):
        page.fill(f"input[name={field}]", text)
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_contain_text("không giống nhau")
    page.fill("input[name=again]", "một câu dễ nhớ")
    press(page, "Enter")

    page.wait_for_url("**/counter")
    expect(page.locator(".choose")).to_be_visible()


def test_a_lost_line_keeps_the_last_state_and_heals(tmp_path: Path, open_page: OpenPage) -> None:
    house = CounterHouse(tmp_path)
    house.write()
    house.start()
    try:
        desk = house.desk()
        label = house.take(house.kiosk("Máy thử"), desk.service)
        page = sit_down(house, open_page, desk)
        expect(page.locator("[data-list=waiting]")).to_contain_text(label)

        house.stop()
        expect(page.locator(".line-lost")).to_be_visible()
        expect(page.locator("[data-act=main]")).to_be_disabled()
        assert rows(page) == [label]
        house.start()

        expect(page.locator(".line-lost")).to_have_count(0)
        press(page, "Space")
        expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)
    finally:
        house.stop()


SIZES = ((1280, 720), (1366, 768), (1920, 1080))
HIDDEN = """() => {
    const isInside = (box) => box.top >= 0 && box.left >= 0
        && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
    const isSqueezed = (one) => one.scrollHeight > one.clientHeight + 1
        || one.scrollWidth > one.clientWidth + 1;
    const parts = document.querySelectorAll('.band button, .hand button, .day .figure, .line h2');
    const zones = document.querySelectorAll('.hand, .hand-body, .band, .day, .place-about, .line-service');
    return [...[...parts].filter((one) => !isInside(one.getBoundingClientRect())),
        ...[...zones].filter(isSqueezed)].map((one) => one.className);
}"""


def test_everything_stands_on_one_page(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    take(desk, 14, class_="priority", priority_reason="disabled")
    page = sit_down(house, open_page, desk)
    call(page)
    for key in ("g", "4"):
        press(page, key)
    page.fill("dialog[open] input[name=words]", "Bổ sung bản sao có chứng thực giấy khai sinh")
    page.keyboard.press("Enter")
    expect(page.locator(".aside")).to_be_visible()
    press_space(page)
    expect(page.locator(".hand.called")).to_be_visible()

    hidden = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        hidden[width] = page.evaluate(HIDDEN)

    assert hidden == {width: [] for width, _height in SIZES}


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
def test_axe_finds_nothing(
    house: CounterHouse, open_page: OpenPage, take: Take, locale: str
) -> None:
    desk = house.desk()
    take(desk, 3, class_="priority", priority_reason="elderly")
    page = open_page(f"{house.url}/counter", width=1366, height=768, locale=locale)
    expect(page.locator(".sign-in-panel")).to_be_visible()
    found = violations(page)
    fill_sign_in(page, desk.clerk)
    expect(page.locator(".choose")).to_be_visible()
    found += violations(page)
    page.click(f".tile[data-counter='{desk.number}']")
    expect(page.locator(".zones")).to_be_visible()
    found += violations(page)
    for key in ("Space", "g", "1", "Enter"):
        press(page, key)
        settle(page)
    press_space(page)
    expect(page.locator(".hand.called")).to_be_visible()
    found += violations(page)
    for key in ("c", "Escape", "t", "Escape", "p"):
        press(page, key)
        settle(page)
        found += violations(page)

    assert found == []
