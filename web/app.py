"""The Flask app: parts put in, headers set, errors answered, the shared pages served."""

import base64
import secrets
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import UnicodeConverter

from operations.errors import InvalidError
from operations.fields import is_readable
from web import errors, files, i18n, icons, modules, vendor
from web.access import page_timezone, who
from web.api import routes as api
from web.health import blueprint as health
from web.held_file import HeldFile
from web.oidc import blueprint as oidc
from web.pages import blueprint as pages
from web.pages import theme_sheet
from web.parts import EXTENSION, House

LARGEST_BODY = 2 * 1024 * 1024
"""A whole catalogue is some 100 kB; nothing that screens send comes near this."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class _Word(UnicodeConverter):
    """A part of an address: no NUL, which no text of PostgreSQL can hold."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regex = self.regex.replace("[^/]", r"[^/\0]")


class PlainJson(DefaultJSONProvider):
    """JSON with Vietnamese letters as they are: half the bytes of escapes."""

    ensure_ascii = False


def create_app(house: House) -> Flask:
    """The app of a house, without its screens: server.py registers those."""
    app = Flask("web", root_path=str(Path(__file__).parent), static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json = PlainJson(app)
    app.extensions[EXTENSION] = house
    app.url_map.converters["default"] = _Word
    i18n.init(app, page_timezone)
    errors.init(app)
    app.register_blueprint(vendor.blueprint)
    app.register_blueprint(icons.blueprint)
    app.register_blueprint(health)
    app.register_blueprint(pages)
    app.register_blueprint(oidc)
    api.register(app)
    files.init(app, lambda: _made_files(house))
    modules.init(app)
    app.jinja_env.globals.update(csp_nonce=_nonce, csrf_token=_csrf_token)
    app.before_request(_refuse_unreadable)
    app.after_request(_secure)
    if hops := house.config.server.trusted_proxies:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # as Flask's own docs say
    return app


def _made_files(house: House) -> dict[str, HeldFile]:
    """What pages load that lies in no folder."""
    return {icons.PATH: icons.sprite(), "/theme.css": theme_sheet(house.config.theme)}


def _nonce() -> str:
    if "nonce" not in g:
        g.nonce = base64.b64encode(secrets.token_bytes(16)).decode()
    return str(g.nonce)


def _csrf_token() -> str:
    found = who()
    return (found.csrf or "") if found else ""


def _refuse_unreadable() -> None:
    """Nothing that is looked for has a NUL in it, or half a letter."""
    wrong = {name: "text" for name, value in request.args.items() if not is_readable(value)}
    if wrong:
        raise InvalidError(fields=wrong)


def _secure(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if response.content_type.startswith("text/html"):
        response.headers["Content-Security-Policy"] = (
            f"default-src 'self'; script-src 'self' 'nonce-{_nonce()}'; style-src 'self'; "
            "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' ws: wss:; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )
        response.headers["Cache-Control"] = "no-store"
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
