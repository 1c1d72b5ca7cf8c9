"""A site on its own: settings, catalogue and database in a folder, worked from the command line."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from command_line.commands import main
from command_line.first_start import begin
from config import load_config
from store.store import Store
from tests.hall import MORNING
from tests.stores import open_again

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "catalogue" / "phuong-mau.toml"

SETTINGS = """
[store]
url = "sqlite:///{folder}/office.db"
catalogue = "{folder}/office.toml"

[voice]
languages = []
folder = "{folder}/voice"

[printers.kiosk-1]
kind = "file"
path = "{folder}/paper"
"""

ENDS_S = 200
"""Longer than any command takes, also on a busy machine."""

SERVER = (str(ROOT / "server.py"),)


@dataclass(frozen=True)
class Site:
    """The files of a site. `settings` are config.toml's, with {folder} for where they lie."""

    folder: Path
    program: tuple[str, ...] = SERVER
    """What Python runs: the server, or one that a test has changed."""

    @property
    def config(self) -> Path:
        """The site's config.toml."""
        return self.folder / "config.toml"

    @property
    def database(self) -> Path:
        """Where the site keeps its office."""
        return self.folder / "office.db"

    @property
    def catalogue(self) -> Path:
        """What fills an empty database."""
        return self.folder / "office.toml"

    def lay_down(self, settings: str = SETTINGS, catalogue: str | None = None) -> None:
        """Write config.toml and the catalogue, the sample one unless it is given."""
        self.config.write_text(settings.replace("{folder}", str(self.folder)), "utf-8")
        self.catalogue.write_text(catalogue or SAMPLE.read_text("utf-8"), "utf-8")

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The store of the site, which is made if it is not there yet."""
        with closing(open_again(f"sqlite:///{self.database}")) as store:
            yield store

    def says(self, *words: str) -> Result:
        """What a command answers, run inside this process."""
        return CliRunner().invoke(main, [*words, "--config", str(self.config)])

    def does(self, *words: str) -> str:
        """What a command says that goes well."""
        result = self.says(*words)
        assert result.exit_code == 0, result.output
        return result.output

    def process(self, *words: str) -> "subprocess.Popen[str]":
        """A command as somebody at a terminal runs it."""
        return subprocess.Popen(
            [sys.executable, *self.program, *words, "--config", str(self.config)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def runs(self, *words: str) -> tuple[int, str, str]:
        """The exit code of a command at a terminal, and what it wrote to either side."""
        process = self.process(*words)
        said, complained = process.communicate(timeout=ENDS_S)
        return process.returncode, said, complained


def begun_site(folder: Path, settings: str = SETTINGS) -> Site:
    """A site with its office and first manager."""
    site = Site(folder)
    site.lay_down(settings)
    with site.opened() as store:
        begin(store, load_config(site.config, {}), now=MORNING)
    return site
