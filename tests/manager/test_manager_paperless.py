"""A kiosk without paper beside an office's printers: let in by a manager, and used by a citizen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import OpenPage
from tests.manager.house import enter, field, save
from tests.served import ServedHouse

pytestmark = pytest.mark.browser

REMEMBER = "Vui lòng chụp lại màn hình hoặc ghi nhớ số của Ông/Bà."


def let_in(manager: Page, kiosk: Page, name: str) -> None:
    """Type the code that the kiosk shows, and what it is called; the form is not saved yet."""
    code = kiosk.locator(".pairing-code").get_attribute("aria-label")
    field(manager, "Sáu chữ số").fill(code or "")
    expect(manager.locator(".found")).to_contain_text("Máy lấy số")
    field(manager, "Tên gọi").fill(name)


def take(kiosk: Page) -> None:
    """A citizen asks for a number of the first service."""
    kiosk.locator("button.tile", has_text="Hộ tịch").click()
    kiosk.click(".confirm .button.main")


def row(manager: Page, name: str) -> str:
    """What the list tells of a device."""
    words: str = manager.locator(f"tr:has-text('{name}')").inner_text()
    return " ".join(words.split())


def test_a_kiosk_without_paper_is_let_in_and_gives_its_number_on_the_screen(
    house: ServedHouse, open_page: OpenPage
) -> None:
    kiosk = open_page(f"{house.url}/kiosk", width=1080, height=1920)
    manager = enter(house, open_page, "devices?edit=new")
    let_in(manager, kiosk, "Kiosk không giấy thử")
    expect(field(manager, "Máy in").locator("option")).to_have_text(
        ["Chọn máy in", "Máy in đầu tiên của đơn vị (kiosk-1)", "kiosk-1", "kiosk-2", "Không in phiếu"]
    )  # fmt: skip

    save(manager)
    expect(manager.locator(".field:has(select) .error")).to_contain_text("nhiều máy in")
    field(manager, "Máy in").select_option(label="Không in phiếu")
    save(manager)
    expect(field(manager, "Máy in").locator("option:checked")).to_have_text("Không in phiếu")

    take(kiosk)
    expect(kiosk.locator(".the-number")).to_have_text("A001")
    expect(kiosk.locator(".remember")).to_contain_text(REMEMBER)
    expect(kiosk.locator(".result")).not_to_contain_text("sự cố")
    expect(kiosk.locator(".paper-line")).to_have_count(0)
    manager.goto(f"{house.url}/manager/devices")
    expect(manager.locator("tr:has-text('Kiosk không giấy thử') .chip.green")).to_be_visible()
    assert "Không in phiếu" in row(manager, "Kiosk không giấy thử")
    manager.goto(f"{house.url}/manager/today")
    expect(manager.locator(".troubles")).to_contain_text("kiosk-2")
    expect(manager.locator(".troubles")).not_to_contain_text("Kiosk không giấy thử")
