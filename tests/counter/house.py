"""A served office for the walks at the counter: each walk has counters and clerks of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from playwright.sync_api import Page, expect

from tests.browsers import LOOKED_MS, OpenPage, wait_until
from tests.served import OFFICE, PASSWORD, ServedHouse

SLIP_MS = 1100
"""Longer than the time in which a second press of the space bar is taken for a slip."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

SERVICE = """
[[service]]
code = "{code}"
name = {{ vi = "Lĩnh vực thử nghiệm có tên rất dài {code}", en = "Test service with a long name {code}" }}
icon = "file-text"
typical_min = 10

[[counter]]
number = {number}
name = {{ vi = "Quầy thử {code}: Bảo trợ xã hội – Người có công – Kinh doanh", en = "Test counter {code}" }}
services = ["{code}"]

[[counter]]
number = {twin}
name = {{ vi = "Quầy thử {code} bên cạnh", en = "Test counter {code} next door" }}
services = ["{code}"]
"""


@dataclass(frozen=True)
class Desk:
    """A counter, its only service, the counter beside it, and a clerk who can sit there."""

    number: int
    beside: int
    service: str
    clerk: str
    full_name: str


Take = Callable[..., list[str]]
"""Citizens take numbers: `take(desk, 3)`, `take(desk, class_="priority")`."""


@dataclass
class CounterHouse(ServedHouse):
    """An office with a desk for each walk."""

    numbers: Any = field(default_factory=lambda: count(1))

    def write(self) -> None:
        """Lay down the settings and the catalogue."""
        parts = [
            SERVICE.format(code=code, number=place, twin=place + 50)
            for place, code in enumerate(LETTERS, 1)
        ]
        self.lay_down(OFFICE + "".join(parts))

    def desk(self) -> Desk:
        """A counter nobody used yet, and a new clerk."""
        number = next(self.numbers)
        desk = Desk(
            number, number + 50, LETTERS[number - 1], f"canbo{number}", f"Nguyễn Thử {number}"
        )
        self.employ(desk.clerk, desk.full_name)
        return desk

    def sign_out_everywhere(self, name: str) -> None:
        """The clerk's sessions end, as when a manager gave another password."""
        with self.opened() as (store, office), store.maintain() as sql:
            staff = sql.staff_of_office(office=office, name=name)["id"]
            sql.end_staff_sessions(staff=staff, but="")

    def kiosk(self, name: str, *, asks_help: bool = False) -> str:
        """The token of a new kiosk."""
        return self.device("kiosk", name, printer="kiosk-1", asks_help=asks_help)

    def take(self, token: str, service: str, **wish: str) -> str:
        """A citizen takes a number at the kiosk; its label."""
        return str(self.post(token, "/tickets", service=service, **wish)["label"])


def sign_in(house: CounterHouse, open_page: OpenPage, clerk: str) -> Page:
    """A browser in which the clerk signed in, at the choice of a counter."""
    page = open_page(width=1366, height=768, locale="vi-VN")
    answer = page.request.post(
        f"{house.url}/api/v1/sign-in", data={"name": clerk, "password": PASSWORD}
    )
    assert answer.ok, answer.text()
    page.goto(f"{house.url}/counter")
    page.wait_for_selector(".choose")
    return page


def fill_sign_in(page: Page, clerk: str, password: str = PASSWORD) -> None:
    """Type name and password, as at a keyboard."""
    page.fill("input[name=name]", clerk)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")


def sit_down(house: CounterHouse, open_page: OpenPage, desk: Desk) -> Page:
    """The clerk signed in and has the counter open."""
    page = sign_in(house, open_page, desk.clerk)
    page.click(f".tile[data-counter='{desk.number}']")
    page.wait_for_selector(".zones")
    return page


def in_hand(page: Page) -> str:
    """The number that the counter shows large."""
    return page.locator(".hand-ticket .hand-number").inner_text()


def new_in_hand(page: Page, known: list[str]) -> str:
    """The same, waited for until it is none of these."""
    wait_until(page, lambda: in_hand(page) not in known)
    return in_hand(page)


def rows(page: Page, of: str = "waiting") -> list[str]:
    """The numbers of a list."""
    return page.locator(f"[data-list='{of}'] .line-label").all_inner_texts()


def press(page: Page, key: str) -> None:
    """A key, once the last command was answered and is shown: until then the page's keys rest."""
    expect(page.locator(".zones[aria-busy=true]")).to_have_count(0)
    page.keyboard.press(key)


def call(page: Page) -> None:
    """Call the next one, and see the number in hand."""
    press(page, "Space")
    expect(page.locator(".hand.called")).to_be_visible()


def press_again(page: Page, key: str) -> None:
    """The same key, after a look at what it opened."""
    page.wait_for_timeout(LOOKED_MS)
    press(page, key)


def press_space(page: Page) -> None:
    """The space bar, after the time that guards against slips."""
    page.wait_for_timeout(SLIP_MS)
    press(page, "Space")
