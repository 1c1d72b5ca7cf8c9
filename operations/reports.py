"""The figures of a period: satisfaction, service and reasons, by counter, clerk, service or day."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from config import RatingSettings
from operations.report_parts import By, Part, PartNames, Scope, scope_of
from operations.report_times import merged, times
from satisfaction.levels import ASK_REASONS_UP_TO, REASONS, Level
from satisfaction.periods import Period
from satisfaction.rates import Rate, Satisfaction, rate, satisfaction
from store.instants import to_text
from store.store import Reading, Sql

Report = dict[str, Any]
"""Plain values, as the API tells them: `rows`, one for each part, and always a `total`."""

Levels = Mapping[Level, int]
COUNTS = ("taken", "served", "missed", "cancelled", "expired")
TIMES = ("wait", "walk", "service")


def read_satisfaction(
    reading: Reading, office: str, period: Period, by: By, *, rules: RatingSettings, now: datetime
) -> Report:
    """How satisfied those were who answered, and how many answered.

    By clerk, figures that rest on fewer than `rules.min_count` ratings are withheld.
    """
    scope = scope_of(reading.sql, office, period, by)
    visits = _visits(reading.sql, scope)
    levels = _levels(reading.sql, scope)
    total = _sum(visits)
    all_levels: Counter[Level] = Counter()
    for counts in levels.values():
        all_levels.update(counts)
    return {
        "report": "satisfaction",
        **scope.head(),
        "made_at": to_text(now),
        "min_count": _least(scope, rules),
        "neutral_is_satisfied": rules.neutral_is_satisfied,
        "rows": [
            {
                **part,
                "taken": visits[part["key"]]["taken"],
                **_told(
                    satisfaction(
                        visits[part["key"]]["served"],
                        levels.get(part["key"], {}),
                        min_count=_least(scope, rules),
                        neutral_is_satisfied=rules.neutral_is_satisfied,
                    )
                ),
            }
            for part in _parts(reading.sql, scope, _with_service(visits))
        ],
        "total": {
            "taken": total["taken"],
            **_told(
                satisfaction(
                    total["served"],
                    all_levels,
                    neutral_is_satisfied=rules.neutral_is_satisfied,
                )
            ),
        },
    }


def read_service(reading: Reading, office: str, period: Period, by: By, *, now: datetime) -> Report:
    """How many came and were served, and how long served visits waited, walked and took."""
    scope = scope_of(reading.sql, office, period, by)
    visits = _visits(reading.sql, scope)
    spent = {what: _histograms(reading.sql, scope, what) for what in TIMES}
    return {
        "report": "service",
        **scope.head(),
        "made_at": to_text(now),
        "rows": [
            {
                **part,
                **_counts(visits[part["key"]]),
                **{what: asdict(times(spent[what].get(part["key"], {}))) for what in TIMES},
            }
            for part in _parts(reading.sql, scope, visits)
        ],
        "total": {
            **_counts(_sum(visits)),
            **{what: asdict(times(merged(spent[what].values()))) for what in TIMES},
        },
    }


def read_reasons(
    reading: Reading, office: str, period: Period, by: By, *, rules: RatingSettings, now: datetime
) -> Report:
    """Why those were not satisfied who said so: each reason, how often, and its share.

    The share is of the ratings that were asked for a reason ("Bình thường" and worse), and one
    rating may name several. By clerk, those with fewer than `min_count` ratings are left out of
    the rows; the total has them.
    """
    scope = scope_of(reading.sql, office, period, by)
    asked, chosen = _reasons(reading.sql, scope)
    ratings = {part: sum(counts.values()) for part, counts in _levels(reading.sql, scope).items()}
    told = {part: asked[part] for part in asked if ratings[part] >= _least(scope, rules)}
    everything: Counter[str] = Counter()
    for counts in chosen.values():
        everything.update(counts)
    return {
        "report": "reasons",
        **scope.head(),
        "made_at": to_text(now),
        "min_count": _least(scope, rules),
        "rows": [
            {**part, **_told_reasons(chosen[part["key"]], asked[part["key"]])}
            for part in _parts(reading.sql, scope, told)
        ],
        "total": _told_reasons(everything, sum(asked.values())),
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


def _told(figures: Satisfaction) -> dict[str, Any]:
    levels = figures.levels
    return {
        "served": figures.served,
        "rated": figures.rated,
        "response": told_rate(figures.response),
        "satisfied": told_rate(figures.satisfied),
        "levels": levels and {str(int(level)): count for level, count in levels.items()},
    }


def _least(scope: Scope, rules: RatingSettings) -> int:
    """Only a figure about one person is withheld."""
    return rules.min_count if scope.by is By.STAFF else 0


def _parts(sql: Sql, scope: Scope, found: Iterable[Part]) -> list[dict[str, Any]]:
    names = PartNames(sql, scope)
    return [{"key": part, "names": names.names(part)} for part in sorted(found, key=names.place)]


def _visits(sql: Sql, scope: Scope) -> dict[Part, dict[str, int]]:
    return {row["part"]: _counts(row) for row in sql.count_visits(**scope.parameters)}


def _with_service(visits: Mapping[Part, Mapping[str, int]]) -> list[Part]:
    """Parts without a served visit have no satisfaction to tell."""
    return [part for part, counts in visits.items() if counts["served"]]


def _counts(row: Mapping[str, Any]) -> dict[str, int]:
    return {name: row[name] for name in COUNTS}


def _sum(visits: Mapping[Part, Mapping[str, int]]) -> dict[str, int]:
    return {name: sum(counts[name] for counts in visits.values()) for name in COUNTS}


def _levels(sql: Sql, scope: Scope) -> dict[Part, Levels]:
    levels: dict[Part, dict[Level, int]] = defaultdict(dict)
    for row in sql.count_ratings(**scope.parameters):
        levels[row["part"]][Level(row["level"])] = row["ratings"]
    return dict(levels)


def _histograms(sql: Sql, scope: Scope, what: str) -> dict[Part, dict[int, int]]:
    found: dict[Part, dict[int, int]] = defaultdict(dict)
    for row in sql.count_times(**scope.parameters, what=what):
        found[row["part"]][row["seconds"]] = row["visits"]
    return dict(found)


def _reasons(sql: Sql, scope: Scope) -> tuple[Counter[Part], dict[Part, Counter[str]]]:
    """For each part how many ratings were asked for reasons, and how often each was chosen."""
    asked: Counter[Part] = Counter()
    chosen: dict[Part, Counter[str]] = defaultdict(Counter)
    for row in sql.count_reasons(**scope.parameters, upto=int(ASK_REASONS_UP_TO)):
        asked[row["part"]] += row["ratings"]
        for code in json.loads(row["reasons"]):
            chosen[row["part"]][code] += row["ratings"]
    return asked, chosen


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
