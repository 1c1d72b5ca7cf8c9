"""The form "Báo cáo lý do không hài lòng"."""

from collections.abc import Iterator, Mapping
from typing import Any

from operations.report_parts import By
from operations.report_tables import (
    Cell,
    Chart,
    ChartKind,
    Column,
    Form,
    Kind,
    Translate,
    number_text,
    part_column,
    place_column,
    said,
)
from operations.reports import Report


def reasons_form(report: Report, translate: Translate, language: str) -> Form:
    """Each reason of the whole office; by parts only those that somebody chose there."""
    rows = [[place, *cells] for place, cells in enumerate(_rows(report, language), start=1)]
    return Form(
        title=translate("BÁO CÁO LÝ DO KHÔNG HÀI LÒNG"),
        columns=_columns(report, translate),
        rows=rows,
        total=[None, *_total(report, translate), report["total"]["chosen"], None],
        notes=_notes(report, translate, language),
        chart=_chart(translate) if _is_one(report) else None,
    )


def _is_one(report: Report) -> bool:
    """Whether it tells of one office as a whole."""
    return bool(report["by"] == By.OFFICE and report["offices"] == 1)


def _rows(report: Report, language: str) -> Iterator[list[Cell]]:
    for part in report["rows"]:
        for reason in part["reasons"]:
            if reason["chosen"] or _is_one(report):
                yield [*_part(report, part["names"], language), *_cells(reason, language)]


def _total(report: Report, translate: Translate) -> list[Cell]:
    text = translate("Tổng số")
    return [text] if _is_one(report) else [text, None]


def _part(report: Report, names: Mapping[str, str], language: str) -> list[Cell]:
    """The part's cell; one whole office needs no column that says the same in each row."""
    return [] if _is_one(report) else [said(names, language)]


def _cells(reason: Mapping[str, Any], language: str) -> list[Cell]:
    return [said(reason["names"], language), reason["chosen"], reason["share"]["rate"]]


def _columns(report: Report, translate: Translate) -> list[Column]:
    _ = translate
    return [
        place_column(_),
        *([] if _is_one(report) else [part_column(report["by"], _)]),
        Column("reason", _("Lý do"), _("Lý do công dân chọn khi đánh giá từ “Bình thường” trở xuống."), Kind.TEXT, 40),
        Column("chosen", _("Số lượt chọn"), _("Số lượt đánh giá chọn lý do này; một lượt có thể chọn nhiều lý do.")),
        Column("share", _("Tỷ lệ (%(unit)s)", unit="%"), _("Số lượt chọn / số lượt đánh giá từ “Bình thường” trở xuống."), Kind.SHARE),
    ]  # fmt: skip


def _chart(translate: Translate) -> Chart:
    return Chart(
        ChartKind.BARS,
        translate("Lý do không hài lòng"),
        translate("Số lượt chọn"),
        names="reason",
        series=("chosen",),
    )


def _notes(report: Report, translate: Translate, language: str) -> list[str]:
    _ = translate
    asked = number_text(report["total"]["asked"], language)
    notes = [
        _("Số lượt đánh giá từ “Bình thường” trở xuống: %(asked)s.", asked=asked),
        _(
            "Một lượt có thể chọn nhiều lý do nên tổng các tỷ lệ có thể khác %(whole)s.",
            whole="100%",
        ),
    ]
    if report["min_count"]:
        text = _("Không nêu cá nhân có dưới %(count)s lượt đánh giá; tổng số vẫn gồm họ.", count=report["min_count"])  # fmt: skip
        notes.append(text)
    return notes
