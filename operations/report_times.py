"""Mean, median and P90 of durations, exact, from how often each whole second occurred."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
    count = sum(histogram.values())
    if count == 0:
        return Times(0, None, None, None)
    total = sum(seconds * visits for seconds, visits in histogram.items())
    return Times(
        count,
        round(total / count),
        percentile(histogram, 50),
        percentile(histogram, 90),
    )


def percentile(histogram: Mapping[int, int], percent: int) -> int:
    """The nearest-rank percentile of a histogram that is not empty; `percent` from 1 to 100."""
    rank = -(-percent * sum(histogram.values()) // 100)
    for seconds in sorted(histogram):
        rank -= histogram[seconds]
        if rank <= 0:
            return seconds
    raise ValueError("an empty histogram has no percentile")


def merged(histograms: Iterable[Mapping[int, int]]) -> Mapping[int, int]:
    """All parts together."""
    total: Counter[int] = Counter()
    for histogram in histograms:
        total.update(histogram)
    return total
