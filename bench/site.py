"""A throw-away office for a bench: its own folder, database, server process and tokens."""

import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from operations.devices import Place, add_device
from store.opening import open_store

ROOT = Path(__file__).parent.parent
START_TIMEOUT_S = 30

CONFIG = """
[store]
url = "sqlite:///{folder}/moiso.db"
catalogue = "{root}/catalogue/vo-nhai.toml"
[queue]
tickets_per_minute = 600
[log]
level = "error"
"""


@dataclass(slots=True)
class Site:
    """A served office: where it listens, its settings, its process."""

    port: int
    config: Path
    process: subprocess.Popen[bytes]

    def token(self, kind: str, counter: int | None = None) -> str:
        """The token of a new device."""
        with closing(open_store(f"sqlite:///{self.config.with_name('moiso.db')}")) as store:
            with store.reading() as reading:
                office = next(iter(reading.sql.list_offices()))["id"]
            with store.change(office) as change:
                _, token = add_device(change, kind, Place("bench", counter), now=datetime.now(UTC))
        return token


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def our_site() -> Iterator[Site]:
    """Our server over a new office without printers."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        config.write_text(CONFIG.format(folder=folder, root=ROOT), encoding="utf-8")
        with _served(["server.py", "run", "--config", str(config)], config) as site:
            yield site


@contextmanager
def bare_site() -> Iterator[Site]:
    """The same stack without logic: bench/bare.py."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bare.db"
        with _served(["-m", "bench.bare", str(file)], file) as site:
            yield site


@contextmanager
def _served(command: list[str], config: Path) -> Iterator[Site]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *command, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield Site(port, config, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _wait(url: str) -> None:
    end = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=2):  # noqa: S310 -- this machine
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError(url)


def machine() -> str:
    """One line about where and with what this was measured."""
    parts = [f"{os.cpu_count()} cores", platform.machine(), f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in ("flask", "flask-socketio", "gevent")]
    return ", ".join(parts)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table with columns as wide as their widest cell."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    )


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
