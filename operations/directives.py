"""What the province decided: numbered there, done at the office by its own verbs, told back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from operations.administration import change_office
from operations.catalogue import read_catalogue, update_catalogue
from operations.catalogue_format import parse_catalogue, read_notices
from operations.errors import InvalidError, NotFoundError, OperationError
from operations.fields import Fields, Problem
from operations.passwords import Password
from operations.staff import add_staff, change_staff, staff_named, wrong_in_person
from operations.tree import TREE, list_tree
from operations.upstream import outcome_text
from store.errors import ConstraintError
from store.instants import to_text
from store.store import Change, Row, Sql, Store

KINDS = ("catalogue", "notice", "account")
LONGEST_BODY = 1024 * 1024
"""Bytes as it travels: ten of them come in one answer."""


class UnknownDirectiveError(OperationError):
    """An older program does not know this kind. Facts: kind."""

    code = "directive_unknown"
    status = 422


def queue_directive(
    sql: Sql,
    offices: list[str],
    kind: str,
    body: Mapping[str, Any],
    *,
    by: str | None,
    now: datetime,
) -> dict[str, int]:
    """Keep a directive for each office that feeds this house: the number it got, by office id.

    Raises InvalidError, CatalogueError for a catalogue that nobody could use, and NotFoundError for
    an office that has no machine of its own.
    """
    _check(kind, body)
    text = json.dumps(body, ensure_ascii=False)
    numbers = {}
    for office in sorted(offices):  # of two who tell the same ones neither waits for the other
        number = sql.next_directive(office=office)
        if number is None:
            raise NotFoundError(office=office)
        numbers[office] = int(number)
        sql.add_directive(
            office=office,
            number=number,
            kind=kind,
            body=text,
            made_at=to_text(now),
            made_by=by,
        )
    return numbers


def fed_offices(sql: Sql, top: str, *, below: bool) -> dict[str, str]:
    """Whom a directive goes to, id to code: the office itself, or every one at or below it that has
    a machine of its own.
    """
    offices = list_tree(sql, top)
    return {
        one["id"]: one["code"]
        for one in (offices if below else offices[:1])
        if not below or one["fed"]
    }


def list_directives(sql: Sql, office: str) -> list[dict[str, Any]]:
    """What was told to an office and what became of it, the newest first."""
    return [
        {**row, "facts": json.loads(row["facts"] or "{}")}
        for row in sql.list_directives(office=office)
    ]


def carry_out(store: Store, office: str, directive: Mapping[str, Any], *, now: datetime) -> str:
    """Do what the province decided, once, as a manager here would; answers `done` or `refused`.

    What is refused changes nothing, is told back with its code, and holds up none that follow.
    """
    number = int(directive["number"])
    try:
        with store.change(office, *ALONE.get(directive["kind"], ())) as change:
            if not change.sql.set_directive(office=office, directive=number):
                return "done"  # a second answer brought it again
            _do(change, directive["kind"], directive["body"], now=now)
            _remember(change.sql, office, number, "done")
    except OperationError as error:
        code, facts = error.code, error.facts
    except ConstraintError as error:
        code, facts = error.code, {"why": str(error)}
    else:
        return "done"
    with store.maintain() as sql:
        sql.set_directive(office=office, directive=number)
        _remember(sql, office, number, "refused", code, outcome_text(facts))
    return "refused"


def _remember(
    sql: Sql,
    office: str,
    number: int,
    outcome: str,
    code: str | None = None,
    facts: str | None = None,
) -> None:
    sql.add_directive_outcome(office=office, number=number, outcome=outcome, code=code, facts=facts)


def wrong_in(kind: str, body: Mapping[str, Any]) -> dict[str, str]:
    """What an office's machine would refuse, by field, as far as it can be known here; a catalogue
    has places of its own, and `parse_catalogue` tells them.
    """
    if kind not in KINDS:
        return {"kind": "choice"}
    wrong = WRONG_IN[kind](body)
    if len(json.dumps(body, ensure_ascii=False).encode()) > LONGEST_BODY:
        wrong.setdefault(LONGEST_FIELD[kind], "too_long")
    return wrong


def _wrong_in_notice(body: Mapping[str, Any]) -> dict[str, str]:
    problems: list[Problem] = []
    if not isinstance(body.get("notices"), Mapping):
        return {"notices": "names"}
    read_notices(Fields(body, problems))
    return {problem.place: problem.code for problem in reversed(problems)}


def _wrong_in_account(body: Mapping[str, Any]) -> dict[str, str]:
    return wrong_in_person(str(body.get("name") or ""), body.get("full_name"), body.get("role"))


WRONG_IN: Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "catalogue": lambda _body: {},
    "notice": _wrong_in_notice,
    "account": _wrong_in_account,
}
LONGEST_FIELD = {"catalogue": "toml", "notice": "notices", "account": "full_name"}


def _check(kind: str, body: Mapping[str, Any]) -> None:
    if wrong := wrong_in(kind, body):
        raise InvalidError(fields=wrong)
    if kind == "catalogue":
        parse_catalogue(str(body.get("toml", "")))


def _do(change: Change, kind: str, body: Mapping[str, Any], *, now: datetime) -> None:
    verb = VERBS.get(kind)
    if verb is None:
        raise UnknownDirectiveError(kind=kind)
    verb(change, body, now)


def _take_catalogue(change: Change, body: Mapping[str, Any], _now: datetime) -> None:
    """A catalogue that was written for another office leaves this one's own head as it is."""
    catalogue = parse_catalogue(str(body.get("toml", "")))
    own = read_catalogue(change.sql, change.office).office
    if catalogue.office.code != own.code:
        catalogue = replace(catalogue, office=own)
    update_catalogue(change, catalogue)


def _take_notice(change: Change, body: Mapping[str, Any], _now: datetime) -> None:
    change_office(change, {"notices": body.get("notices")})


def _take_account(change: Change, body: Mapping[str, Any], now: datetime) -> None:
    """Add whoever is not here yet, and change who is."""
    name, role = str(body.get("name", "")), body.get("role")
    password = Password(str(body["password_hash"])) if body.get("password_hash") else None
    known = _person(change.sql, change.office, name)
    if known is not None:
        change_staff(
            change,
            known["id"],
            full_name=body.get("full_name"),
            role=role,
            active=body.get("active"),
            password=password,
            now=now,
        )
    elif password is None:
        raise NotFoundError(name=name)
    else:
        full_name = str(body.get("full_name") or "")
        add_staff(
            change, name=name, full_name=full_name, role=str(role), password=password, now=now
        )


def _person(sql: Sql, office: str, name: str) -> Row | None:
    try:
        return staff_named(sql, office, name)
    except NotFoundError:
        return None


ALONE: Mapping[str, tuple[str, ...]] = {"catalogue": (TREE,)}
"""What a directive of a kind is done alone in."""

VERBS: Mapping[str, Callable[[Change, Mapping[str, Any], datetime], None]] = {
    "catalogue": _take_catalogue,
    "notice": _take_notice,
    "account": _take_account,
}
