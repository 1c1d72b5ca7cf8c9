"""Tables as XLSX: head, frozen titles, number formats, a native chart, and a sheet of meanings."""

from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_formula

from operations.report_book import (
    GOLD,
    INK,
    LINE_POINTS,
    OPTIONS,
    PALE,
    RED,
    SLATE,
    Formats,
    set_page,
    write_cell,
    write_incomplete,
    write_long,
    write_meanings,
    write_silent,
)
from operations.report_forms import Table
from operations.report_tables import WIDEST, Cell, Chart, ChartKind, Column, Kind

SERIES_COLOURS = (RED, GOLD, SLATE)

MOST_NAMES = 40
SHORT = 12
"""Letters; a chart of more than MOST_NAMES parts has place for such names only."""

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
    _write_head(sheet, table, formats)
    _write_titles(sheet, table.form.columns, formats)
    for at, width in enumerate(_widths(table)):
        sheet.set_column(at, at, width)
    after = _write_rows(sheet, table, formats)
    for at, note in enumerate(table.form.notes, start=after + 1):
        write_long(sheet, at, _widths(table), note, formats, italic=True, font_color=SLATE)
    if table.form.chart and table.form.rows and _is_readable(table, table.form.chart):
        _add_chart(book, sheet, table, table.form.chart, row=after + len(table.form.notes) + 2)
    _set_page(sheet, table)
    write_silent(book, table.incomplete, sum(_widths(table)), formats)
    write_meanings(book, table.form.columns, table.translate, formats)
    book.close()


def _write_head(sheet: Any, table: Table, formats: Formats) -> None:
    sheet.write_string(0, 0, table.office, formats.make(bold=True))
    sheet.write_string(1, 0, table.form.title, formats.heading())
    sheet.set_row(1, 24)
    about = f"{table.period} · {table.scope}" if table.scope else table.period
    sheet.write_string(2, 0, about, formats.make(font_size=11))
    sheet.write_string(3, 0, table.made, formats.make(italic=True, font_color=SLATE))
    write_incomplete(sheet, INCOMPLETE, _widths(table), table.incomplete, formats)


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


def _is_readable(table: Table, chart: Chart) -> bool:
    """Of many days a spreadsheet leaves out some; of many names it shows none."""
    rows = table.form.rows
    names = table.place(chart.names)
    return len(rows) <= MOST_NAMES or all(_length(row[names]) <= SHORT for row in rows)


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


def _add_chart(book: Any, sheet: Any, table: Table, chart: Chart, *, row: int) -> None:
    drawn = book.add_chart({"type": chart.kind.value})
    for key, colour in zip(chart.series, SERIES_COLOURS, strict=False):
        drawn.add_series(_series(sheet, table, chart, key, colour))
    drawn.set_title({"name": chart.title, "name_font": {"size": 13, "color": INK}})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    drawn.show_hidden_data()
    _set_axes(drawn, table, chart)
    is_lying = chart.kind is ChartKind.BARS
    height = 28 * len(table.form.rows) + 100 if is_lying else 340
    drawn.set_size({"width": 960 if not is_lying else 720, "height": height})
    if len(table.form.rows) > ROWS_OF_ONE_PAGE:
        sheet.set_h_pagebreaks([row])
    sheet.insert_chart(row, 0, drawn, {"x_offset": 4, "y_offset": 8})


def _set_axes(drawn: Any, table: Table, chart: Chart) -> None:
    """The axis of values and that of names; lying bars read from the top and bear their values."""
    kind = _column(table, chart.series[0]).kind
    values: dict[str, Any] = {
        "name": chart.axis,
        "name_font": {"bold": False, "color": SLATE},
        "num_format": "0%" if kind is Kind.SHARE else "#,##0",
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": PALE}},
        "line": {"none": True},
    }
    if kind is Kind.SHARE:
        values["max"] = 1
    if chart.kind is ChartKind.BARS:
        drawn.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        drawn.set_y_axis({"reverse": True, "major_tick_mark": "none"})
    else:
        drawn.set_x_axis({"major_tick_mark": "none"})
        drawn.set_y_axis(values)


def _series(sheet: Any, table: Table, chart: Chart, key: str, colour: str) -> dict[str, Any]:
    first, last = LOWER + 1, LOWER + len(table.form.rows)
    names, values = table.place(chart.names), table.place(key)
    series: dict[str, Any] = {
        "name": _column(table, key).full_title,
        "categories": [sheet.name, first, names, last, names],
        "values": [sheet.name, first, values, last, values],
        "fill": {"color": colour},
        "gap": 60,
    }
    if chart.kind is ChartKind.BARS:
        series["data_labels"] = {"value": True}
    if chart.interval:
        series["y_error_bars"] = _error_bars(sheet, table, key, chart.interval)
    return series


def _error_bars(sheet: Any, table: Table, key: str, interval: tuple[str, str]) -> dict[str, Any]:
    """The interval around each value; none where the figure is withheld or empty.

    The distances stand in two hidden columns beside the table: as constants inside the chart,
    LibreOffice leaves them out.
    """
    value, low, high = (table.place(name) for name in (key, *interval))
    first, last = LOWER + 1, LOWER + len(table.form.rows)
    plus = len(table.form.columns) + 1
    minus = plus + 1
    sheet.set_column(plus, minus, None, None, {"hidden": True})
    for at, row in enumerate(table.form.rows, start=first):
        sheet.write_number(at, plus, _distance(row[high], row[value]))
        sheet.write_number(at, minus, _distance(row[value], row[low]))
    return {
        "type": "custom",
        "plus_values": xl_range_formula(sheet.name, first, plus, last, plus),
        "minus_values": xl_range_formula(sheet.name, first, minus, last, minus),
        "line": {"color": INK, "width": 1.25},
    }


def _distance(more: Cell, less: Cell) -> float:
    if isinstance(more, int | float) and isinstance(less, int | float):
        return round(more - less, 4)
    return 0.0


def _column(table: Table, key: str) -> Column:
    return table.form.columns[table.place(key)]


def _set_page(sheet: Any, table: Table) -> None:
    """Short tables fit one page with their chart; long ones have their titles on each."""
    set_page(sheet, one_page=len(table.form.rows) <= ROWS_OF_ONE_PAGE)
    sheet.repeat_rows(UPPER, LOWER)
    sheet.set_footer(f"&L{table.office.replace('&', '&&')}&R&P/&N")
