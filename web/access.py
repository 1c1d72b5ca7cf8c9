"""Who is calling, and what they may do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from hmac import compare_digest
from typing import Any
from urllib.parse import quote

from flask import g, redirect, request
from werkzeug.wrappers import Response

from operations.devices import device_for_token
from operations.errors import CounterNotOpenError, ForbiddenError
from operations.offices import get_office
from operations.sign_in import staff_for_session
from operations.tree import is_within, offices_within
from store.store import Sql
from web.errors import RequestError
from web.parts import house

SESSION_COOKIE = "moiso_session"

READERS = frozenset({"manager", "administrator", "auditor"})
WRITERS = frozenset({"manager", "administrator"})
AT_COUNTERS = frozenset({"counter", "clerk", "manager", "administrator"})
STAFF = frozenset({"clerk", "manager", "administrator", "auditor"})
DEVICES = frozenset({"kiosk", "display", "counter", "rating"})
ANYBODY = STAFF | DEVICES


GUARDED: dict[Callable[..., Any], frozenset[str]] = {}
"""Which roles each guarded route admits; the tests of every route read it."""

OPEN_BEFORE_CHANGE: set[Callable[..., Any]] = set()
"""The guarded routes that somebody with a made password may use before choosing one."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with proof: a device by its token, or a member of staff by the session.

    `role` is the device's kind or the person's role; `counter` is set for tokens bound to one.
    `office` is the one that is acted on, `home` the caller's own.
    """

    role: str
    office: str
    home: str
    id: str
    name: str
    staff: str | None = None
    device: str | None = None
    counter: int | None = None
    zone: str = ""
    printer: str | None = None
    csrf: str | None = None
    full_name: str | None = None
    must_change: bool = False

    @property
    def key(self) -> str:
        """Who it is, for kept answers and limits."""
        return f"{'staff' if self.staff else 'device'}:{self.id}"


def caller() -> Caller | None:
    """The caller of this request, or None; a wrong token is an error, not nobody.

    `?office=CODE` names another office to act on. Raises ForbiddenError where that is neither
    the caller's own nor one below it.
    """
    found = who()
    if found is None or "office" not in request.args:
        return found
    if "acting" not in g:
        g.acting = acting_in(found, request.args["office"])
    acting: Caller = g.acting
    return acting


def who() -> Caller | None:
    """The caller at home, whatever office the request names."""
    if "caller" not in g:
        g.caller = _find_caller()
    found: Caller | None = g.caller
    return found


def acting_in(found: Caller, code: str) -> Caller:
    """The caller, acting on the office with this code.

    Clerks and devices stay where they are; who reads or manages an office reaches all below it.
    Raises ForbiddenError for any other office, also for one that does not exist.
    """
    with house().store.reading() as reading:
        row = reading.sql.office_with_code(code=code)
        if row is None or not _reaches(reading.sql, found, row["id"]):
            raise ForbiddenError()
    return replace(found, office=row["id"])


def offices_in_reach(found: Caller, sql: Sql) -> tuple[str, ...]:
    """The ids of the offices that the caller may name, the own one first."""
    if found.role not in READERS:
        return (found.home,)
    return offices_within(sql, found.home)


def reaches(found: Caller, office: str) -> bool:
    """Whether the caller may act on this office, by its id."""
    with house().store.reading() as reading:
        return _reaches(reading.sql, found, office)


def _reaches(sql: Sql, found: Caller, office: str) -> bool:
    return office == found.home or (found.role in READERS and is_within(sql, office, found.home))


def known_caller() -> Caller:
    """The caller, in a route that `allow` guards."""
    found = caller()
    assert found is not None  # `allow` stands before every use
    return found


def at_home() -> Caller:
    """The caller in the own office, in a route that `allow` guards."""
    found = who()
    assert found is not None  # `allow` stands before every use
    return found


def allow(
    roles: frozenset[str], *, made_password: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a route: 401 for nobody, 403 for others than `roles`, csrf for session commands.

    Somebody with a made password has to choose one first (403 must_change), except where
    `made_password` says so.
    """

    def guard(route: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(route)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            found = caller()
            if found is None:
                raise RequestError(401, "unauthorized")
            if found.role not in roles:
                raise ForbiddenError()
            if not made_password:
                check_own_password(found)
            check_csrf(found)
            return route(*args, **kwargs)

        GUARDED[guarded] = roles
        if made_password:
            OPEN_BEFORE_CHANGE.add(guarded)
        return guarded

    return guard


def page_timezone() -> str | None:
    """The time zone of the office whose page this is: the one that is acted on, the signed-in
    person's, or the only one here. None where several might be meant.
    """
    found: Caller | None = g.get("acting") or who()
    with house().store.reading() as reading:
        if found is not None:
            return get_office(reading.sql, found.office).timezone
        zones = {row["timezone"] for row in reading.sql.list_offices()}
    return str(zones.pop()) if len(zones) == 1 else None


def page_for(roles: frozenset[str]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Guard a page: somebody without a session is sent to sign in and comes back."""

    def guard(route: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(route)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            found = caller()
            if found is None or found.staff is None or found.must_change:
                return _to_sign_in()
            if found.role not in roles:
                raise ForbiddenError()
            return route(*args, **kwargs)

        GUARDED[guarded] = roles
        return guarded

    return guard


def counter_in_hand(found: Caller, sql: Sql) -> int:
    """The counter that the caller works at, or CounterNotOpenError."""
    if found.counter is not None:
        return found.counter
    session = sql.open_session_of_staff(office=found.office, staff=found.staff)
    if session is None:
        raise CounterNotOpenError(counter=None)
    return int(session["counter"])


def _to_sign_in() -> Response:
    """The whole address comes back afterwards: a link to a report names its period."""
    wanted = quote(request.full_path.rstrip("?"))
    return redirect(f"/sign-in?next={wanted}", code=303)


def _find_caller() -> Caller | None:
    header = request.headers.get("Authorization", "")
    if header:
        scheme, _, token = header.partition(" ")
        found = caller_of_token(token) if scheme.lower() == "bearer" and token else None
        if found is None or found.device is None:
            raise RequestError(401, "unauthorized")
        house().live.saw_device(found.device, request.remote_addr)
        return found
    cookie = request.cookies.get(SESSION_COOKIE)
    return caller_of_session(cookie) if cookie else None


def caller_of_token(token: str) -> Caller | None:
    """The device behind a token, or None when it is unknown or revoked."""
    row = house().store.ask(lambda sql: device_for_token(sql, token))
    if row is None:
        return None
    return Caller(
        role=row["kind"],
        office=row["office"],
        home=row["office"],
        id=row["id"],
        name=row["name"],
        device=row["id"],
        counter=row["counter"],
        zone=row["zone"],
        printer=row["printer"],
    )


def caller_of_session(cookie: str) -> Caller | None:
    """The member of staff behind a session cookie, or None when it has ended."""
    now = house().clock()
    row = house().store.ask(lambda sql: staff_for_session(sql, cookie, now=now))
    if row is None:
        return None
    return Caller(
        role=row["role"],
        office=row["office"],
        home=row["office"],
        id=row["id"],
        name=row["name"],
        staff=row["id"],
        csrf=row["csrf"],
        full_name=row["full_name"],
        must_change=bool(row["must_change"]),
    )


def check_own_password(found: Caller) -> None:
    """Refuse somebody who still has the password that was made for them."""
    if found.must_change:
        raise RequestError(403, "must_change")


def check_csrf(found: Caller) -> None:
    """Refuse a session's command that does not carry the page's own token."""
    if found.csrf is None or request.method in ("GET", "HEAD", "OPTIONS"):
        return
    sent = request.headers.get("X-CSRF-Token", "")
    if not compare_digest(sent.encode(), found.csrf.encode()):
        raise RequestError(403, "csrf")
