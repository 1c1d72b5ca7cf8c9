"""Periods of a report: first and last day, both included, and how a paper calls them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

ROMAN = ("I", "II", "III", "IV")
ORDINALS_EN = ("First", "Second", "Third", "Fourth")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the office from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def day(on: date) -> Period:
    """One day."""
    return Period(on, on)


def month(year: int, number: int) -> Period:
    """A calendar month, 1 to 12."""
    return months(year, number, number)


def quarter(year: int, number: int) -> Period:
    """A quarter, 1 to 4."""
    return months(year, number * 3 - 2, number * 3)


def six_months(year: int) -> Period:
    """The first six months: "6 tháng đầu năm"."""
    return months(year, 1, 6)


def nine_months(year: int) -> Period:
    """The first nine months: "9 tháng đầu năm"."""
    return months(year, 1, 9)


def whole_year(year: int) -> Period:
    """January to December."""
    return months(year, 1, 12)


def months(year: int, first: int, last: int) -> Period:
    """Whole months of one year, `first` to `last`, both included."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def title(period: Period, language: str) -> str:
    """How the heading calls the period: "Quý III/2026"; Vietnamese unless `language` is "en"."""
    return _title_en(period) if language == "en" else _title_vi(period)


def _title_vi(period: Period) -> str:
    year = period.first.year
    match _whole_months(period):
        case (1, 12):
            return f"Năm {year}"
        case (1, 9):
            return f"9 tháng đầu năm {year}"
        case (1, 6):
            return f"6 tháng đầu năm {year}"
        case (7, 12):
            return f"6 tháng cuối năm {year}"
        case (first, last) if _is_quarter(first, last):
            return f"Quý {ROMAN[last // 3 - 1]}/{year}"
        case (first, last) if first == last:
            return f"Tháng {first:02d}/{year}"
    if period.days == 1:
        return f"Ngày {_vi(period.first)}"
    return f"Từ ngày {_vi(period.first)} đến ngày {_vi(period.last)}"


def _title_en(period: Period) -> str:
    year = period.first.year
    match _whole_months(period):
        case (1, 12):
            return f"The year {year}"
        case (1, 9):
            return f"First nine months of {year}"
        case (1, 6):
            return f"First six months of {year}"
        case (7, 12):
            return f"Last six months of {year}"
        case (first, last) if _is_quarter(first, last):
            return f"{ORDINALS_EN[last // 3 - 1]} quarter of {year}"
        case (first, last) if first == last:
            return f"{MONTHS_EN[first - 1]} {year}"
    if period.days == 1:
        return _en(period.first)
    return f"{_en(period.first)} to {_en(period.last)}"


def _whole_months(period: Period) -> tuple[int, int] | None:
    """The first and last month when the period is made of whole months of one year."""
    first, last = period.first, period.last
    if first.year != last.year or period != months(first.year, first.month, last.month):
        return None
    return first.month, last.month


def _is_quarter(first: int, last: int) -> bool:
    return last - first == 2 and last % 3 == 0


def _vi(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def _en(on: date) -> str:
    return f"{on.day} {MONTHS_EN[on.month - 1]} {on.year}"
