"""Staff sign in and out, and change their password."""

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from operations.errors import ForbiddenError
from operations.sign_in import change_password, sign_in, sign_out
from web.access import SESSION_COOKIE, STAFF, allow, known_caller
from web.bodies import Body
from web.parts import house

blueprint = Blueprint("api_sign_in", __name__, url_prefix="/api/v1")

LONGEST_PASSWORD = 1000


@blueprint.post("/sign-in")
def post_sign_in() -> ResponseReturnValue:
    """Start a session, whose cookie no script can read."""
    body = Body()
    name = body.text("name", required=True) or ""
    password = _secret(body, "password")
    body.check()
    settings = house().config.session
    session = sign_in(
        house().store,
        name,
        password,
        address=caller_address(),
        now=house().clock(),
        hours=settings.staff_hours,
        tries=settings.sign_in_tries,
        run=house().run_blocking,
    )
    response = jsonify(
        {
            "role": session["role"],
            "full_name": session["full_name"],
            "must_change": bool(session["must_change"]),
            "url": "/counter" if session["role"] == "clerk" else "/manager",
        }
    )
    response.set_cookie(
        SESSION_COOKIE,
        session["token"],
        max_age=settings.staff_hours * 3600,
        httponly=True,
        samesite="Lax",
        secure=house().config.server.cookies_are_secure or request.is_secure,
    )
    return response


@blueprint.post("/sign-out")
@allow(STAFF, made_password=True)
def post_sign_out() -> ResponseReturnValue:
    """End this session."""
    _refuse_tokens()
    with house().store.maintain() as sql:
        sign_out(sql, _session_token())
    response = Response(status=204)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax")
    return response


@blueprint.post("/password")
@allow(STAFF, made_password=True)
def post_password() -> ResponseReturnValue:
    """Take another password; all other sessions of this person end."""
    _refuse_tokens()
    body = Body()
    old, new = _secret(body, "old"), _secret(body, "new")
    body.check()
    change_password(
        house().store,
        known_caller().id,
        old=old,
        new=new,
        token=_session_token(),
        address=caller_address(),
        now=house().clock(),
        tries=house().config.session.sign_in_tries,
        run=house().run_blocking,
    )
    return Response(status=204)


def caller_address() -> str:
    """Where the request came from; behind a proxy, what the proxy says."""
    return request.remote_addr or ""


def _refuse_tokens() -> None:
    """A manager's token is a program: it has no session to end and no password to change."""
    if known_caller().staff is None:
        raise ForbiddenError()


def _session_token() -> str:
    return request.cookies.get(SESSION_COOKIE, "")


def _secret(body: Body, name: str) -> str:
    """A password as it was typed: blanks at its ends are part of it."""
    value = body.raw(name)
    if isinstance(value, str) and value and len(value) <= LONGEST_PASSWORD:
        return value
    body.text(name, required=True, longest=LONGEST_PASSWORD)
    return ""
