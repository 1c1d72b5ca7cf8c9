"""Opening offices: from a catalogue, or like one that is there; each under its own in the tree."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from operations.catalogue import create_office, read_catalogue
from operations.catalogue_entries import Catalogue
from operations.catalogue_format import read_office
from operations.errors import OfficeTakenError
from operations.fields import Fields, Problem
from operations.passwords import Password
from operations.staff import first_manager
from operations.tree import TREE, put_under
from operations.written import Values, read_changed
from store.store import Change, Sql

USUAL = {"kind": "commune", "timezone": "Asia/Ho_Chi_Minh"}
"""What an office is where nothing is said of it."""


def open_office(
    sql: Sql, catalogue: Catalogue, *, parent: str | None, password: Password, now: datetime
) -> dict[str, Any]:
    """Open an office under `parent` (an id), with a first manager who has to choose another
    password: {code, kind, names, manager}. Inside a change of the parent, or `store.maintain()`,
    that began alone in `TREE`.

    Raises OfficeTakenError, NotFoundError and TooDeepError.
    """
    change = begin_office(sql, catalogue, parent=parent, now=now)
    manager = first_manager(change, password, now=now)
    return {**told_office(catalogue), "manager": f"{manager}@{catalogue.office.code}"}


def begin_office(sql: Sql, catalogue: Catalogue, *, parent: str | None, now: datetime) -> Change:
    """A new office under `parent`, without people, as a change of it. Raises as `open_office` does."""
    sql.check_alone(TREE)
    code = catalogue.office.code
    if sql.office_with_code(code=code) is not None:
        raise OfficeTakenError(taken=code)
    office = create_office(sql, catalogue, now=now)
    change = Change(sql, office, sql.raise_version(office=office))
    if parent is not None:
        put_under(change, parent)
    return change


def told_office(catalogue: Catalogue) -> dict[str, Any]:
    """What is answered of an office that was opened: {code, kind, names}."""
    entry = catalogue.office
    return {"code": entry.code, "kind": entry.kind, "names": dict(entry.names)}


def wrong_in_head(values: Values, *, needs_names: bool) -> dict[str, str]:
    """What is wrong with what is said of a new office without a catalogue of its own, by field."""
    problems: list[Problem] = []
    usual = {**USUAL, "languages": ["vi"], **({} if needs_names else {"names": "…"})}
    fields = Fields({**usual, **values}, problems)
    read_office(fields)
    fields.finish()
    return {problem.place: problem.code for problem in reversed(problems)}


def catalogue_like(sql: Sql, office: str, values: Values) -> Catalogue:
    """The catalogue of an office with another `code`, and other `names` and `kind` where they are
    given: services, procedures, counters and days, but no people, devices or tickets.

    Raises InvalidError and NotFoundError.
    """
    like = read_catalogue(sql, office)
    current = {**asdict(like.office), "languages": list(like.office.languages)}
    entry = read_changed(current, values, read_office, fixed=frozenset())
    return replace(like, office=entry)
