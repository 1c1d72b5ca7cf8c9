"""The form "Báo cáo mức độ hài lòng"."""

from collections.abc import Mapping
from typing import Any

from operations.report_tables import (
    WITHHELD,
    Cell,
    Chart,
    ChartKind,
    Column,
    Form,
    Kind,
    Translate,
    part_column,
    place_column,
    said,
)
from operations.reports import Report
from satisfaction.levels import LEVEL_NAMES


def satisfaction_form(report: Report, translate: Translate, language: str) -> Form:
    """Served, rated, the five levels, and the rate with all that makes it believable."""
    rows = [
        [place, said(row["names"], language), *_cells(row)]
        for place, row in enumerate(report["rows"], start=1)
    ]
    return Form(
        title=translate("BÁO CÁO MỨC ĐỘ HÀI LÒNG"),
        columns=_columns(report, translate, language),
        rows=rows,
        parts=[row["key"] for row in report["rows"]],
        total=[None, translate("Tổng số"), *_cells(report["total"])],
        notes=_notes(report, translate),
        chart=Chart(
            ChartKind.COLUMNS,
            translate("Tỷ lệ hài lòng và khoảng tin cậy %(level)s", level="95%"),
            translate("Tỷ lệ hài lòng"),
            names="part",
            series=("rate",),
            interval=("low", "high"),
        ),
    )


def _cells(row: Mapping[str, Any]) -> list[Cell]:
    share = row["satisfied"]
    levels = row["levels"] or {}
    empty: Cell = WITHHELD if share["withheld"] else None
    return [
        row["served"],
        row["rated"],
        row["response"]["rate"],
        *(levels.get(str(int(level)), empty) for level in LEVEL_NAMES),
        *(
            empty if share[key] is None else share[key]
            for key in ("numerator", "rate", "low", "high")
        ),
    ]


def _columns(report: Report, translate: Translate, language: str) -> list[Column]:
    _ = translate
    return [
        place_column(_),
        part_column(report["by"], _, has_several=report["offices"] > 1),
        Column("served", _("Số lượt phục vụ"), _("Số lượt đã hoàn thành giao dịch tại quầy.")),
        Column("rated", _("Số lượt đánh giá"), _("Số lượt phục vụ đã được công dân đánh giá, mỗi lượt một lần.")),
        Column("response", _("Tỷ lệ phản hồi (%(unit)s)", unit="%"), _("Số lượt đánh giá / số lượt phục vụ."), Kind.SHARE),
        *_level_columns(translate, language),
        Column("satisfied", _("Số lượt hài lòng"), _satisfied_meaning(report, translate)),
        Column(
            "rate",
            _("Tỷ lệ hài lòng (%(unit)s)", unit="%"),
            _("Số lượt hài lòng / số lượt đánh giá; chỉ ghi 100,0 khi tất cả đều hài lòng."),
            Kind.SHARE,
        ),
        *_interval_columns(translate),
    ]  # fmt: skip


def _level_columns(translate: Translate, language: str) -> list[Column]:
    group = translate("Số lượt theo mức độ")
    meaning = translate("Số lượt đánh giá chọn mức độ này.")
    return [
        Column(f"level_{int(level)}", said(names, language), meaning, group=group)
        for level, names in LEVEL_NAMES.items()
    ]


def _interval_columns(translate: Translate) -> list[Column]:
    _ = translate
    group = _("Khoảng tin cậy %(level)s (%(unit)s)", level="95%", unit="%")
    low = _("Cận dưới theo công thức Wilson, làm tròn xuống.")
    high = _("Cận trên theo công thức Wilson, làm tròn lên.")
    return [
        Column("low", _("Từ"), low, Kind.SHARE, 8, group),
        Column("high", _("Đến"), high, Kind.SHARE, 8, group),
    ]


def _satisfied_meaning(report: Report, translate: Translate) -> str:
    if report["neutral_is_satisfied"]:
        return translate(
            "Số lượt “Rất hài lòng”, “Hài lòng” và “Bình thường”, theo quy định của đơn vị lập báo cáo."
        )
    return translate("Số lượt “Rất hài lòng” và “Hài lòng”; “Bình thường” không được tính.")  # fmt: skip


def _notes(report: Report, translate: Translate) -> list[str]:
    _ = translate
    notes = [
        _("Lượt không đánh giá không được tính là hài lòng; chúng làm giảm tỷ lệ phản hồi."),
        _satisfied_meaning(report, translate),
        _("Đánh giá được tính vào ngày phục vụ, kể cả khi được gửi sau ngày đó."),
    ]
    if report["min_count"]:
        text = _("Dấu “–”: có dưới %(count)s lượt đánh giá nên không nêu số liệu của cá nhân.", count=report["min_count"])  # fmt: skip
        notes.append(text)
    return notes
