"""`catalogue`: the office's services, counters and procedures as one TOML file."""

import sys
from pathlib import Path

import click

from command_line.options import changing, configured, for_an_office, looking_at, read_config
from operations.catalogue import export_catalogue, read_catalogue_file, update_catalogue
from operations.tree import TREE


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(catalogue)


@click.group()
def catalogue() -> None:
    """The office's services, counters and procedures as one TOML file."""


@catalogue.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@for_an_office
@configured
def export(file: Path | None) -> None:
    """Write the catalogue into a file, or to standard output.

    \b
    Example:
      python server.py catalogue export danh-muc.toml
    """
    with looking_at(read_config()) as (reading, office):
        text = export_catalogue(reading.sql, office)
    if file is None:
        sys.stdout.write(text)
    else:
        file.write_text(text, encoding="utf-8")


@catalogue.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@for_an_office
@configured
def import_(file: Path) -> None:
    """Take a catalogue over; what it no longer names is taken out of use, never deleted.

    \b
    Example:
      python server.py catalogue import catalogue/phuong-mau.toml
    """
    read = read_catalogue_file(file)
    with changing(read_config(), TREE) as change:
        update_catalogue(change, read)
    click.echo(f"{file}: taken over")
