"""Mean, median and P90 of durations, exact, from how often each whole second occurred."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import mul


@dataclass(frozen=True, slots=True)
class Times:
    """Durations in whole seconds; all None when there is none.

    Median and P90 are nearest-rank: the shortest time that at least half, or nine in ten, of the
    visits did not exceed. So each is a time that somebody really had.
    """

    count: int
    mean_s: int | None
    median_s: int | None
    p90_s: int | None


def times(histogram: Mapping[int, int]) -> Times:
    """The figures of `histogram`, which maps a duration in seconds to how often it occurred."""
    if not histogram:
        return Times(0, None, None, None)
    seconds = sorted(histogram)
    visits = [histogram[one] for one in seconds]
    until = list(accumulate(visits))
    count = until[-1]

    def nearest(percent: int) -> int:
        return seconds[bisect_left(until, -(-percent * count // 100))]

    return Times(count, round(sum(map(mul, seconds, visits)) / count), nearest(50), nearest(90))
