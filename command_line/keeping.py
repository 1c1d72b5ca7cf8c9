"""`backup`, `restore`, `move` and `restored`: keep the house's memory."""

from pathlib import Path

import click

from command_line.options import configured, read_config, the_store
from config import Config
from store.copies import back_up, move_away, restore_copy
from store.errors import BusyError
from store.home import mark_restored
from store.sqlite_engine import SqliteEngine


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    for command in (backup, restore, move, restored):
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


def _file_of(config: Config) -> Path:
    """The file of the database, or a sentence about how a server's is copied."""
    if config.store.file is None:
        raise click.ClickException(
            "The database is PostgreSQL: copy it with `pg_dump` and `pg_restore` (docs/deploy.md)."
        )
    return config.store.file
