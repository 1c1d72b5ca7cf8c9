"""Which days and offices a file covers, and which of these did not report all of the period."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from operations.report_incomplete import Incomplete
from operations.report_parts import By
from operations.report_tables import Cell, Translate, said
from store.instants import from_text

BETWEEN_CODES = " "
"""Codes of offices have no spaces."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days as ISO text, both included; `made` at the local clock; `offices` by code, with names."""

    first: str
    last: str
    made: str
    offices: Mapping[str, str]
    incomplete: Incomplete


def coverage_of(
    head: Mapping[str, Any], incomplete: Incomplete, *, language: str, zone: ZoneInfo
) -> Coverage:
    """The coverage of a report that begins with `head`: its `from`, `to`, `members` and `made_at`."""
    return Coverage(
        first=head["from"],
        last=head["to"],
        made=f"{from_text(head['made_at']).astimezone(zone):%Y-%m-%d %H:%M:%S}",
        offices={one["code"]: said(one["names"], language) for one in head["members"]},
        incomplete=incomplete,
    )


def row_titles(translate: Translate) -> list[str]:
    """The columns that say of each row of a CSV file what it covers."""
    _ = translate
    return [
        _("Ngày đầu kỳ"),
        _("Ngày cuối kỳ"),
        _("Số đơn vị"),
        _("Số đơn vị chưa gửi đủ"),
        _("Mã đơn vị"),
        _("Mã đơn vị chưa gửi đủ"),
    ]


def row_cells(
    coverage: Coverage, by: str, parts: Iterable[str | None], *, totals: int
) -> list[list[Cell]]:
    """Those cells for the rows of these parts and for the totals below them.

    A row about one office names it; of several, the last total names all, for all rows alike.
    """
    silent = {office.code for office in coverage.incomplete.offices}
    days = [coverage.first, coverage.last]

    def cells(codes: Sequence[str], *, are_named: bool) -> list[Cell]:
        missing = [code for code in codes if code in silent]
        named = [BETWEEN_CODES.join(codes), BETWEEN_CODES.join(missing)]
        return [*days, len(codes), len(missing), *(named if are_named else ["", ""])]

    everybody = list(coverage.offices)
    alike = cells(everybody, are_named=len(everybody) == 1)
    rows = [cells([part], are_named=True) if by == By.OFFICE and part else alike for part in parts]
    return [*rows, *[alike] * (totals - 1), cells(everybody, are_named=True)]


def office_titles(translate: Translate) -> list[str]:
    """The columns of the file that lists the offices."""
    _ = translate
    return [
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Ngày đầu kỳ"),
        _("Ngày cuối kỳ"),
        _("Báo cáo của kỳ"),
        _("Nhận đến lúc"),
        _("Lập lúc"),
    ]


def office_rows(coverage: Coverage) -> list[list[Cell]]:
    """A row for each office, also for those of which there is no figure."""
    _ = coverage.incomplete.translate
    heard = {office.code: office.heard_at for office in coverage.incomplete.offices}
    days = [coverage.first, coverage.last]
    return [
        [code, name, *days, _("Chưa đủ") if code in heard else _("Đủ"), heard.get(code, ""), coverage.made]
        for code, name in coverage.offices.items()
    ]  # fmt: skip
