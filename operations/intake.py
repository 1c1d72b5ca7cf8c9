"""The province takes an office's reports: whole or not at all, once, in order."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

from operations.intake_errors import (
    BrokenBatchError,
    ClockAheadError,
    ConflictingRowsError,
    ForeignRowsError,
    IntakeError,
    OldEpochError,
    RevokedTokenError,
    UnknownTokenError,
    VersionGapError,
)
from operations.intake_rows import keep_health, keep_rows
from operations.sign_in import token_hash
from operations.upstream_columns import OFFICE, PRINT, SEEN, fit
from operations.upstream_rows import MIRRORED
from operations.upstream_wire import Report, unpack
from store.errors import ConstraintError
from store.instants import from_text, to_text
from store.store import Change, Row, Sql, Store

MOST_AHEAD = timedelta(hours=3)
"""No clock drifts by that: rows of a wrong day would be kept for good."""

NOTED_AGAIN = timedelta(minutes=1)
DIRECTIVES_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """An office's report was taken: whose, and what it is answered."""

    office: str
    answer: Mapping[str, Any]


def take_report(
    store: Store, token: str, content: bytes, *, claimed: str = "", now: datetime
) -> Taken:
    """Keep a report and answer up to which version everything is here, with what the office has
    still to do. A refusal is kept with the office, so that the province sees it; a wrong token
    tells nobody's name, so it is noted for the office that `claimed` to send.

    Raises IntakeError of operations/intake_errors.py.
    """
    known = _known(store, token, claimed, now=now)
    try:
        report = unpack(content)
        _check_head(report.head)
        return _keep(store, known, report, now=now)
    except IntakeError as error:
        _note_refused(store, known["office"], error, now=now)
        raise


def refuse_unread(
    store: Store, token: str, error: IntakeError, *, claimed: str, now: datetime
) -> NoReturn:
    """Refuse a report that was not even read; the refusal is kept as any other."""
    _note_refused(store, _known(store, token, claimed, now=now)["office"], error, now=now)
    raise error


def sender_of(store: Store, token: str) -> Row:
    """The office that holds this token, with where the province stands with it.

    Raises UnknownTokenError and RevokedTokenError.
    """
    row: Row | None = store.ask(lambda sql: sql.intake_of_token(token_hash=token_hash(token)))
    if row is None:
        raise UnknownTokenError()
    if row["revoked_at"] is not None:
        raise RevokedTokenError()
    return row


def _known(store: Store, token: str, claimed: str, *, now: datetime) -> Row:
    try:
        return sender_of(store, token)
    except IntakeError as error:
        with store.reading() as reading:
            held = reading.sql.intake_of_token(token_hash=token_hash(token))
            named = reading.sql.office_with_code(code=claimed)
        office = held["office"] if held else named and named["id"]
        if office is not None:
            _note_refused(store, office, error, now=now)
        raise


def _check_head(head: Mapping[str, Any]) -> None:
    """Refuse a head that misses a fact, before any of it is believed."""
    office = head.get("office")
    is_whole = (
        fit(HEAD, [{name: head.get(name) for name in HEAD}])
        and fit(OFFICE, [office])
        and fit(HEALTH, [head["health"]])
        and fit(SEEN, head["health"]["seen"])
        and fit(PRINT, head["health"]["prints"])
        and fit(OUTCOME, head["outcomes"])
        and head["after"] <= head["upto"]
    )
    if not is_whole:
        raise BrokenBatchError(what="head")


HEAD = {
    "program": "text",
    "sent_at": "instant",
    "after": "version",
    "upto": "version",
    "behind": "version",
    "directive": "version",
    "restored": "whole",
    "health": "map",
    "outcomes": "list",
    "office": "map",
}
HEALTH = {"seen": "list", "prints": "list"}
OUTCOME = {"number": "version", "outcome": "text", "code": "text or null", "facts": "text or null"}


def _check_sender(known: Row, standing: Row, head: Mapping[str, Any], *, now: datetime) -> None:
    """Refuse who is not, or no longer, the machine of this office. `standing` is what holds now, and
    not when the report came: the token may be another since, or the first report another machine's.
    """
    if standing["token_hash"] != known["token_hash"]:
        raise UnknownTokenError()
    if standing["revoked_at"] is not None:
        raise RevokedTokenError()
    ahead = from_text(head["sent_at"]) - now
    if ahead > MOST_AHEAD:
        raise ClockAheadError(ahead_s=round(ahead.total_seconds()))
    said = head["office"]
    if said["code"] != known["code"] or standing["source"] not in (None, said["id"]):
        raise ForeignRowsError(what=said["code"])
    if standing["epoch"] not in (None, said["epoch"]) and not head["restored"]:
        raise OldEpochError()


def _keep(store: Store, known: Row, report: Report, *, now: datetime) -> Taken:
    """In one transaction. Rows that the database refuses are rare: then all is done again with care."""
    try:
        return _kept(store, known, report, with_care=False, now=now)
    except ConstraintError:
        try:
            return _kept(store, known, report, with_care=True, now=now)
        except ConstraintError as error:
            raise ConflictingRowsError(what=str(error)[:200]) from error


def _kept(store: Store, known: Row, report: Report, *, with_care: bool, now: datetime) -> Taken:
    head = report.head
    with store.change(known["office"]) as change:
        standing = change.sql.get_intake(office=change.office)
        _check_sender(known, standing, head, now=now)
        if head["after"] > standing["acked"]:
            raise VersionGapError(acked=standing["acked"])
        if standing["source"] is None:
            change.sql.begin_mirror_services(office=change.office)
            change.sql.begin_mirror_counters(office=change.office)
        if head["upto"] >= standing["acked"]:
            _mirror(change.sql, change.office, head["office"])
        keep_rows(
            change.sql,
            change.office,
            _with_full_names(report, known["code"]),
            with_care=with_care,
        )
        keep_health(change.sql, change.office, head["health"])
        _take_answers(change, head["outcomes"], now=now)
        acked = max(standing["acked"], head["upto"])
        _note_heard(change, head, acked=acked, now=now)
        directives = change.sql.directives_after(
            office=change.office, number=head["directive"], most=DIRECTIVES_AT_ONCE
        )
        told = [{**row, "body": json.loads(row["body"])} for row in directives]
    return Taken(known["office"], {"acked": acked, "now": to_text(now), "directives": told})


def _with_full_names(report: Report, code: str) -> Mapping[str, Any]:
    """Staff of another machine are known here as name@office: a name here is somebody else's."""
    staff = [{**row, "name": f"{row['name']}@{code}"} for row in report.rows.get("staff", ())]
    return {**report.rows, "staff": staff}


def _mirror(sql: Sql, office: str, said: Mapping[str, Any]) -> None:
    sql.mirror_office(office=office, **{name: said[name] for name in MIRRORED})


def _take_answers(change: Change, outcomes: list[dict[str, Any]], *, now: datetime) -> None:
    if outcomes:
        told = {"office": change.office, "answered_at": to_text(now)}
        change.sql.answer_directive([{**row, **told} for row in outcomes])


def _note_heard(change: Change, head: Mapping[str, Any], *, acked: int, now: datetime) -> None:
    ahead = from_text(head["sent_at"]) - now
    change.sql.note_heard(
        office=change.office,
        source=head["office"]["id"],
        epoch=head["office"]["epoch"],
        acked=acked,
        newest=head["office"]["version"],
        program=head["program"],
        heard_at=to_text(now),
        clock_ahead_s=round(ahead.total_seconds()),
        behind=max(0, head["behind"]),
    )


def _note_refused(store: Store, office: str, error: IntakeError, *, now: datetime) -> None:
    with store.maintain() as sql:
        sql.note_intake_refused(
            office=office,
            refusal=error.code,
            refusal_facts=json.dumps(error.facts, ensure_ascii=False),
            refused_at=to_text(now),
            since=to_text(now - NOTED_AGAIN),
        )
