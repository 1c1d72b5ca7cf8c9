"""What only a manager's timing shows: going away while something is asked or being saved."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import Held, OpenPage
from tests.manager.house import confirm, enter, field, save
from tests.served import ServedHouse

pytestmark = pytest.mark.browser


def type_a_name(house: ServedHouse, open_page: OpenPage, name: str) -> Page:
    """The form of a new clerk with a name in it."""
    page = enter(house, open_page, "staff")
    page.click("text=Thêm cán bộ")
    field(page, "Họ và tên").fill(name)
    return page


def test_going_back_twice_asks_once(house: ServedHouse, open_page: OpenPage) -> None:
    page = type_a_name(house, open_page, "Lùi Hai Lần Thử")

    page.evaluate("history.back()")
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.evaluate("history.back()")
    expect(page).to_have_url(f"{house.url}/manager/staff?edit=new")
    confirm(page, "Ở lại")

    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(field(page, "Họ và tên")).to_have_value("Lùi Hai Lần Thử")


def test_who_goes_elsewhere_while_saving_arrives_there_and_what_was_typed_is_saved(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = type_a_name(house, open_page, "Đi Khỏi Thử")
    field(page, "Tên đăng nhập").fill("di.khoi")
    held = Held(page, "**/api/v1/staff")
    save(page)
    expect(page.locator(".form-foot [aria-busy=true]")).to_be_visible()

    page.click("nav >> text=Các quầy")
    held.first().continue_()
    page.unroute("**/api/v1/staff")

    expect(page.locator(".secret-once")).to_be_visible()
    page.click("text=Đã ghi lại")
    expect(page.locator("h1")).to_have_text("Các quầy")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_question_does_not_outlive_the_page_it_was_asked_on(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "staff")
    page.click("tr:has-text('Trần Thị Thử') >> text=Sửa")
    page.click("text=Khóa tài khoản")
    expect(page.locator("dialog[open]")).to_be_visible()

    page.evaluate("history.back()")

    expect(page.locator("h1")).to_have_text("Tài khoản cán bộ")
    expect(page.locator("dialog")).to_have_count(0)
