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
    """Each reason of the whole office; by parts only those that somebody chose there, and below
    them how often each was chosen in all of them.
    """
    told = list(_rows(report, language))
    return Form(
        title=translate("BÁO CÁO LÝ DO KHÔNG HÀI LÒNG"),
        columns=_columns(report, translate),
        rows=[[place, *cells] for place, (_, cells) in enumerate(told, start=1)],
        parts=[key for key, _ in told],
        subtotals=list(_subtotals(report, translate, language)),
        total=[None, *_total(report, translate)],
        notes=_notes(report, translate, language),
        chart=_chart(report, translate, language),
    )


def _is_one(report: Report) -> bool:
    """Whether it tells of one office as a whole."""
    return bool(report["by"] == By.OFFICE and report["offices"] == 1)


def _rows(report: Report, language: str) -> Iterator[tuple[str | None, list[Cell]]]:
    """Each row with the key of the part that it is about."""
    for part in report["rows"]:
        for reason in part["reasons"]:
            if reason["chosen"] or _is_one(report):
                name = said(part["names"], language)
                yield part["key"], _cells(report, part, name, reason, language)


def _subtotals(report: Report, translate: Translate, language: str) -> Iterator[list[Cell]]:
    """Each reason over all parts."""
    total = report["total"]
    for reason in total["reasons"]:
        if reason["chosen"] and not _is_one(report):
            yield [None, *_cells(report, total, translate("Tổng số"), reason, language)]


def _total(report: Report, translate: Translate) -> list[Cell]:
    total, text = report["total"], translate("Tổng số")
    if _is_one(report):
        return [text, total["chosen"], None]
    return [text, translate("Mọi lý do"), total["chosen"], total["asked"], None]


def _cells(
    report: Report,
    part: Mapping[str, Any],
    name: str,
    reason: Mapping[str, Any],
    language: str,
) -> list[Cell]:
    """A reason of a part; one whole office needs no columns that say the same in each row."""
    why, chosen, rate = said(reason["names"], language), reason["chosen"], reason["share"]["rate"]
    return [why, chosen, rate] if _is_one(report) else [name, why, chosen, part["asked"], rate]


def _columns(report: Report, translate: Translate) -> list[Column]:
    _ = translate
    part, asked = ([], []) if _is_one(report) else _part_columns(report, _)
    return [
        place_column(_),
        *part,
        Column("reason", _("Lý do"), _("Lý do công dân chọn khi đánh giá từ “Bình thường” trở xuống."), Kind.TEXT, 40),
        Column("chosen", _("Số lượt chọn"), _("Số lượt đánh giá chọn lý do này; một lượt có thể chọn nhiều lý do.")),
        *asked,
        Column("share", _("Tỷ lệ (%(unit)s)", unit="%"), _("Số lượt chọn / số lượt đánh giá từ “Bình thường” trở xuống."), Kind.SHARE),
    ]  # fmt: skip


def _part_columns(report: Report, translate: Translate) -> tuple[list[Column], list[Column]]:
    """Whose a row is, and what its share is of."""
    _ = translate
    meaning = _("Số lượt đánh giá từ “Bình thường” trở xuống: những lượt được hỏi lý do.")
    part = part_column(report["by"], _, has_several=report["offices"] > 1)
    return [part], [Column("asked", _("Số lượt được hỏi lý do"), meaning, width=13)]


def _chart(report: Report, translate: Translate, language: str) -> Chart:
    """How often each reason was chosen in all that the report is about, whatever it is told by."""
    title = translate("Lý do không hài lòng")
    if report["offices"] > 1:
        count = number_text(report["offices"], language)
        title = translate("Lý do không hài lòng, tất cả %(count)s đơn vị", count=count)
    return Chart(
        ChartKind.BARS,
        title,
        translate("Số lượt chọn"),
        names="reason",
        series=("chosen",),
        of_subtotals=not _is_one(report),
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
