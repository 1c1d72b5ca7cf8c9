"""One sprite of the icons that our code names, cut from lucide at the first request."""

import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

from web.files import file_url
from web.held_file import HeldFile
from web.vendor import MODULES, ModulesMissingError

NAMES_FILE = Path(__file__).with_name("icons.txt")
ICONS = MODULES / "lucide-static" / "icons"
PATH = "/icons.svg"
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


@cache
def sprite() -> HeldFile:
    """All icons in one file."""
    return HeldFile(build_sprite(read_names()).encode(), "image/svg+xml")


def icon(name: str) -> Markup:
    """An icon for a template: `{{ icon('users') }}`; it takes the size and colour of its text."""
    sign = '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return Markup(sign).format(file_url(PATH), name)  # noqa: S704  the sign is ours, the name is escaped


@blueprint.record_once
def _give_templates_the_icons(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["icon"] = icon


@blueprint.get(PATH)
def get_icons() -> Response:
    """The sprite for pages of before it had an address with its version."""
    return sprite().answer("no-cache")
