"""Tables as CSV that a spreadsheet opens rightly in the reader's own language."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from operations.report_coverage import (
    Coverage,
    office_rows,
    office_titles,
    row_cells,
    row_titles,
)
from operations.report_forms import Table
from operations.report_tables import Cell, Kind, cell_text

BOM = "\ufeff"
"""Excel takes a file without it for the machine's old code page."""

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be run as a formula."""


def write_csv(table: Table, file: TextIO) -> None:
    """The head of the columns, the rows and the totals; `file` is opened with `newline=""`.

    The head is always the first line, whatever is missing: what a row covers stands in its last
    columns, where machines find it and rows of several files can be put together.
    """
    form = table.form
    kinds = [column.kind for column in form.columns]
    covered = row_cells(table.coverage, table.by, form.parts, totals=len(form.totals))
    told = _lines([*form.rows, *form.totals], kinds, table.language)
    titles = [column.full_title for column in form.columns] + row_titles(table.translate)
    rows = ([*line, *cells] for line, cells in zip(told, covered, strict=True))
    _write(titles, rows, file, table.language)


def write_offices(coverage: Coverage, file: TextIO, *, language: str) -> None:
    """Which offices and days the other file is about, and which offices did not report all."""
    titles = office_titles(coverage.incomplete.translate)
    write_rows(titles, office_rows(coverage), file, language=language)


def write_rows(
    titles: Sequence[str], rows: Iterable[Sequence[Cell]], file: TextIO, *, language: str
) -> None:
    """A plain list of any length, without holding it in memory."""
    safe = ([safe_text(c) if isinstance(c, str) else c for c in row] for row in rows)
    _write(titles, safe, file, language)


def safe_text(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(RISKY) else text


def _write(
    titles: Sequence[str], rows: Iterable[Sequence[Cell]], file: TextIO, language: str
) -> None:
    """Semicolons where the comma is the decimal sign, as spreadsheets of that language expect."""
    file.write(BOM)
    writer = csv.writer(file, delimiter="," if language == "en" else ";")
    writer.writerow([safe_text(title) for title in titles])
    writer.writerows(rows)


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
