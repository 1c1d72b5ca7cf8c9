"""The browser modules, fonts and nothing else out of node_modules, served by ourselves."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort

from web.held_file import FOR_GOOD, YEAR_S, HeldFile

MODULES = Path(__file__).parent.parent / "node_modules"
DAY_S = 86_400

ALLOWED = {
    "lit-html": ("*.js", "directives/*.js"),
    "socket.io-client": ("dist/socket.io.esm.min.js",),
    "echarts": ("dist/echarts.esm.min.mjs",),
    "@fontsource/be-vietnam-pro": ("files/*-[4-8]00-normal.woff2",),
}
"""What may be asked for: a package and the files in it that pages load."""

TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".woff2": "font/woff2"}
ADDRESS = re.compile(
    r"/vendor/(?P<package>(?:@[a-z]+/)?[a-z.-]+)(?:@(?P<version>[\w.+-]+))?/(?P<file>.+)"
)

blueprint = Blueprint("vendor", __name__)


class ModulesMissingError(RuntimeError):
    """The browser modules are not installed: no page could work."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package as it was when it was first read; set-up may bring another one meanwhile."""

    version: str
    files: Mapping[str, HeldFile]


@cache
def package(name: str) -> Package:
    """An installed package, its version from its own package.json, with the allowed files.

    Raises ModulesMissingError when it is not there.
    """
    folder = MODULES / name
    try:
        described = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise ModulesMissingError(
            f"Thiếu mô-đun trình duyệt '{name}': chạy `make setup` hoặc `npm ci` trong thư mục"
            " chương trình, rồi khởi động lại."
        ) from error
    files = {
        file.relative_to(folder).as_posix(): HeldFile(file.read_bytes(), TYPES[file.suffix])
        for pattern in ALLOWED[name]
        for file in sorted(folder.glob(pattern))
    }
    return Package(str(described["version"]), files)


def vendor_url(name: str) -> str:
    """The address of a package's folder; it changes with the version, so browsers may keep it.

    Raises ModulesMissingError when it is not there.
    """
    return f"/vendor/{name}@{package(name).version}"


def check_modules() -> None:
    """Read all packages, or refuse to start. Raises ModulesMissingError with what to do."""
    for name in ALLOWED:
        package(name)


def find(address: str) -> HeldFile | None:
    """The allowed file at an address with its present version, or without one."""
    asked = ADDRESS.fullmatch(address)
    if asked is None or asked["package"] not in ALLOWED:
        return None
    held = package(asked["package"])
    return held.files.get(asked["file"]) if asked["version"] in (None, held.version) else None


@blueprint.get("/vendor/<path:path>")
def get_module(path: str) -> Response:
    """One allowed file: kept a year under its version, a day without, 404 for all else."""
    address = f"/vendor/{path}"
    file = find(address)
    if file is None:
        abort(404)
    asked = ADDRESS.fullmatch(address)
    if asked and asked["version"]:
        return file.answer(FOR_GOOD)
    return file.answer(f"public, max-age={YEAR_S if path.endswith('.woff2') else DAY_S}")


@blueprint.after_request
def _keep_nothing_else(answer: Response) -> Response:
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer
