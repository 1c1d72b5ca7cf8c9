"""A ticket's own page in a browser: live, light, kind to old phones, one rating and no more."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browsers import OpenPage
from tests.citizen_house import CitizenHouse, citizens, overflow_of

pytestmark = pytest.mark.browser

SMALL = (360, 640)
LARGE = (412, 915)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CitizenHouse]:
    """One office for all walks of this file."""
    with citizens(tmp_path_factory.mktemp("phone")) as house:
        yield house


@pytest.fixture
def office(served: CitizenHouse) -> Iterator[CitizenHouse]:
    """The office with nobody at the counter."""
    yield served
    served.clear()


def sentence(page: Page) -> str:
    """What the page says about the ticket."""
    return page.locator(".say").inner_text()


def test_the_page_follows_the_ticket_without_being_touched(
    office: CitizenHouse, open_page: OpenPage
) -> None:
    ticket = office.take()
    page = office.phone(open_page, ticket)
    page.evaluate("navigator.vibrate = (pattern) => { window.shaken = pattern; return true; }")

    office.call(ticket)
    expect(page.locator(".phone.called .to-number")).to_have_text("1")
    expect(page).to_have_title(f"{ticket['label']} – mời đến quầy 1 · Mời Số")
    assert page.evaluate("window.shaken.length") > 0
    grounds = page.evaluate(
        "['html', '.phone'].map(s => getComputedStyle(document.querySelector(s)).backgroundColor)"
    )
    assert grounds[0] == grounds[1] != "rgb(250, 247, 242)"

    office.act(ticket, "recall")
    expect(page.locator(".again")).to_have_text("Gọi lần thứ 2")
    office.act(ticket, "start")
    expect(page.locator(".say")).to_have_text("Đang được phục vụ tại quầy 1")
    office.act(ticket, "finish")
    expect(page.locator(".rating-question")).to_be_visible()


def test_a_place_before_mine_that_is_given_back_moves_me_up(
    office: CitizenHouse, open_page: OpenPage
) -> None:
    first, second = office.take(), office.take()
    page = office.phone(open_page, second)
    before = sentence(page)

    other = office.phone(open_page, first)
    other.get_by_role("button", name="Hủy số này").click()
    other.get_by_role("button", name="Giữ số").click()
    expect(other.locator(".say")).not_to_have_text("Số này đã được hủy")
    other.get_by_role("button", name="Hủy số này").click()
    other.locator("dialog").get_by_role("button", name="Hủy số này").click()

    expect(other.locator(".say")).to_have_text("Số này đã được hủy")
    expect(page.locator(".say")).not_to_have_text(before)


def test_a_call_does_not_stand_behind_a_question(office: CitizenHouse, open_page: OpenPage) -> None:
    ticket = office.take()
    page = office.phone(open_page, ticket)
    page.get_by_role("button", name="Hủy số này").click()
    expect(page.locator("dialog[open]")).to_be_visible()

    office.call(ticket)

    expect(page.locator(".phone.called .to-number")).to_have_text("1")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_rating_from_the_phone_arrives_with_its_reasons(
    office: CitizenHouse, open_page: OpenPage
) -> None:
    ticket = office.serve()
    page = office.phone(open_page, ticket)
    page.wait_for_selector(".face-choice")
    assert page.locator(".face-choice[aria-pressed=true]").count() == 0
    assert page.locator(".rating-send").count() == 0

    page.get_by_role("button", name="Không hài lòng", exact=True).click()
    page.get_by_role("button", name="Trễ hẹn").click()
    page.get_by_label("Ông/Bà có góp ý gì thêm không?").fill("Hẹn lại hai lần.")
    page.get_by_role("button", name="Gửi đánh giá").click()

    expect(page.locator(".say")).to_have_text("Xin chân thành cảm ơn!")
    [kept] = office.ratings(ticket)
    assert (kept["level"], kept["channel"], kept["comment"]) == (2, "phone", "Hẹn lại hai lần.")
    assert json.loads(kept["reasons"]) == ["result_late"]
    assert kept["shown_ms"] > 0


def test_words_survive_a_lost_line_and_go_out_once(
    office: CitizenHouse, open_page: OpenPage
) -> None:
    ticket = office.serve()
    page = office.phone(open_page, ticket)
    page.route("**/rating", lambda route: route.abort())
    page.get_by_role("button", name="Hài lòng", exact=True).click()
    page.get_by_label("Ông/Bà có góp ý gì thêm không?").fill("Cảm ơn chị.")
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.locator(".toast.red")).to_be_visible()

    page.unroute("**/rating")
    page.get_by_role("button", name="Gửi đánh giá").click()

    expect(page.locator(".say")).to_have_text("Xin chân thành cảm ơn!")
    assert [kept["comment"] for kept in office.ratings(ticket)] == ["Cảm ơn chị."]


def test_another_language_is_kept_for_the_next_page(
    office: CitizenHouse, open_page: OpenPage
) -> None:
    ticket = office.take()
    page = office.phone(open_page, ticket)
    page.get_by_role("button", name="English").click()
    expect(page.locator(".overline")).to_have_text("Your number")

    page.reload()
    page.wait_for_selector("html[data-live=yes]")
    expect(page.locator(".overline")).to_have_text("Your number")


def test_an_old_phone_that_cannot_run_the_script_sees_its_call(
    office: CitizenHouse, open_page: OpenPage
) -> None:
    ticket = office.take()
    page = open_page()
    page.clock.install()
    page.route("**/phone/static/main.js", lambda route: route.abort())
    page.goto(f"{office.url}/t/{ticket['id']}")
    office.call(ticket)

    page.clock.run_for(21_000)

    expect(page.locator(".to-number")).to_have_text("1")


def test_the_page_is_light(office: CitizenHouse, open_page: OpenPage) -> None:
    """A cheap phone on a slow line: no charts, and less than 400 kB with the fonts."""
    loaded: list[tuple[str, int]] = []
    ticket = office.take()
    page = open_page(width=360, height=640)
    page.on("response", lambda answer: loaded.append((answer.url, len(answer.body()))))
    page.goto(f"{office.url}/t/{ticket['id']}", wait_until="networkidle")

    assert not [url for url, _size in loaded if "echarts" in url]
    assert sum(size for _url, size in loaded) < 400_000, loaded


@pytest.mark.parametrize("locale", ["vi-VN", "en-GB"])
@pytest.mark.parametrize(("width", "height"), [SMALL, LARGE])
def test_every_state_fits_the_phone_and_reads_well(
    office: CitizenHouse, open_page: OpenPage, width: int, height: int, locale: str
) -> None:
    ticket = office.take(**{"class": "priority", "priority_reason": "elderly"})
    page = office.phone(open_page, ticket, width=width, height=height, locale=locale)
    faults: dict[str, object] = {}

    def look(state: str, place: str = ".say") -> None:
        page.wait_for_selector(f".phone.{state} {place}")
        found = violations(page), overflow_of(page)[0]
        if found != ([], 0):
            faults[state] = found

    look("waiting")
    office.call(ticket)
    look("called")
    office.act(ticket, "start")
    look("serving")
    office.act(ticket, "park", reason="Chụp ảnh")
    look("parked")
    office.act(ticket, "resume")
    office.act(ticket, "no-show")
    look("missed")
    office.act(ticket, "bring-back")
    office.call(ticket)
    office.act(ticket, "finish")
    look("served", ".face-choice")
    worst = page.locator(".face-choice").last.bounding_box()
    assert worst is not None
    assert worst["y"] + worst["height"] <= height, "the worst face must not hide below the fold"
    page.locator(".face-choice").last.click()
    look("served", ".rating-send")

    assert faults == {}
