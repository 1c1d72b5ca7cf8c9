"""The people who work here: who they are and what they may do."""

import re
import unicodedata
from datetime import datetime
from typing import Any

from operations.catalogue_in_use import InUseError
from operations.errors import InvalidError, NotFoundError, OperationError
from operations.identity import NO_PASSWORD
from operations.passwords import Password
from operations.sign_in import sign_in, sign_out, staff_for_session
from store.ids import new_id
from store.instants import to_text
from store.store import Change, Row, Sql

__all__ = [
    "LastManagerError",
    "NameTakenError",
    "add_staff",
    "change_staff",
    "first_manager",
    "list_staff",
    "sign_in",
    "sign_out",
    "staff_for_session",
]

ROLES = ("clerk", "manager", "administrator", "auditor")
MANAGING = frozenset({"manager", "administrator"})
SIGN_IN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
FIRST_NAME = "quanly"
FIRST_FULL_NAME = "Quản lý"
LONGEST_NAME = 100


class NameTakenError(OperationError):
    """Somebody else of this office signs in with this name. Facts: name."""

    code = "name_taken"


class LastManagerError(OperationError):
    """Without this person nobody could manage the office."""

    code = "last_manager"


def add_staff(
    change: Change,
    *,
    name: str,
    full_name: str,
    role: str,
    password: Password,
    now: datetime,
) -> dict[str, Any]:
    """Add somebody, who changes a made password at the first sign-in.

    Raises InvalidError and NameTakenError.
    """
    name = _checked_name(change, name, full_name, role)
    staff = new_id()
    change.sql.add_staff(
        id=staff,
        office=change.office,
        name=name,
        full_name=_tidy(full_name),
        role=role,
        password_hash=password.hash,
        must_change=1,
        created_at=to_text(now),
        version=change.version,
    )
    return get_staff(change.sql, change.office, staff)


def change_staff(
    change: Change,
    staff: str,
    *,
    name: str | None = None,
    full_name: str | None = None,
    role: str | None = None,
    active: bool | None = None,
    password: Password | None = None,
    now: datetime,
) -> dict[str, Any]:
    """Change somebody; None leaves a thing as it is.

    Whoever is put away, or gets another password, is signed out everywhere. Raises InvalidError,
    NameTakenError, LastManagerError, and InUseError while the person has a ticket in hand.
    """
    row = _staff_row(change.sql, change.office, staff)
    wanted = {
        "name": row["name"] if name is None else name,
        "full_name": row["full_name"] if full_name is None else _tidy(full_name),
        "role": row["role"] if role is None else role,
    }
    _refuse_of_provider(row, wanted, password)
    wanted["name"] = _checked_name(change, **wanted, staff=staff)
    stays = bool(row["active"]) if active is None else active
    _keep_a_manager(change, row, role=wanted["role"], stays=stays)
    change.sql.update_staff(id=staff, **wanted, active=int(stays), version=change.version)
    if password is not None:
        change.sql.set_password(id=staff, password_hash=password.hash, must_change=1)
    if password is not None or not stays:
        change.sql.end_staff_sessions(staff=staff, but="")
    if not stays:
        _leave_counter(change, staff, now=now)
    return get_staff(change.sql, change.office, staff)


def first_manager(change: Change, password: Password, *, now: datetime) -> str | None:
    """Add a manager to an office without staff; answers the name, None where staff exist."""
    if change.sql.count_staff(office=change.office):
        return None
    add_staff(
        change,
        name=FIRST_NAME,
        full_name=FIRST_FULL_NAME,
        role="administrator",
        password=password,
        now=now,
    )
    return FIRST_NAME


def list_staff(sql: Sql, office: str) -> list[dict[str, Any]]:
    """Everybody of the office, those who left last."""
    return [_staff_state(row) for row in sql.list_staff(office=office)]


def get_staff(sql: Sql, office: str, staff: str) -> dict[str, Any]:
    """One person as the API tells it. Raises NotFoundError."""
    return _staff_state(_staff_row(sql, office, staff))


def staff_named(sql: Sql, office: str, name: str) -> dict[str, Any]:
    """The person who signs in with this name. Raises NotFoundError."""
    row = sql.staff_of_office(office=office, name=name.strip().lower())
    if row is None:
        raise NotFoundError(name=name)
    return _staff_state(row)


def _staff_row(sql: Sql, office: str, staff: str) -> Row:
    row: Row | None = sql.get_staff(id=staff)
    if row is None or row["office"] != office:
        raise NotFoundError(staff=staff)
    return row


def _staff_state(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["name"],
        "full_name": row["full_name"],
        "role": row["role"],
        "active": bool(row["active"]),
        "must_change": bool(row["must_change"]),
        "of_provider": row["password_hash"] == NO_PASSWORD,
        "created_at": row["created_at"],
    }


def wrong_in_person(name: str, full_name: str | None, role: str | None) -> dict[str, str]:
    """What is wrong with how somebody is called and what they may do, by field; None is not said."""
    wrong = {}
    if not SIGN_IN_NAME.fullmatch(name.strip().lower()):
        wrong["name"] = "sign_in_name"
    if full_name is not None and not 0 < len(_tidy(full_name)) <= LONGEST_NAME:
        wrong["full_name"] = "too_long" if _tidy(full_name) else "required"
    if role is not None and role not in ROLES:
        wrong["role"] = "choice"
    return wrong


def _checked_name(
    change: Change, name: str, full_name: str, role: str, *, staff: str | None = None
) -> str:
    """The sign-in name in small letters, when name, full name and role can be used."""
    name = name.strip().lower()
    if wrong := wrong_in_person(name, full_name, role):
        raise InvalidError(fields=wrong)
    other = change.sql.staff_of_office(office=change.office, name=name)
    if other is not None and other["id"] != staff:
        raise NameTakenError(name=name)
    return name


def _refuse_of_provider(row: Row, wanted: dict[str, str], password: Password | None) -> None:
    """What the identity provider says of somebody is changed there; locking them is ours."""
    if row["password_hash"] != NO_PASSWORD:
        return
    wrong = [name for name, value in wanted.items() if value != row[name]]
    if password is not None:
        wrong.append("password")
    if wrong:
        raise InvalidError(fields=dict.fromkeys(wrong, "of_provider"))


def _keep_a_manager(change: Change, row: Row, *, role: str, stays: bool) -> None:
    manages = bool(row["active"]) and row["role"] in MANAGING
    goes_on = stays and role in MANAGING
    if not manages or goes_on:
        return
    if not change.sql.count_other_managers(office=change.office, id=row["id"]):
        raise LastManagerError()


def _leave_counter(change: Change, staff: str, *, now: datetime) -> None:
    session = change.sql.open_session_of_staff(office=change.office, staff=staff)
    if session is None:
        return
    if change.sql.ticket_at_counter(office=change.office, counter=session["counter"]):
        raise InUseError(what="counter", which=str(session["counter"]))
    change.sql.close_session(id=session["id"], closed_at=to_text(now), version=change.version)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
