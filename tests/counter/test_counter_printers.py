"""Where a clerk's paper comes out, in an office with two printers and in one with none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import OpenPage
from tests.counter.house import CounterHouse, Desk, call, press, press_again, sit_down
from tests.served import PAPER, serving
from tests.stores import rows

pytestmark = pytest.mark.browser

SECOND = PAPER.replace("kiosk-1", "quay-1").replace("tickets", "beside")
SETTINGS = "config.toml"


@pytest.fixture
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CounterHouse]:
    """An office with the printers that a test names."""
    made = CounterHouse(tmp_path)
    made.write()
    file = tmp_path / SETTINGS
    one = PAPER.replace("{folder}", str(tmp_path))
    printers = (PAPER + SECOND) if request.param == "two printers" else ""
    text = file.read_text("utf-8").replace(one, printers.replace("{folder}", str(tmp_path)))
    file.write_text(text, "utf-8")
    with serving(made):
        yield made


def take_for_a_citizen(page: Page, desk: Desk) -> None:
    page.keyboard.press("t")
    page.locator(f"input[name=service][value={desk.service}]").check(force=True)
    page.keyboard.press("Enter")
    expect(page.locator(".taken-number")).to_have_text(f"{desk.service}001")


def prints(house: CounterHouse) -> list[tuple[str, bool]]:
    """Which printers were told to print, and whether a copy."""
    with house.change() as change:
        printed = rows(change.sql, "select printer, copy from print_job order by created_at")
    return [(row["printer"], bool(row["copy"])) for row in printed]


@pytest.mark.parametrize("house", ["two printers"], indirect=True)
def test_the_clerk_chooses_a_printer_and_the_choice_stands_for_the_next_time(
    house: CounterHouse, open_page: OpenPage
) -> None:
    desk = house.desk()
    page = sit_down(house, open_page, desk)
    take_for_a_citizen(page, desk)
    expect(page.locator("dialog select[name=printer] option")).to_have_text(["kiosk-1", "quay-1"])
    expect(page.locator("dialog .main")).to_be_focused()

    page.locator("select[name=printer]").select_option("quay-1")
    page.locator("dialog .main").click()
    expect(page.locator(".toast.green")).to_contain_text("Đã gửi lệnh in")
    call(page)
    press(page, "i")
    expect(page.locator("dialog h2")).to_have_text(f"In lại phiếu {desk.service}001")
    expect(page.locator("select[name=printer]")).to_have_value("quay-1")
    with page.expect_response("**/reprint"):
        page.keyboard.press("Enter")

    assert prints(house) == [("quay-1", False), ("quay-1", True)]


@pytest.mark.parametrize("house", ["no printer"], indirect=True)
def test_without_a_printer_nobody_is_asked_for_paper(
    house: CounterHouse, open_page: OpenPage
) -> None:
    desk = house.desk()
    page = sit_down(house, open_page, desk)

    take_for_a_citizen(page, desk)
    expect(page.locator("dialog footer button")).to_have_count(1)
    press_again(page, "Enter")
    expect(page.locator("dialog")).to_have_count(0)
    press(page, "Space")

    expect(page.locator(".hand.called")).to_be_visible()
    expect(page.locator("[data-act=reprint]")).to_have_count(0)
    assert prints(house) == []
