"""The list of visits as CSV and XLSX, written row by row: a year takes no more memory than a day."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter

from operations.report_book import (
    OPTIONS,
    Formats,
    set_page,
    write_incomplete,
    write_meanings,
    write_silent,
)
from operations.report_csv import write_rows
from operations.report_lines import LineSheet
from operations.visits import VisitList

ROWS_OF_SHEET = 1_000_000
"""A sheet holds 1,048,576 rows; a longer list goes on in the next sheet."""

DAY_0 = date(1899, 12, 30).toordinal()
"""Spreadsheets count days from here."""

DAY_S = 86_400
INCOMPLETE = 2
"""The row that names the offices which are not all here."""

FIRST_ROW = 4
"""Below title, office and period, which offices are not all here, and the titles of the columns."""


def write_visits_csv(visits: VisitList, file: TextIO) -> None:
    """Days and instants as `2026-09-01 08:05:00` at the office's own clock: it sorts, and every
    spreadsheet reads it.
    """
    titles = [column.title for column in visits.columns]
    write_rows(titles, visits.read((str, str)), file, language=visits.language)


def write_visits_xlsx(visits: VisitList, path: Path) -> None:
    """A book with real dates, a filter over each column, and a sheet of meanings."""
    book = xlsxwriter.Workbook(path, {**OPTIONS, "constant_memory": True})
    book.set_properties({"title": visits.title, "author": visits.office})
    formats = Formats(book)
    styles = [formats.plain(column.kind) for column in visits.columns]
    sheet, at = _new_sheet(book, visits, formats), FIRST_ROW
    for cells in visits.read((_serial_day, _serial)):
        if at == FIRST_ROW + ROWS_OF_SHEET:
            sheet, at = _new_sheet(book, visits, formats), FIRST_ROW
        sheet.write_line(at, cells, styles)
        at += 1
    write_silent(book, visits.incomplete, sum(_widths(visits)), formats)
    write_meanings(book, visits.columns, visits.translate, formats)
    book.close()


def _widths(visits: VisitList) -> list[int]:
    return [column.width for column in visits.columns]


def _new_sheet(book: Any, visits: VisitList, formats: Formats) -> LineSheet:
    number = len(book.worksheets()) + 1
    name = visits.translate("Lượt phục vụ")
    sheet: LineSheet = book.add_worksheet(name if number == 1 else f"{name} {number}", LineSheet)
    for at, column in enumerate(visits.columns):
        sheet.set_column(at, at, column.width)
    sheet.write_string(0, 0, visits.title, formats.heading())
    sheet.write_string(1, 0, f"{visits.office} · {visits.period}", formats.make())
    write_incomplete(sheet, INCOMPLETE, _widths(visits), visits.incomplete, formats)
    for at, column in enumerate(visits.columns):
        sheet.write_string(FIRST_ROW - 1, at, column.title, formats.title())
    last = FIRST_ROW + ROWS_OF_SHEET - 1
    sheet.autofilter(FIRST_ROW - 1, 0, last, len(visits.columns) - 1)
    sheet.freeze_panes(FIRST_ROW, visits.named_by)
    sheet.repeat_rows(FIRST_ROW - 1)
    set_page(sheet, one_page=False)
    return sheet


@lru_cache(maxsize=400)
def _serial_day(day: str) -> int:
    return date.fromisoformat(day).toordinal() - DAY_0


def _serial(local: str) -> float:
    """`2026-09-01 08:05:00` as days since a spreadsheet's day 0."""
    seconds = int(local[11:13]) * 3600 + int(local[14:16]) * 60 + int(local[17:19])
    return _serial_day(local[:10]) + seconds / DAY_S
