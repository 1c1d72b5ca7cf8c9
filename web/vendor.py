"""The browser modules, fonts and nothing else out of node_modules, served by ourselves."""

import json
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_from_directory
from flask.blueprints import BlueprintSetupState

MODULES = Path(__file__).parent.parent / "node_modules"
DAY_S = 86_400
YEAR_S = 365 * DAY_S

ALLOWED = {
    "lit-html": re.compile(r"(?:directives/)?[a-z-]+\.js"),
    "socket.io-client": re.compile(r"dist/socket\.io\.esm\.min\.js"),
    "echarts": re.compile(r"dist/echarts\.esm\.min\.mjs"),
    "@fontsource/be-vietnam-pro": re.compile(r"files/[a-z0-9-]+\.woff2"),
}
"""What may be asked for: a package and the files in it that pages load."""

TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2"}
REQUEST = re.compile(r"(?P<package>(?:@[a-z]+/)?[a-z.-]+)(?:@(?P<version>[\w.+-]+))?/(?P<file>.+)")

blueprint = Blueprint("vendor", __name__)


class ModulesMissingError(RuntimeError):
    """The browser modules are not installed: no page could work."""


@cache
def version_of(package: str) -> str:
    """The installed version of a package, from its own package.json.

    Raises ModulesMissingError when it is not there.
    """
    try:
        described = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise ModulesMissingError(
            f"Thiếu mô-đun trình duyệt '{package}': chạy `make setup` hoặc `npm ci` trong thư mục"
            " chương trình, rồi khởi động lại."
        ) from error
    return str(described["version"])


def vendor_url(package: str) -> str:
    """The address of a package's folder; it changes with the version, so browsers may keep it."""
    return f"/vendor/{package}@{version_of(package)}"


def check_modules() -> None:
    """Refuse to start without the modules. Raises ModulesMissingError with what to do."""
    for package in ALLOWED:
        version_of(package)


@blueprint.record_once
def _give_templates_the_addresses(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["vendor_url"] = vendor_url


@blueprint.get("/vendor/<path:path>")
def get_module(path: str) -> Response:
    """One allowed file: kept a year under its version, a day without, 404 for all else."""
    asked = REQUEST.fullmatch(path)
    if asked is None or asked["package"] not in ALLOWED:
        abort(404)
    package, version = asked["package"], asked["version"]
    if not ALLOWED[package].fullmatch(asked["file"]):
        abort(404)
    return _send(package, version, asked["file"])


def _send(package: str, version: str | None, file: str) -> Response:
    installed = version_of(package)
    if version not in (None, installed):
        abort(404)
    answer = send_from_directory(MODULES / package, file, mimetype=TYPES[Path(file).suffix])
    answer.set_etag(f"{package}-{installed}-{file}")
    answer.cache_control.no_cache = None
    answer.cache_control.public = True
    answer.cache_control.max_age = YEAR_S if version or file.endswith(".woff2") else DAY_S
    answer.cache_control.immutable = version is not None
    answer.make_conditional(request)
    return answer
