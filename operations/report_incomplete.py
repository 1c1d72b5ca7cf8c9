"""What a report says of the offices that did not send all of its period: by name, on its first page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from operations.report_parts import day_names
from operations.report_tables import Translate, number_text, said
from store.instants import from_text

BETWEEN_NAMES = "; "


@dataclass(frozen=True, slots=True)
class Silent:
    """An office that did not report all of the period; `heard` says when it last did.

    `heard_at` is that instant at the reader's clock, `2026-09-01 08:05:00`, empty for never.
    """

    code: str
    name: str
    heard: str
    heard_at: str

    @property
    def text(self) -> str:
        """As a sentence names it."""
        return f"{self.name} ({self.heard})"


@dataclass(frozen=True, slots=True)
class Incomplete:
    """The offices that did not report, in the reader's words; none where all did."""

    offices: tuple[Silent, ...]
    language: str
    translate: Translate

    def __bool__(self) -> bool:
        return bool(self.offices)

    @property
    def count(self) -> str:
        """How many there are, as it is written."""
        return number_text(len(self.offices), self.language)

    @property
    def text(self) -> str:
        """The sentence that names all of them; empty where all reported."""
        if not self.offices:
            return ""
        return self.translate(
            "Số liệu CHƯA ĐẦY ĐỦ: %(count)s đơn vị chưa gửi đủ báo cáo của kỳ này: %(offices)s.",
            count=self.count,
            offices=BETWEEN_NAMES.join(office.text for office in self.offices),
        )

    def within(self, letters: int, *, where: str) -> str:
        """The sentence in so many letters: with as many names as fit, and `where` all of them are."""
        if len(self.text) <= letters:
            return self.text
        room = letters - len(self._first(0, where))
        ends = accumulate(len(office.text + BETWEEN_NAMES) for office in self.offices)
        return self._first(sum(end <= room for end in ends), where)

    def _first(self, named: int, where: str) -> str:
        return self.translate(
            "Số liệu CHƯA ĐẦY ĐỦ: %(count)s đơn vị chưa gửi đủ báo cáo của kỳ này:"
            " %(offices)s… và %(more)s đơn vị khác; đủ tên ở %(where)s.",
            count=self.count,
            offices="".join(f"{office.text}{BETWEEN_NAMES}" for office in self.offices[:named]),
            more=number_text(len(self.offices) - named, self.language),
            where=where,
        )


def incomplete_of(
    silent: Sequence[Mapping[str, Any]], translate: Translate, language: str, zone: ZoneInfo
) -> Incomplete:
    """The `silent` of a report in words, its instants at the clock of `zone`."""

    def heard(at: str | None) -> tuple[str, str]:
        if at is None:
            return translate("chưa gửi lần nào"), ""
        local = from_text(at).astimezone(zone)
        day = said(day_names(local.date().isoformat()), language)
        words = translate("lần cuối %(time)s ngày %(day)s", time=f"{local:%H:%M}", day=day)
        return words, f"{local:%Y-%m-%d %H:%M:%S}"

    offices = (
        Silent(one["code"], said(one["names"], language), *heard(one["heard_at"])) for one in silent
    )
    return Incomplete(tuple(offices), language, translate)
