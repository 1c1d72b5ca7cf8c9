"""The press: takes queued jobs one by one to each printer and records how they ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from operations.printing import Ending, end_print, get_print, is_too_old, print_view, start_print
from store.errors import StoreError
from store.instants import from_text, to_text
from store.store import Row, Store
from store.ticket_rows import ticket_from

log = structlog.get_logger()

STALE_AFTER = timedelta(minutes=2)
"""A job that waited longer is not printed: the citizen went on with the number on the screen."""


ABANDONED_AFTER = timedelta(minutes=5)
"""No process is still at a job that was queued so long ago."""

ALL = "9999"
"""After every instant, whatever clock wrote it."""


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """All that a printer's side needs to know of a job."""

    printer: str
    ticket: Any
    copy: bool


@dataclass(slots=True)
class Press:
    """`put_on_paper` lays out and prints one order and may take seconds; it runs outside any
    change. `tell` is called with the office and the job's print shape after each step.
    """

    store: Store
    printers: tuple[str, ...]
    put_on_paper: Callable[[PrintOrder], Ending]
    tell: Callable[[str, dict[str, Any]], None]
    clock: Callable[[], datetime]

    def run_queue(self, printer: str) -> int:
        """Print all that is queued for this printer; answers how many jobs ended."""
        ended = 0
        while (job := self._next(printer)) is not None:
            self._run(job)
            ended += 1
        return ended

    def settle_interrupted(self, *, older_than: timedelta | None = None) -> int:
        """After a restart: jobs left in the middle are `unknown`, since nobody saw the paper. With
        an age only those that are older: another process may be at the others.
        """
        before = ALL if older_than is None else to_text(self.clock() - older_than)
        with self.store.reading() as reading:
            jobs = list(reading.sql.interrupted_prints(before=before))
        for job in jobs:
            self._end(job, Ending("unknown", "interrupted"))
        return len(jobs)

    def _next(self, printer: str) -> Row | None:
        with self.store.maintain() as sql:
            for row in list(sql.queued_prints(printer=printer)):
                if start_print(sql, row["id"]):
                    return get_print(sql, row["id"])
        return None

    def _run(self, job: Row) -> None:
        if is_too_old(job, now=self.clock(), keep=STALE_AFTER):
            self._end(job, Ending("failed", "too_late"))
            return
        with self.store.reading() as reading:
            row = reading.sql.get_ticket(id=job["ticket"])
        ending = self._print(PrintOrder(job["printer"], ticket_from(row), bool(job["copy"])))
        self._end(job, ending)

    def _print(self, order: PrintOrder) -> Ending:
        try:
            return self.put_on_paper(order)
        except Exception:
            # A fault in drawing must end as a failed job, never as a stopped press.
            log.exception("print_crashed", printer=order.printer, label=order.ticket.label)
            return Ending("failed", "internal")

    def _end(self, job: Row, ending: Ending) -> None:
        try:
            with self.store.change(job["office"]) as change:
                row = end_print(change, job["id"], ending, now=self.clock())
        except StoreError as error:
            # The paper is out; the record stays `printing` and the next start settles it.
            log.error("print_not_recorded", job=job["id"], ending=ending.state, error=str(error))
            return
        took_s = (self.clock() - from_text(row["created_at"])).total_seconds()
        log.info(
            "print_ended", label=row["label"], printer=row["printer"], state=row["state"],
            reason=row["reason"], took_s=round(took_s, 3),
        )  # fmt: skip
        self.tell(job["office"], print_view(row))
