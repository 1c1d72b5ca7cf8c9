"""Tables as XLSX: head, frozen titles, number formats, a native chart, and a sheet of meanings."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from operations.report_book import (
    LINE_POINTS,
    OPTIONS,
    SLATE,
    Formats,
    set_page,
    write_cell,
    write_incomplete,
    write_long,
    write_meanings,
    write_silent,
)
from operations.report_chart import charted, insert_chart
from operations.report_forms import Table
from operations.report_tables import WIDEST, Cell, Kind

CHART_WIDTHS = (9,) * 14
"""Columns as a spreadsheet makes them, under the head of a sheet with a chart alone."""

ROWS_OF_ONE_PAGE = 30
"""Up to so many rows the table and its chart are printed on one page."""

INCOMPLETE = 4
"""The row that names the offices which did not report; empty when all did."""

UPPER, LOWER = 5, 6
"""The two rows of column titles, after office, title, period, time and the row above."""


def write_xlsx(table: Table, path: Path) -> None:
    """Write the whole book; nothing in it asks the internet or runs as a formula."""
    book = xlsxwriter.Workbook(path, OPTIONS)
    book.set_properties({"title": table.form.title, "author": table.office})
    sheet = book.add_worksheet(table.translate("Báo cáo"))
    formats = Formats(book)
    _write_head(sheet, table, formats, widths=_widths(table))
    _write_titles(sheet, table.form.columns, formats)
    for at, width in enumerate(_widths(table)):
        sheet.set_column(at, at, width)
    after = _write_rows(sheet, table, formats)
    for at, note in enumerate(table.form.notes, start=after + 1):
        write_long(sheet, at, _widths(table), note, formats, italic=True, font_color=SLATE)
    _set_page(sheet, table)
    _write_chart(book, sheet, table, formats, row=after + len(table.form.notes) + 2)
    write_silent(book, table.incomplete, sum(_widths(table)), formats)
    write_meanings(book, table.form.columns, table.translate, formats)
    book.close()


def _write_head(sheet: Any, table: Table, formats: Formats, *, widths: Sequence[int]) -> None:
    sheet.write_string(0, 0, table.office, formats.make(bold=True))
    sheet.write_string(1, 0, table.form.title, formats.heading())
    sheet.set_row(1, 24)
    about = f"{table.period} · {table.scope}" if table.scope else table.period
    sheet.write_string(2, 0, about, formats.make(font_size=11))
    sheet.write_string(3, 0, table.made, formats.make(italic=True, font_color=SLATE))
    write_incomplete(sheet, INCOMPLETE, widths, table.incomplete, formats)


def _write_titles(sheet: Any, columns: Any, formats: Formats) -> None:
    """Two rows of titles: groups above their columns, single ones over both."""
    height = 30 if any(column.group for column in columns) else 18
    sheet.set_row(UPPER, height)
    sheet.set_row(LOWER, height)
    at = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        for column in (found := list(members)):
            if group:
                sheet.write_string(LOWER, at, column.title, formats.title())
            else:
                sheet.merge_range(UPPER, at, LOWER, at, column.title, formats.title())
            at += 1
        if group:
            sheet.merge_range(UPPER, at - len(found), UPPER, at - 1, group, formats.title())
    sheet.freeze_panes(LOWER + 1, 2)


def _widths(table: Table) -> list[int]:
    """Names are seen whole: a column of texts is as wide as its longest, up to WIDEST."""
    longest = [
        max((_length(row[at]) for row in table.form.rows), default=0)
        if column.kind is Kind.TEXT
        else 0
        for at, column in enumerate(table.form.columns)
    ]
    return [
        max(column.width, min(length + 2, WIDEST) if length else 0)
        for column, length in zip(table.form.columns, longest, strict=True)
    ]


def _length(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else 0


def _write_rows(sheet: Any, table: Table, formats: Formats) -> int:
    """The rows and the total; answers the row after them."""
    form = table.form
    at = LOWER + 1
    for number, row in enumerate([*form.rows, *form.totals]):
        is_total = number >= len(form.rows)
        for place, (column, cell) in enumerate(zip(form.columns, row, strict=True)):
            style = formats.cell(column.kind, is_total=is_total, wraps=column.kind is Kind.TEXT)
            write_cell(sheet, at, place, cell, style)
        lines = 1 + max(map(_length, row)) // WIDEST
        if lines > 1:
            sheet.set_row(at, LINE_POINTS * lines)
        at += 1
    return at


def _write_chart(book: Any, sheet: Any, table: Table, formats: Formats, *, row: int) -> None:
    """Below a short table; nobody finds it below a long one, so there it has a sheet of its own."""
    found = charted(table, first_row=LOWER + 1)
    if found is None:
        return
    place = sheet
    if not _is_short(table):
        row, place = UPPER, book.add_worksheet(table.translate("Biểu đồ"))
        _write_head(place, table, formats, widths=CHART_WIDTHS)
        _set_paper(place, table, one_page=True)
    insert_chart(book, sheet, table, found, place=place, row=row)


def _is_short(table: Table) -> bool:
    return len(table.form.rows) + len(table.form.subtotals) <= ROWS_OF_ONE_PAGE


def _set_page(sheet: Any, table: Table) -> None:
    """Short tables fit one page with their chart; long ones have their titles on each."""
    _set_paper(sheet, table, one_page=_is_short(table))
    sheet.repeat_rows(UPPER, LOWER)


def _set_paper(sheet: Any, table: Table, *, one_page: bool) -> None:
    set_page(sheet, one_page=one_page)
    sheet.set_footer(f"&L{table.office.replace('&', '&&')}&R&P/&N")
