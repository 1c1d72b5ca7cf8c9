"""Whose page it is: the office acted on, and what its own machine decides."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser

CODE = "trung-tam-nam"


def work_elsewhere(page: Page) -> None:
    """From now on the page believes that the office in the south has a machine of its own."""

    def tree(route: Route) -> None:
        told = route.fetch().json()["offices"]
        fed = [{**one, "fed": one["code"] == CODE} for one in told]
        route.fulfill(body=json.dumps({"offices": fed}), content_type="application/json")

    page.route("**/api/v1/offices", tree)


def test_the_page_of_one_office_says_whose_it_is_and_leads_back_to_all(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, f"today?office={CODE}")

    expect(page.locator(".acted-on")).to_contain_text("Tỉnh Mẫu, cơ sở Nam")
    expect(page.locator(".figures-row")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("navigation", name="Đơn vị đang xem").get_by_role("link").click()
    page.wait_for_url("**/manager/province")
    expect(page.locator(".acted-on")).to_have_count(0)


def test_what_an_offices_own_machine_decides_is_only_looked_at(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, f"staff?office={CODE}")
    expect(page.get_by_role("link", name="Thêm cán bộ")).to_be_visible()

    work_elsewhere(page)
    page.reload()

    expect(page.locator(".on-office")).to_contain_text("ở đây chỉ xem")
    page.wait_for_selector("tbody >> text=quanly")
    assert page.get_by_role("link", name="Thêm cán bộ").count() == 0
    page.get_by_role("link", name="Trang của đơn vị").click()
    page.wait_for_url(f"**/manager/offices?edit={CODE}*")
    expect(page.locator("h1")).to_contain_text("cơ sở Nam")


def test_a_province_that_serves_nobody_itself_leads_to_its_offices(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "today")

    expect(page.locator(".empty")).to_contain_text("Tỉnh Mẫu không trực tiếp tiếp công dân")
    page.get_by_role("link", name="Xem tất cả đơn vị").click()
    page.wait_for_url("**/manager/province")


def test_a_long_name_can_be_read_in_the_choice_on_a_phone(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "province", width=390, height=844)
    page.click(".office-button")
    name = page.locator(".office-list .choose", has_text="Chợ Mới Mẫu").locator("span").first

    box, row = name.bounding_box(), page.locator(".office-list").bounding_box()
    assert box is not None
    assert row is not None
    assert box["height"] < 60, "The name stands on two lines at most."
    assert box["x"] + box["width"] <= row["x"] + row["width"]


def test_a_printed_page_says_whose_it_is_and_about_which_offices(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, f"today?office={CODE}")
    whose, about = page.locator(".whose"), page.locator("p.on-paper:not(.whose)")
    expect(whose).to_be_hidden()

    page.emulate_media(media="print")
    expect(whose).to_have_text("Trung tâm Phục vụ hành chính công tỉnh Mẫu, cơ sở Nam")
    expect(page.locator(".acted-on")).to_be_hidden()
    page.goto(f"{province.url}/manager/service?scope=below")
    expect(whose).to_have_text("Tỉnh Mẫu")
    # however many offices other walks have opened here
    expect(about).to_contain_text(re.compile(r"Tỉnh Mẫu và \d+ đơn vị trực thuộc ·\s+Lập lúc \d"))
    page.goto(f"{province.url}/manager/service?office={CODE}")
    expect(about).to_contain_text("Lập lúc ")
    expect(about).not_to_contain_text("trực thuộc")
