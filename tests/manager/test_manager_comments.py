"""Managers read in a browser what citizens wrote."""

import pytest
from playwright.sync_api import Route, expect

from tests.browsers import OpenPage
from tests.manager.house import COMMENT, MONTH, enter
from tests.served import ServedHouse

pytestmark = pytest.mark.browser

OLDER = {
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
