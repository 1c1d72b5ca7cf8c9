"""Tables as XLSX: head, frozen titles, number formats, a native chart, and a sheet of meanings."""

from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_formula

from operations.report_tables import Cell, Chart, ChartKind, Column, Kind, Table

NUMBER_FORMATS = {
    Kind.PLACE: "0",
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0.0%",
    Kind.MINUTES: "0.0",
    Kind.DAY: "dd/mm/yyyy",
    Kind.INSTANT: "dd/mm/yyyy hh:mm:ss",
}
"""A share is written as it is told, already rounded: the sheet cannot round it up to 100 %."""

OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
RED = "#B81C24"
INK = "#1B1B1F"
GOLD = "#F5CF63"
SLATE = "#5B6470"
PALE = "#F1ECE3"
LINE = "#C9C0B2"
SERIES_COLOURS = (RED, GOLD, SLATE)
FONT = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "vcenter"}
A4 = 9
LINE_POINTS = 15
LETTERS_OF_LINE = 110
"""As much as surely fits a line over the width of the narrowest table."""

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
    after = _write_rows(sheet, table, formats)
    for at, note in enumerate(table.form.notes, start=after + 1):
        sheet.write_string(at, 0, note, formats.make(italic=True, font_color=SLATE))
    if table.form.chart and table.form.rows:
        _add_chart(book, sheet, table, table.form.chart, row=after + len(table.form.notes) + 2)
    _set_page(sheet, table)
    write_meanings(book, table.form.columns, table.translate, formats)
    book.close()


class Formats:
    """The cell formats of one book, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def make(self, **properties: object) -> Any:
        """The format with these properties over the house's font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, **properties})
        return self._made[key]

    def heading(self) -> Any:
        """The title of the sheet."""
        return self.make(bold=True, font_size=15, font_color=RED)

    def plain(self, kind: Kind) -> Any:
        """A cell of a long list: its number format and nothing else."""
        return self.make(num_format=NUMBER_FORMATS[kind])

    def title(self) -> Any:
        """A column's title."""
        return self.make(
            bold=True, text_wrap=True, align="center", border=1, border_color=LINE, bg_color=PALE
        )

    def cell(self, kind: Kind, *, is_total: bool = False, wraps: bool = False) -> Any:
        """A cell of this kind, stronger in the last row."""
        strong = {"bold": True, "bg_color": PALE} if is_total else {}
        placed: dict[Kind, dict[str, object]] = {
            Kind.PLACE: {"align": "center"},
            Kind.TEXT: {"align": "left", "indent": 1},
        }
        return self.make(
            num_format=NUMBER_FORMATS[kind],
            border=1,
            border_color=LINE,
            text_wrap=wraps,
            **placed.get(kind, {"align": "right"}),
            **strong,
        )


def write_meanings(book: Any, columns: Any, translate: Any, formats: Formats) -> None:
    """The sheet that says what each column means, so that a figure can be signed."""
    sheet = book.add_worksheet(translate("Định nghĩa"))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, translate("Cột"), formats.title())
    sheet.write_string(0, 1, translate("Ý nghĩa"), formats.title())
    sheet.freeze_panes(1, 0)
    set_page(sheet, one_page=False)
    for at, column in enumerate(columns, start=1):
        sheet.write_string(at, 0, column.full_title, formats.cell(Kind.TEXT, wraps=True))
        sheet.write_string(at, 1, column.meaning, formats.cell(Kind.TEXT, wraps=True))


def write_cell(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    """Write a number as a number and a text as a text, whatever it looks like."""
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    else:
        sheet.write_number(row, column, cell, style)


def _write_head(sheet: Any, table: Table, formats: Formats) -> None:
    sheet.write_string(0, 0, table.office, formats.make(bold=True))
    sheet.write_string(1, 0, table.form.title, formats.heading())
    sheet.set_row(1, 24)
    sheet.write_string(2, 0, table.period, formats.make(font_size=11))
    sheet.write_string(3, 0, table.made, formats.make(italic=True, font_color=SLATE))
    if table.incomplete:
        style = formats.make(bold=True, font_color=RED, text_wrap=True)
        last = len(table.form.columns) - 1
        sheet.merge_range(INCOMPLETE, 0, INCOMPLETE, last, table.incomplete, style)
        sheet.set_row(INCOMPLETE, LINE_POINTS * (1 + len(table.incomplete) // LETTERS_OF_LINE))


def _write_titles(sheet: Any, columns: Any, formats: Formats) -> None:
    """Two rows of titles: groups above their columns, single ones over both."""
    height = 30 if any(column.group for column in columns) else 18
    sheet.set_row(UPPER, height)
    sheet.set_row(LOWER, height)
    at = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        for column in (found := list(members)):
            sheet.set_column(at, at, column.width)
            if group:
                sheet.write_string(LOWER, at, column.title, formats.title())
            else:
                sheet.merge_range(UPPER, at, LOWER, at, column.title, formats.title())
            at += 1
        if group:
            sheet.merge_range(UPPER, at - len(found), UPPER, at - 1, group, formats.title())
    sheet.freeze_panes(LOWER + 1, 2)


def _write_rows(sheet: Any, table: Table, formats: Formats) -> int:
    """The rows and the total; answers the row after them."""
    form = table.form
    at = LOWER + 1
    for row in [*form.rows, form.total]:
        is_total = row is form.total
        for place, (column, cell) in enumerate(zip(form.columns, row, strict=True)):
            write_cell(sheet, at, place, cell, formats.cell(column.kind, is_total=is_total))
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


def set_page(sheet: Any, *, one_page: bool) -> None:
    """A4 across and one page wide, or all on one page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, int(one_page))
    sheet.hide_gridlines(2)


def _set_page(sheet: Any, table: Table) -> None:
    """Short tables fit one page with their chart; long ones have their titles on each."""
    set_page(sheet, one_page=len(table.form.rows) <= ROWS_OF_ONE_PAGE)
    sheet.repeat_rows(UPPER, LOWER)
    sheet.set_footer(f"&L{table.office.replace('&', '&&')}&R&P/&N")
