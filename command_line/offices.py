"""`office`: the offices of this house, and opening more of them."""

from pathlib import Path

import click

from command_line.clock import real_now
from command_line.options import configured, read_config, the_store
from operations.catalogue import read_catalogue_file
from operations.catalogue_entries import Catalogue
from operations.errors import NotFoundError
from operations.fields import nearest
from operations.new_offices import catalogue_like, open_office
from operations.passwords import made_password
from operations.tree import TREE, find_office, list_tree, put_under
from store.store import Sql, Store

UNDER = click.option("--under", metavar="CODE", help="The office above it; none for the top.")


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(office)


@click.group()
def office() -> None:
    """The offices of this house: list, open, copy, move."""


@office.command("list")
@configured
def list_them() -> None:
    """Every office below the one that it stands under.

    \b
    Example:
      python server.py office list
    """
    with the_store(read_config()) as store, store.reading() as reading:
        for top in reading.sql.list_offices():
            if top["parent"] is None:
                _show(reading.sql, top["id"])


@office.command("add")
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="A catalogue file.",
)
@UNDER
@configured
def add(file: Path, under: str | None) -> None:
    """Open an office from a catalogue file; its first manager's password is printed once.

    \b
    Example:
      python server.py office add --from catalogue/tinh-mau/trung-tam-bac.toml --under tinh-mau
    """
    catalogue = read_catalogue_file(file)
    with the_store(read_config()) as store:
        _open(store, catalogue, under)


@office.command("copy")
@click.argument("code")
@click.option("--as", "new_code", required=True, help="The code of the new office.")
@click.option("--name", help="What the new office is called, in Vietnamese.")
@UNDER
@configured
def copy(code: str, new_code: str, name: str | None, under: str | None) -> None:
    """Open an office like another one: services, procedures, counters and days; no people.

    \b
    Example:
      python server.py office copy vo-nhai --as dan-tien --name "Trung tâm xã Mẫu" --under tinh-mau
    """
    values = {"code": new_code} | ({} if name is None else {"names": {"vi": name}})
    with the_store(read_config()) as store:
        with store.reading() as reading:
            catalogue = catalogue_like(reading.sql, _office(reading.sql, code), values)
        _open(store, catalogue, under)


@office.command("move")
@click.argument("code")
@UNDER
@configured
def move(code: str, under: str | None) -> None:
    """Put an office, with all that stands below it, under another one or at the top.

    \b
    Example:
      python server.py office move vo-nhai --under tinh-mau
    """
    with the_store(read_config()) as store:
        with store.reading() as reading:
            moved = _office(reading.sql, code)
            above = None if under is None else _office(reading.sql, under)
        with store.change(moved, TREE) as change:
            put_under(change, above)
    click.echo(f"{code}: under {under}" if under else f"{code}: at the top")


def _office(sql: Sql, code: str) -> str:
    """The id of an office, or a sentence with the code that was meant perhaps."""
    try:
        return find_office(sql, code)
    except NotFoundError as error:
        near = nearest(code, [row["code"] for row in sql.list_offices()])
        hint = f"did you mean '{near}'?" if near else "see `office list`"
        raise click.ClickException(f"No office '{code}'; {hint}") from error


def _show(sql: Sql, top: str) -> None:
    for one in list_tree(sql, top):
        place = "  " * one["depth"] + one["code"]
        click.echo(f"{place:<32}  {one['kind']:<8}  {one['names']['vi']}")


def _open(store: Store, catalogue: Catalogue, under: str | None) -> None:
    password, now = made_password(), real_now()
    with store.reading() as reading:
        parent = None if under is None else _office(reading.sql, under)
    if parent is None:
        with store.maintain(TREE) as sql:
            made = open_office(sql, catalogue, parent=None, password=password, now=now)
    else:
        with store.change(parent, TREE) as change:
            made = open_office(change.sql, catalogue, parent=parent, password=password, now=now)
    click.echo(f"{made['code']}: open")
    click.echo(f"  Tên đăng nhập: {made['manager']}\n  Mật khẩu:      {password.text}")
