"""The Flask app: parts put in, headers set, errors answered, the shared pages served."""

import base64
import secrets
from pathlib import Path

from flask import Flask, Response, g, redirect, render_template, request, send_file
from werkzeug.middleware.proxy_fix import ProxyFix

from devices.voice import clip_path
from operations.offices import get_office
from web import errors, i18n, icons, vendor
from web.access import caller
from web.api import routes as api
from web.health import blueprint as health
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


def create_app(house: House) -> Flask:
    """The app of a house, without its screens: server.py registers those."""
    app = Flask("web", root_path=str(Path(__file__).parent), static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined] -- the default provider has it
    app.config["BABEL_DEFAULT_TIMEZONE"] = _timezone(house)
    app.extensions[EXTENSION] = house
    i18n.init(app)
    errors.init(app)
    app.register_blueprint(vendor.blueprint)
    app.register_blueprint(icons.blueprint)
    app.register_blueprint(health)
    api.register(app)
    app.jinja_env.globals.update(csp_nonce=_nonce, csrf_token=_csrf_token)
    app.after_request(_secure)
    _serve_pages(app, house)
    if hops := house.config.server.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def _timezone(house: House) -> str:
    """The office's own, for dates on pages."""
    with house.store.reading() as reading:
        return get_office(reading.sql, house.only_office).timezone


def _serve_pages(app: Flask, house: House) -> None:
    @app.get("/")
    def show_start() -> object:
        return redirect("/manager" if caller() else "/sign-in")

    @app.get("/sign-in")
    def show_sign_in() -> str:
        return render_template("web/sign_in.html", next=_safe_next())

    @app.get("/pair")
    def show_pair() -> str:
        return render_template("web/pair.html")

    @app.get("/theme.css")
    def get_theme() -> Response:
        theme = house.config.theme
        text = f":root {{\n  --red: {theme.red};\n  --gold: {theme.gold};\n}}\n"
        return Response(text, content_type="text/css; charset=utf-8")

    @app.get("/voice/<language>/<clip>")
    def get_clip(language: str, clip: str) -> Response:
        path = clip_path(house.config.voice.folder, language, clip)
        if path is None:
            raise errors.RequestError(404, "not_found")
        return send_file(path.resolve(), max_age=3600, conditional=True)

    @app.get("/logo")
    def get_logo() -> Response:
        logo = house.config.theme.logo
        if logo is None:
            raise errors.RequestError(404, "not_found")
        return send_file(logo.resolve(), max_age=3600)


def _safe_next() -> str:
    """Where to go after signing in: a path of this house, never another site."""
    wanted = request.args.get("next", "")
    is_path = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_path else ""


def _nonce() -> str:
    if "nonce" not in g:
        g.nonce = base64.b64encode(secrets.token_bytes(16)).decode()
    return str(g.nonce)


def _csrf_token() -> str:
    found = caller()
    return (found.csrf or "") if found else ""


def _secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
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
