"""A manager of a province goes from office to office, and every page follows."""

from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from playwright.sync_api import Route, expect

from operations.new_offices import catalogue_like, open_office
from operations.passwords import made_password
from operations.tree import TREE
from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import COMMENT, MANAGER, MONTH, NEWCOMER, enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser


@pytest.fixture
def with_others(house: ServedHouse) -> ServedHouse:
    """Two offices below the manager's own."""
    now, password = datetime.now(UTC), made_password()
    with house.opened() as (store, office):
        with store.reading() as reading:
            known = reading.sql.office_with_code(code="xa-moi")
        for code, name in (("xa-moi", "Xã Mới Mẫu"), ("xa-cu", "Xã Cũ Mẫu")):
            if known is None:
                with store.change(office, TREE) as change:
                    values = {"code": code, "names": {"vi": name}}
                    like = catalogue_like(change.sql, office, values)
                    open_office(change.sql, like, parent=office, password=password, now=now)
    return house


def test_the_chosen_office_stays_through_all_pages(
    with_others: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(with_others, open_page, "staff")
    assert page.locator("tbody").inner_text().count(MANAGER) == 1

    page.click(".office-button")
    assert violations(page) == []
    page.fill("dialog input[type=search]", "moi mau")
    expect(page.locator(".office-list li")).to_have_count(1)
    page.keyboard.press("Enter")

    page.wait_for_url("**/manager/staff?office=xa-moi")
    page.wait_for_selector("tbody >> text=quanly")
    assert NEWCOMER not in page.locator("tbody").inner_text()
    assert "Xã Mới Mẫu" in page.locator(".office-button").inner_text()
    page.click("nav a[href*='/manager/counters']")
    page.wait_for_url("**/manager/counters?office=xa-moi")
    page.reload()
    page.wait_for_selector(".office-button >> text=Xã Mới Mẫu")
    page.go_back()
    page.go_back()
    page.wait_for_selector("tbody >> text=" + NEWCOMER)
    assert page.url.endswith("/manager/staff")


def test_the_visits_and_reasons_of_all_below_are_told_with_their_office(
    with_others: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(with_others, open_page, f"visits?{MONTH}")
    page.click("text=Cả các đơn vị trực thuộc")
    page.wait_for_url("**scope=below**")
    expect(page.locator(".files")).to_contain_text("Mỗi dòng bắt đầu bằng tên đơn vị.")
    assert violations(page) == []
    with page.expect_download() as download:
        page.click(".exports >> text=CSV (ZIP)")
    with ZipFile(download.value.path()) as files:
        lines, scope = (
            files.read(name).decode("utf-8-sig").splitlines() for name in files.namelist()
        )
    assert lines[0].startswith("Đơn vị;Ngày;Số thứ tự")
    assert len(lines) == 15
    assert len(scope) == 1 + 3

    page.goto(f"{with_others.url}/manager/reasons?{MONTH}&scope=below")

    expect(page.locator("table thead th").first).to_contain_text("Đơn vị")
    expect(page.locator(".exports")).to_contain_text("CSV (ZIP)")
    expect(page.locator("figcaption")).to_have_text("Số lượt chọn mỗi lý do, tất cả 3 đơn vị")
    expect(page.locator(".figures-row")).to_have_attribute("aria-label", "Tất cả 3 đơn vị")
    comment = page.locator(".comments tbody td")
    expect(comment.first).to_have_text("Xã Thử Nghiệm")
    expect(comment.last).to_have_text(COMMENT)


def test_the_table_of_several_offices_has_a_total_and_names_those_without_figures(
    with_others: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(with_others, open_page, f"service?{MONTH}&scope=below")

    expect(page.locator("tfoot")).to_contain_text("Tổng số")
    expect(page.locator(".report")).to_contain_text(
        "Không có số liệu trong kỳ này (2 đơn vị): Xã Cũ Mẫu; Xã Mới Mẫu."
    )
    assert violations(page) == []


@pytest.mark.parametrize(("silent", "is_folded"), [(12, False), (13, True)])
def test_more_silent_offices_than_are_read_at_a_glance_open_with_a_click(
    house: ServedHouse, open_page: OpenPage, silent: int, is_folded: bool
) -> None:
    def answer(route: Route) -> None:
        """The true report, but that many offices did not report."""
        response = route.fetch()
        offices = [
            {"code": f"xa-{n}", "names": {"vi": f"Xã Mẫu {n}"}, "heard_at": None}
            for n in range(1, silent + 1)
        ]
        route.fulfill(response=response, json={**response.json(), "silent": offices})

    page = enter(house, open_page, "staff")
    page.route("**/api/v1/reports/**", answer)
    page.click("nav a[href*='/manager/service']")

    told = page.locator(".notice.incomplete")
    expect(told).to_be_visible()  # what is not there yet is hidden, too
    last = told.get_by_text(f"Xã Mẫu {silent}.")
    if is_folded:
        expect(last).to_be_hidden()
        page.emulate_media(media="print")
        expect(last).to_be_visible()  # nobody can open it on paper
        page.emulate_media(media="screen")
        told.get_by_text("13 đơn vị chưa gửi đủ báo cáo của kỳ này").click()
    expect(last).to_be_visible()
    assert violations(page) == []
