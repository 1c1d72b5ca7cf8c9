"""The offices that feed this house: expected, let in by a token, and how each of them stands."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from operations.catalogue_entries import Catalogue
from operations.catalogue_format import read_office
from operations.errors import NotFoundError
from operations.intake_errors import NewerFormatError, OfficeInUseError
from operations.new_offices import USUAL, begin_office, told_office
from operations.sign_in import new_token, token_hash
from operations.written import Values, read_new
from store.instants import to_text
from store.schema_steps import newest_step
from store.store import Change, Row, Sql


def expect_office(change: Change) -> None:
    """From now on the office's own machine says what is here, and nobody works at it here.

    Raises OfficeInUseError for an office that has tickets of its own.
    """
    if change.sql.get_intake(office=change.office) is not None:
        return
    if change.sql.has_own_tickets(office=change.office):
        raise OfficeInUseError(office=change.office)
    change.sql.set_fed(office=change.office)
    change.sql.add_intake(office=change.office)


def expected_catalogue(values: Values) -> Catalogue:
    """The catalogue of an office whose own machine says what there is: only its head, from `code`,
    `names`, and `kind` and `timezone` where they are not the usual ones. Raises InvalidError.
    """
    entry = read_new({**USUAL, **values, "languages": ["vi"]}, read_office)
    return Catalogue(entry, (), ())


def open_expected_office(
    sql: Sql, values: Values, *, parent: str | None, now: datetime
) -> dict[str, Any]:
    """Open an office under `parent` (an id) that will report from its own machine: {code, kind,
    names}. Raises InvalidError, OfficeTakenError, NotFoundError and TooDeepError.
    """
    empty = expected_catalogue(values)
    expect_office(begin_office(sql, empty, parent=parent, now=now))
    return told_office(empty)


def make_token(change: Change, *, now: datetime) -> str:
    """A new token for the office's machine; the one before opens nothing any more. It is told only
    here and kept as a hash. Raises OfficeInUseError.
    """
    expect_office(change)
    token = new_token()
    change.sql.set_intake_token(
        office=change.office, token_hash=token_hash(token), token_made_at=to_text(now)
    )
    return token


def revoke_token(change: Change, *, now: datetime) -> None:
    """Take the office's token back. Raises NotFoundError where it has none."""
    if not change.sql.revoke_intake_token(office=change.office, revoked_at=to_text(now)):
        raise NotFoundError(office=change.office)


def list_intakes(sql: Sql, among: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The offices that feed this house, of those ids or all: what each last said, what was refused."""
    rows = sql.list_intakes()
    return [_intake_state(row) for row in rows if among is None or row["office"] in among]


def program_age(program: str | None, *, refusal: str | None) -> str | None:
    """How the program of an office's machine stands beside this one: same, older or newer; None for
    one that never reported. `program` is the last step of the schema that it knew in the last report
    that was taken; `refusal` says why a later one was not.
    """
    if refusal == NewerFormatError.code:
        return "newer"
    if program is None or program == newest_step():
        return program and "same"
    return "older" if program < newest_step() else "newer"


def _intake_state(row: Row) -> dict[str, Any]:
    told = ("program", "heard_at", "clock_ahead_s", "behind", "refusal", "refused_at")
    return {
        "code": row["code"],
        "names": json.loads(row["names"]),
        "has_token": row["token_made_at"] is not None and row["revoked_at"] is None,
        "acked": row["acked"],
        **{name: row[name] for name in told},
        "program_age": program_age(row["program"], refusal=row["refusal"]),
        "refusal_facts": json.loads(row["refusal_facts"] or "{}"),
        "directives_open": row["directives_open"],
    }
