"""What else the kiosk does for a citizen: procedures, help, coming back, reading aloud; how it looks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browsers import OpenPage, settle
from tests.clips import record_clips
from tests.kiosk.house import KioskHouse, scan, small_things, take, tile, walk_to_a_number

pytestmark = pytest.mark.browser

SIZES = [(1080, 1920), (1920, 1080)]

LOCAL_VOICE = """
window.heardAloud = [];
const voices = [{ lang: "vi-VN", localService: true, name: "Giọng thử" }];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel() {}, addEventListener() {},
  speak: (saying) => window.heardAloud.push(saying.text),
}});
"""


def test_a_procedure_is_found_without_accents_and_leads_to_a_number(kiosk: Page) -> None:
    kiosk.click("text=THỦ TỤC HÀNH CHÍNH")
    for letter in "KHAI":
        kiosk.click(f".key:text-is('{letter}')")
    kiosk.click(".procedure-row:has-text('Đăng ký khai sinh')")

    expect(kiosk.locator(".look")).to_contain_text("Tờ khai thử")
    expect(kiosk.locator(".look")).to_contain_text("3 ngày làm việc")
    expect(kiosk.locator(".look")).to_contain_text("15.000 đồng")
    kiosk.click("text=Lấy số cho thủ tục này")
    expect(kiosk.locator(".confirm h2").first).to_have_text("Hộ tịch")


def test_help_is_called_and_confirmed(kiosk: Page) -> None:
    kiosk.click("text=Gọi người hỗ trợ")

    expect(kiosk.locator("#help")).to_contain_text("Đã báo cán bộ")
    kiosk.click("#help >> text=Đóng")
    expect(kiosk.locator("#help")).to_be_hidden()


def test_help_that_cannot_be_called_sends_to_the_counter(kiosk: Page) -> None:
    kiosk.route("**/api/v1/help", lambda route: route.fulfill(status=500, body=""))

    kiosk.click("text=Gọi người hỗ trợ")

    expect(kiosk.locator("#help")).to_contain_text("Chưa báo được cán bộ")


def test_a_missed_ticket_held_to_the_reader_is_back_in_line(house: KioskHouse, kiosk: Page) -> None:
    missed = house.missed_ticket("B", counter=2)
    before = house.waiting("B")

    scan(kiosk, f"http://192.0.2.10:8000/t/{missed['id']}")

    expect(kiosk.locator("h1")).to_have_text("Đã xếp lại vào hàng chờ")
    expect(kiosk.locator(".told-number")).to_have_text(missed["label"])
    assert house.waiting("B") == before + 1


def test_a_scan_does_not_press_the_button_that_has_the_focus(kiosk: Page) -> None:
    tile(kiosk, "Hộ tịch").focus()

    assert scan(kiosk, "https://example.org/some/other/code")
    expect(kiosk.locator("h1")).to_have_text("Không nhận ra mã này")


def test_a_waiting_ticket_held_to_the_reader_keeps_its_place(
    house: KioskHouse, kiosk: Page
) -> None:
    made = house.post(house.device("kiosk"), "/tickets", service="B")

    scan(kiosk, f"http://192.0.2.10:8000/t/{made['id']}")

    expect(kiosk.locator("h1")).to_have_text("Chưa đến lượt của Ông/Bà")


def test_without_a_local_voice_nothing_promises_to_read_aloud(kiosk: Page) -> None:
    expect(kiosk.locator("text=Gọi người hỗ trợ")).to_be_visible()
    expect(kiosk.locator("text=Đọc to")).to_have_count(0)


def test_with_a_local_voice_the_number_is_read_aloud(
    house: KioskHouse, open_page: OpenPage
) -> None:
    page = house.kiosk_page(open_page)
    page.add_init_script(LOCAL_VOICE)
    page.reload()
    page.click("text=Đọc to")
    number = take(page)

    said = page.evaluate("window.heardAloud")
    assert said[0] == "Mời Ông/Bà chọn lĩnh vực để lấy số thứ tự"
    assert f"Số thứ tự của Ông/Bà là {' '.join(number)}." in " ".join(said)


def test_without_a_voice_the_halls_clips_read_the_number(
    house: KioskHouse, open_page: OpenPage
) -> None:
    record_clips(house.folder / "voice", "vi")
    page = house.kiosk_page(open_page)
    number = take(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    with page.expect_request(f"**/voice/vi/{number[-2]}"):
        page.click("text=Nghe đọc số")

    clips = [url.rpartition("/")[2] for url in asked if "/voice/" in url]
    assert clips[:2] == ["so-thu-tu", "A"]


def test_a_kiosk_that_is_not_paired_shows_its_code(house: KioskHouse, open_page: OpenPage) -> None:
    page = open_page(f"{house.url}/kiosk", width=1080, height=1920)

    expect(page.locator(".pairing-code")).to_have_text(re.compile(r"^\s*\d{3}\s*\d{3}\s*$"))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_screen_is_for_fingers_and_old_eyes_and_axe_finds_nothing(
    house: KioskHouse, open_page: OpenPage, width: int, height: int, lang: str
) -> None:
    page = house.kiosk_page(open_page, width=width, height=height, printer="off")
    if lang == "en":
        page.click("text=English")
    faults: list[str] = []

    def look(screen: str) -> None:
        settle(page)
        faults.extend(
            f"{screen}: {fault}" for fault in [*small_things(page), *violations(page, strict=True)]
        )

    for screen in walk_to_a_number(page):
        if screen != "confirm":  # it is looked at with its wish for priority, the next one
            look(screen)
    page.click(".result .button >> nth=-1")
    scan(page, "https://example.org/some/other/code")
    page.wait_for_selector(".told")
    look("told")
    page.click(".foot-button >> nth=-1")
    page.wait_for_selector("#help[open]")
    look("help")
    assert faults == []


def test_a_lost_line_closes_the_tiles_and_heals_by_itself(house: KioskHouse, kiosk: Page) -> None:
    house.stop()

    expect(kiosk.locator(".line-lost")).to_contain_text("Mất kết nối với máy chủ")
    expect(tile(kiosk, "Hộ tịch")).to_be_disabled()
    assert violations(kiosk, strict=True) == []
    house.start()
    expect(kiosk.locator(".line-lost")).to_have_count(0)
    expect(tile(kiosk, "Hộ tịch")).to_be_enabled()
