"""The office reports to its province: beside the server, at a bounded pace, whatever the line does."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests
import structlog
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_random_exponential

from config import UpstreamSettings
from operations.directives import carry_out
from operations.intake_errors import IntakeError
from operations.upstream import (
    APART,
    Outgoing,
    begin_upstream,
    next_report,
    note_answer,
    note_refused,
    standing,
)
from operations.upstream_return import Fetched, come_back, go_on_alone, was_restored
from operations.upstream_wire import pack, unpack
from store.errors import StoreError
from store.schema_steps import read_steps
from store.store import Store

log = structlog.get_logger()

CONNECT_S = 5
ANSWER_S = 60
"""A batch of a large change takes the province some seconds."""

OPENING_S = 15.0
"""How long an office from a backup asks its province before it opens alone."""

SHARE = 4
"""After a batch the sender rests this many times as long as it took to make: the counters of an
office that catches up have four fifths of the machine to themselves, and more.
"""

LEAST_REST_S = 0.05
LONGEST_WAIT_S = 60.0


class RefusedError(Exception):
    """The province said no; the office keeps everything, and asks again later."""

    def __init__(self, code: str, facts: Mapping[str, Any]) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class UnreachableError(Exception):
    """The province did not answer, or something on the way did."""


@dataclass(frozen=True, slots=True)
class Province:
    """The province's server, asked over one connection. Raises RefusedError and UnreachableError."""

    settings: UpstreamSettings
    session: requests.Session

    def report(self, content: bytes, code: str) -> dict[str, Any]:
        """Send a report; its answer."""
        kind = {"Content-Type": "application/octet-stream"}
        answer = self._ask("POST", "/intake", data=content, headers={**kind, "X-Office": code})
        told: dict[str, Any] = _json(answer)
        if not isinstance(told.get("acked"), int) or not isinstance(told.get("directives"), list):
            raise UnreachableError("something else answers at the province's address")
        return told

    def rows_after(self, after: int) -> Fetched:
        """The office's own rows that the province has above a version."""
        answer = self._ask("GET", "/intake/rows", params={"after": after})
        try:
            report = unpack(answer.content)
            facts = [int(report.head[name]) for name in ("upto", "acked", "newest")]
        except (IntakeError, KeyError, ValueError) as error:
            raise UnreachableError(f"the rows came back broken: {error}") from error
        return Fetched(report.rows, *facts)

    def _ask(self, method: str, path: str, **more: Any) -> requests.Response:
        url = f"{self.settings.url.rstrip('/')}/api/v1{path}"
        headers = {"Authorization": f"Bearer {self.settings.token}", **more.pop("headers", {})}
        try:
            answer = self.session.request(
                method, url, headers=headers, timeout=(CONNECT_S, ANSWER_S), **more
            )
        except requests.RequestException as error:
            raise UnreachableError(str(error)) from error
        if answer.ok:
            return answer
        if answer.status_code >= 500 or answer.status_code == 429:
            raise UnreachableError(f"{answer.status_code} from the province")
        told = _json(answer)
        raise RefusedError(str(told.get("code", answer.status_code)), told)


@dataclass(slots=True)
class Sender:
    """Reports of one office. `changed` tells the screens when the province changed something."""

    store: Store
    office: str
    province: Province
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    run_blocking: Callable[..., Any]
    changed: Callable[[str], None]

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
        longest = min(LONGEST_WAIT_S, 4.0 * self.province.settings.every_s)
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
        with self.store.reading() as reading:
            is_apart = standing(reading.sql, self.office)["state"] == APART
        if is_apart:
            come_back(self.store, self.office, self.province.rows_after, now=self.clock())
            self.changed(self.office)
        begin = time.monotonic()
        outgoing = next_report(self.store, self.office, program=program(), now=self.clock())
        content = self.run_blocking(pack, outgoing.head, outgoing.rows)
        made_s = time.monotonic() - begin
        answer = self.province.report(content, outgoing.head["office"]["code"])
        self._take(outgoing, answer)
        if outgoing.batch.behind or answer["directives"]:
            return max(LEAST_REST_S, SHARE * made_s)
        return float(self.province.settings.every_s)

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
        """What a manager reads on the first page; the log has the details."""
        error = state.outcome and state.outcome.exception()
        log.warning("report_failed", attempt=state.attempt_number, error=str(error))
        code, facts = "unreachable", {}
        if isinstance(error, RefusedError):
            code, facts = error.code, dict(error.facts)
        try:
            note_refused(self.store, self.office, code, facts, now=self.clock())
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
    log.warning("restored", missing_rows="not fetched: the province did not answer")


def province_of(settings: UpstreamSettings) -> Province:
    """The province's server, with a connection that is kept."""
    return Province(settings, requests.Session())


def program() -> str:
    """What the province shows as this program's age: the last step of the schema that it knows."""
    return read_steps()[-1].name


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


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except requests.JSONDecodeError as error:
        raise UnreachableError("no answer of a province's server") from error
    if not isinstance(told, dict):
        raise UnreachableError("no answer of a province's server")
    return told
