"""A served office with a past, for the walks of managers: counters, clerks, and a month of visits."""

from collections.abc import Iterator
from datetime import date

from playwright.sync_api import Locator, Page

from tests.browsers import OpenPage
from tests.served import OFFICE, PAPER, PASSWORD, ServedHouse
from tests.visits import Visit, add_visits

MANAGER, AUDITOR, CLERK = "quanly1", "giamsat1", "canbo1"
NEWCOMER = "canbo2"
MONTH = "from=2026-03-01&to=2026-03-31"
"""The period in which the visits are."""
COMMENT = "Chờ <b>một tiếng</b>\nmà không ai giải thích."
"""What the one wrote who was not satisfied."""

CATALOGUE = (
    OFFICE
    + """
[[service]]
code = "A"
name = { vi = "Hộ tịch", en = "Civil status" }
icon = "book-user"
typical_min = 10

[[service.procedure]]
code = "HT01"
name = { vi = "Đăng ký khai sinh", en = "Birth registration" }
papers = [{ vi = "Tờ khai", en = "Form" }]
days = 0
fee_vnd = 0

[[service]]
code = "B"
name = { vi = "Chứng thực chữ ký và bản sao từ bản chính của mọi loại giấy tờ", en = "Certified signatures and copies of originals of every kind of paper" }
icon = "stamp"
typical_min = 5

[[counter]]
number = 1
name = { vi = "Hộ tịch", en = "Civil status" }
services = ["A", "B"]

[[counter]]
number = 2
name = { vi = "Chứng thực", en = "Certification" }
services = ["B"]
"""
)

BROKEN_PRINTER = """
[printers.kiosk-2]
kind = "tcp"
host = "127.0.0.1"
port = 9
timeout_s = 0.5
"""


def lay_down(house: ServedHouse) -> None:
    """Write the settings; one printer is there, another is not."""
    house.lay_down(CATALOGUE, PAPER + BROKEN_PRINTER)


def fill(house: ServedHouse) -> None:
    """Employ people and keep a month of visits: 7 of 8 satisfied at counter 1, two ratings at 2."""
    house.employ(MANAGER, "Vũ Thị Quản Lý Thử", "manager")
    house.employ(AUDITOR, "Bùi Giám Sát Thử", "auditor")
    house.employ(CLERK, "Nguyễn Văn Mẫu")
    house.employ(NEWCOMER, "Trần Thị Thử")
    with house.opened() as (store, office):
        with store.reading() as reading:
            ids = {r["name"]: r["id"] for r in reading.sql.list_staff(office=office)}
        add_visits(store, _past(ids[CLERK], ids[NEWCOMER]), office=office)


def _past(experienced: str, newcomer: str) -> Iterator[Visit]:
    levels = [5, 5, 5, 4, 4, 4, 4, 2, 0, 0]
    for day, level in enumerate(levels, start=2):
        on = date(2026, 3, day).isoformat()
        reasons = ["long_wait"] if level == 2 else []
        comment = COMMENT if level == 2 else None
        yield Visit(on, staff=experienced, level=level, reasons=reasons, comment=comment, wait_s=600, service_s=300)  # fmt: skip
    for level in (5, 3, 0):
        yield Visit("2026-03-20", staff=newcomer, counter=2, service="B", level=level)
    yield Visit("2026-03-20", staff=None, counter=None, service="B", state="cancelled")


def enter(
    house: ServedHouse,
    open_page: OpenPage,
    view: str,
    who: str = MANAGER,
    *,
    width: int = 1366,
    height: int = 768,
) -> Page:
    """A view in a browser in which somebody signed in before."""
    page = open_page(width=width, height=height)
    answer = page.request.post(
        f"{house.url}/api/v1/sign-in", data={"name": who, "password": PASSWORD}
    )
    assert answer.ok, answer.text()
    page.goto(f"{house.url}/manager/{view}")
    page.wait_for_selector(".content h1")
    return page


def fill_sign_in(page: Page, who: str = MANAGER) -> None:
    """Type name and password, as at a keyboard, and wait for the view that was asked for."""
    page.fill("input[name=name]", who)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".content h1")


def field(page: Page, label: str) -> Locator:
    """The input of the field that is called so."""
    return page.locator(f".field:has(> span:text-is('{label}'))").locator("input, select, textarea")


def save(page: Page) -> None:
    """Press the form's main button."""
    page.click(".form-foot .main")


def confirm(page: Page, words: str) -> None:
    """Say yes to the question that stands open."""
    page.click(f"dialog[open] button:text-is('{words}')")
