"""What a report says on its first page of offices that did not report."""

from typing import Any
from zoneinfo import ZoneInfo

from operations.report_forms import incomplete_text

THERE = ZoneInfo("Asia/Ho_Chi_Minh")
NEVER = {"names": {"vi": "Xã Chưa Gửi"}, "heard_at": None}
LATE = {"names": {"vi": "Xã Gửi Muộn"}, "heard_at": "2026-11-21T18:30:00.000Z"}


def filled(text: str, **values: Any) -> str:
    """The Vietnamese text itself."""
    return text % values


def test_offices_that_did_not_report_are_named_with_when_they_were_last_heard() -> None:
    text = incomplete_text([NEVER, LATE], filled, "vi", THERE)

    assert text == (
        "Số liệu CHƯA ĐẦY ĐỦ: 2 đơn vị chưa gửi đủ báo cáo của kỳ này: Xã Chưa Gửi (chưa gửi lần"
        " nào); Xã Gửi Muộn (lần cuối 01:30 ngày 22/11/2026)."
    )


def test_where_all_reported_nothing_is_said() -> None:
    assert incomplete_text([], filled, "vi", THERE) == ""
