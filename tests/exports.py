"""Files of an office with a few rated visits, made as the report process makes them."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from operations.report_jobs import Job, do_job
from store.store import Store
from tests.visits import OFFICE, Visit, add_visits, found_office
from web.texts import texts_of

SATISFACTION = Job(
    what="satisfaction", office=OFFICE, first="2026-07-01", last="2026-09-30", by="counter",
    format="csv", language="vi", now="2026-10-01T01:30:00.000Z", min_count=5,
    neutral_is_satisfied=False,
)  # fmt: skip
SERVICE = replace(SATISFACTION, what="service", by="service")
REASONS = replace(SATISFACTION, what="reasons", by="office")
VISITS = replace(SATISFACTION, what="visits")


class Exports:
    """An office of which a test makes files."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.folder = folder
        self.count = 0
        found_office(store)

    def visits(self, *visits: Visit) -> None:
        """Keep these visits."""
        add_visits(self.store, visits)

    def file(self, job: Job) -> Path:
        """The file of a job."""
        self.count += 1
        path = self.folder / f"{self.count}.{job.format}"
        with self.store.reading() as reading:
            do_job(reading, job, path, translate=texts_of(job.language))
        return path

    def lines(self, job: Job) -> list[list[str]]:
        """The cells of a CSV file."""
        text = self.file(job).read_text(encoding="utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter="," if job.language == "en" else ";"))

    def book(self, job: Job) -> Workbook:
        """An XLSX file, read by another library."""
        return load_workbook(self.file(replace(job, format="xlsx")))

    def paper(self, job: Job) -> str:
        """The text of a PDF file."""
        pages = PdfReader(self.file(replace(job, format="pdf"))).pages
        return "\n".join(page.extract_text() for page in pages)


def few_visits() -> list[Visit]:
    """40 very satisfied at counter 1; at counter 2 three dissatisfied and one who did not say."""
    return [
        *(Visit(level=5) for _ in range(40)),
        *(Visit(level=2, reasons=["long_wait"], counter=2, staff="staff-2") for _ in range(3)),
        Visit(wait_s=90, service_s=75, counter=2, staff="staff-2"),
    ]
