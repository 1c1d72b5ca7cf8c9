"""`voice`: make the clips that the hall's loudspeaker plays."""

import click

from command_line.options import configured, read_config
from devices.clip_making import make_clips


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(voice)


@click.command()
@configured
def voice() -> None:
    """Make the voice clips that are missing; recorded ones stay as they are.

    \b
    Example:
      python server.py voice
    """
    config = read_config()
    made = make_clips(config.voice.folder, config.voice.languages)
    told = f"{made.made} made, {made.present} there already, {made.replaced} recorded"
    click.echo(f"{config.voice.folder}: {told}")
