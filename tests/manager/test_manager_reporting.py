"""Whose page it is: the office acted on, how new its figures are, and what is decided elsewhere."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser

CODE = "trung-tam-nam"


def report_from_elsewhere(page: Page, heard_at: str | None) -> None:
    """From now on the page believes that the office in the south has a machine of its own."""

    def tree(route: Route) -> None:
        told = route.fetch().json()["offices"]
        fed = [{**one, "fed": one["code"] == CODE} for one in told]
        route.fulfill(body=json.dumps({"offices": fed}), content_type="application/json")

    reporting = {"code": CODE, "heard_at": heard_at, "refusal": None}
    page.route("**/api/v1/offices", tree)
    page.route("**/api/v1/intakes*", lambda route: route.fulfill(json={"offices": [reporting]}))


def test_the_day_of_a_silent_office_says_how_old_its_figures_are(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "province")
    report_from_elsewhere(page, "2026-01-05T02:30:00.000Z")
    page.goto(f"{province.url}/manager/today?office={CODE}")

    told = page.locator(".on-office")
    expect(told).to_contain_text("Mất liên lạc với máy riêng của đơn vị.")
    expect(told).to_contain_text("lúc 09:30 ngày 05/01/2026")
    expect(page.locator(".acted-on")).to_contain_text("Tỉnh Mẫu, cơ sở Nam")
    assert violations(page) == []
    page.get_by_role("navigation", name="Đơn vị đang xem").get_by_role("link").click()
    page.wait_for_url("**/manager/province")


def test_what_an_offices_own_machine_decides_is_only_looked_at(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, f"staff?office={CODE}")
    expect(page.get_by_role("link", name="Thêm cán bộ")).to_be_visible()

    report_from_elsewhere(page, None)
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
