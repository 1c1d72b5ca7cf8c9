"""The plain estimate: people ahead x median service time / open counters, as a range."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

VISITS_KEPT = 20
"""The median is taken over a service's last 20 visits: recent enough for today's pace."""

SPREAD = 0.4
"""Half the width of the range, as a share of the middle: a promise that is mostly kept."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A waiting time in whole minutes, `low` to `high`, both inclusive."""

    low_min: int
    high_min: int


def service_time_s(recent_s: Sequence[int], *, typical_s: int) -> float:
    """The median of the last 20 service times, or the catalogue's typical one before any visit."""
    kept = recent_s[:VISITS_KEPT]
    return median(kept) if kept else float(typical_s)


def estimate(people_ahead: int, *, service_s: float, open_counters: int) -> Estimate:
    """How long somebody with `people_ahead` before him waits.

    With no counter open the estimate counts one: somebody will come, and no number would say less.
    """
    middle_min = people_ahead * service_s / max(1, open_counters) / 60
    low = math.floor(middle_min * (1 - SPREAD))
    high = math.ceil(middle_min * (1 + SPREAD))
    return Estimate(low_min=low, high_min=max(high, low))
