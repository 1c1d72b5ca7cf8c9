"""`backup`, `restore`, `move`, `restored` and `doctor`: keep the house's memory, and see whether it is well."""

import shutil
from datetime import datetime
from pathlib import Path

import click

from command_line.building import has_room
from command_line.clock import real_now
from command_line.options import configured, read_config, the_store
from config import Config
from devices.printer import Printer
from operations.upstream import is_unheard, upstream_state
from store.copies import back_up, move_away, restore_copy
from store.errors import BusyError
from store.home import mark_restored
from store.sqlite_engine import SqliteEngine
from store.store import Store
from web.vendor import ModulesMissingError, check_modules


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    for command in (backup, restore, move, restored, doctor):
        main.add_command(command)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@configured
def backup(file: Path) -> None:
    """Copy the database into FILE while the office goes on.

    \b
    Example:
      python server.py backup sao-luu-2026-11-22.db
    """
    config = read_config()
    _file_of(config)
    with the_store(config) as store:
        assert isinstance(store.engine, SqliteEngine)  # it has a file
        back_up(store.engine, file)
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@configured
def restore(file: Path, yes: bool) -> None:
    """Put a backup in the place of the database; the old one is kept beside it.

    Stop the server first.

    \b
    Example:
      python server.py restore sao-luu-2026-11-22.db
    """
    target = _file_of(read_config())
    if not yes:
        click.confirm(f"Replace {target} by {file}?", abort=True)
    kept = restore_copy(file, target)
    click.echo(f"{target}: restored" + (f"; the old one is {kept}" if kept else ""))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@configured
def move(file: Path, yes: bool) -> None:
    """Copy the database into FILE and end the office's work on this machine.

    Stop the server first. `restore FILE` on the new machine goes on with the next number. This one
    does not open again.

    \b
    Example:
      python server.py move chuyen-may.db
    """
    database = _file_of(read_config())
    if not yes:
        click.confirm("End the work on this machine?", abort=True)
    try:
        move_away(database, file)
    except BusyError as error:
        raise click.ClickException(f"Stop the server first: {error}.") from error
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB; this machine opens no more")


@click.command()
@configured
def restored() -> None:
    """Tell that the database is a copy of an earlier state, where no start can see it.

    A file that was copied by hand and a dump brought back by pg_restore are seen by themselves. A
    PostgreSQL server that was set back as a whole (its files, or to a point in time) is not. Stop
    all processes first.

    \b
    Example:
      python server.py restored
    """
    with the_store(read_config()) as store, store.maintain() as sql:
        mark_restored(sql)
    click.echo("The next start goes on from a copy: no number of today is given twice.")


@click.command()
@configured
def doctor() -> None:
    """Look at everything the office needs and say what is not well; exits with 1 if anything is.

    \b
    Example:
      python server.py doctor
    """
    config = read_config()
    checks = [("settings", "ok"), _modules(), _voice(config.voice.folder, config.voice.languages)]
    checks.append(_room(config.store.file))
    with the_store(config) as store:
        bad = store.engine.damage()
        checks.append(("database", "ok" if bad is None else f"damaged: {bad}"))
        if config.upstream.url:
            checks.append(_reports(store, config.upstream.every_s, now=real_now()))
    for name, settings in config.printers.items():
        health = Printer(settings).check()
        checks.append((f"printer {name}", "ok" if health.online else f"offline: {health.reason}"))
    for name, told in checks:
        click.echo(f"{name:<20} {told}")
    if any(told != "ok" for _, told in checks):
        click.get_current_context().exit(1)


def _modules() -> tuple[str, str]:
    try:
        check_modules()
    except ModulesMissingError as error:
        return "browser modules", str(error)
    return "browser modules", "ok"


def _voice(folder: Path, languages: tuple[str, ...]) -> tuple[str, str]:
    missing = [language for language in languages if not (folder / language).is_dir()]
    told = "ok" if not missing else f"no clips for {', '.join(missing)}: run `server.py voice`"
    return "voice clips", told


def _reports(store: Store, every_s: int, *, now: datetime) -> tuple[str, str]:
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


def _file_of(config: Config) -> Path:
    """The file of the database, or a sentence about how a server's is copied."""
    if config.store.file is None:
        raise click.ClickException(
            "The database is PostgreSQL: copy it with `pg_dump` and `pg_restore` (docs/deploy.md)."
        )
    return config.store.file


def _room(file: Path | None) -> tuple[str, str]:
    if file is None:
        return "disk", "ok"
    file.parent.mkdir(parents=True, exist_ok=True)
    free_mb = shutil.disk_usage(file.parent).free // 1_000_000
    return "disk", "ok" if has_room(file) else f"only {free_mb} MB free: no tickets are given out"
