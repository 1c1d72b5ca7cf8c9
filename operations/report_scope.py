"""Which offices a report is about, as its paper says it."""

from collections.abc import Iterator, Mapping
from typing import Any

from operations.report_parts import By
from operations.report_tables import Translate, number_text, said

MOST_IN_HEAD = 3
"""So many names stand at the head; more of them below the table."""

MOST_NAMES = 100
"""So many names stand below the table; a file of JSON has all of them."""


def scope_text(report: Mapping[str, Any], translate: Translate, language: str) -> str:
    """The line at the head; empty for the office whose name stands there already."""
    members = report["members"]
    if report["scope"] == "below":
        return translate(
            "%(name)s và %(count)s đơn vị trực thuộc",
            name=said(report["names"], language),
            count=number_text(len(members) - 1, language),
        )
    if report["scope"] == "here":
        return ""
    count = number_text(len(members), language)
    if len(members) > MOST_IN_HEAD:
        return translate("%(count)s đơn vị", count=count)
    names = "; ".join(said(one["names"], language) for one in members)
    if len(members) == 1:
        return names
    return translate("%(count)s đơn vị: %(offices)s", count=count, offices=names)


def scope_notes(report: Mapping[str, Any], translate: Translate, language: str) -> Iterator[str]:
    """What is said below the table of several offices, so that nobody has to guess which."""
    members = report["members"]
    if len(members) == 1:
        return
    if report["by"] == By.OFFICE:
        told = {row["key"] for row in report["rows"]}
        if absent := [one for one in members if one["code"] not in told]:
            yield translate(
                "Không có số liệu trong kỳ này (%(count)s đơn vị): %(offices)s.",
                **_named(absent, translate, language),
            )
    elif report["scope"] == "some" and len(members) > MOST_IN_HEAD:
        yield translate(
            "Báo cáo gồm %(count)s đơn vị: %(offices)s.", **_named(members, translate, language)
        )
    if report["by"] == By.SERVICE:
        yield translate(
            "Lĩnh vực cùng mã ở các đơn vị được cộng chung, ghi theo tên ở đơn vị đầu tiên."
        )


def _named(offices: list[Mapping[str, Any]], translate: Translate, language: str) -> dict[str, str]:
    names = [said(one["names"], language) for one in offices[:MOST_NAMES]]
    if more := len(offices) - len(names):
        names.append(translate("… và %(more)s đơn vị khác", more=number_text(more, language)))
    return {"count": number_text(len(offices), language), "offices": "; ".join(names)}
