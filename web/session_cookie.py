"""The cookie of a member of staff: no script reads it, and no other site's form sends it."""

from flask import Response, request

from web.access import SESSION_COOKIE
from web.parts import house


def set_secret_cookie(
    response: Response, name: str, value: str, *, max_age_s: int, path: str = "/"
) -> None:
    """A cookie that only this house's server reads."""
    response.set_cookie(
        name,
        value,
        max_age=max_age_s,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=house().config.server.cookies_are_secure or request.is_secure,
    )


def set_session(response: Response, token: str, *, hours: int) -> None:
    """The browser is signed in."""
    set_secret_cookie(response, SESSION_COOKIE, token, max_age_s=hours * 3600)


def drop_session(response: Response) -> None:
    """The browser is signed in no longer."""
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax")


def session_token() -> str:
    """What the browser was given, empty for nobody."""
    return request.cookies.get(SESSION_COOKIE, "")
