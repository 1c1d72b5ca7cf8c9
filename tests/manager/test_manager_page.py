"""Managers read the day and the reports in a browser."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from playwright.sync_api import Page, expect

from manager.routes import VIEWS
from manager.service_icons import service_icons
from operations.printing import Ending, end_print, queue_print
from tests.browsers import OpenPage
from tests.manager.house import AUDITOR, CLERK, MONTH, enter, fill_sign_in
from tests.served import PASSWORD, ServedHouse
from web.icons import read_names

pytestmark = pytest.mark.browser


def figure(page: Page, name: str) -> str:
    """What a figure of the row says, without the white space of its markup."""
    told = page.locator(f".figure:has(> dt:text-is('{name}')) > dd").first.inner_text()
    return " ".join(told.split())


def row(page: Page, name: str) -> list[str]:
    """The cells of the row that bears this name."""
    cells = page.locator(f"tr:has(> th:has-text('{name}')) > td").all_inner_texts()
    return [" ".join(cell.split()) for cell in cells]


def fail_print(house: ServedHouse, ticket: str, printer: str, reason: str) -> None:
    """A ticket did not come out of this printer just now."""
    now = datetime.now(UTC)
    with house.change() as change:
        job = queue_print(change, ticket, printer=printer, device=None, now=now)
        change.sql.start_print(id=job["id"])
        end_print(change, job["id"], Ending("failed", reason), now=now)


def test_a_link_to_a_report_leads_there_through_the_sign_in(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = open_page(f"{house.url}/manager/satisfaction?{MONTH}&by=staff")
    fill_sign_in(page)

    page.wait_for_selector(".figures-row")
    assert page.url.endswith(f"/manager/satisfaction?{MONTH}&by=staff")
    assert page.inner_text(".stepper strong") == "Tháng 03/2026"


def test_a_rate_stands_with_its_counts_its_interval_and_the_response(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, f"satisfaction?{MONTH}")

    page.wait_for_selector(".charts canvas")
    assert figure(page, "Tỷ lệ hài lòng") == "80,0% 8/10"
    assert figure(page, "Tỷ lệ phản hồi") == "76,9%"
    told = row(page, "Quầy 1: Hộ tịch")
    assert told == ["10", "8", "80,0%", "3", "4", "0", "1", "0", "87,5% 7/8", "52,9–97,8%"]


def test_an_officer_with_few_ratings_is_not_judged(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, f"satisfaction?{MONTH}&by=staff")

    page.wait_for_selector(".charts canvas")
    assert row(page, "Nguyễn Văn Mẫu")[-2:] == ["87,5% 7/8", "52,9–97,8%"]
    assert row(page, "Trần Thị Thử") == ["3", "2", "66,7%", *"–––––", "–", "–"]


def test_times_and_reasons_are_told(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, f"service?{MONTH}")

    page.wait_for_selector(".charts canvas")
    assert figure(page, "Số lượt lấy số") == "14"
    assert row(page, "Quầy 1: Hộ tịch")[:6] == ["10", "10", "0", "0", "0", "10,0"]

    page.click("nav >> text=Lý do không hài lòng")
    page.goto(f"{house.url}/manager/reasons?{MONTH}")
    page.wait_for_selector(".charts canvas")
    assert row(page, "Chờ đợi quá lâu") == ["1", "50,0% 1/2"]


def test_a_period_is_an_address_and_going_back_shows_it_again(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, f"satisfaction?{MONTH}")

    page.click(".segments >> text=Quý")
    expect(page.locator(".stepper strong")).to_have_text("Quý I/2026")
    assert "from=2026-01-01&to=2026-03-31" in page.url
    page.click("[aria-label='Kỳ sau']")
    expect(page.locator(".stepper strong")).to_have_text("Quý II/2026")
    expect(page.locator(".empty h2")).to_have_text("Chưa có số liệu trong kỳ này")
    page.go_back()
    page.go_back()

    expect(page.locator(".stepper strong")).to_have_text("Tháng 03/2026")
    assert figure(page, "Tỷ lệ hài lòng") == "80,0% 8/10"


def test_any_days_are_typed_as_people_write_them(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, f"satisfaction?{MONTH}&kind=any")
    first, last = (page.locator(".any-days input:not(.native)").nth(at) for at in (0, 1))

    first.fill("31/02/2026")
    page.click(".any-days button:text-is('Xem')")
    expect(page.locator(".any-days .error")).to_have_text("Cần hai ngày có thật, như 07/11/2026.")
    first.fill("20/3/2026")
    last.fill("20/3/2026")
    page.click(".any-days button:text-is('Xem')")

    page.wait_for_url("**from=2026-03-20&to=2026-03-20**")
    expect(page.locator(".figure.satisfaction .of")).to_have_text("1/2")


def test_each_file_of_a_report_is_fetched_in_the_pages_language(
    house: ServedHouse, open_page: OpenPage, tmp_path: Path
) -> None:
    page = enter(house, open_page, f"satisfaction?{MONTH}&by=service&lang=en")
    files = {}
    for name in ("CSV", "Excel (XLSX)", "PDF"):
        with page.expect_download() as download:
            page.click(f".exports >> text={name}")
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])

    rows = list(csv.reader(files["CSV"].read_text("utf-8-sig").splitlines()))
    assert rows[0][1] == "Service"
    assert [line[1] for line in rows[1:]][::2] == ["Civil status", "Total"]
    assert is_zipfile(files["Excel (XLSX)"])
    assert files["PDF"].read_bytes().startswith(b"%PDF")


def test_every_visit_of_a_period_can_be_fetched(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, f"visits?{MONTH}")

    expect(page.locator(".files h2")).to_have_text("Danh sách 14 lượt")
    with page.expect_download() as download:
        page.click(".exports >> text=CSV")

    with ZipFile(download.value.path()) as files:
        visits, scope = (files.read(name).decode("utf-8-sig") for name in files.namelist())
    assert len(visits.strip().splitlines()) == 15
    assert ";2026-03-01;2026-03-31;Đủ;;" in scope


def test_today_follows_the_hall_without_a_touch(house: ServedHouse, open_page: OpenPage) -> None:
    kiosk = house.device("kiosk", "Kiosk sảnh thử", printer="kiosk-1")
    page = enter(house, open_page, "today")
    expect(page.locator(".figure:has(dt:text-is('Đang chờ')) dd").first).to_have_text("0")

    house.post(kiosk, "/tickets", service="A")

    expect(page.locator(".figure:has(dt:text-is('Đang chờ')) dd").first).to_have_text("1")
    assert row(page, "Hộ tịch")[1] == "1"


def test_who_needs_help_and_what_is_broken_is_told_first(
    house: ServedHouse, open_page: OpenPage
) -> None:
    house.device("kiosk", "Kiosk cần giúp", asks_help=True)
    page = enter(house, open_page, "today")

    notices = page.locator(".troubles .notice")
    expect(notices.filter(has_text="Kiosk cần giúp cần hỗ trợ")).to_be_visible()
    expect(notices.filter(has_text="Máy in kiosk-2 không kết nối được")).to_be_visible()
    page.click("text=Đã hỗ trợ")

    expect(notices.filter(has_text="cần hỗ trợ")).to_have_count(0)


def test_a_printer_that_fails_is_told_by_itself(house: ServedHouse, open_page: OpenPage) -> None:
    kiosk = house.device("kiosk", "Kiosk hết giấy", printer="kiosk-1")
    page = enter(house, open_page, "today")
    page.wait_for_selector(".troubles:has-text('kiosk-2')")  # the printers have answered
    ticket = house.post(house.device("kiosk"), "/tickets", service="A")

    fail_print(house, ticket["id"], "kiosk-1", "paper_out")
    house.post(kiosk, "/help")  # any change of the office reaches its screens

    told = page.locator(".troubles .notice", has_text="Máy in kiosk-1 hết giấy")
    expect(told).to_be_visible()


def test_figures_stay_while_the_server_is_away(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "today")
    page.wait_for_selector(".figures-row")

    house.stop()
    expect(page.locator(".line-lost")).to_be_visible()
    assert page.is_visible(".figures-row")
    house.start()

    expect(page.locator(".line-lost")).to_have_count(0)


def test_numbers_are_written_as_the_language_does(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, f"satisfaction?{MONTH}")
    page.wait_for_selector(".charts canvas")

    page.click("text=English")

    expect(page.locator("h1")).to_have_text("Satisfaction")
    assert figure(page, "Satisfaction rate") == "80.0% 8/10"
    assert page.title() == "Satisfaction · Mời Số"


def test_an_auditor_sees_all_and_can_change_nothing(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "staff", AUDITOR)

    page.wait_for_selector("tbody tr")
    for view in ("staff", "counters", "services", "procedures", "devices"):
        page.goto(f"{house.url}/manager/{view}")
        page.wait_for_selector("tbody tr")
        acts = page.locator(".content .button.main, .content button:not(.sort):visible")
        assert acts.count() == 0, view
    page.goto(f"{house.url}/manager/services?edit=A")
    page.wait_for_selector("form.form")

    assert page.locator("form.form .button.main").count() == 0
    assert page.locator("form.form input:enabled, form.form textarea:enabled").count() == 0


def test_a_clerk_is_told_that_this_page_is_not_for_clerks(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = open_page(f"{house.url}/sign-in")
    page.fill("input[name=name]", CLERK)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter")

    answer = page.goto(f"{house.url}/manager")

    assert answer is not None
    assert answer.status == 403
    assert "không được phép" in page.inner_text("h1")


def test_a_view_that_does_not_exist_is_told(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "today")

    answer = page.goto(f"{house.url}/manager/nowhere")

    assert answer is not None
    assert answer.status == 404


def test_the_addresses_of_server_and_page_are_the_same() -> None:
    told = (Path(__file__).parents[2] / "manager" / "static" / "addresses.js").read_text("utf-8")
    listed = told.partition("VIEWS = [")[2].partition("]")[0]

    assert {word.strip(' "\n') for word in listed.split(",")} - {""} == VIEWS


def test_a_service_may_bear_every_icon_meant_for_services_and_no_other(tmp_path: Path) -> None:
    chosen = service_icons()

    assert {"book-user", "landmark"} <= set(chosen) <= set(read_names())
    assert "log-out" not in chosen
    listed = tmp_path / "icons.txt"
    listed.write_text(
        "# At the kiosk\ntv  a\n# For services: these\nstamp  b\n\nstamp  c\n", "utf-8"
    )
    assert service_icons(listed) == ("stamp",)
