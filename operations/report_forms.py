"""Reports as tables for people, in their language: heads, parts, and which form a report has."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from operations.report_parts import day_names
from operations.report_reasons import reasons_form
from operations.report_satisfaction import satisfaction_form
from operations.report_service import service_form
from operations.report_tables import Form, Table, Translate, said
from operations.reports import Report
from store.instants import from_text

FORMS: Mapping[str, Callable[[Report, Translate, str], Form]] = {
    "satisfaction": satisfaction_form,
    "service": service_form,
    "reasons": reasons_form,
}


def table_of(report: Report, translate: Translate, *, language: str, timezone: str) -> Table:
    """The report as it is written to a file."""
    made = from_text(report["made_at"]).astimezone(ZoneInfo(timezone))
    day = said(day_names(made.date().isoformat()), language)
    return Table(
        name=report["report"],
        language=language,
        translate=translate,
        office=said(report["names"], language),
        period=said(report["title"], language),
        made=translate("Lập lúc %(time)s ngày %(day)s", time=f"{made:%H:%M}", day=day),
        form=FORMS[report["report"]](report, translate, language),
    )
