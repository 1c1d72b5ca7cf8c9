"""A ticket's own page as the server writes it: whole before any script, honest about each state."""

import json
import re

import pytest

from queueing.tickets import Ticket
from tests.house import House

pytestmark = pytest.mark.any_engine


def page_of(house: House, ticket: Ticket, **headers: str) -> str:
    """The page as it arrives."""
    answer = house.nobody().client.get(f"/t/{ticket.id}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_page_arrives_with_number_and_place(house: House) -> None:
    house.hall.take()
    ticket = house.hall.take()

    page = page_of(house, ticket)

    assert f'<h1 class="label">{ticket.label}</h1>' in page
    assert "Còn 1 người trước Ông/Bà" in page
    assert "1900 0000" in page


def test_the_page_tells_each_state_in_a_sentence(house: House) -> None:
    hall = house.hall
    ticket = hall.take()
    assert "Ông/Bà là người tiếp theo" in page_of(house, ticket)

    hall.called()
    called = page_of(house, ticket)
    assert "Mời Ông/Bà đến" in called
    assert '<p class="to-number">1</p>' in called
    hall.start(ticket)
    assert "Đang được phục vụ tại quầy 1" in page_of(house, ticket)
    hall.park(ticket)
    assert "quay lại quầy 1. Không phải lấy số mới." in page_of(house, ticket)
    hall.resume(ticket)
    hall.no_show(ticket)
    assert "Trong 30 phút kể từ lúc lỡ lượt" in page_of(house, ticket)
    hall.cancel(ticket)
    assert "Số này đã được hủy" in page_of(house, ticket)


def test_yesterdays_ticket_is_told_to_have_ended(house: House) -> None:
    ticket = house.hall.take()
    house.hall.clock.forward(days=1)
    house.hall.take()

    assert "Phiếu chỉ có giá trị trong ngày 23/11/2026." in page_of(house, ticket)


def test_a_served_ticket_is_asked_for_seven_days(house: House) -> None:
    ticket = house.hall.take()
    house.hall.called()
    house.hall.finish(ticket)

    house.hall.clock.forward(days=7)
    assert 'action="/t/' in page_of(house, ticket)
    house.hall.clock.forward(seconds=1)
    assert "Thời hạn đánh giá đã hết ngày 30/11/2026." in page_of(house, ticket)


def test_nothing_in_the_plain_form_is_chosen_beforehand(house: House) -> None:
    ticket = house.hall.take()
    house.hall.called()
    house.hall.finish(ticket)

    page = page_of(house, ticket)

    assert page.count('type="radio"') == 5
    assert not re.search(r"\bchecked\b|\bselected\b", page)


def test_the_plain_form_rates_once(house: House) -> None:
    ticket = house.hall.take()
    house.hall.called()
    house.hall.finish(ticket)
    client = house.nobody().client

    for level in ("2", "5"):
        answer = client.post(
            f"/t/{ticket.id}/rating", data={"level": level, "reasons": ["other", "long_wait"]}
        )
        assert answer.status_code == 303

    [kept] = house.hall.rows("select level, reasons, channel from rating")
    assert (kept["level"], kept["channel"]) == (2, "phone")
    assert json.loads(kept["reasons"]) == ["long_wait", "other"]
    assert "Đánh giá của Ông/Bà đã được ghi nhận." in page_of(house, ticket)


@pytest.mark.parametrize("form", [{}, {"level": "nine"}, {"level": "9"}])
def test_a_plain_form_without_a_face_keeps_nothing(house: House, form: dict[str, str]) -> None:
    ticket = house.hall.take()
    house.hall.called()
    house.hall.finish(ticket)

    answer = house.nobody().client.post(f"/t/{ticket.id}/rating", data=form)

    assert answer.status_code == 303
    assert house.hall.rows("select level from rating") == []


@pytest.mark.parametrize("verb", ["rating", "cancel"])
def test_staff_and_devices_do_nothing_on_a_citizens_page(house: House, verb: str) -> None:
    ticket = house.hall.take()
    house.hall.called()
    house.hall.finish(ticket)

    for who in (house.clerk_at(1), house.device("kiosk")):
        answer = who.client.post(f"/t/{ticket.id}/{verb}", data={"level": "5"}, headers=who.headers)
        assert answer.status_code == 403

    assert house.hall.rows("select level from rating") == []


def test_the_plain_page_gives_the_place_back(house: House) -> None:
    ticket = house.hall.take()

    assert house.nobody().client.post(f"/t/{ticket.id}/cancel").status_code == 303

    assert house.hall.ticket(ticket).state == "cancelled"


@pytest.mark.parametrize("path", ["/t/nobody-has-this", "/t/nobody-has-this/rating"])
def test_an_unknown_ticket_is_not_found(house: House, path: str) -> None:
    client = house.nobody().client
    answer = client.post(path) if path.endswith("rating") else client.get(path)

    assert answer.status_code == 404


def test_the_unknown_ticket_is_told_what_to_do(house: House) -> None:
    client = house.nobody().client
    assert "quét lại mã QR trên phiếu" in client.get("/t/nobody-has-this").text
    english = client.get("/t/nobody-has-this", headers={"Accept-Language": "en"}).text
    assert "Number not found" in english


def test_the_phones_language_is_spoken(house: House) -> None:
    ticket = house.hall.take()
    house.hall.take()

    assert "You are next" in page_of(house, ticket, **{"Accept-Language": "en-GB,en;q=0.9"})
