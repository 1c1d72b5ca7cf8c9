"""All commands of `server.py`, put together."""

import click

from command_line import (
    catalogue,
    demo,
    devices,
    doctor,
    feeding,
    keeping,
    offices,
    reports,
    running,
    staff,
    voice,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Mời Số: queue tickets, now serving and satisfaction for public service counters.

    \b
    Examples:
      python server.py run --port 8000
      python server.py check
      python server.py run --config /etc/moiso/config.toml
    """


MODULES = (
    running,
    demo,
    voice,
    devices,
    staff,
    offices,
    catalogue,
    reports,
    keeping,
    doctor,
    feeding,
)
for module in MODULES:
    module.add_to(main)
