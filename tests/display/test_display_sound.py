"""Walks before the hall's screen in a real browser: what is truly heard, and in which order."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.axe import violations
from tests.browsers import OpenPage
from tests.display.hearing import (
    Heard,
    Show,
    clips_heard,
    names,
    open_display,
    said,
    wait_until_heard,
)
from tests.display.house import DisplayHouse

pytestmark = pytest.mark.browser


def test_a_call_is_seen_and_truly_heard(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("B")
    label, page = zone.citizen(), show(zone)

    called = zone.call(zone.first)

    expect(page.locator(".newest.flash .newest-number")).to_have_text(label)
    expect(page.locator(".newest-counter strong")).to_have_text(str(zone.first))
    expect(page.locator(".counter.called .counter-ticket")).to_contain_text(label)
    expect(page.locator("[role=status]")).to_have_text(f"Mời số {label} đến quầy {zone.first}")
    heard = wait_until_heard(page, 8)
    assert called["label"] == label
    assert names(heard) == ["vi/chime", *said(label, zone.first)]
    assert_one_after_the_other(heard)


def assert_one_after_the_other(heard: list[Heard]) -> None:
    """Each clip begins when the one before it is over, ended by the audio clock itself."""
    for before, after in pairwise(heard):
        assert before.end_s <= after.start_s
    for entry in heard:
        assert entry.ended_s is not None
        assert entry.ended_s >= entry.end_s - 0.02


def test_two_counters_that_call_at_once_are_heard_in_turn(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("C")
    first, second, page = zone.citizen(), zone.citizen(), show(zone)

    zone.call(zone.first)
    zone.call(zone.second)

    heard = wait_until_heard(page, 16)
    assert names(heard) == [
        "vi/chime",
        *said(first, zone.first),
        "vi/chime",
        *said(second, zone.second),
    ]
    assert_one_after_the_other(heard)
    expect(page.locator(".newest-number")).to_have_text(second)
    expect(page.locator(".latest-number")).to_have_text([first])


def test_call_again_is_shown_and_spoken_again(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("D")
    label, page = zone.citizen(), show(zone)
    ticket = zone.call(zone.first)
    wait_until_heard(page, 8)

    zone.recall(ticket)

    expect(page.locator(".again")).to_have_text("Gọi lần 2")
    again = wait_until_heard(page, 17)[8:]
    assert names(again) == ["vi/chime", "vi/nhac-lai", *said(label, zone.first)]
    expect(page.locator(".latest-number")).to_have_count(0)


def test_a_missed_number_is_told_once(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("I")
    label, page = zone.citizen(), show(zone)
    ticket = zone.call(zone.first)
    wait_until_heard(page, 8)

    zone.no_show(ticket)

    told = wait_until_heard(page, 15)[8:]
    spelled = [f"vi/{sign}" for sign in label]
    assert names(told) == ["vi/chime", "vi/so-thu-tu", *spelled, "vi/da-goi"]
    page.wait_for_timeout(1000)
    assert len(clips_heard(page)) == 15


def test_an_english_ticket_is_called_in_both_languages(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("E")
    label, page = zone.citizen(language="en"), show(zone)

    zone.call(zone.first)

    heard = wait_until_heard(page, 15)
    assert names(heard) == ["vi/chime", *said(label, zone.first), *said(label, zone.first, "en")]


def test_clips_that_are_missing_leave_the_rest_audible(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("F")
    label, page = zone.citizen(), show(zone)
    page.route("**/voice/vi/moi", lambda route: route.fulfill(status=404))
    page.route("**/voice/vi/0", lambda route: route.abort())

    zone.call(zone.first)

    rest = [clip for clip in said(label, zone.first) if clip not in ("vi/moi", "vi/0")]
    assert names(wait_until_heard(page, 1 + len(rest))) == ["vi/chime", *rest]


def test_without_any_clip_the_hall_hears_a_chime(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("L")
    label, page = zone.citizen(), show(zone)
    page.route("**/voice/**", lambda route: route.fulfill(status=404))

    zone.call(zone.first)

    assert names(wait_until_heard(page, 1)) == ["made here"]
    expect(page.locator(".newest-number")).to_have_text(label)


def test_a_muted_screen_says_so_until_it_is_touched(
    house: DisplayHouse, open_page: OpenPage
) -> None:
    zone = house.zone("G")
    first, page = zone.citizen(), open_display(open_page, zone)
    expect(page.locator(".muted")).to_contain_text("Màn hình đang tắt tiếng – chạm để bật")
    assert violations(page) == []
    zone.call(zone.first)  # what was called long before the touch is not read out
    expect(page.locator(".newest-number")).to_have_text(first)

    page.locator(".muted").click()
    expect(page.locator(".muted")).to_have_count(0)
    assert names(wait_until_heard(page, 1)) == ["made here"]
    second = zone.citizen()
    zone.call(zone.second)

    assert names(wait_until_heard(page, 9)[1:]) == ["vi/chime", *said(second, zone.second)]
