"""The command line as `server.py` puts it together, without its patching of blocking calls."""

import pkgutil
from importlib import import_module

import click

import command_line


def all_commands() -> click.Group:
    """Every command of every file of command_line/."""
    main = click.Group("server.py")
    for found in pkgutil.iter_modules(command_line.__path__):
        module = import_module(f"command_line.{found.name}")
        if hasattr(module, "add_to"):
            module.add_to(main)
    return main
