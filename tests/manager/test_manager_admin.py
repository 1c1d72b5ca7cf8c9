"""Managers keep staff, counters, services, procedures, devices and the office in a browser."""

from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import OpenPage
from tests.manager.house import confirm, enter, field, save
from tests.served import ServedHouse

pytestmark = pytest.mark.browser


def names(page: Page) -> list[str]:
    """What the rows of the list are called."""
    told = page.locator("tbody th").all_inner_texts()
    return [" ".join(name.split()) for name in told]


def pairing_code(page: Page, house: ServedHouse, kind: str) -> str:
    """A new screen asks to be let in: the six digits that it shows."""
    answer = page.context.request.post(f"{house.url}/api/v1/pairings", data={"kind": kind})
    return str(answer.json()["code"])


# ---- staff


def test_a_made_password_is_shown_once_and_lets_its_owner_in(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "staff?edit=new")
    field(page, "Họ và tên").fill("Lê Thị Mới Thử")
    field(page, "Tên đăng nhập").fill("moi.thu")
    save(page)

    password = page.inner_text(".secret-once")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # the second one closes a dialog, whatever it says
    expect(page.locator(".secret-once")).to_be_visible()
    page.click("text=Đã ghi lại")
    expect(page.locator("tbody th", has_text="Lê Thị Mới Thử")).to_be_visible()
    assert password not in page.content()
    newcomer = open_page(f"{house.url}/sign-in")
    newcomer.fill("input[name=name]", "moi.thu")
    newcomer.fill("input[name=password]", password)
    newcomer.keyboard.press("Enter")
    expect(newcomer.locator("h1")).to_have_text("Đặt mật khẩu mới")


def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "staff?edit=new")
    field(page, "Họ và tên").fill("Phạm Trùng Tên Thử")
    field(page, "Tên đăng nhập").fill("canbo1")
    save(page)

    wrong = page.locator(".field:has([aria-invalid='true'])")
    expect(wrong.locator(".error")).to_have_text("Tên này đã có người dùng.")
    expect(field(page, "Tên đăng nhập")).to_be_focused()
    expect(field(page, "Họ và tên")).to_have_value("Phạm Trùng Tên Thử")
    field(page, "Tên đăng nhập").fill("trung.ten")
    save(page)
    page.click("text=Đã ghi lại")

    expect(page.locator("tbody th", has_text="Phạm Trùng Tên Thử")).to_be_visible()


def test_what_was_not_saved_is_asked_for_before_it_is_lost(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "staff")
    page.click("text=Thêm cán bộ")
    field(page, "Họ và tên").fill("Chưa Lưu Thử")

    page.click("nav >> text=Các quầy")
    confirm(page, "Ở lại")
    expect(field(page, "Họ và tên")).to_have_value("Chưa Lưu Thử")
    page.go_back()
    confirm(page, "Bỏ và rời trang")

    expect(page.locator("h1")).to_have_text("Tài khoản cán bộ")


def test_the_last_manager_cannot_be_locked_out(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "staff")
    page.click("tr:has-text('Nguyễn Văn Mẫu') >> text=Sửa")
    page.click("text=Khóa tài khoản")
    confirm(page, "Khóa tài khoản")
    expect(page.locator(".toast.green")).to_have_text("Đã khóa tài khoản.")
    page.click("text=Mở lại tài khoản")

    expect(page.get_by_role("button", name="Khóa tài khoản")).to_be_visible()


# ---- counters, services, procedures


def test_a_counter_is_added_changed_and_put_away(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "counters?edit=new")
    field(page, "Số quầy").fill("1")
    save(page)
    expect(page.locator(".field .error").first).to_have_text("Cần có nội dung tiếng Việt.")
    field(page, "Tiếng Việt").fill("Quầy thử nghiệm")
    save(page)
    expect(page.locator(".field .error")).to_have_text("Đã có mục khác dùng.")
    field(page, "Số quầy").fill("7")
    page.click(".check:has-text('Hộ tịch')")
    save(page)

    expect(page.locator("tbody th").last).to_contain_text("Quầy thử nghiệm")
    page.click("tr:has-text('Quầy thử nghiệm') >> text=Sửa")
    page.click("text=Bỏ quầy")
    confirm(page, "Bỏ quầy")
    expect(page.locator(".toast.green").last).to_have_text("Đã bỏ quầy 7.")
    expect(page.locator("tbody th")).to_have_count(2)
    assert names(page) == ["1 Hộ tịch", "2 Chứng thực"]


def test_wrong_hours_are_told_at_their_stretch(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "services?edit=B")
    page.click("text=Theo giờ trong tuần")
    tuesday = page.locator(".day:has(strong:text-is('Thứ Ba'))")
    tuesday.locator("input").nth(3).fill("13:00")
    save(page)

    expect(tuesday.locator(".error")).to_have_text("Giờ kết thúc phải sau giờ bắt đầu.")
    assert page.locator(".day .error").count() == 1
    tuesday.locator("input").nth(3).fill("16:30")
    save(page)
    page.wait_for_url("**/manager/services")
    page.click("tr:has-text('Chứng thực') >> text=Sửa")
    expect(tuesday.locator("input").nth(3)).to_have_value("16:30")
    page.click("text=Luôn mở")
    save(page)

    expect(page.locator("tr:has-text('Chứng thực') >> text=Luôn mở")).to_be_visible()


def test_a_service_pauses_and_moves_from_its_list(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "services")
    hall = page.locator("tr:has-text('Hộ tịch')")
    hall.locator("text=Ngừng nhận").click()
    expect(hall.locator(".chip")).to_have_text("Tạm ngừng")
    hall.locator("text=Nhận lại").click()
    expect(hall.locator(".chip")).to_have_text("Đang nhận")

    page.click("[aria-label='Chuyển Hộ tịch xuống']")
    expect(page.locator("tbody th").last).to_contain_text("Hộ tịch")
    page.click("[aria-label='Chuyển Hộ tịch lên']")
    expect(page.locator("tbody th").first).to_contain_text("Hộ tịch")


def test_a_procedure_is_written_found_without_accents_and_put_away(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "procedures?edit=new")
    field(page, "Mã thủ tục").fill("TH99")
    page.locator("textarea[lang=vi]").fill("Đăng ký thử nghiệm")
    field(page, "Phí, lệ phí (đồng)").fill("15.000")
    field(page, "Số ngày giải quyết").fill("mười")
    page.locator(".paper input[lang=vi]").fill("Tờ khai thử")
    page.click("text=Thêm giấy tờ")
    page.locator(".paper input[lang=en]").nth(1).fill("Only English")
    save(page)

    expect(page.locator(".paper .error")).to_have_text("Cần có nội dung tiếng Việt.")
    expect(page.locator(".field:has(span:text-is('Số ngày giải quyết')) .error")).to_have_text(
        "Cần là số nguyên."
    )
    field(page, "Số ngày giải quyết").fill("0")
    page.locator("[aria-label='Bỏ giấy tờ này']").nth(1).click()
    save(page)
    page.fill("input[type=search]", "dang ky thu")
    expect(page.locator("tbody th")).to_have_text(["Đăng ký thử nghiệm"])
    assert page.locator("tbody td").nth(4).inner_text() == "15.000"
    page.click("tbody >> text=Sửa")
    page.click("text=Bỏ thủ tục")
    confirm(page, "Bỏ thủ tục")
    expect(page.locator("tbody tr")).to_have_count(1)


# ---- devices


def test_a_tablet_is_let_in_by_its_code_and_sent_away_again(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "devices?edit=new")
    code = pairing_code(page, house, "rating")
    field(page, "Sáu chữ số").fill(f"{code[:3]} {code[3:]}")
    field(page, "Tên gọi").fill("Máy đánh giá thử")
    save(page)

    expect(page.locator(".field:has(select) .error")).to_have_text("Cần điền mục này.")
    field(page, "Quầy").select_option("2")
    save(page)
    expect(page.locator(".page-head p")).to_have_text("Máy đánh giá")
    assert parse_qs(urlparse(page.url).query)["edit"] != ["new"]
    page.click("text=Gỡ thiết bị")
    confirm(page, "Gỡ thiết bị")
    expect(page.locator(".toast.green").last).to_have_text("Đã gỡ thiết bị Máy đánh giá thử.")


def test_a_code_that_no_device_shows_is_told_at_its_field(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "devices?edit=new")
    field(page, "Sáu chữ số").fill("000000")
    field(page, "Tên gọi").fill("Máy thử")
    save(page)

    expect(page.locator(".pair-code .error")).to_have_text(
        "Không có thiết bị nào đang chờ với mã này."
    )


def test_a_typed_code_tells_what_shows_it_and_asks_only_for_its_place(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "devices?edit=new")
    code = field(page, "Sáu chữ số")

    code.fill("000 000")
    expect(page.locator(".form p.error")).to_contain_text("mã sai hoặc đã hết hạn")
    code.fill(pairing_code(page, house, "rating")[:5])
    expect(page.locator(".form p.error, .found")).to_have_count(0)
    assert page.locator(".form select").count() == 2
    code.fill(pairing_code(page, house, "rating"))
    expect(page.locator(".found")).to_have_text("Thiết bị đang chờ: Máy đánh giá")
    expect(page.locator(".form select")).to_have_count(1)
    code.fill(pairing_code(page, house, "display"))
    expect(page.locator(".found")).to_have_text("Thiết bị đang chờ: Màn hình gọi số")

    expect(field(page, "Khu vực")).to_be_visible()
    assert page.locator(".form select").count() == 0


def test_a_printer_is_tried_and_says_how_it_went(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "devices")

    page.click("tr:has(th:text-is('kiosk-1')) >> text=In thử")
    expect(page.locator(".toast.green")).to_have_text("Máy in kiosk-1 đã in phiếu thử.")
    page.click("tr:has(th:text-is('kiosk-2')) >> text=In thử")
    expect(page.locator(".toast.red")).to_have_text("Máy in kiosk-2 không kết nối được.")


# ---- the office and its catalogue


def test_a_closed_day_is_written_as_people_write_days(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "office")
    page.click("text=Thêm ngày nghỉ")
    day = page.locator(".special-day input:not(.native)")
    day.nth(0).fill("31/02/2027")
    save(page)
    expect(page.locator(".special-day .error")).to_have_text("Cần là một ngày, như 07/11/2026.")

    day.nth(0).fill("2/9/2027")
    day.nth(1).fill("Quốc khánh")
    save(page)
    expect(page.locator(".toast.green")).to_have_text("Đã lưu.")
    page.reload()

    expect(day.nth(0)).to_have_value("02/09/2027")
    expect(day.nth(1)).to_have_value("Quốc khánh")


def test_a_faulty_catalogue_file_changes_nothing_and_says_where_it_is_wrong(
    house: ServedHouse, open_page: OpenPage, tmp_path: Path
) -> None:
    page = enter(house, open_page, "office")
    with page.expect_download() as download:
        page.click("text=Tải danh mục về")
    good, faulty = tmp_path / "good.toml", tmp_path / "faulty.toml"
    download.value.save_as(good)
    text = good.read_text("utf-8")
    faulty.write_text(text.replace("typical_min = 10", 'typical_min = "lâu"'), "utf-8")

    page.set_input_files("input[type=file]", faulty)
    confirm(page, "Nạp danh mục")
    expect(page.locator(".notice li")).to_have_text("service[A].typical_min: Cần là số nguyên.")
    page.set_input_files("input[type=file]", good)
    confirm(page, "Nạp danh mục")

    expect(page.locator(".toast.green")).to_have_text("Đã nạp 2 lĩnh vực, 2 quầy.")
    expect(page.locator("tbody th").first).to_contain_text("Hộ tịch")
