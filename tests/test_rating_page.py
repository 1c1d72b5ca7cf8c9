"""Walks at the rating tablet in a real browser: asked once, never pushed, nothing lost or doubled."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browsers import OpenPage, stop_clock
from tests.citizen_house import CLERK, CitizenHouse, citizens

pytestmark = pytest.mark.browser

RATING_ROUTE = re.compile(r"/api/v1/tickets/[^/]+/rating$")
HELD_MS = 7_000
"""Longer than a choice by one tap can be taken back."""

SHOWN_MS = 30_000
"""Nobody is asked for longer."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CitizenHouse]:
    """One office for all walks of this file."""
    with citizens(tmp_path_factory.mktemp("rating")) as house:
        yield house


@pytest.fixture
def office(served: CitizenHouse) -> Iterator[CitizenHouse]:
    """The office with nobody at the counter."""
    yield served
    served.clear()


@pytest.fixture
def tablet(office: CitizenHouse, open_page: OpenPage) -> Page:
    """The tablet of counter 1 at rest, 1280 × 800."""
    return office.tablet(open_page)


def face(page: Page, name: str) -> Locator:
    """One of the five faces, by its words."""
    return page.get_by_role("button", name=name, exact=True)


def test_at_rest_it_tells_the_counter_and_the_clerk_and_offers_no_act(tablet: Page) -> None:
    expect(tablet.locator(".counter-number")).to_have_text("1")
    expect(tablet.locator(".clerk strong")).to_have_text(CLERK)

    assert tablet.locator("button").all_inner_texts() == ["Tiếng Việt", "English"]


def test_it_follows_the_counter_until_it_asks(office: CitizenHouse, tablet: Page) -> None:
    ticket = office.take()
    office.call(ticket)
    expect(tablet.locator(".tablet.called")).to_contain_text(ticket["label"])
    expect(tablet.locator(".to-counter")).to_have_text("đến quầy số 1")

    office.act(ticket, "start")
    expect(tablet.locator(".tablet.serving")).to_contain_text(ticket["label"])

    office.act(ticket, "finish")
    expect(tablet.locator("h2")).to_have_text(
        "Ông/Bà đánh giá như thế nào về việc phục vụ vừa rồi?"
    )


def test_one_tap_on_a_good_face_is_kept(office: CitizenHouse, tablet: Page) -> None:
    ticket = office.serve()
    tablet.wait_for_selector(".tablet.ask")
    stop_clock(tablet)
    face(tablet, "Hài lòng").click()
    expect(tablet.locator("h1")).to_have_text("Xin chân thành cảm ơn!")
    assert office.ratings(ticket) == []  # it may still be taken back

    with tablet.expect_response(RATING_ROUTE):
        tablet.clock.fast_forward(HELD_MS)

    [kept] = office.ratings(ticket)
    assert (kept["level"], kept["channel"], kept["reasons"]) == (4, "tablet", "[]")
    assert 0 < kept["shown_ms"] < SHOWN_MS
    tablet.clock.resume()
    tablet.wait_for_selector(".tablet.rest")


def test_a_slip_of_the_finger_is_taken_back(office: CitizenHouse, tablet: Page) -> None:
    ticket = office.serve()
    face(tablet, "Rất hài lòng").click()
    tablet.get_by_role("button", name="Chọn lại").click()
    assert tablet.locator(".face-choice[aria-pressed=true]").count() == 0

    face(tablet, "Không hài lòng").click()
    with tablet.expect_response(RATING_ROUTE):
        tablet.get_by_role("button", name="Gửi đánh giá").click()

    assert [kept["level"] for kept in office.ratings(ticket)] == [2]


def test_a_bad_face_asks_why_and_the_words_arrive(office: CitizenHouse, tablet: Page) -> None:
    ticket = office.serve()
    face(tablet, "Bình thường").click()
    face(tablet, "Chờ đợi quá lâu").click()
    face(tablet, "Lý do khác").click()
    tablet.get_by_label("Ông/Bà có góp ý gì thêm không?").fill("Ghế ngồi hơi ít.")
    with tablet.expect_response(RATING_ROUTE):
        tablet.get_by_role("button", name="Gửi đánh giá").click()

    [kept] = office.ratings(ticket)
    assert (kept["level"], kept["comment"]) == (3, "Ghế ngồi hơi ít.")
    assert json.loads(kept["reasons"]) == ["long_wait", "other"]
    assert tablet.locator(".thanks-face").count() == 0  # others see this screen too


def test_a_double_tap_sends_once(office: CitizenHouse, tablet: Page) -> None:
    sent: list[str] = []
    tablet.on("request", lambda asked: sent.extend(RATING_ROUTE.findall(asked.url)))
    ticket = office.serve()
    face(tablet, "Không hài lòng").click()

    with tablet.expect_response(RATING_ROUTE):
        tablet.evaluate(
            "() => { const send = document.querySelector('.rating-send'); send.click(); send.click(); }"
        )
    tablet.wait_for_selector(".tablet.thanks")
    tablet.clock.fast_forward(30_000)

    tablet.wait_for_selector(".tablet.rest")
    assert len(office.ratings(ticket)) == len(sent) == 1


def test_a_lost_answer_is_asked_for_again_with_the_same_key(
    office: CitizenHouse, tablet: Page
) -> None:
    keys: list[str | None] = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.header_value("idempotency-key"))
        if len(keys) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    tablet.route(RATING_ROUTE, lose_the_first)
    ticket = office.serve()
    face(tablet, "Không hài lòng").click()
    with tablet.expect_response(RATING_ROUTE) as second:
        tablet.get_by_role("button", name="Gửi đánh giá").click()

    assert second.value.status == 201
    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert len(office.ratings(ticket)) == 1


def test_a_rating_given_without_a_line_survives_a_power_cut(
    office: CitizenHouse, tablet: Page
) -> None:
    keys: list[str | None] = []

    def lose(route: Route) -> None:
        keys.append(route.request.header_value("idempotency-key"))
        route.abort()

    ticket = office.serve()
    tablet.route(RATING_ROUTE, lose)
    face(tablet, "Rất không hài lòng").click()
    tablet.get_by_role("button", name="Gửi đánh giá").click()
    tablet.wait_for_selector(".tablet.thanks")
    tablet.clock.run_for(8_000)
    expect(tablet.locator(".kept")).to_be_visible()

    tablet.unroute(RATING_ROUTE)
    with tablet.expect_response(RATING_ROUTE) as arrived:
        tablet.reload()

    expect(tablet.locator(".tablet.rest")).to_be_visible()
    assert {*keys} == {arrived.value.request.header_value("idempotency-key")}
    assert [kept["level"] for kept in office.ratings(ticket)] == [1]


def test_the_lost_line_is_told_calmly_and_heals(office: CitizenHouse, tablet: Page) -> None:
    office.stop()
    expect(tablet.locator(".line-lost")).to_contain_text("Đang tự nối lại")
    expect(tablet.locator(".tablet.rest")).to_be_visible()

    office.start()
    tablet.clock.run_for(6_000)
    expect(tablet.locator(".line-lost")).to_have_count(0)


def test_a_form_in_hand_is_kept_when_the_next_one_is_called(
    office: CitizenHouse, tablet: Page
) -> None:
    first = office.serve()
    face(tablet, "Không hài lòng").click()
    face(tablet, "Trễ hẹn").click()

    second = office.take()
    office.call(second)
    tablet.wait_for_timeout(500)
    expect(tablet.locator("h1")).to_contain_text(first["label"])
    with tablet.expect_response(RATING_ROUTE):
        tablet.get_by_role("button", name="Gửi đánh giá").click()
    tablet.clock.fast_forward(HELD_MS)

    expect(tablet.locator(".tablet.called")).to_contain_text(second["label"])
    assert [kept["level"] for kept in office.ratings(first)] == [2]


def test_who_leaves_without_a_word_leaves_no_rating(office: CitizenHouse, tablet: Page) -> None:
    ticket = office.serve()
    tablet.wait_for_selector(".tablet.ask")
    stop_clock(tablet)

    tablet.clock.fast_forward(31_000)
    expect(tablet.locator("h1")).to_have_text("Cảm ơn Ông/Bà!")
    tablet.clock.fast_forward(6_000)

    expect(tablet.locator(".tablet.rest")).to_be_visible()
    assert office.ratings(ticket) == []


def test_who_rated_on_the_phone_meanwhile_is_thanked_in_fitting_words(
    office: CitizenHouse, tablet: Page
) -> None:
    ticket = office.serve()
    face(tablet, "Không hài lòng").click()
    office.rate(ticket["id"], 4)

    tablet.get_by_role("button", name="Gửi đánh giá").click()

    expect(tablet.locator(".thanks-words")).to_have_text(
        "Lượt phục vụ này đã được đánh giá trước đó."
    )
    assert [kept["level"] for kept in office.ratings(ticket)] == [4]


def test_it_speaks_the_tickets_language_and_another_on_request(
    office: CitizenHouse, tablet: Page
) -> None:
    office.serve(language="en")
    expect(tablet.locator("h2")).to_have_text("How was the service you just received?")

    tablet.get_by_role("button", name="Tiếng Việt").click()
    expect(tablet.locator("h2")).to_contain_text("Ông/Bà đánh giá")
    assert tablet.locator("html").get_attribute("lang") == "vi"


def test_a_keyboard_is_enough(office: CitizenHouse, tablet: Page) -> None:
    ticket = office.serve()
    tablet.wait_for_selector(".tablet.ask")
    face(tablet, "English").focus()
    tablet.keyboard.press("Tab")
    expect(face(tablet, "Rất hài lòng")).to_be_focused()
    for _ in range(3):
        tablet.keyboard.press("Tab")
    tablet.keyboard.press("Enter")
    tablet.keyboard.press(
        "Tab"
    )  # on the way there: Enter alone, at once again, would be impatience
    with tablet.expect_response(RATING_ROUTE):
        tablet.get_by_role("button", name="Gửi đánh giá").press("Enter")

    assert [kept["level"] for kept in office.ratings(ticket)] == [2]
