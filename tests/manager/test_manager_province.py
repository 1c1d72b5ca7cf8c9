"""The province's screen: the map of its offices, what its colours mean, a list that can be held on to."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from store.instants import to_text
from tests.axe import violations
from tests.browsers import OpenPage
from tests.manager.house import enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NO_RATE = {"rate": None, "low": None, "high": None, "numerator": 0, "denominator": 0}


def minutes_ago(minutes: int) -> str:
    """An instant before the province's own."""
    return to_text(NOW - timedelta(minutes=minutes))


def at_work(code: str, name: str, **told: Any) -> dict[str, Any]:
    """An office where all is well, but for what is told."""
    return {
        "code": code, "kind": "commune", "names": {"vi": name, "en": name}, "fed": False,
        "heard_at": None, "silent": False, "behind": 0, "refusal": None, "refused_at": None,
        "counters": 2, "open_counters": 1, "waiting": 0, "oldest_at": None, "taken": 0, "served": 0,
        "satisfaction": {"satisfied": NO_RATE, "response": NO_RATE},
        "devices": 3, "lost": 0, "help": 0, **told,
    }  # fmt: skip


OFFICES = [
    at_work("trung-tam-bac", "Cơ sở Bắc Mẫu", waiting=1, oldest_at=minutes_ago(3)),
    at_work("diem-cho-moi", "Điểm tiếp nhận Chợ Mới Mẫu", waiting=4, oldest_at=minutes_ago(45)),
    at_work("trung-tam-nam", "Cơ sở Nam Mẫu", lost=1),
    at_work("xa-an", "Xã An Mẫu"),
    at_work("xa-binh", "Xã Bình Mẫu"),
]
"""The point under the first centre has the worst trouble."""

TREE = [
    {"code": code, "kind": "centre", "names": {"vi": name}, "parent": None, "depth": depth, "fed": False}
    for code, name, depth in (
        ("tinh-mau", "Tỉnh Mẫu", 0), ("trung-tam-bac", "Cơ sở Bắc Mẫu", 1),
        ("diem-cho-moi", "Điểm tiếp nhận Chợ Mới Mẫu", 2), ("trung-tam-nam", "Cơ sở Nam Mẫu", 1),
        ("xa-an", "Xã An Mẫu", 2), ("xa-binh", "Xã Bình Mẫu", 2),
    )
]  # fmt: skip


def show(page: Page, house: ServedHouse, offices: Callable[[], list[dict[str, Any]]]) -> None:
    """The province's screen with these offices instead of what the server says."""

    def answer(route: Route) -> None:
        told = {"now": to_text(NOW), "names": {"vi": "Tỉnh Mẫu"}, "code": "tinh-mau"}
        route.fulfill(json={**told, "offices": offices()})

    page.route("**/api/v1/province", answer)
    page.route("**/api/v1/offices", lambda route: route.fulfill(json={"offices": TREE}))
    page.goto(f"{house.url}/manager/province")
    page.wait_for_selector(".mosaics")


def names(page: Page) -> list[str]:
    """The offices of the list, from above."""
    return page.locator(".province tbody th").all_inner_texts()


def test_the_map_keeps_its_places_while_the_list_puts_trouble_first(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "today")
    show(page, province, lambda: OFFICES)

    assert page.locator(".mosaics h3").all_inner_texts() == [
        "Cơ sở Bắc Mẫu 2 đơn vị",
        "Cơ sở Nam Mẫu 3 đơn vị",
    ]
    tiles = page.locator(".tile-name").all_inner_texts()
    assert tiles == ["Cơ sở Bắc Mẫu", "Chợ Mới Mẫu", "Cơ sở Nam Mẫu", "An Mẫu", "Bình Mẫu"]
    worst_first = ["Điểm tiếp nhận Chợ Mới Mẫu", "Cơ sở Nam Mẫu", "Cơ sở Bắc Mẫu"]
    assert names(page)[:3] == worst_first
    point = page.locator(".tile:has-text('Chợ Mới Mẫu')")
    expect(point).to_have_class("tile red")
    expect(point.locator("svg.icon")).to_have_count(1)
    assert violations(page) == []


def test_a_colour_of_the_legend_shows_its_offices_alone(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "today")
    show(page, province, lambda: OFFICES)

    page.get_by_role("button", name="Cần để ý 1").press("Enter")
    assert names(page) == ["Cơ sở Nam Mẫu"]
    expect(page.locator(".tile")).to_have_count(1)
    expect(page.get_by_role("button", name="Cần xử lý ngay 1")).to_be_visible()
    page.get_by_role("button", name="Chưa mở quầy 0").click()
    expect(page.locator(".empty")).to_contain_text("Không có đơn vị nào như vậy")
    page.get_by_role("button", name="Chưa mở quầy 0").click()
    expect(page.locator(".tile")).to_have_count(5)


def test_who_stands_on_an_office_stays_there_when_the_rows_change_places(
    province: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(province, open_page, "today")
    shown = list(OFFICES)
    page.clock.install()
    show(page, province, lambda: shown)
    link = page.get_by_role("link", name="Cơ sở Bắc Mẫu", exact=True)
    link.focus()

    shown[0] = {**OFFICES[0], "open_counters": 0}
    page.clock.run_for(5000)

    expect(page.locator(".province tbody th").first).to_have_text("Cơ sở Bắc Mẫu")
    expect(link).to_be_focused()


def test_silent_offices_are_named_and_of_many_the_rest_is_counted(
    province: ServedHouse, open_page: OpenPage
) -> None:
    silent = [
        at_work(f"xa-{at}", f"Xã Số {at} Mẫu", fed=True, silent=True, heard_at=minutes_ago(99))
        for at in range(6)
    ]
    page = enter(province, open_page, "today")
    show(page, province, lambda: silent)

    expect(page.locator(".silent-offices")).to_contain_text(
        "Xã Số 0 Mẫu; Xã Số 1 Mẫu; Xã Số 2 Mẫu; Xã Số 3 Mẫu và 2 đơn vị khác"
    )


def rated(served: int, ratings: int, good: int) -> dict[str, Any]:
    """An office's day, with how many of its ratings were good; its own rates are not looked at."""
    return {
        "served": served,
        "satisfaction": {
            "satisfied": NO_RATE | {"numerator": good, "denominator": ratings},
            "response": NO_RATE | {"numerator": ratings, "denominator": served},
        },
    }


def figures(page: Page) -> list[str]:
    """The figures of all that is shown, the counts of satisfaction with them."""
    return [
        " ".join(told.split())
        for told in page.locator(".figures-row dd:not(.note)").all_inner_texts()
    ]


def sums(page: Page) -> list[str]:
    """The last line of the list, without the empty cell of the last report."""
    return [
        " ".join(told.split())
        for told in page.locator(".province tfoot :is(th, td)").all_inner_texts()
    ][:-1]


def test_sums_follow_what_is_chosen_and_leave_silent_offices_out(
    province: ServedHouse, open_page: OpenPage
) -> None:
    offices = [
        OFFICES[0] | rated(20, 10, 9),
        OFFICES[1] | rated(200, 90, 45),
        OFFICES[2] | rated(4, 4, 4),
        OFFICES[3] | rated(6, 0, 0),
        at_work("xa-binh", "Xã Bình Mẫu", fed=True, silent=True, waiting=50, oldest_at=minutes_ago(99))
        | rated(500, 500, 500),
    ]  # fmt: skip
    page = enter(province, open_page, "today")
    show(page, province, lambda: offices)
    about, line = page.locator(".sums-about"), page.locator(".sums-line")

    expect(about).to_have_text("Tất cả 5 đơn vị · không tính 1 đơn vị mất liên lạc")
    assert figures(page) == ["4/4", "5", "45 phút", "230", "3", "55,8% 58/104"]
    assert sums(page) == [
        "Tổng 4 đơn vị không tính 1 đơn vị mất liên lạc", "4 đang mở", "5", "45 phút", "230",
        "55,8% 58/104 46,1–65,0%", "45,2%", "11/12",
    ]  # fmt: skip
    expect(line.nth(1)).to_contain_text("hài lòng 100,0% (4/4; 51,0–100,0%)")
    expect(line.nth(1)).to_contain_text("không tính 1 đơn vị mất liên lạc")
    assert violations(page) == []

    page.get_by_label("Đơn vị trực thuộc của").select_option("Cơ sở Bắc Mẫu")
    expect(about).to_have_text("2 trong 5 đơn vị: Cơ sở Bắc Mẫu")
    assert figures(page) == ["2/2", "5", "45 phút", "220", "1", "54,0% 54/100"]
    page.get_by_role("button", name="Đang làm việc 1").click()
    expect(about).to_have_text("1 trong 5 đơn vị: Cơ sở Bắc Mẫu · Đang làm việc")
    assert sums(page)[2:6] == ["1", "3 phút", "20", "90,0% 9/10 59,5–98,3%"]
    page.get_by_placeholder("Tìm đơn vị…").fill("nam")
    expect(about).to_have_text("0 trong 5 đơn vị: Cơ sở Bắc Mẫu · Đang làm việc · “nam”")
    assert figures(page) == ["–", "–", "–", "–", "0", "–"]


def test_where_all_offices_are_silent_no_sum_is_told(
    province: ServedHouse, open_page: OpenPage
) -> None:
    silent = [one | {"fed": True, "silent": True, "heard_at": minutes_ago(99)} for one in OFFICES]
    page = enter(province, open_page, "today")
    show(page, province, lambda: silent)

    expect(page.locator(".sums-about")).to_have_text(
        "Tất cả 5 đơn vị · không tính 5 đơn vị mất liên lạc"
    )
    assert figures(page) == ["–", "–", "–", "–", "5", "–"]
