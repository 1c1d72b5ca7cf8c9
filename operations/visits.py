"""Every visit of a period, a row each, for those who calculate on their own."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from operations.offices import get_office
from operations.report_coverage import Coverage, coverage_of
from operations.report_incomplete import Incomplete, incomplete_of
from operations.report_parts import By, PartNames, scope_of
from operations.report_tables import Cell, Column, Translate, said
from operations.silence import silent_offices
from operations.visit_columns import VISIT_WORDS, visit_columns
from satisfaction.levels import LEVEL_NAMES
from satisfaction.periods import Period, title
from store.instants import from_text, to_text
from store.store import Reading, Row

MOST_VISITS = 1_000_000
"""What is listed at once for somebody who waits: a month of a province of 100 offices."""

DAYS_AT_ONCE = 31

Dates = tuple[Callable[[str], Cell], Callable[[str], Cell]]
"""How a kind of file writes the office's day, and an instant given as local ISO text."""


@dataclass(frozen=True, slots=True)
class VisitList:
    """The visits of a period as rows for people; `read` gives them one by one.

    Comments are left out: free text belongs to the manager's own page, not into a list that is
    passed on. The level stands beside its visit, so the list is for managers only.
    """

    name: str
    language: str
    translate: Translate
    office: str
    title: str
    period: str
    columns: list[Column]
    coverage: Coverage
    incomplete: Incomplete
    read: Callable[[Dates], Iterator[list[Cell]]]

    @property
    def named_by(self) -> int:
        """How many columns at the left name a visit."""
        return [column.key for column in self.columns].index("label") + 1


def visit_list(
    reading: Reading,
    office: str,
    period: Period,
    *,
    translate: Translate,
    language: str,
    now: datetime,
    offices: Collection[str] = (),
) -> VisitList:
    """The list, not read yet, of `offices`, or of `office` alone where none is named; read it
    while `reading` is open.

    Raises NotFoundError for an office that does not exist.
    """
    scope = scope_of(reading.sql, office, period, By.OFFICE, offices=offices)
    names = [said(member.names, language) for member in scope.offices]

    def read(dates: Dates) -> Iterator[list[Cell]]:
        for member, name in zip(scope.offices, names, strict=True):
            whose: list[Cell] = [name] if len(names) > 1 else []
            for cells in _visits_of(reading, member.id, period, translate, language, dates):
                yield whose + cells

    ids = [member.id for member in scope.offices]
    silent = silent_offices(reading.sql, ids, period, now=now)
    zone = ZoneInfo(scope.office.timezone)
    incomplete = incomplete_of(silent, translate, language, zone)
    head = {**scope.head(), "made_at": to_text(now)}
    return VisitList(
        name="visits",
        language=language,
        translate=translate,
        office=said(scope.office.names, language),
        title=translate("DANH SÁCH LƯỢT PHỤC VỤ"),
        period=title(period, language),
        columns=visit_columns(translate, offices=names),
        coverage=coverage_of(head, incomplete, language=language, zone=zone),
        incomplete=incomplete,
        read=read,
    )


def _visits_of(
    reading: Reading,
    office: str,
    period: Period,
    translate: Translate,
    language: str,
    dates: Dates,
) -> Iterator[list[Cell]]:
    """The rows of one office, at its own clock and in its own words."""
    say = _Words(reading, office, period, translate, language)
    local = _local_text(ZoneInfo(get_office(reading.sql, office).timezone))
    for days in _slices(period):
        for row in reading.sql.list_visits(office=office, **days):
            yield _cells(row, say, local, dates)


def _slices(period: Period) -> Iterator[dict[str, str]]:
    """The period in pieces: PostgreSQL's answers are held in memory, each of them whole."""
    last = period.last.toordinal()
    for first in range(period.first.toordinal(), last + 1, DAYS_AT_ONCE):
        until = min(first + DAYS_AT_ONCE - 1, last)
        yield {
            "first": date.fromordinal(first).isoformat(),
            "last": date.fromordinal(until).isoformat(),
        }


class _Words:
    """Codes and ids in the reader's words, each looked up once."""

    def __init__(
        self, reading: Reading, office: str, period: Period, translate: Translate, language: str
    ) -> None:
        def names(by: By) -> Callable[[str], str]:
            known = PartNames(reading.sql, scope_of(reading.sql, office, period, by))
            return lru_cache(maxsize=1000)(lambda key: said(known.names(key), language))

        self.staff = names(By.STAFF)
        self.service = names(By.SERVICE)
        self.codes: Mapping[str, str] = {
            code: translate(text) for code, text in VISIT_WORDS.items()
        }
        self.levels = {int(level): said(names, language) for level, names in LEVEL_NAMES.items()}


def _cells(row: Row, say: _Words, local: Callable[[str], str], dates: Dates) -> list[Cell]:
    day, instant = dates
    moments = (row["issued_at"], row["called_at"], row["started_at"], row["finished_at"])
    return [
        day(row["day"]),
        row["label"],
        say.service(row["service"]),
        row["counter"],
        say.staff(row["staff"]) if row["staff"] else None,
        say.codes[row["channel"]],
        say.codes[row["queue_class"]],
        row["language"],
        *(moment and instant(local(moment)) for moment in moments),
        row["waited_s"],
        row["walked_s"],
        row["service_s"],
        row["parked_s"],
        row["calls"],
        say.codes[row["state"]],
        say.levels[row["level"]] if row["level"] else None,
    ]


def _local_text(zone: ZoneInfo) -> Callable[[str], str]:
    """From a stored instant to `2026-09-01 08:05:00` at the office's own clock.

    Clocks change on whole minutes, and many visits share one: each minute is converted once.
    """

    @lru_cache(maxsize=4000)
    def minute(text: str) -> str:
        return f"{from_text(text + 'Z').astimezone(zone):%Y-%m-%d %H:%M}"

    return lambda text: minute(text[:16]) + text[16:19]
