"""What commands share: the config, the store, and how an error is told."""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from command_line.building import open_store
from config import CONFIG_VARIABLE, Config, ConfigError, load_config
from devices.errors import VoiceError
from operations.catalogue_format import CatalogueError
from operations.devices import PAPERLESS
from operations.errors import OperationError
from operations.fields import nearest
from operations.offices import office_of
from store.errors import StoreError
from store.store import Change, Reading, Store
from web.error_texts import sentence
from web.field_texts import field_sentences
from web.printers import printers_of

SHIPPED_CONFIG = Path(__file__).parent.parent / "config.toml"
PATH = "moiso.config_path"
"""Under which the context keeps the path of `--config`."""

OFFICE = "moiso.office_code"
"""And the code of `--office`."""

MOST_CODES = 20
"""More codes than these no sentence names."""

P = ParamSpec("P")
R = TypeVar("R")


def _told_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Tell the house's own errors in one sentence and exit with 1; others keep their traceback."""

    @wraps(command)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (ConfigError, StoreError, OperationError, VoiceError) as error:
            click.echo(_in_words(error), err=True)
            sys.exit(1)

    return telling


def _in_words(error: Exception) -> str:
    """What a person at a terminal reads: verbs know codes and facts only."""
    if not isinstance(error, OperationError) or isinstance(error, CatalogueError):
        return str(error)
    fields = error.facts.get("fields")
    told = field_sentences(fields) if isinstance(fields, Mapping) else {}
    lines = [f"  {name}: {text}" for name, text in told.items()]
    return "\n".join([sentence(error.code, error.facts), *lines])


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--config FILE`, and tell the house's own errors in one sentence."""
    return click.option(
        "--config",
        "config_path",
        type=click.Path(dir_okay=False, path_type=Path),
        default=SHIPPED_CONFIG,
        envvar=CONFIG_VARIABLE,
        show_default="config.toml beside server.py",
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help="The site's settings.",
    )(_told_plainly(command))


def read_config() -> Config:
    """The settings of the file that `--config` named, with the environment over them."""
    return load_config(click.get_current_context().meta[PATH], os.environ)


def printing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--printer NAME` and `--paperless`, for `chosen_printer`."""
    for option in (
        click.option("--paperless", is_flag=True, help="For a kiosk: numbers without paper."),
        click.option(
            "--printer",
            metavar="NAME",
            help="For a kiosk: a printer of config.toml; without it the office's first one.",
        ),
    ):
        command = option(command)
    return command


def chosen_printer(
    config: Config, change: Change, name: str | None, *, paperless: bool
) -> str | None:
    """Where a device prints, as it is kept. Refuses a printer that config.toml does not have for
    this office, with the nearest that it has, and a printer's name beside `--paperless`.
    """
    if paperless:
        if name is not None:
            raise click.UsageError("Choose either --printer or --paperless.")
        return PAPERLESS
    printers = printers_of(config, office_of(change).code)
    if name is None or name in printers:
        return name
    near = nearest(name, printers)
    hint = f"; did you mean '{near}'?" if near else ""
    whose = " for this office" if name in config.printers else ""
    raise click.BadParameter(
        f"config.toml has no printer '{name}'{whose}{hint}", param_hint="--printer"
    )


def _remember(context: click.Context, _option: click.Parameter, path: Path) -> None:
    context.meta[PATH] = path


@contextmanager
def the_store(config: Config) -> Iterator[Store]:
    """The site's store, closed afterwards."""
    store = open_store(config)
    try:
        yield store
    finally:
        store.close()


def for_an_office(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--office CODE`, which a house with several offices needs."""
    return click.option(
        "--office",
        "office_code",
        metavar="CODE",
        expose_value=False,
        callback=_remember_office,
        help="The office's code, needed where there are several.",
    )(command)


def _remember_office(context: click.Context, _option: click.Parameter, code: str | None) -> None:
    context.meta[OFFICE] = code


def the_office(store: Store) -> str:
    """The id of the office that `--office` names, else of the only one; or a sentence with the
    codes to choose from.
    """
    code = click.get_current_context().meta.get(OFFICE)
    return offices_called(store, () if code is None else (code,))[0]


def offices_called(store: Store, codes: Collection[str]) -> tuple[str, ...]:
    """The ids of the offices with these codes, each once; of the only office where none is named.

    Raises click's exception with the codes to choose from.
    """
    with store.reading() as reading:
        ids = {row["code"]: row["id"] for row in reading.sql.list_offices()}
    if not ids:
        raise click.ClickException("The database has no office yet: start `server.py run` once.")
    unknown = [f"'{code}'" for code in dict.fromkeys(codes) if code not in ids]
    if unknown:
        raise _unclear(f"No office {', '.join(unknown)}", list(ids))
    if not codes and len(ids) > 1:
        raise _unclear("There are several offices: add --office", list(ids))
    return tuple(ids[code] for code in dict.fromkeys(codes or ids))


def _unclear(why: str, codes: Sequence[str]) -> click.ClickException:
    more = f" … ({len(codes)} in all, see `office list`)" if len(codes) > MOST_CODES else ""
    return click.ClickException(f"{why} ({', '.join(codes[:MOST_CODES])}{more})")


@contextmanager
def looking_at(config: Config) -> Iterator[tuple[Reading, str]]:
    """One look at the site's store, and the office in it."""
    with the_store(config) as store:
        office = the_office(store)
        with store.reading() as reading:
            yield reading, office


@contextmanager
def changing(config: Config, *alone: str) -> Iterator[Change]:
    """A change of the office in the site's store."""
    with the_store(config) as store, store.change(the_office(store), *alone) as change:
        yield change
