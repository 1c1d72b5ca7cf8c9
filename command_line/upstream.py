"""The office reports to its province: beside the server, at a bounded pace, whatever the line does."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from command_line.province_line import Province, RefusedError, UnreachableError, province_of
from config import UpstreamSettings
from operations.directives import carry_out
from operations.upstream import (
    APART,
    LONGEST_WAIT_S,
    Outgoing,
    begin_upstream,
    longest_wait_s,
    next_report,
    note_answer,
    note_refused,
    standing,
)
from operations.upstream_return import come_back, go_on_alone, was_restored
from operations.upstream_turn import BEAT_S, Turn
from operations.upstream_wire import pack
from store.errors import StoreError
from store.schema_steps import newest_step
from store.store import Store

log = structlog.get_logger()

OPENING_S = 15.0
"""How long an office from a backup asks its province before it opens alone."""

SHARE = 4
"""After a batch the sender rests this many times as long as it took to make: the counters of an
office that catches up have four fifths of the machine to themselves, and more.
"""

LEAST_REST_S = 0.05


@dataclass(slots=True)
class Sender:
    """Reports of one office. `changed` tells the screens when the province changed something; `turn`
    is there where several processes serve the office, of which one reports.
    """

    store: Store
    office: str
    province: Province
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    run_blocking: Callable[..., Any]
    changed: Callable[[str], None]
    turn: Turn | None = None

    def run(self) -> None:
        """Report for ever. After a cut it tries again with longer and longer waits, each somewhat
        by chance, so that a hundred offices do not knock at once when the province is back.
        """
        while True:
            try:
                begin_upstream(self.store, self.office, now=self.clock())
                rest_s = self._patiently(self._report_once)
            except Exception:
                # A fault in one report must not silence the office for good.
                log.exception("report_crashed")
                rest_s = LONGEST_WAIT_S
            self.sleep(rest_s)

    def _patiently(self, work: Callable[[], float]) -> float:
        longest = longest_wait_s(self.province.settings.every_s)
        tries = Retrying(
            retry=retry_if_exception_type((RefusedError, UnreachableError, StoreError)),
            wait=wait_random_exponential(multiplier=1, max=longest),
            sleep=self.sleep,
            before_sleep=self._note_failed,
        )
        rest_s: float = tries(work)
        return rest_s

    def _report_once(self) -> float:
        """Send the next report and do what its answer asks for; how long to rest after it."""
        if not self.may_report():
            return BEAT_S
        with self.store.reading() as reading:
            is_apart = standing(reading.sql, self.office)["state"] == APART
        if is_apart:
            come_back(self.store, self.office, self.province.rows_after, now=self.clock())
            self.changed(self.office)
        begin = time.monotonic()
        outgoing = next_report(self.store, self.office, program=newest_step(), now=self.clock())
        content = self.run_blocking(pack, outgoing.head, outgoing.rows)
        made_s = time.monotonic() - begin
        answer = self.province.report(content, outgoing.head["office"]["code"])
        self._take(outgoing, answer)
        if outgoing.batch.behind or answer["directives"]:
            return max(LEAST_REST_S, SHARE * made_s)
        return float(self.province.settings.every_s)

    def may_report(self) -> bool:
        """Whether reporting is this process's business now."""
        return self.turn is None or self.turn.is_mine

    def _take(self, outgoing: Outgoing, answer: Mapping[str, Any]) -> None:
        if answer["acked"] > outgoing.head["office"]["version"]:
            # Somebody copied an old database by hand: only `restore` knows how to go on from it.
            raise RefusedError("epoch_old", {})
        note_answer(self.store, self.office, outgoing, answer["acked"], now=self.clock())
        for directive in answer["directives"]:
            outcome = carry_out(self.store, self.office, directive, now=self.clock())
            log.info("directive", number=directive["number"], outcome=outcome)
            self.changed(self.office)

    def _note_failed(self, state: RetryCallState) -> None:
        """What a manager reads on the first page; the log has the details. A fault of this office's
        own store says nothing of its province; whoever has the turn by now knows better.
        """
        error = state.outcome and state.outcome.exception()
        log.warning("report_failed", attempt=state.attempt_number, error=str(error))
        if not (isinstance(error, RefusedError | UnreachableError) and self.may_report()):
            return
        facts = dict(error.facts) if isinstance(error, RefusedError) else {}
        try:
            note_refused(self.store, self.office, error.code, facts, now=self.clock())
        except StoreError as failed:
            log.error("report_failure_not_kept", code=failed.code)


def open_from_backup(
    store: Store,
    office: str,
    settings: UpstreamSettings,
    *,
    now: datetime,
    patience_s: float = OPENING_S,
) -> None:
    """Before an office from a backup opens: fetch what the old machine had sent, or go on far above
    it. Any other office is left as it is.
    """
    if not was_restored(store, office):
        return
    if settings.url and _is_back(store, office, settings, now=now, patience_s=patience_s):
        log.info("restored", missing_rows="fetched from the province")
        return
    go_on_alone(store, office, now=now)
    log.warning("restored", missing_rows="not fetched", province=settings.url or "none")


def _is_back(
    store: Store, office: str, settings: UpstreamSettings, *, now: datetime, patience_s: float
) -> bool:
    end = time.monotonic() + patience_s
    fetch = province_of(settings).rows_after
    while True:
        try:
            come_back(store, office, fetch, now=now)
        except UnreachableError:
            if time.monotonic() >= end:
                return False
            time.sleep(1)
        except RefusedError as error:
            log.error("restored", refused=error.code)
            return False
        else:
            return True
