"""A real identity provider over HTTP on a free port, with people of an invented province.

It can be told to answer wrongly: another nonce or audience, a token that has expired, and so on.
"""

import json
import re
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import pytest
import requests
from authlib.deprecate import AuthlibDeprecationWarning
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from config import OidcSettings
from tests.house import Caller, House

with warnings.catch_warnings():  # it still uses what Authlib moved elsewhere
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    import oidc_provider_mock

OLD_WAYS = pytest.mark.filterwarnings(r"ignore:get_jwt_config\(:DeprecationWarning")
"""The provider, which runs in a thread of the test, uses this of Authlib as well."""

CLIENT = "moi-so"
SECRET = "bi-mat-de-thu"
ROLES = {
    "mot-cua-can-bo": "clerk",
    "mot-cua-quan-ly": "manager",
    "mot-cua-quan-tri": "administrator",
    "thanh-tra": "auditor",
}
LAN = {
    "preferred_username": "Lan.Nguyen@tinh.example",
    "name": "Nguyễn Thị Lan Mẫu",
    "roles": ["mot-cua-can-bo"],
    "office": "Xã Thử Nghiệm",
}
"""A clerk of the hall."""


@dataclass
class Provider:
    """The provider, and what it is told to do wrong.

    `twist` changes claims of the next ID tokens (None takes one out), `key` signs them, `lists`
    changes what it tells of itself, `hides` keeps claims out of the ID token.
    """

    url: str = ""
    twist: dict[str, Any] = field(default_factory=dict)
    key: RSAKey | None = None
    algorithm: str = "RS256"
    lists: dict[str, Any] = field(default_factory=dict)
    hides: frozenset[str] = frozenset()
    fails: dict[str, int] = field(default_factory=dict)
    """The status that a path answers instead of what it should."""

    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """What came in: path and values."""

    def settings(self, **others: Any) -> OidcSettings:
        """[oidc] of the hall."""
        given = {"roles": ROLES, "offices": {"Xã Thử Nghiệm": "thu"}} | others
        return OidcSettings(issuer=self.url, client_id=CLIENT, client_secret=SECRET, **given)

    def knows(self, subject: str, **claims: Any) -> None:
        """Somebody signs in with this; who was there before gets other claims."""
        told = {name: value for name, value in (LAN | claims).items() if value is not None}
        answer = requests.put(f"{self.url}/users/{subject}", json=told, timeout=60)
        assert answer.status_code == 204, answer.text

    def asked_at(self, path: str) -> dict[str, str]:
        """The values of the latest request to a path."""
        return next(values for where, values in reversed(self.asked) if where == path)


@contextmanager
def provider_server() -> Iterator[Provider]:
    """A provider that is there within, and down afterwards."""
    provider = Provider()
    app = oidc_provider_mock.app()
    _listen_to(app, provider)
    server = make_server("localhost", 0, app, threaded=True)
    provider.url = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _listen_to(app: flask.Flask, provider: Provider) -> None:
    """Note what is asked, and answer wrongly where the provider was told to."""

    @app.before_request
    def note() -> Any:
        path = flask.request.path
        provider.asked.append((path, flask.request.values.to_dict()))
        if path in provider.fails:
            status = provider.fails[path]
            return ({"error": "invalid_client"} if status == 401 else "Lỗi"), status
        return None

    @app.after_request
    def twist(answer: flask.Response) -> flask.Response:
        told = answer.get_json(silent=True)
        if flask.request.path == "/.well-known/openid-configuration" and told:
            changed = told | provider.lists
            answer.data = flask.json.dumps({k: v for k, v in changed.items() if v is not None})
        if flask.request.path == "/oauth2/token" and told and "id_token" in told:
            answer.data = flask.json.dumps(
                told | {"id_token": _twisted(told["id_token"], provider)}
            )
        return answer


def _twisted(id_token: str, provider: Provider) -> str:
    kept: Any = flask.g.oidc_provider_mock_storage
    own = RSAKey.import_key(kept.jwk.as_dict(is_private=True))
    claims = jwt.decode(id_token, own).claims | provider.twist
    shown = {k: v for k, v in claims.items() if v is not None and k not in provider.hides}
    header = {"alg": provider.algorithm, "kid": own.kid}
    if provider.algorithm == "none":
        return ".".join([_base64(header), _base64(shown), ""])
    return jwt.encode(header, shown, provider.key or own)


def _base64(content: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


@dataclass
class Guest:
    """A browser that walks from the house to the provider and back."""

    caller: Caller
    lang: str = "vi"

    def get(self, path: str) -> TestResponse:
        """A page of the house."""
        return self.caller.client.get(path, headers={"Accept": "text/html"})

    def leave(self, wanted: str = "") -> str:
        """The address at the provider to which the house's button leads."""
        answer = self.get(f"/sign-in/oidc?next={wanted}" if wanted else "/sign-in/oidc")
        assert answer.status_code == 302, answer.text
        return str(answer.headers["Location"])

    def come_back(self, address: str) -> TestResponse:
        """Follow the provider's redirect."""
        parts = urlsplit(address)
        return self.get(f"{parts.path}?{parts.query}")

    def sign_in(self, subject: str, wanted: str = "") -> TestResponse:
        """All the way: the answer of the house at the end."""
        return self.come_back(answer_of(self.leave(wanted), subject))

    def enter(self, subject: str) -> Caller:
        """All the way; then this browser may command."""
        self.sign_in(subject)
        self.caller.headers["X-CSRF-Token"] = self.caller.read("/me")["csrf"]
        return self.caller

    def is_in(self) -> bool:
        """Whether the house knows who this is."""
        return self.caller.get("/me").status_code == 200


def guest_of(house: House) -> Guest:
    """Another browser, in which nobody has signed in."""
    return Guest(house.nobody())


def answer_of(address: str, subject: str | None) -> str:
    """Where the provider sends the browser when this person signs in; None refuses."""
    form = {"action": "deny"} if subject is None else {"sub": subject}
    answer = requests.post(address, data=form, timeout=60, allow_redirects=False)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def refused(answer: TestResponse) -> str:
    """The code on the page that says why nobody was signed in."""
    assert answer.status_code in (400, 403, 502, 503), answer.status_code
    assert "Set-Cookie" not in answer.headers or "moiso_session" not in answer.headers["Set-Cookie"]
    found = re.search(r"Mã lỗi: (\w+)", answer.text)
    assert found, answer.text
    return found[1]


def values_of(address: str) -> dict[str, str]:
    """What an address carries behind its question mark."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
