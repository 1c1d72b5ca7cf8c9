"""`token` and `device`: let programs and screens in, list them, send them away."""

from dataclasses import replace

import click

from command_line.building import public_address
from command_line.clock import real_now
from command_line.options import (
    changing,
    chosen_printer,
    configured,
    for_an_office,
    looking_at,
    printing,
    read_config,
)
from operations.devices import (
    KINDS,
    PAPERLESS,
    Place,
    add_device,
    change_device,
    list_devices,
    place_of,
    revoke_device,
)
from operations.pairing import make_link


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(token)
    main.add_command(device)


@click.group()
def token() -> None:
    """Tokens for programs that use the API."""


@token.command("add")
@click.option("--role", type=click.Choice(KINDS), required=True)
@click.option("--name", required=True, help="What the list of devices calls it.")
@click.option("--counter", type=int, help="For the roles counter and rating.")
@click.option("--zone", default="", help="For a display that shows one zone.")
@printing
@for_an_office
@configured
def add_token(
    role: str, name: str, counter: int | None, zone: str, printer: str | None, paperless: bool
) -> None:
    """Make a token; it is printed once and kept only as a hash.

    \b
    Example:
      python server.py token add --role counter --name "Quầy 1" --counter 1
    """
    config = read_config()
    with changing(config) as change:
        chosen = chosen_printer(config, change, printer, paperless=paperless)
        place = Place(name, counter=counter, zone=zone, printer=chosen)
        _, made = add_device(change, role, place, now=real_now())
    click.echo(made)


@click.group()
def device() -> None:
    """Kiosks, displays, tablets: list, let in, send away."""


@device.command("list")
@for_an_office
@configured
def list_them() -> None:
    """Every device that may come in, when it was last seen, and where it prints if that was said.

    \b
    Example:
      python server.py device list
    """
    with looking_at(read_config()) as (reading, office):
        for entry in list_devices(reading.sql, office, now=real_now()):
            seen = entry["last_seen_at"] or "never seen"
            prints = "paperless" if entry["paperless"] else entry["printer"] or ""
            told = f"{entry['id']}  {entry['kind']:<8}  {entry['name']:<30}  {seen}  {prints}"
            click.echo(told.rstrip())


@device.command("print")
@click.argument("device_id")
@printing
@for_an_office
@configured
def change_printer(device_id: str, printer: str | None, paperless: bool) -> None:
    """Say where a device prints from now on; without an option on the office's first printer.

    \b
    Example:
      python server.py device print 9dFq2k1mXw0aLZbC --paperless
    """
    config = read_config()
    with changing(config) as change:
        chosen = chosen_printer(config, change, printer, paperless=paperless)
        place = replace(place_of(change.sql, change.office, device_id), printer=chosen)
        change_device(change, device_id, place, now=real_now())
    click.echo(f"{place.name}: {_printing_told(chosen)}")


@device.command("revoke")
@click.argument("device_id")
@for_an_office
@configured
def revoke(device_id: str) -> None:
    """Take a device's token away for good.

    \b
    Example:
      python server.py device revoke 9dFq2k1mXw0aLZbC
    """
    with changing(read_config()) as change:
        revoke_device(change, device_id, now=real_now())
    click.echo("revoked")


@device.command("link")
@click.option("--kind", type=click.Choice(["kiosk", "display", "rating"]), required=True)
@click.option("--name", required=True)
@click.option("--counter", type=int, help="For a rating tablet.")
@click.option("--zone", default="")
@printing
@for_an_office
@configured
def link(
    kind: str, name: str, counter: int | None, zone: str, printer: str | None, paperless: bool
) -> None:
    """Make an address that pairs one screen, once, within 7 days.

    \b
    Example:
      python server.py device link --kind kiosk --name "Kiosk 2" --printer kiosk-1
    """
    config = read_config()
    with changing(config) as change:
        chosen = chosen_printer(config, change, printer, paperless=paperless)
        place = Place(name, counter=counter, zone=zone, printer=chosen)
        key = make_link(change, kind, place, now=real_now())
    base = public_address(config) or f"http://localhost:{config.server.port}"
    click.echo(f"{base}/pair#{key}")


def _printing_told(printer: str | None) -> str:
    if printer == PAPERLESS:
        return "numbers without paper"
    return f"prints on {printer or 'the first printer of its office'}"
