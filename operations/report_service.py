"""The form "Báo cáo tình hình phục vụ"."""

from collections.abc import Mapping
from typing import Any

from operations.report_figures import COUNTS, TIMES
from operations.report_tables import (
    Cell,
    Chart,
    ChartKind,
    Column,
    Form,
    Kind,
    Translate,
    minutes,
    part_column,
    place_column,
    said,
)
from operations.reports import Report

FIGURES = ("mean_s", "median_s", "p90_s")


def service_form(report: Report, translate: Translate, language: str) -> Form:
    """How many came, what became of them, and how long the served ones waited and took."""
    rows = [
        [place, said(row["names"], language), *_cells(row)]
        for place, row in enumerate(report["rows"], start=1)
    ]
    return Form(
        title=translate("BÁO CÁO TÌNH HÌNH PHỤC VỤ TẠI BỘ PHẬN MỘT CỬA"),
        columns=_columns(report, translate),
        rows=rows,
        parts=[row["key"] for row in report["rows"]],
        total=[None, translate("Tổng số"), *_cells(report["total"])],
        notes=_notes(translate),
        chart=Chart(
            ChartKind.COLUMNS,
            translate("Thời gian chờ và phục vụ"),
            translate("Phút"),
            names="part",
            series=("wait_mean_s", "wait_p90_s", "service_mean_s"),
        ),
    )


def _cells(row: Mapping[str, Any]) -> list[Cell]:
    return [
        *(row[name] for name in COUNTS),
        *(minutes(row[what][figure]) for what in TIMES for figure in FIGURES),
    ]


def _columns(report: Report, translate: Translate) -> list[Column]:
    _ = translate
    return [
        place_column(_),
        part_column(report["by"], _, has_several=report["offices"] > 1),
        Column("taken", _("Số lượt lấy số"), _("Tất cả số thứ tự đã cấp trong kỳ.")),
        Column("served", _("Đã phục vụ"), _("Số lượt đã hoàn thành giao dịch tại quầy.")),
        Column("missed", _("Vắng mặt"), _("Số lượt đã gọi nhưng không có người đến, kể cả khi hết ngày.")),
        Column("cancelled", _("Đã hủy"), _("Số lượt do công dân hoặc cán bộ hủy.")),
        Column("expired", _("Hết ngày"), _("Số lượt còn chờ hoặc dở dang khi hết ngày làm việc.")),
        *_times("wait", _("Thời gian chờ (phút)"), _("Từ lúc lấy số đến lúc được gọi, của các lượt đã phục vụ."), _),
        *_times("walk", _("Thời gian đến quầy (phút)"), _("Từ lúc được gọi đến lúc bắt đầu, của các lượt đã phục vụ."), _),
        *_times("service", _("Thời gian phục vụ (phút)"), _("Từ lúc bắt đầu đến lúc kết thúc, trừ thời gian tạm dừng."), _),
    ]  # fmt: skip


def _times(what: str, group: str, meaning: str, translate: Translate) -> list[Column]:
    _ = translate
    titles = {
        "mean_s": (_("Trung bình"), _("Tổng thời gian / số lượt.")),
        "median_s": (_("Trung vị"), _("Một nửa số lượt không lâu hơn.")),
        "p90_s": (_("P90"), _("Chín phần mười số lượt không lâu hơn.")),
    }
    return [
        Column(f"{what}_{key}", title, f"{meaning} {how}", Kind.MINUTES, 8, group)
        for key, (title, how) in titles.items()
    ]


def _notes(translate: Translate) -> list[str]:
    _ = translate
    return [
        _("Thời gian tính trên các lượt đã phục vụ; thời gian tạm dừng hồ sơ không tính vào chờ và phục vụ."),
        _("P90: chín phần mười số lượt không lâu hơn thời gian này."),
    ]  # fmt: skip
