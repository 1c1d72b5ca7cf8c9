"""Which icons a service may bear: those that the list of icons keeps for services."""

from functools import cache
from pathlib import Path

from web.icons import NAMES_FILE

SECTIONS = ("# For services", "# More to choose from for a field of service")
"""The headings in web/icons.txt under which such icons stand."""


@cache
def service_icons(file: Path = NAMES_FILE) -> tuple[str, ...]:
    """The names, in the order of the list and each once."""
    names: dict[str, None] = {}
    inside = False
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            inside = line.startswith(SECTIONS)
        elif inside and line.strip():
            names[line.split()[0]] = None
    return tuple(names)
