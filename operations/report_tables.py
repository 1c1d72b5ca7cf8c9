"""A report as a table for people: titles, columns with their meaning, rows, notes, a chart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

Translate = Callable[..., str]
"""Takes a Vietnamese text, and the values of its `%(name)s`; answers it in the reader's language."""

Cell = str | int | float | None
"""Shares are from 0 to 1, durations in minutes; None is an empty cell."""

WITHHELD = "–"
"""Stands where a figure is not told because it rests on too few ratings."""


WIDEST = 60
"""Letters of a column of texts; what is longer goes on in the next line."""

MOST_LETTERS = 32_767
"""Of a cell; spreadsheets leave out the whole text of a longer one, or what is beyond."""


class Kind(StrEnum):
    """What the cells of a column are, which decides how they are written."""

    PLACE = "place"
    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    MINUTES = "minutes"
    DAY = "day"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """`meaning` is the sentence that defines the figure; `width` is in characters.

    Neighbours of one `group` share a heading above their titles.
    """

    key: str
    title: str
    meaning: str
    kind: Kind = Kind.COUNT
    width: int = 11
    group: str = ""

    @property
    def full_title(self) -> str:
        """The title where there is one line for it."""
        return f"{self.group}: {self.title}" if self.group else self.title


class ChartKind(StrEnum):
    """Upright columns, or lying bars for long names."""

    COLUMNS = "column"
    BARS = "bar"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of some columns: `names` is the column of the categories.

    `interval` names the columns with the lower and upper end of the first series. `of_subtotals`
    draws the rows of subtotals instead of those of the parts.
    """

    kind: ChartKind
    title: str
    axis: str
    names: str
    series: tuple[str, ...]
    interval: tuple[str, str] | None = None
    of_subtotals: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What one kind of report puts on the paper; `total` is the last row, below `subtotals`.

    `parts` are the keys of the parts that the rows are about, one for each row.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    parts: Sequence[str | None]
    total: Sequence[Cell]
    notes: Sequence[str]
    chart: Chart
    subtotals: Sequence[Sequence[Cell]] = ()

    @property
    def totals(self) -> Sequence[Sequence[Cell]]:
        """The rows below those of the parts."""
        return [*self.subtotals, self.total]


def number_text(value: float, language: str, *, decimals: int = 0, grouped: bool = True) -> str:
    """A number as it is written: "1.234,5" in Vietnamese, "1,234.5" in English."""
    text = f"{value:,.{decimals}f}" if grouped else f"{value:.{decimals}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def cell_text(cell: Cell, kind: Kind, language: str, *, grouped: bool = True) -> str:
    """A cell in writing; shares as percent, without their sign, which stands in the title."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if kind is Kind.SHARE:
        return number_text(cell * 100, language, decimals=1, grouped=grouped)
    decimals = 1 if kind is Kind.MINUTES else 0
    return number_text(cell, language, decimals=decimals, grouped=grouped)


def said(names: Mapping[str, str], language: str) -> str:
    """A name in this language, in Vietnamese where it has none."""
    return names.get(language) or names["vi"]


def minutes(seconds: int | None) -> float | None:
    """Minutes with one decimal, as reports show durations."""
    return None if seconds is None else round(seconds / 60, 1)


def place_column(translate: Translate) -> Column:
    """The number of the row."""
    _ = translate
    return Column("place", _("STT"), _("Số thứ tự của dòng."), Kind.PLACE, 5)


def part_column(by: str, translate: Translate, *, has_several: bool) -> Column:
    """The part that a row is about, in a report of several offices or of one."""
    _ = translate
    office = _("Mỗi dòng một đơn vị.") if has_several else _("Toàn đơn vị.")
    told = {
        "counter": (_("Quầy"), _("Quầy giữ lượt sau cùng.")),
        "staff": (_("Cán bộ"), _("Cán bộ hoàn thành lượt, hoặc giữ lượt sau cùng.")),
        "service": (_("Lĩnh vực giải quyết"), _("Lĩnh vực của lượt khi kết thúc.")),
        "day": (_("Ngày"), _("Ngày lấy số, theo giờ của đơn vị nơi lấy số.")),
        "office": (_("Đơn vị"), office),
    }
    title, meaning = told[by]
    return Column("part", title, meaning, Kind.TEXT, 38 if by == "office" else 28)
