"""A CSV file together with the list of the offices and days that it is about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from operations.report_coverage import Coverage
from operations.report_csv import write_offices


def write_zip(
    path: Path,
    name: str,
    write_figures: Callable[[TextIO], None],
    coverage: Coverage,
    *,
    language: str,
) -> None:
    """`name`.csv as `write_figures` writes it, and beside it the offices, as CSV, too.

    Two plain files: whoever reads figures by machine finds nothing else in the first, and whoever
    passes them on cannot leave behind what they are about.
    """
    scope = coverage.incomplete.translate("pham-vi")
    with ZipFile(path, "w") as files:
        with _opened(files, f"{name}.csv", coverage) as file:
            write_figures(file)
        with _opened(files, f"{scope}_{name}.csv", coverage) as file:
            write_offices(coverage, file, language=language)


@contextmanager
def _opened(files: ZipFile, name: str, coverage: Coverage) -> Iterator[TextIO]:
    """A file of the archive, of the time at which the report was made; it may pass 2 GiB."""
    entry = ZipInfo(name, datetime.fromisoformat(coverage.made).timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    with (
        files.open(entry, "w", force_zip64=True) as raw,
        TextIOWrapper(raw, encoding="utf-8", newline="") as file,
    ):
        yield file
