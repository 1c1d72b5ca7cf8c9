"""The figures of a period: satisfaction, service and reasons, by counter, clerk, service, day or office."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from config import RatingSettings
from operations.report_figures import COUNTS, TIMES, Figures, read_figures, total_times
from operations.report_parts import By, Part, PartNames, Scope, scope_of
from operations.silence import silent_offices
from satisfaction.levels import REASONS, Level
from satisfaction.periods import Period
from satisfaction.rates import Rate, Satisfaction, rate, satisfaction
from store.instants import to_text
from store.store import Reading, Sql

Report = dict[str, Any]
"""Plain values, as the API tells them: `rows`, one for each part, and always a `total`."""


def read_satisfaction(
    reading: Reading,
    office: str,
    period: Period,
    by: By,
    *,
    rules: RatingSettings,
    now: datetime,
    offices: Collection[str] = (),
) -> Report:
    """How satisfied those were who answered, and how many answered.

    By clerk, figures that rest on fewer than `rules.min_count` ratings are withheld.
    """
    scope = scope_of(reading.sql, office, period, by, offices=offices)
    figures = read_figures(reading.sql, scope)
    least = _least(scope, rules)
    return {
        "report": "satisfaction",
        **_head(reading.sql, scope, now=now),
        "min_count": least,
        "neutral_is_satisfied": rules.neutral_is_satisfied,
        "rows": [
            {**told, **_told_levels(one.counts, one.levels, rules, least=least)}
            for one, told in _parts(reading.sql, scope, _with_service(figures))
        ],
        "total": _told_levels(
            _sum(figures),
            sum((one.levels for one in figures.values()), Counter[Level]()),
            rules,
        ),
    }


def read_service(
    reading: Reading,
    office: str,
    period: Period,
    by: By,
    *,
    now: datetime,
    offices: Collection[str] = (),
) -> Report:
    """How many came and were served, and how long served visits waited, walked and took."""
    scope = scope_of(reading.sql, office, period, by, offices=offices)
    figures = read_figures(reading.sql, scope, times=True)
    return {
        "report": "service",
        **_head(reading.sql, scope, now=now),
        "rows": [
            {**told, **_counts(one), **{what: asdict(one.times(what)) for what in TIMES}}
            for one, told in _parts(reading.sql, scope, figures)
        ],
        "total": {
            **_sum(figures),
            **{what: asdict(total_times(figures.values(), what)) for what in TIMES},
        },
    }


def read_reasons(
    reading: Reading,
    office: str,
    period: Period,
    by: By,
    *,
    rules: RatingSettings,
    now: datetime,
    offices: Collection[str] = (),
) -> Report:
    """Why those were not satisfied who said so: each reason, how often, and its share.

    The share is of the ratings that were asked for a reason ("Bình thường" and worse), and one
    rating may name several. By clerk, those with fewer than `min_count` ratings are left out of
    the rows; the total has them.
    """
    scope = scope_of(reading.sql, office, period, by, offices=offices)
    figures = read_figures(reading.sql, scope, reasons=True)
    least = _least(scope, rules)
    told_of = {
        part: one for part, one in figures.items() if one.asked and one.levels.total() >= least
    }
    return {
        "report": "reasons",
        **_head(reading.sql, scope, now=now),
        "min_count": least,
        "rows": [
            {**told, **_told_reasons(one.reasons, one.asked)}
            for one, told in _parts(reading.sql, scope, told_of)
        ],
        "total": _told_reasons(
            sum((one.reasons for one in figures.values()), Counter[str]()),
            sum(one.asked for one in figures.values()),
        ),
    }


def _head(sql: Sql, scope: Scope, *, now: datetime) -> dict[str, Any]:
    """What every report begins with; `silent` are the offices whose figures are incomplete."""
    offices = [office.id for office in scope.offices]
    return {
        **scope.head(),
        "made_at": to_text(now),
        "silent": silent_offices(sql, offices, scope.period, now=now),
    }


def told_rate(share: Rate) -> dict[str, Any]:
    """A rate as the API tells it: with its numerator and denominator, always."""
    return {
        "numerator": share.numerator,
        "denominator": share.denominator,
        "rate": share.value,
        "low": share.low,
        "high": share.high,
        "withheld": share.is_withheld,
    }


def told_satisfaction(figures: Satisfaction) -> dict[str, Any]:
    """Satisfaction as the API tells it."""
    levels = figures.levels
    return {
        "served": figures.served,
        "rated": figures.rated,
        "response": told_rate(figures.response),
        "satisfied": told_rate(figures.satisfied),
        "levels": levels and {str(int(level)): count for level, count in levels.items()},
    }


def _told_levels(
    counts: Mapping[str, int], levels: Mapping[Level, int], rules: RatingSettings, *, least: int = 0
) -> dict[str, Any]:
    """How satisfied these visits' citizens were; withheld where fewer than `least` rated."""
    neutral = rules.neutral_is_satisfied
    told = satisfaction(counts["served"], levels, min_count=least, neutral_is_satisfied=neutral)
    return {"taken": counts["taken"], **told_satisfaction(told)}


def _least(scope: Scope, rules: RatingSettings) -> int:
    """Only a figure about one person is withheld."""
    return rules.min_count if scope.by is By.STAFF else 0


def _parts(
    sql: Sql, scope: Scope, found: Mapping[Part, Figures]
) -> list[tuple[Figures, dict[str, Any]]]:
    """Each part with its figures and its head, in the order of a table."""
    names = PartNames(sql, scope)
    return [
        (found[part], {"key": names.key(part), "names": names.names(part)})
        for part in sorted(found, key=names.place)
    ]


def _with_service(figures: Mapping[Part, Figures]) -> dict[Part, Figures]:
    """Parts without a served visit have no satisfaction to tell."""
    return {part: one for part, one in figures.items() if one.counts["served"]}


def _counts(figures: Figures) -> dict[str, int]:
    return {name: figures.counts[name] for name in COUNTS}


def _sum(figures: Mapping[Part, Figures]) -> dict[str, int]:
    return {name: sum(one.counts[name] for one in figures.values()) for name in COUNTS}


def _told_reasons(chosen: Counter[str], asked: int) -> dict[str, Any]:
    """Every reason, the most frequent first; also those that nobody chose."""
    order = sorted(REASONS, key=lambda reason: -chosen[reason.code])
    return {
        "asked": asked,
        "chosen": chosen.total(),
        "reasons": [
            {
                "code": reason.code,
                "names": reason.names,
                "chosen": chosen[reason.code],
                "share": told_rate(rate(chosen[reason.code], asked)),
            }
            for reason in order
        ],
    }
