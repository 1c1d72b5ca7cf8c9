"""Lists every key that a site may set, for the settings page and its test."""

import dataclasses
from dataclasses import dataclass
from typing import Any, get_type_hints

from config.settings import Config, PrinterSettings
from config.typed import kind_text, typed_keys


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key as docs/settings.md shows it; printers' keys are named `printers.NAME.…`."""

    name: str
    kind: str
    default: str
    allowed: str
    doc: str


def section_types() -> dict[str, type[Any]]:
    """Each table of the file and the class that holds it; printers are apart."""
    return {name: kind for name, kind in get_type_hints(Config).items() if name != "printers"}


def known_keys() -> tuple[KnownKey, ...]:
    """Every key, in the order of the classes; a printer's keys come last."""
    sections = {**section_types(), "printers.NAME": PrinterSettings}
    return tuple(key for section, kind in sections.items() for key in _keys_of(section, kind))


def _keys_of(section: str, cls: type[Any]) -> list[KnownKey]:
    defaults = {f.name: f.default for f in dataclasses.fields(cls)}
    return [
        KnownKey(
            f"{section}.{name}", kind_text(kind), _told(defaults[name]), key.range_text(), key.doc
        )
        for name, (kind, key) in typed_keys(cls).items()
    ]


def _told(default: object) -> str:
    """A default as TOML would write it; empty for a key that has none."""
    if default is dataclasses.MISSING or default is None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, tuple):
        return "[" + ", ".join(map(_told, default)) + "]"
    return str(default) if isinstance(default, int | float) else f'"{default}"'
