"""The day of an office that reports from a machine of its own, watched from the province."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from store.instants import to_text
from tests.browsers import OpenPage
from tests.manager.house import enter
from tests.manager.province_house import take_number
from tests.served import ServedHouse
from tests.stores import run

pytestmark = pytest.mark.browser

CODE = "trung-tam-nam"
LOOKS_MS = 5000
"""So often the page looks."""


def hear(house: ServedHouse, *, minutes_ago: int) -> None:
    """The office's machine was heard that long ago."""
    heard_at = to_text(datetime.now(UTC) - timedelta(minutes=minutes_ago))
    with house.opened() as (store, _), store.maintain() as sql:
        run(sql, "update intake set heard_at = ?", heard_at)


def set_fed(house: ServedHouse, fed: int) -> None:
    """Whether the office works on a machine of its own."""
    with house.opened() as (store, _), store.maintain() as sql:
        run(sql, "update office set fed = ? where code = ?", fed, CODE)


def number_arrives(house: ServedHouse) -> None:
    """The office's machine tells that somebody waits there."""
    set_fed(house, 0)
    take_number(house, CODE)
    set_fed(house, 1)
    hear(house, minutes_ago=0)


@pytest.fixture
def reported(province: ServedHouse) -> Iterator[ServedHouse]:
    """The province, whose office in the south reports from elsewhere and was heard just now."""
    with province.opened() as (store, _), store.maintain() as sql:
        run(sql, "insert into intake (office) select id from office where code = ?", CODE)
    set_fed(province, 1)
    hear(province, minutes_ago=0)
    yield province
    with province.opened() as (store, _), store.maintain() as sql:
        run(sql, "delete from intake where office = (select id from office where code = ?)", CODE)
    set_fed(province, 0)


def look(page: Page, house: ServedHouse) -> None:
    """Open the office's day on a page to which no socket tells anything."""
    page.route_web_socket("**/socket.io/**", lambda _: None)
    page.clock.install()
    page.goto(f"{house.url}/manager/today?office={CODE}")
    page.wait_for_selector(".content[aria-busy=false] .figures-row")


def waiting(page: Page) -> int:
    """How many wait, as the page says."""
    return int(page.locator(".figure dd").first.inner_text())


def test_silence_and_its_end_are_seen_without_loading_the_page_again(
    reported: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(reported, open_page, "staff", width=1024)
    look(page, reported)
    silence = page.get_by_text("Mất liên lạc với máy riêng của đơn vị")
    before = waiting(page)
    expect(silence).to_have_count(0)

    hear(reported, minutes_ago=16)
    page.clock.run_for(LOOKS_MS)
    expect(silence).to_be_visible()
    number_arrives(reported)
    page.clock.run_for(LOOKS_MS)

    expect(silence).to_have_count(0)
    expect(page.locator(".figure dd").first).to_have_text(str(before + 1))


def test_focus_place_and_an_open_list_stay_when_the_page_changes(
    reported: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(reported, open_page, "staff", width=412, height=600)
    look(page, reported)
    order = page.get_by_label("Sắp xếp theo").last
    order.focus()
    order.scroll_into_view_if_needed()
    place = order.bounding_box()

    hear(reported, minutes_ago=16)
    page.clock.run_for(LOOKS_MS)
    expect(page.locator(".troubles")).to_contain_text("Mất liên lạc")

    expect(order).to_be_focused()
    assert place is not None
    now = order.bounding_box()
    assert now is not None
    assert abs(now["y"] - place["y"]) < 2, "What is read stays where it is."
    page.locator(".office-button").click()
    page.fill("dialog input[type=search]", "bac")
    number_arrives(reported)
    page.clock.run_for(LOOKS_MS)
    expect(page.locator(".troubles")).to_have_count(0)
    expect(page.locator("dialog input[type=search]")).to_have_value("bac")
    expect(page.locator("dialog input[type=search]")).to_be_focused()


def test_an_office_that_gets_a_machine_of_its_own_meanwhile_is_watched_as_well(
    reported: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(reported, open_page, "staff")
    set_fed(reported, 0)
    look(page, reported)
    set_fed(reported, 1)
    page.click("nav >> text=Các quầy")
    page.wait_for_selector("tbody")
    page.click("nav >> text=Hôm nay")
    page.wait_for_selector(".content[aria-busy=false] .figures-row")

    hear(reported, minutes_ago=16)
    page.clock.run_for(LOOKS_MS)

    expect(page.locator(".troubles")).to_contain_text("Mất liên lạc")


def test_a_server_that_is_away_for_a_moment_leaves_the_figures_on_the_page(
    reported: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(reported, open_page, "staff")
    look(page, reported)
    busy = {"type": "about:blank", "title": "Bận", "status": 503, "code": "store_busy", "detail": "Bận"}  # fmt: skip
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=503, json=busy, content_type="application/problem+json")

    page.route("**/api/v1/today*", refuse)
    hear(reported, minutes_ago=16)
    page.clock.run_for(LOOKS_MS)
    expect(page.locator(".content")).to_have_attribute("aria-busy", "false")
    assert asked
    expect(page.locator(".figures-row")).to_be_visible()
    page.unroute("**/api/v1/today*")
    page.clock.run_for(LOOKS_MS)

    expect(page.locator(".troubles")).to_contain_text("Mất liên lạc")
