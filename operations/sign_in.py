"""Signing in and out: sessions, and the limit on guesses.

These verbs take the store and not a change: a password takes some 20 ms to check, which no
change may hold up, and a wrong one must be counted although the sign-in fails.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from operations.errors import OperationError, TooManyError
from operations.passwords import Run, chosen_password, here, is_right
from store.instants import from_text, to_text
from store.store import Row, Sql, Store

GUESS_WINDOW = timedelta(minutes=15)
GUESSES_PER_NAME = 5
GUESSES_PER_ADDRESS = 20
SESSION_HOURS = 12
LONGEST_NAME = 81
"""A name, `@` and the code of an office, 40 each."""


class WrongPasswordError(OperationError):
    """The name is unknown, or the password is another; nobody learns which."""

    code = "wrong_password"
    status = 401


def sign_in(
    store: Store,
    name: str,
    password: str,
    *,
    address: str,
    now: datetime,
    hours: int = SESSION_HOURS,
    tries: int = GUESSES_PER_NAME,
    run: Run = here,
) -> dict[str, Any]:
    """Start a session: {token, csrf, expires_at, id, name, full_name, role, must_change, office}.

    `name` may be written `name@office-code`. Alone it means the only office here that has it, or
    the one at the top: who opens a second office goes on signing in as before.
    `run` calls what computes long.
    Raises WrongPasswordError, and TooManyError after `tries` guesses at a name or 20 from an
    address within 15 minutes.
    """
    name = _guessable(name)
    with store.reading() as reading:
        row, guessed = _meant(reading.sql, name)
    _count_guess(store, guessed, address, tries=tries, now=now)
    if not run(is_right, row and row["password_hash"], password) or row is None:
        raise WrongPasswordError()
    return _start_session(store, row, guessed, hours=hours, now=now)


def sign_out(sql: Sql, token: str) -> None:
    """End one session, inside `store.maintain()`."""
    sql.end_staff_session(token_hash=token_hash(token))


def change_password(
    store: Store,
    staff: str,
    *,
    old: str,
    new: str,
    token: str,
    address: str,
    now: datetime,
    tries: int = GUESSES_PER_NAME,
    run: Run = here,
) -> None:
    """Take another password; every session but the one of `token` ends.

    Raises WrongPasswordError for the old one, TooManyError, and WeakPasswordError.
    """
    with store.reading() as reading:
        row = reading.sql.get_staff(id=staff)
    if row is None:
        raise WrongPasswordError()
    _count_guess(store, _whole_name(row), address, tries=tries, now=now)
    if not run(is_right, row["password_hash"], old):
        raise WrongPasswordError()
    password = chosen_password(new, name=row["name"], run=run)
    with store.maintain() as sql:
        sql.clear_sign_in_failures(name=_whole_name(row))
        _check_still(sql, row)
        sql.set_password(id=staff, password_hash=password.hash, must_change=0)
        sql.end_staff_sessions(staff=staff, but=token_hash(token))


def staff_for_session(sql: Sql, token: str, *, now: datetime) -> Row | None:
    """Who holds this session: id, office, name, full_name, role, must_change, csrf, or None."""
    row: Row | None = sql.staff_of_session(token_hash=token_hash(token), now=to_text(now))
    return row


def forget_old_sessions(sql: Sql, *, now: datetime) -> None:
    """Drop sessions and guesses that no longer count, inside `store.maintain()`."""
    sql.forget_sign_in_failures(before=to_text(now - GUESS_WINDOW))
    sql.forget_staff_sessions(now=to_text(now))


def token_hash(token: str) -> str:
    """What is kept of a token: it has 256 random bits, so a plain hash is enough."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def new_token() -> str:
    """256 random bits, safe in an address."""
    return token_urlsafe(32)


def _guessable(name: str) -> str:
    """The name as it is kept; a name that nobody can have is cut, so that it fills no table."""
    return name.encode(errors="replace").decode().strip().lower()[:LONGEST_NAME]


def _meant(sql: Sql, typed: str) -> tuple[Row | None, str]:
    """Who signs in with this, and as whose guess it counts. A name that several offices have counts
    for itself: those who leave their office out lock nobody at the top out.
    """
    name, _, code = typed.partition("@")
    found = list(sql.staff_signing_in(name=name, code=code))
    if len(found) == 1:
        return found[0], _whole_name(found[0])
    tops = [row for row in found if row["at_top"]]
    return (tops[0] if len(tops) == 1 else None), typed


def _whole_name(row: Row) -> str:
    """The name with its office: guesses count alike however it was typed."""
    return f"{row['name']}@{row['office_code']}"


def _count_guess(store: Store, name: str, address: str, *, tries: int, now: datetime) -> None:
    """Count this guess before it is checked, so that guesses side by side count as well. Who guesses
    at another name from another address does not wait.
    """
    with store.maintain(guesses_at(name), f"guesses from {address}") as sql:
        counted = sql.sign_in_failures(
            name=name, address=address, since=to_text(now - GUESS_WINDOW)
        )
        if (counted["of_name"] or 0) >= tries:
            raise _too_many(counted["first_of_name"], now)
        if (counted["of_address"] or 0) >= GUESSES_PER_ADDRESS:
            raise _too_many(counted["first_of_address"], now)
        sql.add_sign_in_failure(name=name, address=address, at=to_text(now))


def guesses_at(name: str) -> str:
    """What is counted alone: guesses at this name."""
    return f"guesses at {name}"


def _too_many(first: str, now: datetime) -> TooManyError:
    left = from_text(first) + GUESS_WINDOW - now
    return TooManyError(retry_after_s=max(1, round(left.total_seconds())))


def _check_still(sql: Sql, row: Row) -> None:
    """While a password was checked, a manager may have given the person another one, or put them
    away: what was proved then opens nothing any more. Raises WrongPasswordError.
    """
    if not sql.hold_staff(id=row["id"], password_hash=row["password_hash"]):
        raise WrongPasswordError()


def _start_session(
    store: Store, row: Row, guessed: str, *, hours: int, now: datetime
) -> dict[str, Any]:
    token, csrf = new_token(), token_urlsafe(16)
    expires_at = to_text(now + timedelta(hours=hours))
    with store.maintain() as sql:
        sql.clear_sign_in_failures(name=guessed)
        _check_still(sql, row)
        sql.add_staff_session(
            token_hash=token_hash(token),
            staff=row["id"],
            csrf=csrf,
            created_at=to_text(now),
            expires_at=expires_at,
        )
    told = ("id", "office", "name", "full_name", "role", "must_change")
    return {"token": token, "csrf": csrf, "expires_at": expires_at} | {k: row[k] for k in told}
