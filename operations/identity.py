"""People whom a province's identity provider signs in: their rows of staff and their sessions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from secrets import token_urlsafe
from typing import Any

from config.oidc import OidcSettings
from operations.acts import Actor
from operations.claims import (
    ClaimError,
    IdentityError,
    Person,
    UnknownOfficeError,
    issuer_of,
    person_of,
    subject_of,
)
from operations.handover import transfer
from operations.sign_in import new_token, token_hash
from store.ids import new_id
from store.instants import to_text
from store.store import Change, Row, Sql, Store

NO_PASSWORD = ""
"""What stands where a hash would, for whom the provider signs in: no password fits it."""


class LockedError(IdentityError):
    """A manager of the house locked this person; the provider cannot undo that."""

    code = "locked"


def sign_in_by_claims(
    store: Store,
    claims: Mapping[str, Any],
    *,
    id_token: str,
    settings: OidcSettings,
    now: datetime,
) -> dict[str, Any]:
    """Start a session for the person of these claims: {token, id, office, role}.

    What the provider says is taken over each time. Who has another role or office than before,
    or none any more, loses every other session. Raises ClaimError and LockedError.
    """
    try:
        person = person_of(claims, settings)
        office = _office_id(store, person, settings)
    except ClaimError:
        _shut_out(store, issuer_of(settings), subject_of(claims), now=now)
        raise
    _leave_another_place(store, person, office, now=now)
    with store.change(office, alone_as(person)) as change:
        staff = _settle(change, person, now=now)
    hours = timedelta(hours=settings.session_hours)
    token = _start_session(store, staff, id_token, expires=now + hours, now=now)
    return {"token": token, "id": staff, "office": office, "role": person.role}


def sign_in_started_by(sql: Sql, token: str) -> str | None:
    """The provider's own token of this session, or None for a session by password."""
    found: str | None = sql.id_token_of_session(token_hash=token_hash(token))
    return found


def alone_as(person: Person) -> str:
    """What a person's row is made and moved alone in: claims of two offices may come at once."""
    return f"identity {person.issuer} {person.subject}"


def _office_id(store: Store, person: Person, settings: OidcSettings) -> str:
    with store.reading() as reading:
        if person.office:
            found = reading.sql.office_of_code(code=person.office)
        else:
            offices = list(reading.sql.list_offices())
            found = offices[0]["id"] if len(offices) == 1 else None
    if found is None:
        raise UnknownOfficeError(settings.office_claim or "office_claim", person.office)
    return str(found)


def _known(sql: Sql, issuer: str, subject: str) -> Row | None:
    row: Row | None = sql.staff_of_identity(issuer=issuer, subject=subject)
    return row


def _shut_out(store: Store, issuer: str, subject: str, *, now: datetime) -> None:
    with store.reading() as reading:
        known = _known(reading.sql, issuer, subject)
    if known is not None:
        _leave(store, known, now=now)


def _leave_another_place(store: Store, person: Person, office: str, *, now: datetime) -> None:
    """Nobody goes on at a counter in a role or an office that they no longer have."""
    with store.reading() as reading:
        known = _known(reading.sql, person.issuer, person.subject)
    if known is not None and not known["active"]:
        raise LockedError()
    if known is not None and (known["office"], known["role"]) != (office, person.role):
        _leave(store, known, now=now)


def _leave(store: Store, known: Row, *, now: datetime) -> None:
    """End all sessions, and free the counter: a citizen who stands there waits again, at the same
    place in line.
    """
    with store.change(known["office"]) as change:
        change.sql.end_staff_sessions(staff=known["id"], but="")
        held = change.sql.open_session_of_staff(office=change.office, staff=known["id"])
        if held is None:
            return
        _give_back(change, held["counter"], Actor(staff=known["id"]), now=now)
        change.sql.close_session(id=held["id"], closed_at=to_text(now), version=change.version)


def _give_back(change: Change, counter: int, actor: Actor, *, now: datetime) -> None:
    ticket = change.sql.ticket_at_counter(office=change.office, counter=counter)
    if ticket is not None:
        transfer(
            change,
            ticket["id"],
            counter,
            to_service=ticket["service"],
            to_counter=None,
            note=None,
            actor=actor,
            now=now,
        )


def _settle(change: Change, person: Person, *, now: datetime) -> str:
    """The id of the person's row, made or brought up to date."""
    known = _known(change.sql, person.issuer, person.subject)
    if known is None:
        return _take_in(change, person, now=now)
    staff = str(known["id"])
    change.sql.move_staff(
        id=staff,
        office=change.office,
        name=_free_name(change, person.name, staff),
        full_name=person.full_name,
        role=person.role,
        version=change.version,
    )
    change.sql.note_identity(staff=staff, signed_in_at=to_text(now))
    return staff


def _take_in(change: Change, person: Person, *, now: datetime) -> str:
    staff = new_id()
    change.sql.add_staff(
        id=staff,
        office=change.office,
        name=_free_name(change, person.name, staff),
        full_name=person.full_name,
        role=person.role,
        password_hash=NO_PASSWORD,
        must_change=0,
        created_at=to_text(now),
        version=change.version,
    )
    change.sql.add_identity(
        issuer=person.issuer, subject=person.subject, staff=staff, signed_in_at=to_text(now)
    )
    return staff


def _free_name(change: Change, wanted: str, staff: str) -> str:
    """The name, or with a number where somebody else has it."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if not _others_named(change, name, staff))


def _others_named(change: Change, name: str, staff: str) -> int:
    found: int = change.sql.others_named(office=change.office, name=name, staff=staff)
    return found


def _start_session(
    store: Store, staff: str, id_token: str, *, expires: datetime, now: datetime
) -> str:
    token = new_token()
    with store.maintain() as sql:
        sql.add_staff_session(
            token_hash=token_hash(token),
            staff=staff,
            csrf=token_urlsafe(16),
            created_at=to_text(now),
            expires_at=to_text(expires),
        )
        sql.add_identity_session(token_hash=token_hash(token), id_token=id_token)
    return token
