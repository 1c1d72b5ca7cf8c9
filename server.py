"""Start here: `python server.py run` opens an office; `python server.py --help` lists the rest."""

# ruff: noqa: E402 -- gevent must replace the blocking parts before anything imports them
from gevent import monkey

monkey.patch_all()

import os
from pathlib import Path

CACHE = Path(__file__).parent / "var" / "cache"
CACHE.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(CACHE))  # else a new folder a start

import click

from command_line import catalogue, demo, devices, keeping, reports, running, staff, voice


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Mời Số: queue tickets, now serving and satisfaction for public service counters.

    \b
    Examples:
      python server.py run --port 8000
      python server.py check
      python server.py run --config /etc/moiso/config.toml
    """


for module in (running, demo, voice, devices, staff, catalogue, reports, keeping):
    module.add_to(main)


if __name__ == "__main__":
    main()
