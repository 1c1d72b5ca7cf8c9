"""A sheet that takes whole rows: for lists of hundreds of thousands."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from operations.report_tables import Cell


class LineSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """XlsxWriter's sheet with one more way in, for books with `constant_memory`.

    Cell by cell a year of visits took 38 s, line by line 10 s: each cell otherwise passes six
    functions that ask what it is. A line goes where XlsxWriter itself puts a finished row.
    """

    def write_line(self, row: int, cells: Sequence[Cell], styles: Sequence[Any]) -> None:
        """Write the row after all that were written before; empty cells are left out.

        `styles` are formats of the book, used for numbers.
        """
        self._check_dimensions(row, len(cells) - 1)
        self._write_single_row(row)
        line = _Line.of(tuple(style._get_xf_index() for style in styles))
        self.fh.write(line.xml(row + 1, cells))


class _Line:
    """How the cells of each column begin and end."""

    def __init__(self, styles: tuple[int, ...]) -> None:
        letters = [xl_col_to_name(at) for at in range(len(styles))]
        self.texts = [f'<c r="{letter}' for letter in letters]
        self.numbers = [f'" s="{style}"><v>' for style in styles]

    @staticmethod
    @lru_cache(maxsize=8)
    def of(styles: tuple[int, ...]) -> "_Line":
        """The line for these styles, made once."""
        return _Line(styles)

    def xml(self, number: int, cells: Sequence[Cell]) -> str:
        """The row in a sheet's XML."""
        parts = [f'<row r="{number}">']
        for cell, start, style in zip(cells, self.texts, self.numbers, strict=True):
            if cell is None:
                continue
            if isinstance(cell, str):
                parts.append(f'{start}{number}" t="inlineStr"><is>{_text(cell)}</is></c>')
            else:
                parts.append(f"{start}{number}{style}{cell!r}</v></c>")
        parts.append("</row>")
        return "".join(parts)


@lru_cache(maxsize=10_000)
def _text(text: str) -> str:
    """A text element; characters that XML cannot hold are left out."""
    readable = "".join(c for c in text if c >= " " or c in "\t\n")
    return f'<t xml:space="preserve">{escape(readable, quote=False)}</t>'
