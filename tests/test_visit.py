"""One whole visit in six real browsers, from the kiosk's first touch to the manager's file."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, sqrt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browsers import OpenPage, loud_chromium, pages_of
from tests.counter.house import press, press_space
from tests.display.hearing import names, said, wait_until_heard
from tests.visit_house import Hall, VisitHouse, code_on, in_hand, sample_office, take

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@dataclass(frozen=True)
class Words:
    """What the visit reads on its screens, in one language."""

    language: str
    locale: str
    service: str
    lowest_slot: str
    next_one: str
    come: str
    very_satisfied: str
    dissatisfied: str
    waited_too_long: str
    thanks: str
    satisfaction: str
    half: str
    counter: str
    report: str
    total: str


VIETNAMESE = Words(
    language="vi", locale="vi-VN", service="Hộ tịch", lowest_slot="Lấy phiếu ở khe bên dưới",
    next_one="Ông/Bà là người tiếp theo", come="Mời Ông/Bà đến", very_satisfied="Rất hài lòng",
    dissatisfied="Không hài lòng", waited_too_long="Chờ đợi quá lâu",
    thanks="Xin chân thành cảm ơn!", satisfaction="Sự hài lòng", half="50,0%", counter="Quầy",
    report="BÁO CÁO MỨC ĐỘ HÀI LÒNG", total="Tổng số",
)  # fmt: skip
ENGLISH = Words(
    language="en", locale="en-GB", service="Civil status",
    lowest_slot="Take your ticket from the slot below", next_one="You are next",
    come="Please come to", very_satisfied="Very satisfied", dissatisfied="Dissatisfied",
    waited_too_long="Waited too long", thanks="Thank you very much!",
    satisfaction="Satisfaction", half="50.0%", counter="Counter",
    report="REPORT ON SATISFACTION", total="Total",
)  # fmt: skip


@pytest.fixture
def open_loud_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages that may play sound without a touch, as the hall's screen is set up."""
    with loud_chromium(browser) as loud, pages_of(loud) as open_page:
        yield open_page


@pytest.fixture
def house(tmp_path: Path) -> Iterator[VisitHouse]:
    """The sample office on its first day."""
    with sample_office(tmp_path) as served:
        yield served


@pytest.mark.parametrize("words", [VIETNAMESE, ENGLISH], ids=["vi", "en"])
def test_a_visit_from_the_kiosk_to_the_managers_file(
    house: VisitHouse, open_loud_page: OpenPage, words: Words, tmp_path: Path
) -> None:
    hall = Hall(house, open_loud_page, words.locale)
    manager, display, rating = hall.manager(), hall.display(), hall.rating()
    kiosk, counter = hall.kiosk(), hall.counter()
    if words.language == "en":
        kiosk.get_by_text("English").tap()
        manager.goto(f"{house.url}/manager?lang=en")
        counter.goto(f"{house.url}/counter?lang=en")

    first = take_on_paper(kiosk, house, words)
    phone = hall.phone(code_on(house.paper))
    expect(phone.locator(".label")).to_have_text(first)
    expect(phone.locator(".state")).to_contain_text(words.next_one)
    expect(figure(manager, 0)).to_have_text("1")
    call_is_seen_and_heard(first, counter, display, rating, phone, words)
    serve(counter, rating, first)
    rating.get_by_role("button", name=words.very_satisfied, exact=True).tap()
    expect(rating.locator(".tablet.thanks")).to_contain_text(words.thanks)
    expect(phone.locator(".state")).to_contain_text(words.thanks)
    expect(figure(manager, 3)).to_contain_text("1/1")

    second = take_on_paper(kiosk, house, words)
    phone = hall.phone(code_on(house.paper))
    press_space(counter)
    expect(phone.locator(".phone.called .to-number")).to_have_text("1")
    serve(counter, rating, second)
    rate_on_the_phone(phone, words)
    expect(figure(manager, 2)).to_have_text("2")
    expect(figure(manager, 3)).to_contain_text(words.half)

    book = the_managers_file(manager, words, tmp_path / "report.xlsx")
    assert rows_of(book, words) == {
        "counter": expected_row(served=2, levels=(1, 0, 0, 1, 0)),
        "total": expected_row(served=2, levels=(1, 0, 0, 1, 0)),
    }
    assert len(house.paper.machine.tickets) == 2


def take_on_paper(kiosk: Page, house: VisitHouse, words: Words) -> str:
    """Take a number whose slip is printed, and leave the kiosk at rest."""
    before = len(house.paper.machine.tickets)
    number = take(kiosk, words.service)
    expect(kiosk.locator(".paper-line.done")).to_contain_text(words.lowest_slot)
    assert len(house.paper.machine.tickets) == before + 1
    kiosk.locator(".result .acts .button").last.tap()
    return number


def call_is_seen_and_heard(  # one place for what everybody notices of a call
    number: str, counter: Page, display: Page, rating: Page, phone: Page, words: Words
) -> None:
    """The clerk presses the space bar, and the whole hall knows."""
    press_space(counter)

    expect(counter.locator(".hand.called .hand-ticket .hand-number")).to_have_text(number)
    expect(display.locator(".newest-number")).to_have_text(number)
    expect(display.locator(".newest-counter strong")).to_have_text("1")
    expect(rating.locator(".tablet.called .ticket-number")).to_have_text(number)
    expect(phone.locator(".phone.called .state")).to_contain_text(words.come)
    expect(phone.locator(".to-number")).to_have_text("1")
    spoken = ["vi"] if words.language == "vi" else ["vi", words.language]
    wanted = [clip for language in spoken for clip in said(number, 1, language)]
    heard = names(wait_until_heard(display, len(wanted) + 1))
    assert [clip for clip in heard if not clip.endswith("chime")] == wanted


def serve(counter: Page, rating: Page, number: str) -> None:
    """The clerk starts and finishes; the tablet follows to its question."""
    assert in_hand(counter) == number
    press(counter, "s")
    expect(counter.locator(".hand.serving")).to_be_visible()
    expect(rating.locator(".tablet.serving .ticket-number")).to_have_text(number)
    press(counter, "x")
    expect(rating.locator(".tablet.ask .invited")).to_contain_text(number)
    expect(rating.locator(".face-choice[aria-pressed=true]")).to_have_count(0)


def rate_on_the_phone(phone: Page, words: Words) -> None:
    """The citizen was not satisfied and says why."""
    phone.get_by_role("button", name=words.dissatisfied, exact=True).tap()
    phone.get_by_role("button", name=words.waited_too_long).tap()
    phone.fill("textarea", "Ghế ngồi ít quá, phải đứng.")
    phone.locator(".rating-send").tap()
    expect(phone.locator(".state")).to_contain_text(words.thanks)


def figure(manager: Page, place: int) -> Any:
    """One of today's large figures: waiting, longest wait, served, satisfaction."""
    return manager.locator(".figures-row .figure").nth(place).locator("dd").first


def the_managers_file(manager: Page, words: Words, path: Path) -> Any:
    """Open the report of satisfaction from the menu and download it."""
    manager.get_by_role("link", name=words.satisfaction, exact=True).click()
    expect(manager.locator(".report tfoot")).to_contain_text(words.half)
    with manager.expect_download() as download:
        manager.locator(".exports a", has_text="XLSX").click()
    download.value.save_as(path)
    return load_workbook(path)


def rows_of(book: Any, words: Words) -> dict[str, tuple[Any, ...]]:
    """The figures of counter 1 and of the last row; served, rated, response, levels, rate, ends."""
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows(min_row=8, values_only=True) if row[1]]
    assert words.report in {cell.value for cell in sheet["A"]}
    named = {str(row[1]): row[2:14] for row in rows}
    [of_counter] = [row for name, row in named.items() if name != words.total]
    return {"counter": of_counter, "total": named[words.total]}


def expected_row(*, served: int, levels: tuple[int, ...]) -> tuple[Any, ...]:
    """What the file must hold, reckoned here once more: the Wilson interval rounded outwards."""
    rated, satisfied = sum(levels), levels[0] + levels[1]
    share, z = satisfied / rated, 1.959964
    scale = 1 + z * z / rated
    middle = (share + z * z / (2 * rated)) / scale
    spread = z * sqrt(share * (1 - share) / rated + z * z / (4 * rated * rated)) / scale
    low, high = floor((middle - spread) * 1000) / 1000, ceil((middle + spread) * 1000) / 1000
    return (served, rated, rated / served, *levels, satisfied, share, low, high)
