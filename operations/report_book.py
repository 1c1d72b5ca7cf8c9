"""What all books share: how cells look, the sheet of meanings, the page."""

from collections.abc import Sequence
from typing import Any

from operations.report_incomplete import Incomplete
from operations.report_tables import MOST_LETTERS, WIDEST, Cell, Kind

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
FONT = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "vcenter"}
A4 = 9


LINE_POINTS = 15
SMALL_LINE_POINTS = 11
SMALL_LETTERS = 1.4
"""So many small ones stand where a digit does."""

HIGHEST_ROW = 409
"""Points; a spreadsheet has no higher ones."""


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


def write_incomplete(
    sheet: Any, row: int, widths: Sequence[int], incomplete: Incomplete, formats: Formats
) -> None:
    """The sentence about the offices that did not report: all that can be seen on the first page."""
    if not incomplete:
        return
    where = incomplete.translate("trang “%(sheet)s”", sheet=_silent_title(incomplete))
    text = incomplete.within(_most_letters(sum(widths)), where=where)
    write_long(sheet, row, widths, text, formats, bold=True, font_color=RED)


def write_silent(book: Any, incomplete: Incomplete, width: int, formats: Formats) -> None:
    """A sheet that names those offices, where the first page of this width cannot name all."""
    if len(incomplete.text) <= _most_letters(width):
        return
    translate = incomplete.translate
    sheet = book.add_worksheet(_silent_title(incomplete))
    titles = (translate("Mã"), translate("Đơn vị"), translate("Báo cáo nhận được"))
    for at, (title, wide) in enumerate(zip(titles, (24, WIDEST, 36), strict=True)):
        sheet.set_column(at, at, wide)
        sheet.write_string(0, at, title, formats.title())
    for row, office in enumerate(incomplete.offices, start=1):
        for at, text in enumerate((office.code, office.name, office.heard)):
            sheet.write_string(row, at, text, formats.cell(Kind.TEXT, wraps=True))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    set_page(sheet, one_page=False)


def _silent_title(incomplete: Incomplete) -> str:
    return incomplete.translate("Chưa gửi đủ")


def _most_letters(width: int) -> int:
    """How many can be seen in the highest row of this width, and a cell can hold."""
    return min(int(HIGHEST_ROW // SMALL_LINE_POINTS * width * SMALL_LETTERS * 0.9), MOST_LETTERS)


def write_long(
    sheet: Any, row: int, widths: Sequence[int], text: str, formats: Formats, **look: object
) -> None:
    """A text over the width of the table, in lines; in small letters where a row would be too high."""
    width = sum(widths)
    if len(text) <= width:
        sheet.write_string(row, 0, text, formats.make(**look))
        return
    size, height = 10, LINE_POINTS * (1 + len(text) // width)
    if height > HIGHEST_ROW:
        size, height = 7, SMALL_LINE_POINTS * (1 + int(len(text) / SMALL_LETTERS / width))
    style = formats.make(font_size=size, text_wrap=True, **look)
    sheet.set_row(row, min(height, HIGHEST_ROW))
    sheet.merge_range(row, 0, row, len(widths) - 1, text, style)


def write_cell(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    """Write a number as a number and a text as a text, whatever it looks like."""
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    else:
        sheet.write_number(row, column, cell, style)


def set_page(sheet: Any, *, one_page: bool) -> None:
    """A4 across and one page wide, or all on one page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, int(one_page))
    sheet.hide_gridlines(2)
