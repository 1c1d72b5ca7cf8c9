"""Each unusual act at the counter, as a clerk does it in a browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browsers import OpenPage
from tests.counter.house import (
    CounterHouse,
    Take,
    call,
    press,
    press_again,
    press_space,
    rows,
    sit_down,
)

pytestmark = pytest.mark.browser


def test_what_is_typed_in_a_dialog_does_nothing_else(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    call(page)

    press(page, "g")
    press(page, "4")
    page.keyboard.type("xin gặp chồng ở sảnh")
    press(page, "Enter")

    expect(page.locator(".hand.free")).to_be_visible()
    assert rows(page, "resume") == [label]
    expect(page.locator("[data-list=resume]")).to_contain_text("xin gặp chồng ở sảnh")
    page.locator("[data-list=resume] [data-act=resume]").click()
    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)


def test_an_absent_citizen_comes_back_before_the_others(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)
    call(page)

    press(page, "v")
    expect(page.locator("[data-list=bring-back]")).to_contain_text(first)
    page.locator("[data-list=bring-back] [data-act=bring-back]").click()
    expect(page.locator("[data-list=waiting]")).to_contain_text("Đã quay lại")

    assert rows(page) == [first, second]


def test_an_act_is_taken_back_while_its_seconds_run(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    call(page)
    press(page, "x")
    expect(page.locator(".hand.free")).to_be_visible()
    expect(page.locator(".hand-undo")).to_contain_text(f"Vừa xong {label}")
    assert re.search(r"\b[45]\d giây|60 giây", page.locator(".hand-left").inner_text())

    press(page, "z")

    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)


def test_a_transferred_ticket_brings_its_note_to_the_other_counter(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk, other = house.desk(), house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    there = sit_down(house, open_page, other)
    call(page)

    press(page, "c")
    page.select_option("select[name=service]", other.service)
    page.select_option("select[name=counter]", str(other.number))
    page.fill("input[name=note]", "Đã nộp tờ khai")
    press(page, "Enter")
    expect(there.locator("[data-list=waiting]")).to_contain_text(label)
    press(there, "Space")

    expect(there.locator(".hand-notes")).to_contain_text("Đã nộp tờ khai")
    expect(there.locator(".hand-about")).to_contain_text("Chuyển đến quầy này")
    expect(page.locator(".hand.free")).to_be_visible()


def test_calling_out_of_order_asks_for_a_reason(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    _first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)

    for key in ("l", "ArrowDown", "Enter"):
        press(page, key)
    expect(page.get_by_role("heading", name=f"Gọi {second} trước lượt")).to_be_visible()
    press(page, "Enter")
    expect(page.locator("dialog[open]")).to_be_visible()
    press(page, "1")
    press(page, "Enter")

    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(second)


def test_priority_is_shown_with_its_reason(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    take(desk)
    [label] = take(desk, class_="priority", priority_reason="pregnant", language="en")
    page = sit_down(house, open_page, desk)

    press(page, "Space")

    expect(page.locator(".hand-ticket .hand-number")).to_have_text(label)
    expect(page.locator(".hand-notes")).to_contain_text("Kiểm tra giấy tờ ưu tiên")
    expect(page.locator(".hand-notes")).to_contain_text("Phụ nữ có thai")
    expect(page.locator(".hand-about")).to_contain_text("English")


def test_a_clerk_takes_and_prints_a_ticket_for_a_citizen(
    house: CounterHouse, open_page: OpenPage
) -> None:
    desk = house.desk()
    page = sit_down(house, open_page, desk)

    press(page, "t")
    page.locator(f"input[name=service][value={desk.service}]").check(force=True)
    press(page, "Enter")
    expect(page.locator(".taken-number")).to_have_text(f"{desk.service}001")
    press_again(page, "Enter")

    expect(page.locator(".toast.green")).to_contain_text("Đã gửi lệnh in")
    assert rows(page) == [f"{desk.service}001"]


def test_a_pausing_counter_finishes_but_does_not_call(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    take(desk, 2)
    page = sit_down(house, open_page, desk)
    call(page)
    press(page, "p")
    press(page, "2")
    press(page, "Enter")
    expect(page.locator(".place .chip.gold")).to_be_visible()

    press_space(page)
    expect(page.get_by_role("heading", name="Quầy tạm nghỉ: Họp")).to_be_visible()
    press(page, "Space")
    expect(page.locator(".place .chip.green")).to_be_visible()
    page.locator("[data-act=close]").click()
    page.locator("dialog button[value=yes]").click()

    expect(page.locator(".choose")).to_be_visible()
    expect(page.locator(f".tile[data-counter='{desk.number}']")).to_contain_text("Lần trước")


def test_a_citizen_who_needs_help_is_seen_and_answered(
    house: CounterHouse, open_page: OpenPage
) -> None:
    house.kiosk("Máy ở cổng", asks_help=True)
    page = sit_down(house, open_page, house.desk())
    expect(page.locator(".attention")).to_contain_text("Máy ở cổng cần hỗ trợ")

    press(page, "h")

    expect(page.locator(".attention")).to_have_count(0)
