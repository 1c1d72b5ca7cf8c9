"""The README: every command, screen and picture that it should name, and only what is there."""

import re
from pathlib import Path

import click
import pytest

from command_line.commands import main
from command_line.running import ADDRESSES
from config import known_keys

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)


def commands(group: click.Group, before: str = "server.py") -> list[str]:
    """Every command in words, `server.py staff add`."""
    found = []
    for name, command in group.commands.items():
        words = f"{before} {name}"
        found += commands(command, words) if isinstance(command, click.Group) else [words]
    return found


def test_the_settings_that_it_shows_are_told_as_they_are_and_all_others_are_a_link_away() -> None:
    known = {
        f"| `{key.name}` | {f'`{key.default}`' if key.default else 'none'} | {key.doc} |"
        for key in known_keys()
    }
    shown = re.findall(r"^\| `[a-z]\w*\.[\w.]+` \| (?:`|none).*", README, flags=re.MULTILINE)

    assert len(shown) > 5
    assert [row for row in shown if row not in known] == []
    assert "](docs/settings.md)" in README


@pytest.mark.parametrize("command", commands(main))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"`{command}`" in README


@pytest.mark.parametrize("path", [path for _, path in ADDRESSES])
def test_every_screen_stands_in_the_readme(path: str) -> None:
    assert f"| `{path}` |" in README


def test_every_picture_is_there_and_says_what_it_shows() -> None:
    assert len(PICTURES) >= 6
    assert [path for _, path in PICTURES if not (ROOT / path).is_file()] == []
    assert [path for words, path in PICTURES if len(words.split()) < 3] == []
