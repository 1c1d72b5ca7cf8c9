"""What commands share: the config, the store, and how an error is told."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from command_line.building import open_store
from config import Config, ConfigError, load_config
from operations.errors import OperationError
from store.errors import StoreError
from store.store import Store

P = ParamSpec("P")
R = TypeVar("R")


def told_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Tell the house's own errors in one sentence and exit with 1; others keep their traceback."""

    @wraps(command)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (ConfigError, StoreError, OperationError) as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return telling


def read_config() -> Config:
    """The settings of the file that `--config` named, with the environment over them."""
    path: Path = click.get_current_context().find_root().obj
    return load_config(path, os.environ)


@contextmanager
def the_store(config: Config) -> Iterator[Store]:
    """The site's store, closed afterwards."""
    store = open_store(config)
    try:
        yield store
    finally:
        store.close()


def only_office(store: Store) -> str:
    """The office of the store, or a sentence that there is none yet."""
    with store.reading() as reading:
        row: Any = next(iter(reading.sql.list_offices()), None)
    if row is None:
        raise click.ClickException("The database has no office yet: start `server.py run` once.")
    return str(row["id"])
