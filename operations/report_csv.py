"""Tables as CSV that a spreadsheet opens rightly in the reader's own language."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from operations.report_forms import Table
from operations.report_incomplete import BETWEEN_NAMES, Incomplete
from operations.report_tables import MOST_LETTERS, Cell, Kind, cell_text

BOM = "\ufeff"
"""Excel takes a file without it for the machine's old code page."""

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be run as a formula."""


def write_csv(table: Table, file: TextIO) -> None:
    """The head of the columns, the rows and the total; `file` is opened with `newline=""`.

    Where offices did not report, a line before all others names them.
    """
    form = table.form
    kinds = [column.kind for column in form.columns]
    file.write(BOM)
    writer = _writer(file, table.language)
    _write_incomplete(writer, table.incomplete)
    writer.writerow([safe_text(column.full_title) for column in form.columns])
    writer.writerows(_lines([*form.rows, *form.totals], kinds, table.language))


def write_rows(
    titles: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    file: TextIO,
    *,
    language: str,
    incomplete: Incomplete,
) -> None:
    """A plain list of any length, without holding it in memory."""
    file.write(BOM)
    writer = _writer(file, language)
    _write_incomplete(writer, incomplete)
    writer.writerow([safe_text(title) for title in titles])
    writer.writerows([safe_text(c) if isinstance(c, str) else c for c in row] for row in rows)


def safe_text(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(RISKY) else text


def _writer(file: TextIO, language: str) -> Any:
    """Semicolons where the comma is the decimal sign, as spreadsheets of that language expect."""
    return csv.writer(file, delimiter="," if language == "en" else ";")


def _write_incomplete(writer: Any, incomplete: Incomplete) -> None:
    """The sentence in a line of its own: in several cells where one would be too long."""
    if not incomplete:
        return
    cells = [""]
    for piece in incomplete.text.split(BETWEEN_NAMES):
        longer = f"{cells[-1]}{BETWEEN_NAMES}{piece}" if cells[-1] else piece
        if len(longer) < MOST_LETTERS:
            cells[-1] = longer
        else:
            cells.append(piece)
    writer.writerow([safe_text(cell) for cell in cells])


def _lines(
    rows: Iterable[Sequence[Cell]], kinds: Sequence[Kind], language: str
) -> Iterable[list[str]]:
    for row in rows:
        yield [
            safe_text(cell)
            if isinstance(cell, str)
            else cell_text(cell, kind, language, grouped=False)
            for cell, kind in zip(row, kinds, strict=True)
        ]
