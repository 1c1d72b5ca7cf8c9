"""`doctor`: look at everything that the house needs, and name what is not well."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from requests import RequestException

from command_line.building import has_room
from command_line.clock import real_now
from command_line.options import configured, read_config, the_store
from config import Config
from devices.printer import Printer
from operations.upstream import is_unheard, upstream_state
from store.errors import StoreError
from store.store import Store
from web import bus
from web.oidc import Provider, ProviderError
from web.printers import printers_of
from web.vendor import ModulesMissingError, check_modules

Check = tuple[str, str]
"""What was looked at, and `ok` or what is wrong with it."""


def add_to(main: click.Group) -> None:
    """Put the command of this file on the command line."""
    main.add_command(doctor)


@click.command()
@configured
def doctor() -> None:
    """Look at everything the office needs and say what is not well; exits with 1 if anything is.

    \b
    Example:
      python server.py doctor
    """
    is_well = True
    for name, told in _checks(read_config()):
        click.echo(f"{name:<20} {told}")
        is_well = is_well and told == "ok"
    if not is_well:
        click.get_current_context().exit(1)


def _checks(config: Config) -> Iterator[Check]:
    yield "settings", "ok"
    yield _modules()
    yield _voice(config.voice.folder, config.voice.languages)
    yield _room(config.store.file)
    yield from _database(config)
    if config.live.bus:
        yield "bus", bus.why_silent(config.live.bus) or "ok"
    if config.oidc.issuer:
        yield "identity provider", _provider(config)
    for name, settings in config.printers.items():
        health = Printer(settings).check()
        yield f"printer {name}", "ok" if health.online else f"offline: {health.reason}"


def _modules() -> Check:
    try:
        check_modules()
    except ModulesMissingError as error:
        return "browser modules", str(error)
    return "browser modules", "ok"


def _voice(folder: Path, languages: tuple[str, ...]) -> Check:
    missing = [language for language in languages if not (folder / language).is_dir()]
    told = "ok" if not missing else f"no clips for {', '.join(missing)}: run `server.py voice`"
    return "voice clips", told


def _room(file: Path | None) -> Check:
    if file is None:
        return "disk", "ok"
    file.parent.mkdir(parents=True, exist_ok=True)
    free_mb = shutil.disk_usage(file.parent).free // 1_000_000
    return "disk", "ok" if has_room(file) else f"only {free_mb} MB free: no tickets are given out"


def _database(config: Config) -> Iterator[Check]:
    """The database, and whether the settings name offices that it has."""
    try:
        with the_store(config) as store:
            bad = store.engine.damage()
            yield "database", "ok" if bad is None else f"damaged: {bad}"
            if config.upstream.url:
                yield _reports(store, config.upstream.every_s, now=real_now())
            yield from _offices_named(config, store)
            yield from _printers_gone(config, store)
    except (StoreError, click.ClickException) as error:
        yield "database", str(error)


def _offices_named(config: Config, store: Store) -> Iterator[Check]:
    with store.reading() as reading:
        known = {row["code"] for row in reading.sql.list_offices()}
    named = {f"printers.{name}.office": one.office for name, one in config.printers.items()}
    named |= {f'oidc.offices."{value}"': code for value, code in config.oidc.offices.items()}
    unknown = {key: code for key, code in named.items() if code and known and code not in known}
    for key, code in unknown.items():
        yield key, f"no office '{code}' here: see `office list`"


def _printers_gone(config: Config, store: Store) -> Iterator[Check]:
    """The devices that print nothing because their printer is not, or not for their office, there."""
    with store.reading() as reading:
        rows = list(reading.sql.devices_that_name_printers())
    for row in rows:
        if row["printer"] not in printers_of(config, row["office"]):
            yield f"device {row['name']}", f"no printer '{row['printer']}' for {row['office']}"


def _reports(store: Store, every_s: int, *, now: datetime) -> Check:
    """How the reports to the province go, as its manager reads it on the first page."""
    with store.reading() as reading:
        states = [
            upstream_state(reading.sql, row["id"], every_s=every_s)
            for row in reading.sql.reporting_offices()
        ]
    for told in filter(None, states):
        if is_unheard(told, now=now):
            why = told["refusal"] or "silent"
            return "province", f"{why}: nothing since {told['since']}, {told['waiting']} rows wait"
    return "province", "ok" if states else "never asked: the server has not run yet"


def _provider(config: Config) -> str:
    try:
        Provider(config.oidc).client(now=real_now())
    except (RequestException, ProviderError) as error:
        return f"{error} (docs/oidc.md)"
    return "ok"
