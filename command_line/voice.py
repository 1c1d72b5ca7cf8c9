"""`voice`: make the clips that the hall's loudspeaker plays."""

import click

from command_line.options import configured, read_config
from devices.clip_making import make_clips
from devices.clip_texts import CLIP_TEXTS


def add_to(main: click.Group) -> None:
    """Put the commands of this file on the command line."""
    main.add_command(voice)


@click.command()
@configured
def voice() -> None:
    """Make the clips of voice.languages that are missing; recorded ones stay as they are.

    \b
    Example:
      python server.py voice
    """
    voice_of = read_config().voice
    spoken = [language for language in voice_of.languages if language in CLIP_TEXTS]
    made = make_clips(voice_of.folder, spoken)
    told = f"{made.made} made, {made.present} there already, {made.replaced} recorded"
    click.echo(f"{voice_of.folder}: {told}")
    for language in voice_of.languages:
        if language not in CLIP_TEXTS:
            folder = voice_of.folder / "recorded" / language
            folder.mkdir(parents=True, exist_ok=True)
            click.echo(f"{folder}: put recorded clips here, no machine speaks '{language}'")
