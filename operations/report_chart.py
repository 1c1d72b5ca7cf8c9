"""A native chart of a table's rows in its workbook."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_range_formula

from operations.report_book import GOLD, INK, PALE, RED, SLATE
from operations.report_forms import Table
from operations.report_tables import Cell, Chart, ChartKind, Column, Kind

SERIES_COLOURS = (RED, GOLD, SLATE)

MOST_NAMES = 40
SHORT = 12
"""Letters; a chart of more than MOST_NAMES parts has place for such names only."""


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart and what it is drawn of: neighbouring rows of the sheet, the first at `first`."""

    chart: Chart
    rows: list[list[Cell]]
    first: int

    @property
    def last(self) -> int:
        """The last of its rows in the sheet."""
        return self.first + len(self.rows) - 1


def charted(table: Table, *, first_row: int) -> Charted | None:
    """What the table's chart is drawn of; None where there is nothing, or nothing to be read.

    `first_row` is where the table's rows begin in the sheet, counted from 0.
    """
    form = table.form
    if form.chart.of_subtotals:
        found = Charted(form.chart, list(map(list, form.subtotals)), first_row + len(form.rows))
    else:
        found = Charted(form.chart, list(map(list, form.rows)), first_row)
    return found if found.rows and _is_readable(table, found) else None


def _is_readable(table: Table, found: Charted) -> bool:
    """Of many days a spreadsheet leaves out some; of many names it shows none."""
    names = table.place(found.chart.names)
    return len(found.rows) <= MOST_NAMES or all(_length(row[names]) <= SHORT for row in found.rows)


def _length(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else 0


def insert_chart(
    book: Any, sheet: Any, table: Table, found: Charted, *, place: Any, row: int
) -> None:
    """Draw the table that stands in `sheet`, into the sheet `place` from this row on."""
    chart = found.chart
    drawn = book.add_chart({"type": chart.kind.value})
    for key, colour in zip(chart.series, SERIES_COLOURS, strict=False):
        drawn.add_series(_series(sheet, table, found, key, colour))
    drawn.set_title({"name": chart.title, "name_font": {"size": 13, "color": INK}})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    drawn.show_hidden_data()
    _set_axes(drawn, table, chart)
    is_lying = chart.kind is ChartKind.BARS
    height = 28 * len(found.rows) + 100 if is_lying else 340
    drawn.set_size({"width": 960 if not is_lying else 720, "height": height})
    place.insert_chart(row, 0, drawn, {"x_offset": 4, "y_offset": 8})


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


def _series(sheet: Any, table: Table, found: Charted, key: str, colour: str) -> dict[str, Any]:
    chart, first, last = found.chart, found.first, found.last
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
        series["y_error_bars"] = _error_bars(sheet, table, found, key, chart.interval)
    return series


def _error_bars(
    sheet: Any, table: Table, found: Charted, key: str, interval: tuple[str, str]
) -> dict[str, Any]:
    """The interval around each value; none where the figure is withheld or empty.

    The distances stand in two hidden columns beside the table: as constants inside the chart,
    LibreOffice leaves them out.
    """
    value, low, high = (table.place(name) for name in (key, *interval))
    first, last = found.first, found.last
    plus = len(table.form.columns) + 1
    minus = plus + 1
    sheet.set_column(plus, minus, None, None, {"hidden": True})
    for at, row in enumerate(found.rows, start=first):
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
