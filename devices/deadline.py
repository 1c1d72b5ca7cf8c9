"""How long a job may still take, whatever its single steps do."""

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Deadline:
    """A point on the monotonic clock; steps ask it how many seconds are left."""

    at: float

    @classmethod
    def within(cls, seconds: float) -> "Deadline":
        """The deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left_s(self) -> float:
        """Seconds left, 0 when it passed."""
        return max(0.0, self.at - time.monotonic())

    def has_passed(self) -> bool:
        return self.left_s() <= 0

    def at_most(self, seconds: float) -> "Deadline":
        """This deadline, or `seconds` from now when that is sooner."""
        return Deadline(min(self.at, time.monotonic() + seconds))

    def earlier_by(self, seconds: float) -> "Deadline":
        """A deadline that leaves `seconds` of this one for something else."""
        return Deadline(self.at - seconds)
