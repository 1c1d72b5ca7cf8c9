"""Reports as tables for people, in their language: heads, parts, and which form a report has."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
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
        incomplete=incomplete_text(report["silent"], translate, language, ZoneInfo(timezone)),
    )


def incomplete_text(
    silent: Sequence[Mapping[str, Any]], translate: Translate, language: str, zone: ZoneInfo
) -> str:
    """The sentence on the first page that names the offices which did not report; empty when all
    did.
    """
    if not silent:
        return ""
    offices = "; ".join(_silent(one, translate, language, zone) for one in silent)
    return translate(
        "Số liệu CHƯA ĐẦY ĐỦ: %(count)s đơn vị chưa gửi đủ báo cáo của kỳ này: %(offices)s.",
        count=len(silent),
        offices=offices,
    )


def _silent(office: Mapping[str, Any], translate: Translate, language: str, zone: ZoneInfo) -> str:
    """An office, and when it was last heard."""
    name = said(office["names"], language)
    if office["heard_at"] is None:
        return translate("%(name)s (chưa gửi lần nào)", name=name)
    heard = from_text(office["heard_at"]).astimezone(zone)
    day = said(day_names(heard.date().isoformat()), language)
    return translate(
        "%(name)s (lần cuối %(time)s ngày %(day)s)", name=name, time=f"{heard:%H:%M}", day=day
    )
