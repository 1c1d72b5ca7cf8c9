"""Offices in the managers' place: their tree, opening and moving them, machines of their own."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import AUDITOR, CLERK, confirm, enter, field, save
from tests.manager.province_house import CENTRES_OWN, SAMPLES, heard, refuse_report, take_number
from tests.served import PASSWORD, ServedHouse

pytestmark = pytest.mark.browser


def codes(page: Page) -> list[str]:
    """The codes of the rows that are shown, from above."""
    return page.locator(".offices tbody code").all_inner_texts()


def choose(page: Page, label: str, words: str) -> None:
    """Take an office in a field that opens the list."""
    page.locator(f".field:has(> span:text-is('{label}')) .office-button").click()
    take(page, words)


def take(page: Page, words: str) -> None:
    """The first office in the open list for these words."""
    page.fill("dialog input[type=search]", words)
    page.keyboard.press("Enter")


def way(page: Page, words: str) -> None:
    """How the office is opened."""
    page.get_by_role("radio", name=re.compile(words)).check()


def describe(page: Page, code: str, name: str) -> None:
    """Its code and what it is called."""
    field(page, "Tiếng Việt").fill(name)
    field(page, "Mã đơn vị").fill(code)


def test_an_office_opens_like_another_and_its_first_manager_can_come_in(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "offices")
    page.click("text=Mở đơn vị mới")
    save(page)
    expect(page.locator(".form .error").first).to_be_visible()
    choose(page, "Trực thuộc", "co so nam")
    choose(page, "Sao chép từ đơn vị", "cho moi")
    expect(field(page, "Loại")).to_have_value("point")
    describe(page, "trung-tam-bac", "Xã Mới Mẫu")
    save(page)
    expect(page.locator(".form .notice")).to_contain_text("“trung-tam-bac” đã có đơn vị khác dùng")
    field(page, "Mã đơn vị").fill("xa-moi")
    field(page, "Loại").select_option("commune")
    save(page)

    password = page.inner_text(".secret-once")
    assert "quanly@xa-moi" in page.inner_text("dialog[open]")
    page.click("text=Đã ghi lại")
    expect(page.locator("h1")).to_have_text("Xã Mới Mẫu")
    expect(page.locator(".office-part").first).to_contain_text("cơ sở Nam")
    assert password not in page.content()
    page.click(".back")
    page.wait_for_selector(".offices code:text-is('xa-moi')")
    assert codes(page).index("xa-moi") == codes(page).index("trung-tam-nam") + 1
    newcomer = open_page(f"{province.url}/sign-in")
    newcomer.fill("input[name=name]", "quanly@xa-moi")
    newcomer.fill("input[name=password]", password)
    newcomer.keyboard.press("Enter")
    expect(newcomer.locator("h1")).to_have_text("Đặt mật khẩu mới")


def test_a_file_with_faults_opens_nothing_and_says_where_they_are(
    province: ServedHouse, open_page: OpenPage, tmp_path: Path
) -> None:
    good = (SAMPLES / "diem-ben-song.toml").read_text("utf-8")
    file = tmp_path / "don-vi.toml"
    page = enter(province, open_page, "offices?edit=new")
    way(page, "Từ một tệp danh mục")
    save(page)
    expect(page.locator(".field .error")).to_have_text("Cần điền mục này.")

    file.write_text(good.replace('icon = "book-user"', "icon = 7"), "utf-8")
    page.set_input_files("input[type=file]", file)
    save(page)
    expect(page.locator(".form .notice li code")).to_have_text("service[A].icon")

    file.write_text(good, "utf-8")
    page.set_input_files("input[type=file]", file)
    save(page)
    page.click("text=Đã ghi lại")
    expect(page.locator("h1")).to_have_text("Điểm tiếp nhận Bến Sông Mẫu")


def test_an_office_moves_with_all_below_it_and_never_under_itself(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "offices?edit=trung-tam-bac")
    page.click("text=Chuyển sang đơn vị cấp trên khác")
    shown = page.locator("dialog .office-list li").all_inner_texts()
    assert not any("Bắc" in one or "Chợ Mới" in one or "tinh-mau" in one for one in shown)
    take(page, "nam")
    confirm(page, "Chuyển")

    expect(page.locator(".office-part").first).to_contain_text("cơ sở Nam")
    page.click(".back")
    page.wait_for_selector(".offices .depth-3 >> text=Chợ Mới")
    below_south = codes(page)[codes(page).index("trung-tam-nam") + 1 :]
    at = below_south.index("trung-tam-bac")
    assert below_south[at + 1] == "diem-cho-moi"
    page.goto(f"{province.url}/manager/offices?edit=trung-tam-bac")
    page.click("text=Chuyển sang đơn vị cấp trên khác")
    take(page, "tinh-mau")
    confirm(page, "Chuyển")
    expect(page.locator(".office-part").first).to_contain_text("Trực thuộc Tỉnh Mẫu.")


def test_a_machines_token_is_shown_once_and_taken_back(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "offices?edit=new")
    way(page, "máy riêng")
    describe(page, "xa-rieng", "Xã Riêng Mẫu")
    save(page)
    expect(page.locator(".facts")).to_contain_text("Chưa từng báo cáo")

    page.click("text=Tạo mã kết nối")
    lines = page.inner_text(".secret-once").splitlines()
    assert lines[:2] == ["[upstream]", f'url = "{province.url}"']
    page.click("dialog[open] button:has-text('Chép')")
    expect(page.locator("dialog[open] [role=status]")).not_to_be_empty()
    (token,) = re.findall(r'token = "(\S{20,})"', lines[2])
    page.click("text=Đã ghi lại")
    page.wait_for_selector("text=Thu hồi mã")
    assert token not in page.content()
    assert heard(province, token) == 200

    refuse_report(province, "xa-rieng")
    page.reload()
    expect(page.locator(".office-part .notice")).to_contain_text("Chương trình ở đơn vị mới hơn")
    expect(page.locator(".part tbody tr")).to_contain_text("Chờ đơn vị thực hiện")

    page.click("text=Thu hồi mã")
    page.click("dialog[open] button.danger")
    expect(page.locator(".facts")).to_contain_text("Chưa có hoặc đã thu hồi")
    assert heard(province, token) == 401
    page.click(".back")
    row = page.locator("tr:has(code:text-is('xa-rieng'))")
    expect(row.locator(".chip")).to_have_text("Báo cáo bị từ chối")


def test_who_waits_before_closed_counters_stands_above_all_others(
    province: ServedHouse, open_page: OpenPage
) -> None:
    take_number(province, "diem-cho-moi")
    page = enter(province, open_page, "province")

    waiting = page.locator(".province tbody tr:has-text('Chợ Mới Mẫu')")
    expect(waiting.locator(".chip")).to_have_text("Có người chờ, không quầy mở")
    names = page.locator(".province tbody th").all_inner_texts()
    assert names.index("Điểm tiếp nhận Chợ Mới Mẫu") < names.index("Tỉnh Mẫu, cơ sở Nam")
    waiting.locator("a").click()
    page.wait_for_url("**/manager/today?office=diem-cho-moi")
    expect(page.locator(".figures-row .figure dd").first).to_have_text("1")
    page.go_back()
    expect(waiting.locator(".chip")).to_have_text("Có người chờ, không quầy mở")

    page.goto(f"{province.url}/manager/offices?edit=diem-cho-moi")
    page.click("text=Chuyển sang máy riêng")
    page.click("dialog[open] button.danger")
    expect(page.locator(".toast")).to_contain_text("đã làm việc trên máy chủ này")


def test_a_centres_manager_sees_the_own_part_and_a_clerk_nothing(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "offices", CENTRES_OWN)
    page.wait_for_selector(".offices tbody")
    assert codes(page) == ["trung-tam-bac", "diem-cho-moi"]
    page.goto(f"{province.url}/manager/offices?edit=trung-tam-nam")
    expect(page.locator(".empty")).to_contain_text("Không tìm thấy đơn vị này")
    page.goto(f"{province.url}/manager/offices?edit=trung-tam-bac")
    page.wait_for_selector(".office-part")
    assert page.locator("text=Chuyển sang đơn vị cấp trên khác").count() == 0

    clerk = open_page(f"{province.url}/sign-in?next=/manager/offices")
    clerk.fill("input[name=name]", CLERK)
    clerk.fill("input[name=password]", PASSWORD)
    clerk.keyboard.press("Enter")
    clerk.wait_for_url("**/manager/offices")
    expect(clerk.locator("h1")).to_contain_text("không được phép")
    assert clerk.locator("code:text-is('trung-tam-bac')").count() == 0


def test_who_only_reads_finds_nothing_to_press(province: ServedHouse, open_page: OpenPage) -> None:
    page = enter(province, open_page, "offices", AUDITOR)
    page.wait_for_selector(".offices tbody")
    assert page.locator(".content .button.main").count() == 0

    page.goto(f"{province.url}/manager/offices?edit=trung-tam-bac")
    page.wait_for_selector(".office-part")
    assert page.locator(".content button:enabled").count() == 0
    page.goto(f"{province.url}/manager/offices?edit=new")
    expect(page.locator(".empty")).to_be_visible()


def test_a_countrys_offices_stand_folded_and_are_found_by_a_word(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "today")
    page.route("**/api/v1/offices", _many)
    page.goto(f"{province.url}/manager/offices")
    expect(page.locator(".offices tbody tr")).to_have_count(31)

    page.click(".fold[aria-label*='Tỉnh 7 Mẫu']")
    expect(page.locator(".offices tbody tr")).to_have_count(141)
    page.click(".fold[aria-label*='Tỉnh 8 Mẫu']")
    expect(page.locator(".offices tbody tr")).to_have_count(200)
    page.click("text=Hiện thêm 51 đơn vị")
    expect(page.locator(".offices tbody tr")).to_have_count(251)
    page.fill(".finder input", "mau 29-7")
    expect(page.locator(".offices tbody tr")).to_have_count(11)
    expect(page.locator(".below-name").first).to_have_text("thuộc Tỉnh 29 Mẫu")


def _many(route: Route) -> None:
    """A country of 30 provinces with 110 communes each, instead of what the server says."""
    answer = route.fetch()
    (top, *_) = answer.json()["offices"]
    told = [top]
    for number in range(30):
        above = f"tinh-{number}"
        told.append(_like(top, above, f"Tỉnh {number} Mẫu", top["code"], 1))
        told += [
            _like(top, f"xa-{number}-{at}", f"Xã Mẫu {number}-{at}", above, 2) for at in range(110)
        ]
    route.fulfill(body=json.dumps({"offices": told}), content_type="application/json")


def _like(top: dict[str, object], code: str, name: str, parent: object, depth: int) -> object:
    return {**top, "code": code, "names": {"vi": name}, "parent": parent, "depth": depth}


@pytest.mark.parametrize(("language", "width", "height"), [("en", 1024, 768), ("vi", 390, 844)])
def test_its_pages_fit_and_read_well(
    province: ServedHouse, open_page: OpenPage, language: str, width: int, height: int
) -> None:
    page = enter(province, open_page, f"today?lang={language}", width=width, height=height)

    for view, sign in (
        ("province", ".province"), ("offices", ".offices tbody"), ("offices?edit=new", ".ways"),
        ("offices?edit=trung-tam-bac", ".office-part"),
    ):  # fmt: skip
        page.goto(f"{province.url}/manager/{view}")
        page.wait_for_selector(sign)
        assert violations(page) == [], view
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, view
        cut = "() => [...document.querySelectorAll('.table-scroll')].map((one) => one.scrollWidth - one.clientWidth)"
        assert not any(page.evaluate(cut)), view
