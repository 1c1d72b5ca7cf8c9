"""Dates, numbers and durations as a Vietnamese office writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal

from web.texts import SOURCE_LANGUAGE, Texts

MINUTE_S = 60
HOUR_S = 60 * MINUTE_S


def locale_of(lang: str) -> Locale:
    """What Babel knows of a language; a language that it does not know counts the Vietnamese way."""
    try:
        return Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE_LANGUAGE)


def format_number(value: float, decimals: int | None = None, *, lang: str = SOURCE_LANGUAGE) -> str:
    """1234.5 → "1.234,5"; `decimals` fixes the places, None shows up to three."""
    pattern = None if decimals is None else f"#,##0.{'0' * decimals}".rstrip(".")
    return str(format_decimal(value, pattern, locale=locale_of(lang)))


def format_percent(share: float, decimals: int = 1, *, lang: str = SOURCE_LANGUAGE) -> str:
    """A share from 0 to 1 as "83,9%"."""
    return format_number(share * 100, decimals, lang=lang) + "%"


def format_date(day: date, *, lang: str = SOURCE_LANGUAGE) -> str:
    """dd/mm/yyyy; in other languages "7 Nov 2026", which cannot be misread."""
    if lang == SOURCE_LANGUAGE:
        return f"{day:%d/%m/%Y}"
    return babel_date(day, "d MMM y", locale=locale_of(lang))


def format_time(moment: datetime, zone: ZoneInfo) -> str:
    """Hours and minutes at the office's own clock, "08:05"."""
    return f"{_at(moment, zone):%H:%M}"


def format_datetime(moment: datetime, zone: ZoneInfo, *, lang: str = SOURCE_LANGUAGE) -> str:
    """Time, then day: "08:05 22/11/2026"."""
    local = _at(moment, zone)
    return f"{local:%H:%M} {format_date(local.date(), lang=lang)}"


def _at(moment: datetime, zone: ZoneInfo) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(zone)


def format_duration(seconds: float, texts: Texts) -> str:
    """ "45 giây", "12 phút", "1 giờ 05 phút": seconds only under a minute."""
    _ = texts
    whole = max(0, round(seconds))
    if whole < MINUTE_S:
        return _.many("%(num)s giây", "%(num)s giây", whole)
    minutes = (whole + MINUTE_S // 2) // MINUTE_S
    if minutes < HOUR_S // MINUTE_S:
        return _.many("%(num)s phút", "%(num)s phút", minutes)
    hours, rest = divmod(minutes, HOUR_S // MINUTE_S)
    if not rest:
        return _.many("%(num)s giờ", "%(num)s giờ", hours)
    return _("%(hours)s giờ %(minutes)s phút", hours=hours, minutes=f"{rest:02d}")
