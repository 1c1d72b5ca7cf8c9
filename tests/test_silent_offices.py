"""What a report says on its first page of offices that did not report."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from operations.report_incomplete import Incomplete, incomplete_of

THERE = ZoneInfo("Asia/Ho_Chi_Minh")
NEVER = {"code": "xa-chua", "names": {"vi": "Xã Chưa Gửi"}, "heard_at": None}
LATE = {"code": "xa-muon", "names": {"vi": "Xã Gửi Muộn"}, "heard_at": "2026-11-21T18:30:00.000Z"}


def filled(text: str, **values: Any) -> str:
    """The Vietnamese text itself."""
    return text % values


def told(*silent: dict[str, Any]) -> Incomplete:
    """What is said of these offices."""
    return incomplete_of(silent, filled, "vi", THERE)


def test_offices_that_did_not_report_are_named_with_when_they_were_last_heard() -> None:
    assert told(NEVER, LATE).text == (
        "Số liệu CHƯA ĐẦY ĐỦ: 2 đơn vị chưa gửi đủ báo cáo của kỳ này: Xã Chưa Gửi (chưa gửi lần"
        " nào); Xã Gửi Muộn (lần cuối 01:30 ngày 22/11/2026)."
    )


def test_where_all_reported_nothing_is_said() -> None:
    assert told().text == ""
    assert not told()
    assert told().within(0, where="phụ lục") == ""


def test_a_sentence_that_fits_exactly_is_whole_and_one_letter_less_makes_it_short() -> None:
    both = told(NEVER, LATE)

    assert both.within(len(both.text), where="phụ lục") == both.text
    assert both.within(len(both.text) - 1, where="phụ lục") == (
        "Số liệu CHƯA ĐẦY ĐỦ: 2 đơn vị chưa gửi đủ báo cáo của kỳ này:"
        " Xã Chưa Gửi (chưa gửi lần nào); … và 1 đơn vị khác; đủ tên ở phụ lục."
    )


@pytest.mark.parametrize("letters", [200, 1000, 6000, 32_767])
def test_a_short_sentence_has_whole_names_and_counts_the_others(letters: int) -> None:
    many = told(*[NEVER] * 3000)

    text = many.within(letters, where="phụ lục")

    named = text.count("Xã Chưa Gửi (chưa gửi lần nào); ")
    assert letters - 40 < len(text) <= letters
    assert (
        f": Xã Chưa Gửi (chưa gửi lần nào); {'Xã Chưa Gửi (chưa gửi lần nào); ' * (named - 1)}… và "
        in text
    )
    assert f"… và {3000 - named:,} đơn vị khác;".replace(",", ".") in text
    assert "3.000 đơn vị chưa gửi đủ" in text
