"""One sprite of the icons that our code names, cut from lucide at the first request."""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

from web.vendor import MODULES, ModulesMissingError

NAMES_FILE = Path(__file__).with_name("icons.txt")
ICONS = MODULES / "lucide-static" / "icons"
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)

blueprint = Blueprint("icons", __name__)


class UnknownIconError(ValueError):
    """A name stands in icons.txt that lucide does not draw."""


def read_names(file: Path = NAMES_FILE) -> list[str]:
    """The icon names of the list, sorted; comments and empty lines left out."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return sorted({line.split()[0] for line in lines if line.strip() and line[0] != "#"})


def build_sprite(names: list[str], icons: Path = ICONS) -> str:
    """An SVG with one symbol for each name.

    Raises UnknownIconError for a name without a drawing, ModulesMissingError without lucide.
    """
    if not icons.is_dir():
        raise ModulesMissingError("Thiếu bộ biểu tượng lucide-static: chạy `make setup`.")
    symbols = "\n".join(_symbol(name, icons) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def _symbol(name: str, icons: Path) -> str:
    file = icons / f"{name}.svg"
    drawing = DRAWING.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    if drawing is None:
        raise UnknownIconError(f"web/icons.txt: '{name}' is not an icon of lucide")
    inner = " ".join(drawing[1].split())
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>'


def icon(name: str) -> Markup:
    """An icon for a template: `{{ icon('users') }}`; it takes the size and colour of its text."""
    sign = '<svg class="icon" aria-hidden="true"><use href="/icons.svg#{}"></use></svg>'
    return Markup(sign).format(name)  # noqa: S704  the sign is ours, the name is escaped


@cache
def _sprite() -> tuple[str, str]:
    sprite = build_sprite(read_names())
    return sprite, hashlib.sha256(sprite.encode()).hexdigest()[:16]


@blueprint.record_once
def _give_templates_the_icons(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["icon"] = icon


@blueprint.get("/icons.svg")
def get_icons() -> Response:
    """The sprite; browsers keep it for a day and then ask whether it changed."""
    sprite, mark = _sprite()
    answer = Response(sprite, mimetype="image/svg+xml")
    answer.set_etag(mark)
    answer.cache_control.public = True
    answer.cache_control.no_cache = True
    answer.make_conditional(request)
    return answer
