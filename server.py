"""Start here: `python server.py run` opens an office; `python server.py --help` lists the rest."""

# ruff: noqa: E402 -- gevent must replace the blocking parts before anything imports them
from gevent import monkey

monkey.patch_all()

from pathlib import Path

import click

from command_line import catalogue, devices, keeping, running, staff, voice

SHIPPED_CONFIG = Path(__file__).parent / "config.toml"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "config_path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=SHIPPED_CONFIG,
    envvar="MOISO_CONFIG",
    show_default="config.toml beside server.py",
    help="The site's settings.",
)
@click.pass_context
def main(context: click.Context, config_path: Path) -> None:
    """Mời Số: queue tickets, now serving and satisfaction for public service counters.

    \b
    Examples:
      python server.py run --port 8000
      python server.py check
      python server.py --config /etc/moiso/config.toml run
    """
    context.obj = config_path


for module in (running, voice, devices, staff, catalogue, keeping):
    module.add_to(main)


if __name__ == "__main__":
    main()
