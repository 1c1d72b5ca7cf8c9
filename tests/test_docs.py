"""The written pages: every page is found from the index, and what the pages name is there."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

from command_line.commands import main

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
UNITS = sorted((ROOT / "deploy").glob("*.service"))

COMMAND = re.compile(r"server\.py ([a-z][a-z-]*)((?: [a-z][a-z-]+)?)")
MAKE = re.compile(r"^(?:sudo )?make ([a-z-]+)", re.MULTILINE)
OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]+)")


def links(page: Path) -> set[Path]:
    """The files that a page links to."""
    found = re.findall(r"\]\((?![a-z]+:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    return {(page.parent / link).resolve() for link in found}


def command_named(words: list[str]) -> click.Command | None:
    """The command that these words call: a group goes on to its own, anything else stops."""
    found: click.Command | None = main
    for word in words:
        if not isinstance(found, click.Group):
            break
        found = found.commands.get(word)
    return found


def unknown_commands(text: str) -> list[str]:
    """Commands that a text names and the command line does not have."""
    named = [[first, *rest.split()] for first, rest in COMMAND.findall(text)]
    return [" ".join(words) for words in named if command_named(words) is None]


def unknown_options(text: str) -> list[str]:
    """Options that a text gives to a command that does not take them."""
    return [
        f"{command.name} {option}"
        for line in text.splitlines()
        for command, rest in _calls(line)
        for option in OPTION.findall(rest)
        if option not in {name for parameter in command.params for name in parameter.opts}
        and option != "--help"
    ]


def _calls(line: str) -> Iterator[tuple[click.Command, str]]:
    """Each command that a line calls, with what stands behind it up to the call's end."""
    for call in COMMAND.finditer(line):
        command = command_named([call[1], *call[2].split()])
        if command is not None:
            yield command, re.split(r"[`|]", line[call.end() :])[0]


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_every_page_is_found_from_the_index(page: Path) -> None:
    index = DOCS / "README.md"

    assert page == index or page in links(index)


def test_the_readme_leads_to_the_index_and_each_guide_of_a_screen() -> None:
    guides = {"man-hinh-kiosk.md", "man-hinh-tv.md", "can-bo.md", "may-tinh-bang.md", "reports.md"}

    assert {DOCS / name for name in guides | {"README.md"}} <= links(ROOT / "README.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_commands_and_options_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert unknown_commands(text) == []
    assert unknown_options(text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_make_targets_that_are_there(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert set(MAKE.findall(page.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_files_of_tests_that_are_there(page: Path) -> None:
    named = re.findall(r"`[^`\n]*?(tests/[\w/]+\.py)", page.read_text(encoding="utf-8"))

    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_a_command_or_an_option_that_is_gone_is_found() -> None:
    text = "`server.py brew`, `server.py staff fire`, `server.py run --milk`; server.py run here"

    assert unknown_commands(text) == ["brew", "staff fire"]
    assert unknown_options(text) == ["run --milk"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_start_commands_that_are_there_and_write_only_where_told(unit: Path) -> None:
    settings = ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    settings.optionxform = str  # type: ignore[assignment,method-assign]  # names have capitals
    settings.read(unit, encoding="utf-8")
    service = settings["Service"]

    assert "server.py" in unit.read_text(encoding="utf-8")
    assert unknown_commands(unit.read_text(encoding="utf-8")) == []
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"].split()[0] == f"{service['WorkingDirectory']}/var"


def test_the_guides_install_every_file_of_deploy() -> None:
    guides = [DOCS / "cai-dat.md", DOCS / "deploy.md"]
    guide = "".join(page.read_text(encoding="utf-8") for page in guides)

    assert [path.name for path in (ROOT / "deploy").iterdir() if path.name not in guide] == []
