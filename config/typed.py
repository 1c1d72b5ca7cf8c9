"""Turns raw tables into typed settings, and keeps every problem that it meets on the way.

Knows no key by name: a section is a frozen dataclass whose fields carry a `Key`.
"""

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
BOOLEAN_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Key:
    """What a settings key means and which values it takes; both ends are allowed.

    `noun` completes the sentence "70 is not …". `check` raises ValueError with the
    sentence to tell.
    """

    doc: str
    least: float | None = None
    most: float | None = None
    noun: str = "allowed"
    check: Callable[[Any], object] | None = None

    def range_text(self) -> str:
        """The allowed range in words, empty when there is none."""
        if self.least is None:
            return ""
        return f"at least {self.least}" if self.most is None else f"{self.least} to {self.most}"


@dataclass(slots=True)
class Findings:
    """The problems met so far, and the names under which values were given.

    `given_as` maps a key (`server.port`) to the environment variable that set it.
    """

    folder: Path
    problems: list[str] = field(default_factory=list)
    given_as: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, problem: str) -> None:
        """Keep one problem under the name that the reader wrote himself."""
        self.problems.append(f"{self.given_as.get(key, key)}: {problem}")


def typed_keys(section: type[Any]) -> dict[str, tuple[Any, Key]]:
    """The type and the `Key` of each field of a section, in the order they are written."""
    found = {}
    for name, hint in get_type_hints(section, include_extras=True).items():
        if get_origin(hint) is Annotated:
            kind, key = get_args(hint)
            found[name] = (kind, key)
    return found


def read_section(
    section: type[T], table: object, where: str, findings: Findings, **more: Any
) -> T | None:
    """One section from its raw table, or None when a problem was kept.

    `more` are fields that do not stand in the table, such as a printer's name.
    """
    if not isinstance(table, Mapping):
        findings.add(where, f"must be a table: write [{where}] and its keys below")
        return None
    before = len(findings.problems)
    keys = typed_keys(section)
    _report_unknown(table, keys, where, findings)
    values = {
        name: _read_value(table[name], *keys[name], f"{where}.{name}", findings)
        for name in keys
        if name in table
    }
    for name in _missing(section, keys, table):
        findings.add(f"{where}.{name}", f"missing; use {_choices_text(keys[name][0])}")
    for name, default in _default_paths(section, keys):
        values.setdefault(name, findings.folder / default)
    return None if len(findings.problems) > before else section(**more, **values)


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a sentence: "; did you mean 'port'?", or nothing when none is near."""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def value_from_text(kind: Any, text: str) -> object:
    """What an environment variable's text means for a key of this type.

    Text that does not fit is handed on as it is, so that the key's own check refuses it.
    """
    plain = _plain(kind)
    if get_origin(plain) is tuple:
        return _parts(text)
    if get_origin(plain) is Mapping:
        return _pairs(text)
    if plain is bool:
        return BOOLEAN_WORDS.get(text.lower(), text)
    if plain in (int, float) or isinstance(_first_choice(plain), int):
        return _number_from_text(text)
    return text


def kind_text(kind: Any) -> str:
    """A type in the words of the settings page: "whole number", "'text' or 'json'"."""
    plain = _plain(kind)
    if get_origin(plain) is Literal:
        return _choices_text(plain)
    return KIND_WORDS[get_origin(plain) or plain]


KIND_WORDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Path: "path",
    tuple: "list of texts",
    Mapping: "table of texts",
}


def _report_unknown(
    table: Mapping[str, Any], known: Iterable[str], where: str, findings: Findings
) -> None:
    for name in table:
        if name not in known:
            findings.add(f"{where}.{name}", f"unknown key{nearest(name, known)}")


def _missing(section: Any, keys: Iterable[str], table: Mapping[str, Any]) -> list[str]:
    needed = {
        f.name
        for f in dataclasses.fields(section)
        if f.default is f.default_factory is dataclasses.MISSING
    }
    return [name for name in keys if name in needed and name not in table]


def _default_paths(section: Any, keys: Iterable[str]) -> list[tuple[str, Path]]:
    found = {f.name: f.default for f in dataclasses.fields(section) if f.name in keys}
    return [(name, default) for name, default in found.items() if isinstance(default, Path)]


def _read_value(value: object, kind: Any, key: Key, where: str, findings: Findings) -> object:
    try:
        typed = _typed(value, kind, key, findings.folder)
        if key.check is not None:
            key.check(typed)
    except ValueError as problem:
        findings.add(where, str(problem))
        return None
    return typed


def _typed(value: object, kind: Any, key: Key, folder: Path) -> object:
    plain = _plain(kind)
    if get_origin(plain) is Literal:
        return _one_of(value, plain, key)
    if get_origin(plain) is tuple:
        return _texts(value)
    if get_origin(plain) is Mapping:
        return _table_of_texts(value)
    if plain is Path:
        return _path(value, folder, may_be_empty=plain is not kind)
    return _in_range(_exactly(value, plain), key)


def _one_of(value: object, kind: Any, key: Key) -> object:
    if any(value == choice and type(value) is type(choice) for choice in get_args(kind)):
        return value
    raise ValueError(f"{_shown(value)} is not {key.noun}; use {_choices_text(kind)}")


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise ValueError(f'{_shown(value)} is not a list of texts; write ["vi", "en"]')


def _table_of_texts(value: object) -> dict[str, str]:
    if isinstance(value, dict) and all(isinstance(part, str) for part in value.values()):
        return dict(value)
    raise ValueError(f'{_shown(value)} is not a table of texts; write "a value" = "what it is"')


def _path(value: object, folder: Path, *, may_be_empty: bool) -> Path | None:
    if not isinstance(value, str):
        raise ValueError(f"{_shown(value)} is not a path; write it in quotes")
    if value:
        return folder / value
    if may_be_empty:
        return None
    raise ValueError("is empty; write a path")


def _exactly(value: object, kind: type) -> object:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is kind:
        return value
    article = "" if kind is bool else "a "
    raise ValueError(f"{_shown(value)} is not {article}{KIND_WORDS[kind]}")


def _in_range(value: Any, key: Key) -> object:
    too_low = key.least is not None and value < key.least
    too_high = key.most is not None and value > key.most
    # Written so that a NaN, which TOML allows, is refused as well.
    if too_low or too_high or value != value:
        raise ValueError(f"{value} is not {key.noun}; use {key.range_text()}")
    return value


def _plain(kind: Any) -> Any:
    """The type without its "or None"."""
    kinds = [part for part in get_args(kind) if part is not NoneType]
    return kinds[0] if NoneType in get_args(kind) else kind


def _first_choice(kind: Any) -> object:
    return get_args(kind)[0] if get_origin(kind) is Literal else None


def _choices_text(kind: Any) -> str:
    words = [_shown(choice) for choice in get_args(_plain(kind))]
    return " or ".join([", ".join(words[:-1]), words[-1]])


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _pairs(text: str) -> object:
    """`a = b, c = d` as a table; text without an equals sign is handed on, to be refused."""
    pairs = [part.rpartition("=") for part in _parts(text)]
    if not all(equals for _, equals, _ in pairs):
        return text
    return {name.strip(): value.strip() for name, _, value in pairs}


def _number_from_text(text: str) -> int | float | str:
    if re.fullmatch(r"-?(\d+|0x[0-9a-fA-F]+)", text):
        return int(text, 16 if "x" in text else 10)
    try:
        return float(text)
    except ValueError:
        return text


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
