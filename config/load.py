"""Reads `config.toml` and the `MOISO_*` variables, and tells all their problems at once."""

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from config.keys import section_types
from config.oidc import OidcSettings, oidc_problems
from config.settings import Config, PrinterSettings
from config.typed import Findings, nearest, read_section, typed_keys, value_from_text
from config.upstream_settings import UpstreamSettings
from config.values import SQLITE_PREFIX

ENV_PREFIX = "MOISO_"
CONFIG_VARIABLE = "MOISO_CONFIG"
"""Names the settings file itself; the command line reads it, so it is no key."""

NEEDED_BY_KIND = {
    "tcp": ("host",),
    "usb": ("vendor_id", "product_id"),
    "serial": ("path",),
    "file": ("path",),
}
USED_BY_KIND = {
    "tcp": ("host", "port"),
    "usb": ("vendor_id", "product_id"),
    "serial": ("path", "baud"),
    "file": ("path",),
}
ONLY_SOME_KINDS = frozenset(name for names in USED_BY_KIND.values() for name in names)

Tables = dict[str, Any]


class ConfigError(Exception):
    """Settings that cannot be used; its text tells all problems at once."""

    code = "config_invalid"

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = problems
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n  ".join([f"{source}: {count}", *problems]))


def load_config(path: Path | None, environ: Mapping[str, str]) -> Config:
    """The settings in a file, with the variables `MOISO_SECTION_KEY` above them.

    Without a file the defaults hold. Relative paths start at the file's folder, or at
    the working folder when there is no file. Raises ConfigError.
    """
    folder = Path.cwd() if path is None else path.resolve().parent
    findings = Findings(folder)
    tables = {} if path is None else _read_tables(path, findings)
    _lay_over(tables, environ, findings)
    config = _read_config(tables, findings)
    if findings.problems:
        raise ConfigError("settings" if path is None else path.name, findings.problems)
    return config


def _read_tables(path: Path, findings: Findings) -> Tables:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.fullmatch(r"(.*) \(at (.*)\)", str(error))
        what, where = place.groups() if place else (str(error), "somewhere")
        findings.add(where, _in_plain_words(what, path))
    except UnicodeDecodeError as error:
        findings.add(f"byte {error.start + 1}", "is not UTF-8; save the file as UTF-8")
    except OSError as error:
        findings.add(str(path), f"cannot be read: {error.strerror}")
    return {}


def _in_plain_words(what: str, path: Path) -> str:
    """What administrators do to a file most: paste a table that is there, and pull an update."""
    if twice := re.fullmatch(r"Cannot declare \((.*?),?\) twice", what):
        table = ".".join(re.findall(r"'([^']*)'", twice[1]))
        return f"[{table}] stands in the file already; put its lines there"
    if "\n<<<<<<< " in path.read_text("utf-8"):
        return (
            "git left its marks: keep the lines that are yours, delete the marks (docs/deploy.md)"
        )
    return what


def _lay_over(tables: Tables, environ: Mapping[str, str], findings: Findings) -> None:
    """Put the values of environment variables above those of the file."""
    keys = {
        _variable(f"{section}.{name}"): (section, name, kind)
        for section, cls in section_types().items()
        for name, (kind, _) in typed_keys(cls).items()
    }
    for variable in sorted(environ):
        if not variable.startswith(ENV_PREFIX) or variable == CONFIG_VARIABLE:
            continue
        place = keys.get(variable) or _printer_place(variable, tables)
        if place is None:
            findings.add(variable, f"unknown variable{nearest(variable, keys)}")
            continue
        where, name, kind = place
        _set(tables, where, name, value_from_text(kind, environ[variable]))
        findings.given_as[f"{where}.{name}"] = variable


def _variable(key: str) -> str:
    """The environment variable of a key: `printers.kiosk-1.host` is `MOISO_PRINTERS_KIOSK_1_HOST`."""
    return ENV_PREFIX + re.sub(r"[^A-Z0-9]", "_", key.upper())


def _printer_place(variable: str, tables: Tables) -> tuple[str, str, Any] | None:
    """A printer's table, key and type; a name that the file does not have makes a new printer."""
    for name, (kind, _) in typed_keys(PrinterSettings).items():
        match = re.fullmatch(rf"{ENV_PREFIX}PRINTERS_(.+)_{name.upper()}", variable)
        if match:
            return f"printers.{_printer_name(match[1], tables)}", name, kind
    return None


def _printer_name(written: str, tables: Tables) -> str:
    printers = tables.get("printers")
    for name in printers if isinstance(printers, dict) else ():
        if _variable(name) == ENV_PREFIX + written:
            return str(name)
    return written.lower().replace("_", "-")


def _set(tables: Tables, where: str, name: str, value: object) -> None:
    table = tables
    for part in where.split(".", 1):
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            return  # The file has a plain value here; reading the section tells it.
    table[name] = value


def _read_config(tables: Tables, findings: Findings) -> Config:
    sections = section_types()
    for name in tables:
        if name not in sections and name != "printers":
            findings.add(name, f"unknown table{nearest(name, [*sections, 'printers'])}")
    read: dict[str, Any] = {
        name: read_section(cls, tables.get(name, {}), name, findings)
        for name, cls in sections.items()
    }
    printers = _read_printers(tables.get("printers", {}), findings)
    _check_upstream(read["upstream"], findings)
    _check_oidc(read["oidc"], findings)
    if findings.problems:
        return Config()
    config = Config(**read, printers=printers)
    if config.store.file is None:
        return config
    url = f"{SQLITE_PREFIX}{findings.folder / config.store.file}"
    return dataclasses.replace(config, store=dataclasses.replace(config.store, url=url))


def _check_oidc(oidc: OidcSettings | None, findings: Findings) -> None:
    for name, problem in oidc_problems(oidc) if oidc else ():
        findings.add(f"oidc.{name}", problem)


def _check_upstream(upstream: UpstreamSettings | None, findings: Findings) -> None:
    """Neither an address nor a token is of use alone."""
    if upstream is None or bool(upstream.url) == bool(upstream.token):
        return
    lacking = "token" if upstream.url else "url"
    findings.add(f"upstream.{lacking}", "missing; `url` and `token` are needed together")


def _read_printers(tables: object, findings: Findings) -> dict[str, PrinterSettings]:
    if not isinstance(tables, dict):
        findings.add("printers", "must hold tables: write [printers.NAME] and the keys below")
        return {}
    printers = {}
    for name, table in tables.items():
        where = f"printers.{name}"
        if not re.fullmatch(r"[a-z0-9-]+", name):
            findings.add(where, "a printer's name has only a to z, digits and '-'")
        printer = read_section(PrinterSettings, table, where, findings, name=name)
        if printer is not None:
            _check_kind(printer, table, where, findings)
            printers[name] = _with_its_own_path(printer, table)
    return printers


def _with_its_own_path(printer: PrinterSettings, table: Tables) -> PrinterSettings:
    """A serial port such as COM3 is named as it is: it is no file in the settings' folder."""
    if printer.kind == "serial" and printer.path is not None:
        return dataclasses.replace(printer, path=Path(table["path"]))
    return printer


def _check_kind(printer: PrinterSettings, table: Tables, where: str, findings: Findings) -> None:
    """Tell the keys that this kind of printer lacks, and those that it would not use."""
    for name in NEEDED_BY_KIND[printer.kind]:
        if getattr(printer, name) in (None, ""):
            findings.add(f"{where}.{name}", f"missing; a {printer.kind} printer needs it")
    for name in table:
        if name in ONLY_SOME_KINDS - set(USED_BY_KIND[printer.kind]):
            findings.add(
                f"{where}.{name}", f"a {printer.kind} printer does not use it; take it out"
            )
