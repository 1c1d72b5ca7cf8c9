"""The usual round at the counter: the space bar, two clerks at once, slips of the hand."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browsers import OpenPage, center_of, stop_clock
from tests.counter.house import (
    SLIP_MS,
    CounterHouse,
    Desk,
    Take,
    in_hand,
    new_in_hand,
    press,
    press_space,
    rows,
    sign_in,
    sit_down,
)

pytestmark = pytest.mark.browser


def answer_slowly(page: Page) -> None:
    """Every command of this page reaches the server a while after its key."""

    def later(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/api/v1/**", later)


def test_the_space_bar_alone_serves_a_line_of_people(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)

    press(page, "Space")
    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(first)
    press(page, "s")
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
    house.employ("canbo-ben-canh", "Trần Bên Cạnh")
    beside = Desk(desk.beside, desk.number, desk.service, "canbo-ben-canh", "Trần Bên Cạnh")
    labels = take(desk, 6)
    pages = [sit_down(house, open_page, one) for one in (desk, beside)]

    called: list[str] = []
    for _ in range(3):
        for page in pages:
            press_space(page)
        called += [new_in_hand(page, called) for page in pages]

    assert sorted(called) == labels


def test_a_held_or_doubled_key_finishes_nobody(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)
    page.clock.install()
    page.reload()
    page.wait_for_selector(".zones")

    page.keyboard.down(" ")
    expect(page.locator(".hand.called")).to_be_visible()
    stop_clock(page)
    for _ in range(3):
        page.keyboard.down(" ")  # the keyboard repeats while the key is held
    page.keyboard.up(" ")
    page.wait_for_timeout(300)
    assert in_hand(page) == first
    press(page, "Space")
    expect(page.locator(".hand-ticket .hand-number")).to_have_text(second)
    press(page, "Space")  # no time has passed
    page.wait_for_timeout(300)

    assert in_hand(page) == second
    expect(page.locator(".day dd").first).to_have_text("1")


def test_a_key_pressed_before_the_answer_acts_once_it_has_come(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    first, second = take(desk, 2)
    page = sit_down(house, open_page, desk)
    answer_slowly(page)

    page.keyboard.press("Space")
    for key in ("p", "s"):  # the newest counts: the citizen is served, the counter stays open
        page.keyboard.press(key)
    expect(page.locator(".hand.serving .hand-number")).to_have_text(first)
    expect(page.locator("dialog[open]")).to_have_count(0)

    press_space(page)
    page.keyboard.press("x")  # meant the first one, who is finished by now

    expect(page.locator(".hand.called .hand-number")).to_have_text(second)
    expect(page.locator(".zones[aria-busy=true]")).to_have_count(0)
    expect(page.locator(".hand.called .hand-number")).to_have_text(second)
    expect(page.locator(".day dd").first).to_have_text("1")


def test_a_double_click_sends_one_command(
    house: CounterHouse, open_page: OpenPage, take: Take
) -> None:
    desk = house.desk()
    labels = take(desk, 3)
    page = sit_down(house, open_page, desk)
    sent: list[str] = []
    page.on(
        "request", lambda request: sent.append(request.url) if request.method == "POST" else None
    )

    page.clock.install()
    stop_clock(page)
    for number, label in enumerate(labels[:2], 1):
        place = center_of(page.locator("[data-act=main]"))
        page.mouse.click(*place)
        expect(page.locator(".hand.called .hand-number")).to_have_text(label)
        page.mouse.click(*place)  # whatever stands there by now
        page.locator("[data-act=main]").click()  # the next act by now, and no time has passed
        page.wait_for_timeout(300)

        assert len(sent) == number
        page.clock.run_for(SLIP_MS)


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
    press(page, "Space")

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
    press(second, "Space")

    expect(page.locator(".hand.called .hand-ticket .hand-number")).to_have_text(label)
