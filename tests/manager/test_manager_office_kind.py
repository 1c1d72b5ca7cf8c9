"""What an office is, in the managers' place: chosen from what fits in the tree."""

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser


def test_an_office_becomes_another_kind_that_fits_between_those_above_and_below(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "offices?edit=trung-tam-bac")
    expect(page.locator(".office-part").first).to_contain_text("Loại: Trung tâm.")
    page.click("text=Đổi loại đơn vị")
    offered = page.locator("dialog .check").all_inner_texts()
    assert offered == [
        "Tỉnh, thành phố", "Trung tâm", "Chi nhánh", "Xã, phường", "Điểm tiếp nhận",
    ]  # fmt: skip
    expect(page.get_by_role("radio", name="Trung tâm")).to_be_checked()
    assert violations(page) == []
    page.get_by_role("radio", name="Chi nhánh").check()
    page.click("dialog button:text-is('Thôi')")
    expect(page.locator(".office-part").first).to_contain_text("Loại: Trung tâm.")

    page.click("text=Đổi loại đơn vị")
    page.get_by_role("radio", name="Chi nhánh").check()
    page.click("dialog button:text-is('Đổi loại')")

    expect(page.locator(".office-part").first).to_contain_text("Loại: Chi nhánh.")
    page.goto(f"{province.url}/manager/offices?edit=diem-cho-moi")
    page.click("text=Đổi loại đơn vị")
    offered = page.locator("dialog .check").all_inner_texts()
    assert offered == ["Trung tâm", "Chi nhánh", "Xã, phường", "Điểm tiếp nhận"]
    page.keyboard.press("Escape")

    page.goto(f"{province.url}/manager/offices?edit=tinh-mau")
    page.wait_for_selector(".office-part")
    assert page.locator("text=Đổi loại đơn vị").count() == 0
    page.goto(f"{province.url}/manager/offices?edit=trung-tam-bac")
    page.click("text=Đổi loại đơn vị")
    page.get_by_role("radio", name="Trung tâm").check()
    page.click("dialog button:text-is('Đổi loại')")
    expect(page.locator(".office-part").first).to_contain_text("Loại: Trung tâm.")
