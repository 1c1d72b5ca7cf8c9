"""The plain estimate: people ahead x median service time / open counters, as a range."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

VISITS_KEPT = 20
"""The median is taken over a service's last 20 visits: recent enough for today's pace."""

SPREAD = 0.4
"""Half the width of the range, as a share of the middle: a promise that is mostly kept."""


FINE_UP_TO_MIN = 20
"""Longer waits are told in steps: nobody can promise 41 minutes, and 40 is read at a glance."""

STEP_MIN = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A waiting time in whole minutes, `low` to `high`, both inclusive, as it is told everywhere.

    A ticket keeps it as it was told: that is the promise by which an estimate may be judged.
    """

    low_min: int
    high_min: int


def service_time_s(recent_s: Sequence[int], *, typical_s: int) -> float:
    """The median of the last 20 service times, or the catalogue's typical one before any visit."""
    kept = recent_s[:VISITS_KEPT]
    return median(kept) if kept else float(typical_s)


def estimate(people_ahead: int, *, service_s: float, open_counters: int) -> Estimate:
    """How long somebody with `people_ahead` before him waits.

    With no counter open the estimate counts one: somebody will come, and no number would say less.
    A range that ends above 20 minutes is widened to steps of 5, low end down and high end up.
    """
    middle_min = people_ahead * service_s / max(1, open_counters) / 60
    low, high = (round(middle_min * (1 + spread), 6) for spread in (-SPREAD, SPREAD))
    step = STEP_MIN if math.ceil(high) > FINE_UP_TO_MIN else 1
    return Estimate(low_min=math.floor(low / step) * step, high_min=math.ceil(high / step) * step)
