"""Sign-in through a province's own identity provider: OpenID Connect, spoken by Authlib.

Authorization code with PKCE, state and nonce. What has to be known when the browser comes back lies
in the store, bound to a cookie of that browser: every process can answer, and no key signs cookies.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any, cast

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskIntegration, FlaskOAuth2App, OAuthError
from flask import Blueprint, Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from config.oidc import OidcSettings
from operations.claims import IdentityError, says_enough
from operations.identity import sign_in_by_claims
from operations.identity_attempts import (
    TIME_TO_SIGN_IN,
    begin_attempt,
    end_attempt,
    refuse_many,
    take_attempt,
)
from web.errors import RequestError
from web.oidc_texts import STATUS, words_of
from web.parts import house
from web.paths import path_of_this_house
from web.session_cookie import set_secret_cookie, set_session

log = structlog.get_logger()
blueprint = Blueprint("oidc", __name__)

EXTENSION = "moiso_oidc"
COOKIE = "moiso_oidc"
PATH = "/sign-in/oidc"
KNOWN_FOR = timedelta(minutes=10)
"""How long the provider's addresses and keys are taken as they were told."""

NEEDED = frozenset({"authorization_endpoint", "token_endpoint", "jwks_uri"})
SIGNATURES = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""What proves that a token is the provider's: its own key pair, never "none" or a shared secret."""


class ProviderError(Exception):
    """The provider's answer opens nothing. `code` is one of `web.oidc_texts.WORDS`."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(why or code)
        self.code = code


FAULTS = (RequestException, AuthlibBaseError, JoseError, ProviderError, IdentityError)
"""What may stand between the provider's answer and a session; `_refused` tells each."""


class _Attempts(FlaskIntegration):  # type: ignore[misc]  # Authlib ships no types
    """Authlib's state between leaving and coming back, in the store. It offers Flask's session,
    which nobody needs.
    """

    def set_state_data(self, _session: object, state: str, data: Mapping[str, Any]) -> None:
        with house().store.maintain() as sql:
            begin_attempt(
                sql,
                state,
                _browser(),
                data=json.dumps(data),
                wanted=path_of_this_house(request.args.get("next", "")),
                address=request.remote_addr or "",
                now=house().clock(),
            )

    def get_state_data(self, _session: object, state: str | None) -> Any:
        with house().store.maintain() as sql:
            taken = take_attempt(sql, state or "", _browser(), now=house().clock())
        if taken is None:
            return None
        data, g.wanted = taken
        return json.loads(data)

    def clear_state_data(self, _session: object, _state: str | None) -> None:
        """It was taken already, in one step with the question whether it is there."""


class Provider:
    """The province's provider, as far as it has told of itself."""

    def __init__(self, settings: OidcSettings) -> None:
        self.settings = settings
        self._client: Any = None
        self._known_until: datetime | None = None

    def client(self, *, now: datetime) -> Any:
        """Authlib's client, which knows the provider's addresses. Raises RequestException, and
        ProviderError for a provider that cannot be the one of config.toml.
        """
        if self._known_until is None or now >= self._known_until:
            client = self._new_client()
            _check(client.load_server_metadata(), self.settings)
            self._client, self._known_until = client, now + KNOWN_FOR
        return self._client

    def claims_of_answer(self, *, now: datetime) -> tuple[dict[str, Any], str]:
        """Who came back, (claims, ID token), from this request. Raises FAULTS."""
        client = self.client(now=now)
        token = client.authorize_access_token(
            leeway=self.settings.leeway_s,
            claims_options={
                "iss": {"essential": True, "value": client.server_metadata["issuer"]},
                "aud": {"essential": True, "value": self.settings.client_id},
            },
        )
        if "userinfo" not in token:
            raise ProviderError("token_refused", "no ID token")
        claims = dict(token["userinfo"])
        if not says_enough(claims, self.settings) and "userinfo_endpoint" in client.server_metadata:
            claims = _with_more(claims, client.userinfo(token=token))
        return claims, str(token["id_token"])

    def sign_out_url(self, id_token: str, *, back: str, now: datetime) -> str | None:
        """Where the provider ends its own session, or None for one that cannot or is down."""
        try:
            client = self.client(now=now)
        except (RequestException, ProviderError) as error:
            log.warning("oidc_sign_out", why=str(error))
            return None
        if "end_session_endpoint" not in client.server_metadata:
            return None
        asked = client.create_logout_url(
            post_logout_redirect_uri=back,
            id_token_hint=id_token,
            client_id=self.settings.client_id,
        )
        return str(asked["url"])

    def _new_client(self) -> Any:
        settings = self.settings
        return FlaskOAuth2App(
            _Attempts("oidc"),
            "oidc",
            client_id=settings.client_id,
            client_secret=settings.client_secret or None,
            server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": " ".join(settings.scopes),
                "code_challenge_method": "S256",
                "default_timeout": settings.timeout_s,
            },
        )


def provider() -> Provider | None:
    """The provider of this house, or None where staff have passwords only."""
    settings = house().config.oidc
    if not settings.issuer:
        return None
    return cast(Provider, current_app.extensions.setdefault(EXTENSION, Provider(settings)))


@blueprint.get(PATH)
def show_provider() -> ResponseReturnValue:
    """Send the browser to the provider."""
    now = house().clock()
    refuse_many(house().store, request.remote_addr or "", now=now)
    try:
        client = _provider().client(now=now)
    except (RequestException, ProviderError) as error:
        return _refused(error)
    back = url_for("oidc.show_callback", _external=True)
    response: Response = client.authorize_redirect(back)
    seconds = int(TIME_TO_SIGN_IN.total_seconds())
    set_secret_cookie(response, COOKIE, _browser(), max_age_s=seconds, path=PATH)
    return response


@blueprint.get(f"{PATH}/callback")
def show_callback() -> ResponseReturnValue:
    """Where the provider sends the browser back: a session, or a page that says why not."""
    found, now = _provider(), house().clock()
    try:
        claims, id_token = found.claims_of_answer(now=now)
        session = sign_in_by_claims(
            house().store, claims, id_token=id_token, settings=found.settings, now=now
        )
    except FAULTS as error:
        return _refused(error)
    with house().store.maintain() as sql:
        end_attempt(sql, request.args["state"])
    house().live.changed(session["office"])
    response = cast(Response, redirect(g.wanted or "/", code=303))
    set_session(response, session["token"], hours=found.settings.session_hours)
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="Lax")
    return response


def _provider() -> Provider:
    found = provider()
    if found is None:
        raise RequestError(404, "not_found")
    return found


def _browser() -> str:
    """What only this browser knows; kept over several attempts, so that two tabs may try."""
    if "oidc_browser" not in g:
        g.oidc_browser = request.cookies.get(COOKIE) or token_urlsafe(32)
    return str(g.oidc_browser)


def _check(told: dict[str, Any], settings: OidcSettings) -> None:
    """Refuse a provider that names itself otherwise, or lacks what a sign-in needs."""
    if str(told.get("issuer", "")).rstrip("/") != settings.issuer.rstrip("/"):
        raise ProviderError("provider_unusable", f"it calls itself {told.get('issuer')!r}")
    if missing := NEEDED - told.keys():
        raise ProviderError("provider_unusable", f"it does not tell {', '.join(sorted(missing))}")
    key = "id_token_signing_alg_values_supported"
    told[key] = [name for name in told.get(key, ["RS256"]) if name in SIGNATURES]
    if not told[key]:
        raise ProviderError("provider_unusable", "it signs with nothing that can be trusted")


def _with_more(claims: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The claims, and what the provider tells only when asked; of the same person, or not at all."""
    if more.get("sub") != claims.get("sub"):
        raise ProviderError("token_refused", "the claims are another person's")
    return {**more, **claims}


def _refused(error: Exception) -> ResponseReturnValue:
    """A page that says why nobody was signed in; what the provider wrote stays in the log."""
    code = _code_of(error)
    claim = error.claim if isinstance(error, IdentityError) else ""
    log.warning("oidc_refused", code=code, claim=claim, why=str(error))
    what, then = words_of(code, claim)
    page = render_template("web/oidc_refused.html", title=what, then=then, code=code)
    return page, STATUS.get(code, 403)


def _code_of(error: Exception) -> str:
    if isinstance(error, ProviderError | IdentityError):
        return error.code
    if isinstance(error, RequestException):
        return "provider_down"
    if not isinstance(error, OAuthError):
        return "token_refused"
    known = {"access_denied": "denied", "invalid_grant": "attempt_over"}
    if error.error == "mismatching_state":
        return "attempt_over"
    return known.get(error.error, "provider_unusable")
