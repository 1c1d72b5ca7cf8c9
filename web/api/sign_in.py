"""Staff sign in and out, and change their password."""

from flask import Blueprint, Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from operations.errors import ForbiddenError
from operations.identity import sign_in_started_by
from operations.sign_in import change_password, sign_in, sign_out
from web.access import STAFF, allow, known_caller
from web.bodies import Body
from web.oidc import provider
from web.parts import house
from web.session_cookie import drop_session, session_token, set_session

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
    set_session(response, session["token"], hours=settings.staff_hours)
    return response


@blueprint.post("/sign-out")
@allow(STAFF, made_password=True)
def post_sign_out() -> ResponseReturnValue:
    """End this session; `url` is where the browser goes then, maybe to end the provider's too."""
    _refuse_tokens()
    with house().store.maintain() as sql:
        id_token = sign_in_started_by(sql, session_token())
        sign_out(sql, session_token())
    response = jsonify({"url": (id_token and _end_at_provider(id_token)) or "/sign-in"})
    drop_session(response)
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
        token=session_token(),
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


def _end_at_provider(id_token: str) -> str | None:
    found = provider()
    if found is None:
        return None
    back = url_for("pages.show_sign_in", _external=True)
    return found.sign_out_url(id_token, back=back, now=house().clock())


def _secret(body: Body, name: str) -> str:
    """A password as it was typed: blanks at its ends are part of it."""
    value = body.raw(name)
    if isinstance(value, str) and value and len(value) <= LONGEST_PASSWORD:
        return value
    body.text(name, required=True, longest=LONGEST_PASSWORD)
    return ""
