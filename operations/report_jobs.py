"""A report as a job: what is asked, in plain values that reach another process, and its doing."""

import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

from config import RatingSettings
from operations.offices import get_office
from operations.report_csv import write_csv
from operations.report_forms import Table, table_of
from operations.report_parts import By
from operations.report_pdf import write_pdf
from operations.report_tables import Translate
from operations.report_visits import write_visits_csv, write_visits_xlsx
from operations.report_xlsx import write_xlsx
from operations.report_zip import write_zip
from operations.reports import Report, read_reasons, read_satisfaction, read_service
from operations.visits import visit_list
from satisfaction.periods import Period
from store.instants import from_text
from store.lists import listed
from store.store import Reading, Sql

REPORTS = ("satisfaction", "service", "reasons")
REPORT_FORMATS = ("json", "csv", "zip", "xlsx", "pdf")
VISITS = "visits"
VISIT_FORMATS = ("csv", "zip", "xlsx")

CONTENT_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


OF_ONE_OFFICE = (By.COUNTER, By.STAFF)
"""Counters and people belong to one office: a report over several does not tell them."""


def usual_by(what: str, *, offices: int) -> By:
    """What a report over so many offices is told by, unless somebody asks for another part."""
    return By.OFFICE if what == "reasons" or offices > 1 else By.COUNTER


@dataclass(frozen=True, slots=True)
class Job:
    """`what` is one of REPORTS or VISITS; days are ISO text, both included, `now` an instant.

    It is about `offices`, or about `office` alone where none is named; all are ids. `whose` names
    them in the file's name, as `whose_file` does.
    """

    what: str
    office: str
    first: str
    last: str
    by: str
    format: str
    language: str
    now: str
    min_count: int
    neutral_is_satisfied: bool
    offices: tuple[str, ...] = ()
    whose: str = ""

    @property
    def period(self) -> Period:
        """The days of the report. Raises ValueError when the last is before the first."""
        return Period(date.fromisoformat(self.first), date.fromisoformat(self.last))

    @property
    def stem(self) -> str:
        """What the file is called, without its ending."""
        return "_".join(filter(None, (self.what, self.whose, self.first, self.last)))

    @property
    def file_name(self) -> str:
        """What the file is called where it is saved."""
        return f"{self.stem}.{self.format}"

    def to_line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_line(line: str) -> "Job":
        """The job that `to_line` wrote."""
        told = json.loads(line)
        return Job(**{**told, "offices": tuple(told["offices"])})


def whose_file(sql: Sql, office: str, offices: Collection[str]) -> str:
    """The offices of a file in its name: "xa-an", or "tinh-mau+16" for it and 16 others."""
    codes = [row["code"] for row in sql.offices_of_report(offices=listed(offices or (office,)))]
    own = get_office(sql, office).code
    first = own if own in codes else codes[0]
    return first if len(codes) == 1 else f"{first}+{len(codes) - 1}"


def do_job(reading: Reading, job: Job, path: Path, *, translate: Translate) -> None:
    """Read the figures and write the file. Raises NotFoundError for an unknown office."""
    if job.what == VISITS:
        _write_visits(reading, job, path, translate)
        return
    report = read_report(reading, job)
    if job.format == "json":
        path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
        return
    timezone = get_office(reading.sql, job.office).timezone
    table = table_of(report, translate, language=job.language, timezone=timezone)
    if job.format == "zip":
        figures = partial(write_csv, table)
        write_zip(path, job.stem, figures, table.coverage, language=job.language)
        return
    WRITERS[job.format](table, path)


def read_report(reading: Reading, job: Job) -> Report:
    """The figures of one of REPORTS."""
    period, by, now = job.period, By(job.by), from_text(job.now)
    if job.what == "service":
        return read_service(reading, job.office, period, by, now=now, offices=job.offices)
    rules = RatingSettings(min_count=job.min_count, neutral_is_satisfied=job.neutral_is_satisfied)
    read = read_satisfaction if job.what == "satisfaction" else read_reasons
    return read(reading, job.office, period, by, rules=rules, now=now, offices=job.offices)


def _write_visits(reading: Reading, job: Job, path: Path, translate: Translate) -> None:
    visits = visit_list(
        reading,
        job.office,
        job.period,
        translate=translate,
        language=job.language,
        now=from_text(job.now),
        offices=job.offices,
    )
    if job.format == "xlsx":
        write_visits_xlsx(visits, path)
        return
    if job.format == "zip":
        figures = partial(write_visits_csv, visits)
        write_zip(path, job.stem, figures, visits.coverage, language=job.language)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        write_visits_csv(visits, file)


def _write_csv(table: Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        write_csv(table, file)


WRITERS: dict[str, Callable[[Table, Path], None]] = {
    "csv": _write_csv,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
}
