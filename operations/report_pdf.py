"""Tables as PDF: an official paper with its head, the table, what it means, and signatures."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
import typst

from operations.report_forms import Table
from operations.report_tables import Column, Kind, cell_text

ALIGNS = {Kind.TEXT: "left", Kind.PLACE: "center"}
PAGE = Path(__file__).with_name("report_page.typ")


MOST_LETTERS = 6000
"""So long a sentence leaves the table room on the first page."""


def write_pdf(table: Table, path: Path) -> None:
    """Write the paper, A4 across. Fonts come with the program: the machine needs none."""
    typst.compile(
        PAGE,
        output=path,
        font_paths=[fontpkg_be_vietnam_pro.ROOT],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(_paper(table), ensure_ascii=False)},
    )


def _paper(table: Table) -> dict[str, Any]:
    """Everything that report_page.typ shows, in writing."""
    _ = table.translate
    form = table.form
    return {
        "language": table.language,
        "office": table.office,
        "nation": _("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        "motto": _("Độc lập - Tự do - Hạnh phúc"),
        "title": form.title,
        "period": table.period,
        "scope": table.scope,
        "made": table.made,
        "incomplete": table.incomplete.within(MOST_LETTERS, where=_("phụ lục")),
        "annex": _annex(table),
        "notes_title": _("Ghi chú:"),
        "notes": list(form.notes),
        "makers": [_("NGƯỜI LẬP BIỂU"), _("THỦ TRƯỞNG ĐƠN VỊ")],
        "sign": _("(Ký, ghi rõ họ tên)"),
        "page": _("Trang"),
        "widths": [column.width for column in form.columns],
        "aligns": [ALIGNS.get(column.kind, "right") for column in form.columns],
        "heads": _heads(form.columns),
        "rows": [_texts(row, table) for row in form.rows],
        "totals": [_texts(row, table) for row in form.totals],
    }


def _annex(table: Table) -> dict[str, Any] | None:
    """The offices that did not report, where the first page cannot name all of them."""
    incomplete = table.incomplete
    if len(incomplete.text) <= MOST_LETTERS:
        return None
    title = table.translate("PHỤ LỤC: %(count)s ĐƠN VỊ CHƯA GỬI ĐỦ BÁO CÁO", count=incomplete.count)
    return {"title": title, "offices": [office.text for office in incomplete.offices]}


def _heads(columns: Sequence[Column]) -> dict[str, list[dict[str, Any]]]:
    """The two rows of titles: groups stand above their columns, single titles over both rows."""
    upper: list[dict[str, Any]] = []
    lower: list[dict[str, Any]] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        found = list(members)
        if group:
            upper.append({"text": group, "columns": len(found), "rows": 1})
            lower += [{"text": column.title} for column in found]
        else:
            upper += [{"text": column.title, "columns": 1, "rows": 2} for column in found]
    return {"upper": upper, "lower": lower}


def _texts(row: Sequence[Any], table: Table) -> list[str]:
    return [
        cell_text(cell, column.kind, table.language)
        for column, cell in zip(table.form.columns, row, strict=True)
    ]
