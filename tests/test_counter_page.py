"""Walks at the counter in a real browser: keys, two clerks at once, and what goes wrong."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import OpenPage
from tests.counter_house import (
    PASSWORD,
    ROOT,
    CounterHouse,
    Desk,
    fill_sign_in,
    sign_in,
    sit_down,
)

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SLIP_MS = 1100
"""Longer than the time in which a second press of the space bar is taken for a slip."""

Take = Callable[..., list[str]]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CounterHouse]:
    """One office for all walks of this file; each has counters of its own."""
    made = CounterHouse(tmp_path_factory.mktemp("counter"))
    made.write()
    made.start()
    try:
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def kiosk(house: CounterHouse) -> str:
    """The token of a kiosk."""
    return house.kiosk("Máy lấy số thử")


@pytest.fixture
def take(house: CounterHouse, kiosk: str) -> Take:
    """Citizens take numbers: `take(desk, 3)`, `take(desk, class_="priority")`."""

    def take_some(desk: Desk, many: int = 1, **wish: str) -> list[str]:
        asked = {word.rstrip("_"): value for word, value in wish.items()}
        return [house.take(kiosk, desk.service, **asked) for _ in range(many)]

    return take_some


def in_hand(page: Page) -> str:
    """The number that the counter shows large."""
    return page.locator(".hand-ticket .hand-number").inner_text()


def rows(page: Page, of: str = "waiting") -> list[str]:
    """The numbers of a list."""
    return page.locator(f"[data-list='{of}'] .line-label").all_inner_texts()


def press_space(page: Page) -> None:
    """The space bar, after the time that guards against slips."""
    page.wait_for_timeout(SLIP_MS)
    page.keyboard.press("Space")


def test_the_space_bar_alone_serves_a_line_of_people(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)

    page.keyboard.press("Space")
    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(first)
    page.keyboard.press("s")
    expect(page.locator(".hand.serving")).to_be_visible()
    press_space(page)
    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(second)
    press_space(page)

    expect(page.get_by_role("heading", name="Không có ai đang chờ")).to_be_visible()
    expect(page.locator(".day dd").first).to_have_text("2")


def test_somebody_new_is_greeted_without_a_sound(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    page = sit_down(house, open_page, desk)
    expect(page.locator("[data-act=main]")).to_be_disabled()

    [label] = take(desk)

    expect(page.locator(".hand.greets")).to_be_visible()
    expect(page.locator("[role=status].visually-hidden")).to_contain_text(label)
    expect(page.locator("[data-act=main]")).to_be_enabled()


def test_two_clerks_cannot_take_one_counter(house: CounterHouse, open_page: OpenPage) -> None:
    desk, other = house.desk(), house.desk()
    late = sign_in(house, open_page, other.clerk)
    tile = late.locator(f".tile[data-counter='{desk.number}']")
    expect(tile).to_be_enabled()

    sit_down(house, open_page, desk)

    expect(tile).to_be_disabled()
    expect(tile).to_contain_text(f"{desk.full_name} đang giữ")


def test_two_counters_never_call_the_same_number(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    house.add_clerk("canbo-ben-canh", "Trần Bên Cạnh")
    beside = Desk(desk.beside, desk.number, desk.service, "canbo-ben-canh", "Trần Bên Cạnh")
    labels = take(desk, 6)
    pages = [sit_down(house, open_page, one) for one in (desk, beside)]

    called: list[str] = []
    for _ in range(3):
        for page in pages:
            press_space(page)
        for page in pages:
            page.wait_for_function(
                "([said]) => !said.includes(document.querySelector('.hand-ticket .hand-number')?.textContent"
                " ?? said[0] ?? '')",
                arg=[called],
            )
        called += [in_hand(page) for page in pages]

    assert sorted(called) == labels


def test_a_held_or_doubled_key_finishes_nobody(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)

    page.keyboard.down(" ")
    expect(page.locator(".hand.called")).to_be_visible()
    page.wait_for_timeout(SLIP_MS)
    for _ in range(3):
        page.keyboard.down(" ")  # the keyboard repeats while the key is held
    page.keyboard.up(" ")
    page.wait_for_timeout(300)
    assert in_hand(page) == first
    press_space(page)
    expect(page.locator(".hand-ticket .hand-number")).to_have_text(second)
    page.keyboard.press("Space")
    page.wait_for_timeout(300)

    assert in_hand(page) == second
    expect(page.locator(".day dd").first).to_have_text("1")


def test_a_double_click_sends_one_command(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    take(desk, 3)
    page = sit_down(house, open_page, desk)
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.url) if request.method == "POST" else None
    )

    page.locator("[data-act=main]").dblclick()
    expect(page.locator(".hand.called")).to_be_visible()
    page.wait_for_timeout(300)

    assert len(sent) == 1


def test_what_is_typed_in_a_dialog_does_nothing_else(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    page.keyboard.press("Space")
    expect(page.locator(".hand.called")).to_be_visible()

    page.keyboard.press("g")
    page.keyboard.press("4")
    page.keyboard.type("xin gặp chồng ở sảnh")
    page.keyboard.press("Enter")

    expect(page.locator(".hand.free")).to_be_visible()
    assert rows(page, "resume") == [label]
    expect(page.locator("[data-list=resume]")).to_contain_text("xin gặp chồng ở sảnh")
    page.locator("[data-list=resume] [data-act=resume]").click()
    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)


def test_the_mouse_gives_the_keys_back(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)
    page.locator("[data-act=main]").click()
    expect(page.locator(".hand.called")).to_be_visible()
    page.locator("[data-act=recall]").click()
    expect(page.locator(".hand-head .chip")).to_contain_text("lần 2 trên 3")

    press_space(page)

    expect(page.locator(".hand-ticket .hand-number")).to_have_text(second)
    assert first not in rows(page)


def test_an_absent_citizen_comes_back_before_the_others(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)
    page.keyboard.press("Space")
    expect(page.locator(".hand.called")).to_be_visible()

    page.keyboard.press("v")
    expect(page.locator("[data-list=bring-back]")).to_contain_text(first)
    page.locator("[data-list=bring-back] [data-act=bring-back]").click()
    expect(page.locator("[data-list=waiting]")).to_contain_text("Đã quay lại")

    assert rows(page) == [first, second]


def test_an_act_is_taken_back_while_its_seconds_run(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    page.keyboard.press("Space")
    expect(page.locator(".hand.called")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator(".hand.free")).to_be_visible()
    expect(page.locator(".hand-undo")).to_contain_text(f"Vừa xong {label}")
    assert re.search(r"\b[45]\d giây|60 giây", page.locator(".hand-left").inner_text())

    page.keyboard.press("z")

    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)


def test_a_transferred_ticket_brings_its_note_to_the_other_counter(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk, other = house.desk(), house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    there = sit_down(house, open_page, other)
    page.keyboard.press("Space")
    expect(page.locator(".hand.called")).to_be_visible()

    page.keyboard.press("c")
    page.select_option("select[name=service]", other.service)
    page.select_option("select[name=counter]", str(other.number))
    page.fill("input[name=note]", "Đã nộp tờ khai")
    page.keyboard.press("Enter")
    expect(there.locator("[data-list=waiting]")).to_contain_text(label)
    there.keyboard.press("Space")

    expect(there.locator(".hand-notes")).to_contain_text("Đã nộp tờ khai")
    expect(there.locator(".hand-about")).to_contain_text("Chuyển đến quầy này")
    expect(page.locator(".hand.free")).to_be_visible()


def test_calling_out_of_order_asks_for_a_reason(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    _first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)

    for key in ("l", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name=f"Gọi {second} trước lượt")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("Enter")

    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(second)


def test_priority_is_shown_with_its_reason(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    take(desk)
    [label] = take(desk, class_="priority", priority_reason="pregnant", language="en")
    page = sit_down(house, open_page, desk)

    page.keyboard.press("Space")

    expect(page.locator(".hand-ticket .hand-number")).to_have_text(label)
    expect(page.locator(".hand-notes")).to_contain_text("Kiểm tra giấy tờ ưu tiên")
    expect(page.locator(".hand-notes")).to_contain_text("Phụ nữ có thai")
    expect(page.locator(".hand-about")).to_contain_text("English")


def test_a_clerk_takes_and_prints_a_ticket_for_a_citizen(
    house: CounterHouse, open_page: OpenPage
) -> None:
    desk = house.desk()
    page = sit_down(house, open_page, desk)

    page.keyboard.press("t")
    page.locator(f"input[name=service][value={desk.service}]").check(force=True)
    page.keyboard.press("Enter")
    expect(page.locator(".taken")).to_have_text(f"{desk.service}001")
    page.keyboard.press("Enter")

    expect(page.locator(".toast.green")).to_contain_text("Đã gửi lệnh in")
    assert rows(page) == [f"{desk.service}001"]


def test_a_pausing_counter_finishes_but_does_not_call(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    take(desk, 2)
    page = sit_down(house, open_page, desk)
    page.keyboard.press("Space")
    expect(page.locator(".hand.called")).to_be_visible()
    page.keyboard.press("p")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator(".place .chip.gold")).to_be_visible()

    press_space(page)
    expect(page.get_by_role("heading", name="Quầy tạm nghỉ: Họp")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(".place .chip.green")).to_be_visible()
    page.locator("[data-act=close]").click()
    page.locator("dialog button[value=yes]").click()

    expect(page.locator(".choose")).to_be_visible()
    expect(page.locator(f".tile[data-counter='{desk.number}']")).to_contain_text("Lần trước")


def test_a_clerk_who_moves_to_another_counter_sees_that_one(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    page = sit_down(house, open_page, desk)
    page.locator("[data-act=close]").click()
    page.locator("dialog button[value=yes]").click()
    page.click(f".tile[data-counter='{desk.beside}']")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Quầy {desk.beside}")

    labels = take(desk, 2)
    expect(page.locator("[data-list=waiting] li")).to_have_count(2)
    page.keyboard.press("Space")

    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(labels[0])


def test_two_tabs_of_a_clerk_stay_in_step(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    [label] = take(desk)
    page = sign_in(house, open_page, desk.clerk)
    second = page.context.new_page()
    second.goto(f"{house.url}/counter")
    expect(second.locator(".choose")).to_be_visible()

    page.click(f".tile[data-counter='{desk.number}']")
    expect(second.locator(".zones")).to_be_visible()
    second.keyboard.press("Space")

    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)


def test_a_citizen_who_needs_help_is_seen_and_answered(
    house: CounterHouse, open_page: OpenPage
) -> None:
    house.kiosk("Máy ở cổng", asks_help=True)
    page = sit_down(house, open_page, house.desk())
    expect(page.locator(".attention")).to_contain_text("Máy ở cổng cần hỗ trợ")

    page.keyboard.press("h")

    expect(page.locator(".attention")).to_have_count(0)


def test_an_ended_session_leads_to_sign_in_and_back(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    [label] = take(desk)
    page = sit_down(house, open_page, desk)
    house.sign_out_everywhere(desk.clerk)

    page.keyboard.press("Space")
    page.wait_for_url("**/sign-in?next=*")
    fill_sign_in(page, desk.clerk)

    page.wait_for_url("**/counter")
    expect(page.locator("[data-list=waiting]")).to_contain_text(label)


def test_a_first_password_is_changed_before_anything_else(
    house: CounterHouse, open_page: OpenPage
) -> None:
    house.add_clerk("nguoimoi", "Lê Người Mới", must_change=True)
    page = open_page(f"{house.url}/counter", width=1366, height=768)
    fill_sign_in(page, "nguoimoi", "sai mật khẩu")
    expect(page.get_by_role("alert")).not_to_be_empty()
    fill_sign_in(page, "nguoimoi")
    expect(page.get_by_role("heading", name="Đặt mật khẩu mới")).to_be_visible()

    for field, text in (("old", PASSWORD), ("fresh", "một câu dễ nhớ"), ("again", "khác hẳn")):
        page.fill(f"input[name={field}]", text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("không giống nhau")
    page.fill("input[name=again]", "một câu dễ nhớ")
    page.keyboard.press("Enter")

    page.wait_for_url("**/counter")
    expect(page.locator(".choose")).to_be_visible()


def test_a_lost_line_keeps_the_last_state_and_heals(tmp_path: Path, open_page: OpenPage) -> None:
    house = CounterHouse(tmp_path)
    house.write()
    house.start()
    try:
        desk = house.desk()
        label = house.take(house.kiosk("Máy thử"), desk.service)
        page = sit_down(house, open_page, desk)
        expect(page.locator("[data-list=waiting]")).to_contain_text(label)

        house.stop()
        expect(page.locator(".line-lost")).to_be_visible(timeout=15_000)
        expect(page.locator("[data-act=main]")).to_be_disabled()
        assert rows(page) == [label]
        house.start()

        expect(page.locator(".line-lost")).to_have_count(0, timeout=20_000)
        page.keyboard.press("Space")
        expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)
    finally:
        house.stop()


SIZES = ((1280, 720), (1366, 768), (1920, 1080))
HIDDEN = """() => {
    const isInside = (box) => box.top >= 0 && box.left >= 0
        && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1;
    const isSqueezed = (one) => one.scrollHeight > one.clientHeight + 1
        || one.scrollWidth > one.clientWidth + 1;
    const parts = document.querySelectorAll('.band button, .hand button, .day .figure, .line h2');
    const zones = document.querySelectorAll('.hand, .hand-body, .band, .day');
    return [...[...parts].filter((one) => !isInside(one.getBoundingClientRect())),
        ...[...zones].filter(isSqueezed)].map((one) => one.className);
}"""


def test_everything_stands_on_one_page(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    take(desk, 14, class_="priority", priority_reason="disabled")
    page = sit_down(house, open_page, desk)
    for key in ("Space", "g", "1", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    press_space(page)
    expect(page.locator(".hand.called")).to_be_visible()

    hidden = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        hidden[width] = page.evaluate(HIDDEN)

    assert hidden == {width: [] for width, _height in SIZES}


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
def test_axe_finds_nothing(
    house: CounterHouse, open_page: OpenPage, take: Take, locale: str
) -> None:
    desk = house.desk()
    take(desk, 3, class_="priority", priority_reason="elderly")
    page = open_page(f"{house.url}/counter", width=1366, height=768, locale=locale)
    expect(page.locator(".sign-in-panel")).to_be_visible()
    found = violations(page)
    fill_sign_in(page, desk.clerk)
    expect(page.locator(".choose")).to_be_visible()
    found += violations(page)
    page.click(f".tile[data-counter='{desk.number}']")
    expect(page.locator(".zones")).to_be_visible()
    found += violations(page)
    for key in ("Space", "g", "1", "Enter"):
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    press_space(page)
    expect(page.locator(".hand.called")).to_be_visible()
    found += violations(page)
    for key in ("c", "Escape", "t", "Escape", "p"):
        page.keyboard.press(key)
        page.wait_for_timeout(400)
        found += violations(page)

    assert found == []


def violations(page: Page) -> list[str]:
    """What axe-core says against the page as it stands, a line for each rule."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
