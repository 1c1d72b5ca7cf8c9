"""`office`: offices with a machine of their own, as the province lets them in and tells them things."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from command_line.clock import real_now
from command_line.offices import office
from command_line.options import configured, read_config, the_store
from operations.directives import fed_offices, list_directives, queue_directive
from operations.errors import NotFoundError
from operations.intake_offices import (
    expect_office,
    list_intakes,
    make_token,
    open_expected_office,
    revoke_token,
)
from operations.passwords import made_password
from operations.tree import TREE, put_under
from store.store import Change, Store

ROLES = ("clerk", "manager", "administrator", "auditor")


def add_to(_main: click.Group) -> None:
    """Nothing more to do: the commands of this file belong to `office`."""


@office.command("expect")
@click.argument("code")
@click.option("--name", help="For an office that is not here yet.")
@click.option("--under", metavar="CODE", help="The office above it, whose managers see it.")
@click.option("--timezone", default="Asia/Ho_Chi_Minh", show_default=True)
@configured
def expect(code: str, name: str | None, under: str | None, timezone: str) -> None:
    """Let an office report from a machine of its own: from then on nobody works at it here.

    \b
    Example:
      python server.py office expect vo-nhai --name "Trung tâm xã Võ Nhai" --under tinh-mau
    """
    with the_store(read_config()) as store:
        above = None if under is None else _known_id(store, under)
        known = _id_of(store, code)
        if known is not None:
            with store.change(known, TREE) as change:
                expect_office(change)
                if above is not None:
                    put_under(change, above)
        elif name is None:
            raise click.UsageError(f"there is no office {code} here: give its --name")
        else:
            head = {"code": code, "names": name, "timezone": timezone}
            with store.maintain(TREE) as sql:
                open_expected_office(sql, head, parent=above, now=real_now())
    click.echo(f"{code}: expected")


@office.command("token")
@click.argument("code")
@click.option("--revoke", is_flag=True, help="Take the token back instead.")
@configured
def token(code: str, revoke: bool) -> None:
    """Make the token with which an office's machine reports; it is printed once and kept as a hash.

    The token before it opens nothing any more. At the office it is `upstream.token` of config.toml,
    or MOISO_UPSTREAM_TOKEN.

    \b
    Example:
      python server.py office token vo-nhai
    """
    with _changing(code) as change:
        if revoke:
            revoke_token(change, now=real_now())
            click.echo("revoked")
        else:
            click.echo(make_token(change, now=real_now()))


@office.command("heard")
@configured
def heard() -> None:
    """Every office that reports: when it was last heard, what is left to send, what was refused.

    \b
    Example:
      python server.py office heard
    """
    with the_store(read_config()) as store, store.reading() as reading:
        for entry in list_intakes(reading.sql):
            last = entry["heard_at"] or "never heard"
            refusal = f"  refused: {entry['refusal']}" if entry["refusal"] else ""
            behind = f"  {entry['behind']} changes behind" if entry["behind"] else ""
            click.echo(f"{entry['code']:<24}  {last}{behind}{refusal}")


@office.command("tell")
@click.argument("code")
@click.option("--notice", help="What the office's screens say at their foot, in Vietnamese.")
@click.option(
    "--catalogue",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A catalogue file to take over.",
)
@click.option("--account", help="A sign-in name to add or change.")
@click.option("--full-name", help="For --account.")
@click.option("--role", type=click.Choice(ROLES), help="For --account.")
@click.option("--close", is_flag=True, help="For --account: nobody signs in with it any more.")
@click.option("--new-password", is_flag=True, help="For --account: make one; it is printed once.")
@click.option("--below", is_flag=True, help="All offices below that have a machine of their own.")
@configured
def tell(code: str, below: bool, **said: Any) -> None:
    """Tell an office with a machine of its own what the province decided; it is done there as soon
    as the line allows. `office told` shows what became of it.

    \b
    Examples:
      python server.py office tell vo-nhai --notice "Nghỉ lễ ngày 02/9"
      python server.py office tell vo-nhai --account lan --full-name "Nguyễn Mẫu Lan" --role clerk --new-password
    """
    kind, body, password = _directive(said)
    with _changing(code) as change:
        codes = fed_offices(change.sql, change.office, below=below)
        numbers = queue_directive(change.sql, list(codes), kind, body, by=None, now=real_now())
    for office_id, number in numbers.items():
        click.echo(f"{codes[office_id]}: number {number}")
    if password:
        click.echo(password)


@office.command("told")
@click.argument("code")
@configured
def told(code: str) -> None:
    """What an office was told, the newest first, and what became of it.

    \b
    Example:
      python server.py office told vo-nhai
    """
    with the_store(read_config()) as store:
        office_id = _known_id(store, code)
        with store.reading() as reading:
            for row in list_directives(reading.sql, office_id):
                outcome = row["outcome"] or "on its way"
                why = f" ({row['code']})" if row["code"] else ""
                click.echo(
                    f"{row['number']:>5}  {row['kind']:<10} {row['made_at']}  {outcome}{why}"
                )


def _directive(said: dict[str, Any]) -> tuple[str, dict[str, Any], str | None]:
    """Kind and content of what is to be told, and a made password."""
    given = [kind for kind in ("notice", "catalogue", "account") if said[kind]]
    if len(given) != 1:
        raise click.UsageError("give one of --notice, --catalogue and --account")
    if said["notice"]:
        return "notice", {"notices": {"vi": said["notice"]}}, None
    if said["catalogue"]:
        return "catalogue", {"toml": said["catalogue"].read_text(encoding="utf-8")}, None
    body = {"name": said["account"], "full_name": said["full_name"], "role": said["role"]}
    if said["close"]:
        body["active"] = False
    password = made_password() if said["new_password"] else None
    if password is not None:
        body["password_hash"] = password.hash
    return "account", body, None if password is None else password.text


@contextmanager
def _changing(code: str) -> Iterator[Change]:
    with the_store(read_config()) as store, store.change(_known_id(store, code)) as change:
        yield change


def _known_id(store: Store, code: str) -> str:
    known = _id_of(store, code)
    if known is None:
        raise NotFoundError(office=code)
    return known


def _id_of(store: Store, code: str) -> str | None:
    with store.reading() as reading:
        row = reading.sql.office_with_code(code=code)
    return None if row is None else str(row["id"])
