"""The real clock; everything else is handed an instant."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

log = structlog.get_logger()

LEAP = timedelta(hours=3)
"""What no clock of a running machine drifts by: who changed it this far made a slip."""

SETTLING = timedelta(minutes=10)
"""A machine without a battery gets its time from the network soon after it was switched on."""


def real_now() -> datetime:
    """This instant, aware, in UTC, to the millisecond that the store keeps."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def running_for() -> timedelta:
    """Time that no change of the clock touches. A machine that slept counts its sleep too."""
    slept_too = getattr(time, "CLOCK_BOOTTIME", None)
    seconds = time.monotonic() if slept_too is None else time.clock_gettime(slept_too)
    return timedelta(seconds=seconds)


@dataclass(slots=True)
class SteadyClock:
    """The machine's clock, except that a leap ahead is not followed: the day would end for all
    who wait, and nothing brings them back. The house then goes on from the time it had, until
    the machine's clock is right again; a restart takes the machine's clock as it is.
    """

    machine: Callable[[], datetime] = real_now
    running: Callable[[], timedelta] = running_for
    _begun: timedelta | None = None
    _last: tuple[datetime, timedelta] | None = None
    _ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        """This instant."""
        told, ran = self.machine(), self.running()
        begun = self._begun = ran if self._begun is None else self._begun
        then, at = self._last or (told, ran)
        own = then + (ran - at)
        has_leapt = told - own >= LEAP and ran - begun >= SETTLING
        self._note(told - own if has_leapt else timedelta())
        if has_leapt:
            return own.replace(microsecond=own.microsecond // 1000 * 1000)
        self._last = (told, ran)
        return told

    def ahead_s(self) -> int:
        """Whole seconds by which the machine's clock is ahead since its leap; 0 when all is well."""
        self()
        return int(self._ahead.total_seconds())

    def _note(self, ahead: timedelta) -> None:
        if ahead and not self._ahead:
            log.error("clock_leapt", ahead_s=int(ahead.total_seconds()))
        elif self._ahead and not ahead:
            log.info("clock_right_again")
        self._ahead = ahead
