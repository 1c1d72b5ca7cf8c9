"""Visits in which something fails: no paper, a killed server, impatient fingers, two clerks at once."""

import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import OpenPage
from tests.counter.house import SLIP_MS, press, press_space
from tests.visit_house import (
    HEALED_MS,
    Hall,
    VisitHouse,
    code_on,
    eventually,
    in_hand,
    sample_office,
    take,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

LOOK_MS = 50
PRESS_AT = """
(at) => setTimeout(() => document.dispatchEvent(
  new KeyboardEvent("keydown", { key: " ", code: "Space", bubbles: true })), at - Date.now())
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[VisitHouse]:
    """The sample office on its first day."""
    with sample_office(tmp_path) as served:
        yield served


def test_without_paper_the_screen_gives_the_number_and_staff_are_told(
    house: VisitHouse, open_page: OpenPage
) -> None:
    hall = Hall(house, open_page)
    kiosk, counter, manager = hall.kiosk(), hall.counter(), hall.manager()
    house.paper.machine.paper = "out"

    number = take(kiosk, "Hộ tịch")
    expect(kiosk.locator(".paper-failed .remember")).to_contain_text("Cán bộ đã được báo")
    expect(kiosk.locator(".the-number")).to_have_text(number)
    expect(kiosk.locator(".code img")).to_be_visible()
    expect(counter.locator(".attention")).to_contain_text("kiosk-1")
    manager.reload()  # an open page asks the printers twice a minute at most
    expect(manager.locator(".troubles")).to_contain_text("kiosk-1")
    assert house.paper.machine.tickets == []

    house.paper.machine.paper = "ok"
    press_space(counter)
    expect(counter.locator(".hand.called")).to_be_visible()
    press(counter, "i")
    expect(counter.locator(".attention")).to_have_count(0)
    phone = hall.phone(code_on(house.paper))
    expect(phone.locator(".phone.called .label")).to_have_text(number)


def test_impatient_fingers_and_a_reload_give_one_number_on_one_paper(
    house: VisitHouse, open_page: OpenPage
) -> None:
    kiosk = Hall(house, open_page).kiosk()
    kiosk.locator("button.tile", has_text="Hộ tịch").dblclick()
    kiosk.locator(".confirm .button.main").dblclick()
    kiosk.reload()

    expect(kiosk.locator(".the-number")).to_have_text("A001")
    eventually(kiosk, lambda: len(house.paper.machine.tickets), 1)
    kiosk.wait_for_timeout(500)  # a second slip would come now
    assert house.numbers_of_today() == ["A001"]
    assert len(house.paper.machine.tickets) == 1


def test_a_killed_server_comes_back_into_the_middle_of_the_visit(
    house: VisitHouse, open_page: OpenPage
) -> None:
    hall = Hall(house, open_page)
    kiosk, display, rating = hall.kiosk(), hall.display(), hall.rating()
    counter, manager = hall.counter(), hall.manager()
    serving, waiting = take(kiosk, "Hộ tịch"), take_another(kiosk)
    phone = hall.phone(code_on(house.paper))
    press_space(counter)
    expect(counter.locator(".hand.called")).to_be_visible()
    press(counter, "s")
    expect(rating.locator(".tablet.serving")).to_be_visible()

    house.stop()
    expect(display.locator(".lost")).to_be_visible()
    expect(display.locator(".counter.serving .counter-ticket")).to_contain_text(serving)
    expect(counter.locator("[data-act=finish]")).to_be_disabled()
    assert in_hand(counter) == serving
    for page in (kiosk, counter, rating, phone, manager):
        expect(page.locator(".line-lost")).to_be_visible()
    house.start()

    heal(display, kiosk, counter, rating, phone, manager)
    expect(counter.locator(".hand.serving .hand-number")).to_have_text(serving)
    expect(rating.locator(".tablet.serving .ticket-number")).to_have_text(serving)
    expect(phone.locator(".phone.waiting .label")).to_have_text(waiting)
    press_space(counter)  # finish, and call the other one
    expect(phone.locator(".phone.called")).to_be_visible()
    expect(display.locator(".newest-number")).to_have_text(waiting)


def test_every_number_that_was_promised_outlives_a_killed_server(house: VisitHouse) -> None:
    promised: list[str] = []
    kiosks = [house.device("kiosk", f"Kiosk {number}") for number in range(4)]
    citizens = [threading.Thread(target=keep_taking, args=(house, k, promised)) for k in kiosks]
    for citizen in citizens:
        citizen.start()
    while len(promised) < 40:
        time.sleep(0.01)
    house.stop()
    for citizen in citizens:
        citizen.join(100)
    house.start()

    kept = house.numbers_of_today()
    assert set(promised) <= set(kept)
    assert kept == [f"A{number:03}" for number in range(1, len(kept) + 1)]
    assert house.post(kiosks[0], "/tickets", service="A")["label"] == f"A{len(kept) + 1:03}"


def test_two_clerks_who_press_space_at_once_never_call_the_same_number(
    house: VisitHouse, open_page: OpenPage
) -> None:
    hall = Hall(house, open_page)
    clerks = [hall.counter(1, "lan"), hall.counter(2, "mai")]
    kiosk = house.device("kiosk")
    waiting = [house.post(kiosk, "/tickets", service="A")["label"] for _ in range(8)]

    called: list[str] = []
    for last in (2, 4, 6, 8):
        clerks[0].wait_for_timeout(SLIP_MS)
        at = time.time() * 1000 + 150
        for clerk in clerks:
            clerk.evaluate(PRESS_AT, at)
        calls = waiting[last - 2 : last]
        eventually(clerks[0], lambda: sorted(hands(clerks)), calls)
        called += calls

    assert called == waiting


def hands(clerks: list[Page]) -> list[str]:
    """What each clerk has in hand, as its page shows it."""
    return [number for clerk in clerks for number in clerk.locator(HAND).all_inner_texts()]


HAND = ".hand-ticket .hand-number"


def take_another(kiosk: Page) -> str:
    """The next citizen, after the last one left the kiosk."""
    expect(kiosk.locator(".paper-line.done")).to_be_visible()
    kiosk.locator(".result .acts .button").last.tap()
    number = take(kiosk, "Hộ tịch")
    expect(kiosk.locator(".paper-line.done")).to_be_visible()
    return number


def keep_taking(house: VisitHouse, kiosk: str, promised: list[str]) -> None:
    """Citizens take numbers until the line breaks; only numbers that came back are promised."""
    while True:
        try:
            promised.append(house.post(kiosk, "/tickets", service="A")["label"])
        except (OSError, HTTPException):
            return


def heal(*pages: Page) -> None:
    """All come right within HEALED_MS; a moment in which this machine stood still counts as one look."""
    for _ in range(HEALED_MS // LOOK_MS):
        if not any(page.locator(".line-lost, .lost").count() for page in pages):
            return
        pages[0].wait_for_timeout(LOOK_MS)
    raise AssertionError("a screen did not come right")
