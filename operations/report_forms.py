"""Reports as tables for people, in their language: heads, scope, and which form a report has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from operations.report_coverage import Coverage, coverage_of
from operations.report_incomplete import Incomplete, incomplete_of
from operations.report_parts import day_names
from operations.report_reasons import reasons_form
from operations.report_satisfaction import satisfaction_form
from operations.report_scope import scope_notes, scope_text
from operations.report_service import service_form
from operations.report_tables import Form, Translate, said
from operations.reports import Report
from store.instants import from_text

FORMS: Mapping[str, Callable[[Report, Translate, str], Form]] = {
    "satisfaction": satisfaction_form,
    "service": service_form,
    "reasons": reasons_form,
}


@dataclass(frozen=True, slots=True)
class Table:
    """A form with its head, ready to be written. `name` is for the file.

    `scope` says which offices it is about, where there are several.
    """

    name: str
    language: str
    translate: Translate
    office: str
    scope: str
    period: str
    made: str
    form: Form
    by: str
    coverage: Coverage

    @property
    def incomplete(self) -> Incomplete:
        """The offices that did not report all of the period."""
        return self.coverage.incomplete

    def place(self, key: str) -> int:
        """Where the column stands, from 0."""
        return [column.key for column in self.form.columns].index(key)


def table_of(report: Report, translate: Translate, *, language: str, timezone: str) -> Table:
    """The report as it is written to a file."""
    zone = ZoneInfo(timezone)
    made = from_text(report["made_at"]).astimezone(zone)
    when = {"time": f"{made:%H:%M}", "day": said(day_names(made.date().isoformat()), language)}
    form = FORMS[report["report"]](report, translate, language)
    incomplete = incomplete_of(report["silent"], translate, language, zone)
    notes = [*_unfinished(report, made, translate), *form.notes]
    return Table(
        name=report["report"],
        language=language,
        translate=translate,
        office=said(report["names"], language),
        scope=scope_text(report, translate, language),
        period=said(report["title"], language),
        made=translate("Lập lúc %(time)s ngày %(day)s", **when),
        form=replace(form, notes=[*notes, *scope_notes(report, translate, language)]),
        by=report["by"],
        coverage=coverage_of(report, incomplete, language=language, zone=zone),
    )


def _unfinished(report: Report, made: datetime, translate: Translate) -> Iterator[str]:
    """A period that is not over yet has fewer days than its name says."""
    if report["to"] >= made.date().isoformat():
        yield translate("Kỳ báo cáo chưa kết thúc: chỉ có số liệu đến lúc lập.")
