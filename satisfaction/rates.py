"""Rates that can be believed: a numerator, a denominator, and a 95 % interval (Wilson)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

from satisfaction.levels import Level, is_satisfied

Z95 = 1.959964
"""The normal quantile of 0.975: 95 % of the mass lies within ± this many standard errors."""

STEPS = 1000
"""Rates are told in tenths of a percent."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share as it is shown: `value`, `low` and `high` are between 0 and 1, in thousandths.

    All three are None when there is nothing to divide by, or when the figure is withheld
    because it rests on too few ratings; then the numerator is None too, for it would tell.
    """

    numerator: int | None
    denominator: int
    value: float | None
    low: float | None
    high: float | None
    is_withheld: bool = False


def rate(numerator: int, denominator: int) -> Rate:
    """The share of `numerator` in `denominator` with its 95 % interval.

    The value is rounded half to even but never up to 1 unless it is 1; the interval is rounded
    outwards. So no figure claims more than was measured.
    """
    if denominator == 0:
        return Rate(numerator, denominator, None, None, None)
    low, high = wilson(numerator, denominator)
    return Rate(
        numerator,
        denominator,
        rounded_share(numerator, denominator),
        floor(low * STEPS) / STEPS,
        ceil(high * STEPS) / STEPS,
    )


def withheld(denominator: int) -> Rate:
    """A rate that is not told: it would rest on too few ratings to be fair to one person."""
    return Rate(None, denominator, None, None, None, is_withheld=True)


def rounded_share(numerator: int, denominator: int) -> float:
    """The share in thousandths: half to even, and below 1 unless it is exactly 1."""
    steps = round(Fraction(numerator * STEPS, denominator))
    if steps == STEPS and numerator != denominator:
        steps = STEPS - 1
    return steps / STEPS


def wilson(numerator: int, denominator: int, *, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share, both ends inside [0, 1].

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
    Journal of the American Statistical Association 22 (1927), 209-212. Without continuity
    correction. Raises ValueError unless 0 <= numerator <= denominator and denominator > 0.
    """
    if not 0 <= numerator <= denominator or denominator == 0:
        raise ValueError(f"{numerator} of {denominator} is no share")
    n = denominator
    p = numerator / n
    middle = p + z * z / (2 * n)
    spread = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # At the ends the formula gives 0 and 1 but for the last bits of the floating point.
    low = 0.0 if numerator == 0 else (middle - spread) / scale
    high = 1.0 if numerator == n else (middle + spread) / scale
    return low, high


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """How many were served, how many of them answered, and what they said."""

    served: int
    rated: int
    response: Rate
    satisfied: Rate
    levels: Mapping[Level, int] | None
    """Ratings by level; None when they are withheld."""


def satisfaction(
    served: int,
    levels: Mapping[Level, int],
    *,
    min_count: int = 0,
    neutral_is_satisfied: bool = False,
) -> Satisfaction:
    """The figures of one group. No answer is no answer: it lowers the response rate only.

    With fewer than `min_count` ratings the rate and the levels are withheld; 0 withholds nothing.
    """
    counts = {level: levels.get(level, 0) for level in sorted(Level, reverse=True)}
    rated = sum(counts.values())
    response = rate(rated, served)
    if rated < min_count:
        return Satisfaction(served, rated, response, withheld(rated), None)
    good = sum(
        count
        for level, count in counts.items()
        if is_satisfied(level, neutral_is_satisfied=neutral_is_satisfied)
    )
    return Satisfaction(served, rated, response, rate(good, rated), counts)
