"""What a province tells offices with a machine of their own, from the page of an office."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from operations.passwords import HASHER
from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import AUDITOR, confirm, enter, field
from tests.manager.province_house import SAMPLES, expect_machine, refuse_first, told
from tests.served import ServedHouse

pytestmark = pytest.mark.browser


def send(page: Page) -> None:
    """Press the main button of the open dialog."""
    page.click("dialog.tell .button.main")


def test_a_notice_is_told_to_an_office_whose_answer_is_shown(
    province: ServedHouse, open_page: OpenPage
) -> None:
    expect_machine(province, "xa-nghe", "trung-tam-nam")
    page = enter(province, open_page, "offices?edit=xa-nghe")
    page.click("text=Gửi xuống đơn vị")
    expect(page.locator("dialog.tell legend:text-is('Gửi cho')")).to_have_count(0)
    field(page, "English").fill("Closed on Monday")
    send(page)
    expect(page.locator("dialog.tell .error")).to_have_text("Cần có nội dung tiếng Việt.")
    field(page, "Tiếng Việt").fill("Nghỉ thứ Hai")
    send(page)

    row = page.locator(".part tbody tr")
    expect(row).to_contain_text("Chờ đơn vị thực hiện")
    expect(page.locator("dialog")).to_have_count(0)
    notices = {"vi": "Nghỉ thứ Hai", "en": "Closed on Monday"}
    assert told(province, "xa-nghe") == [{"kind": "notice", "notices": notices}]
    refuse_first(province, "xa-nghe", "directive_unknown")
    expect(row).to_contain_text("Chương trình ở đơn vị chưa biết loại chỉ đạo này.")
    reader = enter(province, open_page, "offices?edit=xa-nghe", AUDITOR)
    expect(reader.locator(".part tbody tr")).to_contain_text("Không thực hiện được")
    assert reader.locator("text=Gửi xuống đơn vị").count() == 0


def test_an_account_goes_to_every_machine_below_and_its_password_is_shown_once(
    province: ServedHouse, open_page: OpenPage
) -> None:
    expect_machine(province, "xa-tren", "trung-tam-nam")
    expect_machine(province, "diem-duoi", "xa-tren")
    page = enter(province, open_page, "offices?edit=xa-tren")
    page.click("text=Gửi xuống đơn vị")
    page.get_by_role("radio", name="mọi đơn vị trực thuộc có máy riêng").check()
    page.get_by_role("radio", name=re.compile("^Tài khoản")).check()
    assert violations(page) == []
    field(page, "Họ và tên").fill("Lê Thị Hoa Thử")
    send(page)
    expect(page.locator("dialog.tell .field .error")).to_have_text("Cần điền mục này.")
    field(page, "Tên đăng nhập").fill("hoa")
    send(page)
    page.click("dialog[open] button[value=yes]")

    password = page.inner_text(".secret-once")
    page.click("text=Đã ghi lại")
    expect(page.locator(".part tbody tr")).to_contain_text("Tài khoản")
    assert password not in page.content()
    (above,), (below,) = told(province, "xa-tren"), told(province, "diem-duoi")
    assert above == below
    assert HASHER.verify(above.pop("password_hash"), password)
    account = {"name": "hoa", "full_name": "Lê Thị Hoa Thử", "role": "clerk", "active": True}
    assert above == {"kind": "account", **account}


def test_a_catalogue_with_faults_is_told_to_nobody(
    province: ServedHouse, open_page: OpenPage, tmp_path: Path
) -> None:
    expect_machine(province, "xa-xa", "trung-tam-nam")
    good = (SAMPLES / "diem-ben-song.toml").read_text("utf-8")
    file = tmp_path / "danh-muc.toml"
    page = enter(province, open_page, "offices?edit=trung-tam-nam")
    page.click("text=Gửi xuống các đơn vị")
    page.get_by_role("radio", name=re.compile("^Danh mục")).check()
    file.write_text(good.replace('icon = "book-user"', "icon = 7"), "utf-8")
    page.set_input_files("dialog input[type=file]", file)
    send(page)
    page.click("dialog[open] button[value=yes]")
    expect(page.locator("dialog.tell .notice li code")).to_have_text("service[A].icon")
    assert told(province, "xa-xa") == []

    page.keyboard.press("Escape")
    confirm(page, "Ở lại")
    file.write_text(good, "utf-8")
    page.set_input_files("dialog input[type=file]", file)
    send(page)
    page.click("dialog[open] button[value=yes]")
    expect(page.locator(".toast.green")).to_contain_text("Đã gửi")
    assert told(province, "xa-xa") == [{"kind": "catalogue", "toml": good.strip()}]
    expect(page.locator("[aria-labelledby=below-title]")).to_contain_text("chưa phản hồi chỉ đạo")
