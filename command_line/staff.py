"""`staff`: who may sign in."""

import click

from command_line.clock import real_now
from command_line.options import changing, configured, for_an_office, looking_at, read_config
from operations.passwords import made_password
from operations.staff import add_staff, change_staff, list_staff, staff_named

ROLES = ("clerk", "manager", "administrator", "auditor")


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(staff)


@click.group()
def staff() -> None:
    """Who may sign in."""


@staff.command("add")
@click.option("--name", required=True, help="The sign-in name.")
@click.option("--full-name", required=True)
@click.option("--role", type=click.Choice(ROLES), default="clerk", show_default=True)
@for_an_office
@configured
def add(name: str, full_name: str, role: str) -> None:
    """Add somebody; the made password is printed once and must be changed at the first sign-in.

    \b
    Example:
      python server.py staff add --name canbo1 --full-name "Nguyễn Văn Mẫu"
    """
    password = made_password()
    with changing(read_config()) as change:
        add_staff(
            change, name=name, full_name=full_name, role=role, password=password, now=real_now()
        )
    click.echo(password.text)


@staff.command("list")
@for_an_office
@configured
def list_them() -> None:
    """Everybody, with role and state.

    \b
    Example:
      python server.py staff list
    """
    with looking_at(read_config()) as (reading, office):
        for entry in list_staff(reading.sql, office):
            state = "" if entry["active"] else "  (inactive)"
            click.echo(f"{entry['name']:<20}  {entry['role']:<14}  {entry['full_name']}{state}")


@staff.command("password")
@click.argument("name")
@for_an_office
@configured
def password(name: str) -> None:
    """Make a new password for somebody who forgot it; all their sessions end.

    \b
    Example:
      python server.py staff password quanly
    """
    made = made_password()
    with changing(read_config()) as change:
        found = staff_named(change.sql, change.office, name)
        change_staff(change, found["id"], password=made, now=real_now())
    click.echo(made.text)
