"""Managers read in a browser what citizens wrote."""

import pytest
from playwright.sync_api import Route, expect

from tests.axe import violations
from tests.browsers import Held, OpenPage
from tests.manager.house import COMMENT, MONTH, enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser

OLDER = {
    "office": {"code": "thu", "names": {"vi": "Xã Mẫu"}},
    "day": "2026-03-08",
    "rated_at": "2026-03-08T09:00:00.000Z",
    "service": {"code": "A", "names": {"vi": "Hộ tịch"}},
    "level": 5,
    "reasons": [],
    "comment": "Lời cũ hơn",
    "channel": "phone",
    "language": "vi",
}


def test_comments_stand_below_the_reasons_as_plain_text(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, f"reasons?{MONTH}")

    section = page.locator(".comments")
    expect(section.locator("h2")).to_have_text("Góp ý của công dân")
    expect(section.locator("tbody th")).to_have_text(["09/03/2026"])
    told = section.locator("tbody td").all_inner_texts()
    assert told == ["Hộ tịch", "Không hài lòng", "Chờ đợi quá lâu", COMMENT]
    assert "Nguyễn Văn Mẫu" not in section.inner_text()


def test_a_period_without_comments_says_so(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, "reasons?from=2026-04-01&to=2026-04-30")

    title = page.locator(".comments .empty h2")
    expect(title).to_have_text("Không có góp ý nào trong kỳ này")
    page.click("text=English")
    expect(title).to_have_text("No comments in this period")


def test_older_comments_follow_when_they_are_asked_for(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, "today")
    asked = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if "before=" in route.request.url:
            route.fulfill(json={"comments": [OLDER], "more": False})
        else:
            route.fulfill(json={**route.fetch().json(), "more": True})

    page.route("**/api/v1/comments?*", answer)
    page.goto(f"{house.url}/manager/reasons?{MONTH}")
    page.click("text=Xem thêm góp ý cũ hơn")

    expect(page.locator(".comments tbody th")).to_have_text(["09/03/2026", "08/03/2026"])
    expect(page.locator("text=Xem thêm góp ý cũ hơn")).to_have_count(0)
    assert asked[-1].endswith("&before=2026-03-09T09%3A00%3A00.000Z")


def test_what_is_chosen_stands_in_the_address_and_leaves_the_report_as_it_is(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, f"reasons?{MONTH}")
    section = page.locator(".comments")
    expect(section.locator("tbody th")).to_have_count(1)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chosen_by = section.locator(".chosen-by")
    level, service = chosen_by.get_by_label("Mức độ"), chosen_by.get_by_label("Lĩnh vực")

    level.select_option("Rất hài lòng")
    expect(section.locator(".empty h2")).to_have_text("Không có góp ý nào như vậy trong kỳ này")
    level.select_option("Hai mức không hài lòng")
    service.select_option("A · Hộ tịch")
    expect(section.locator("tbody th")).to_have_count(1)

    page.wait_for_url("**level=1%2C2&service=A")
    told = [url for url in asked if "/api/v1/" in url]
    assert len(told) == 3
    assert all("/comments?" in url for url in told)
    assert violations(page) == []
    page.reload()
    expect(section.locator("tbody th")).to_have_count(1)
    expect(level).to_have_value("1,2")
    expect(service).to_have_value("A")


def test_only_the_comments_pale_while_others_are_read(
    house: ServedHouse, open_page: OpenPage
) -> None:
    page = enter(house, open_page, f"reasons?{MONTH}")
    report, section = page.locator(".report"), page.locator(".comments")
    expect(section.locator("tbody th")).to_have_count(1)
    held = Held(page, "**/api/v1/comments?*")

    section.locator(".chosen-by").get_by_label("Mức độ").select_option("Rất hài lòng")

    answer = held.first()
    expect(section).to_have_css("opacity", "0.55")
    expect(report).to_have_css("opacity", "1")
    answer.continue_()
    expect(section).to_have_css("opacity", "1")


def test_on_a_phone_each_comment_is_a_card(house: ServedHouse, open_page: OpenPage) -> None:
    page = enter(house, open_page, f"reasons?{MONTH}", width=412, height=915)

    card = page.locator(".comments tbody tr")
    expect(card.get_by_role("cell")).to_have_count(4)
    expect(page.locator(".comments thead")).to_be_hidden()
    widths = page.locator(".comments .table-scroll").evaluate("one => [one.scrollWidth, one.clientWidth]")  # fmt: skip
    assert widths[0] == widths[1]
    assert violations(page) == []
