"""An office served by a process of its own, for walks in a browser. What is in it, a room says."""

import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from operations.devices import Place, add_device, ask_help
from operations.passwords import chosen_password
from operations.staff import add_staff
from store.store import Change, Store
from tests.catalogues import WHOLE_OFFICE
from tests.ports import free_port
from tests.stores import open_again

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "catalogue" / "vo-nhai.toml"
PASSWORD = "mật khẩu để thử"


def zone_far_from_midnight(now: datetime) -> str:
    """A time zone in which it is about ten in the morning, so that no day ends while a test runs."""
    ahead_h = (10 - now.astimezone(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead_h:+d}"  # these names count the other way round


TIMEZONE = zone_far_from_midnight(datetime.now(UTC))
"""Of every served office."""

START_S = 150
BUSY = 503
ANSWERS_S = 60
"""How long a request may take on a busy machine."""

SETTINGS = """
[store]
url = "sqlite:///{folder}/office.db"
catalogue = "{folder}/office.toml"

[voice]
folder = "{folder}/voice"
"""

OFFICE = WHOLE_OFFICE
"""The head of a catalogue; a room adds its services and counters."""

PAPER = """
[printers.kiosk-1]
kind = "file"
path = "{folder}/tickets"
"""
"""A printer that never fails."""


@dataclass
class ServedHouse:
    """`config.toml` and `office.toml` lie in the folder; the database comes to lie beside them."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None
    url: str = ""
    told: str = ""
    """What the server said when it was ready the first time."""

    program: tuple[str, ...] = (str(ROOT / "server.py"),)
    """What Python runs: the server, or one that a test has changed."""

    def lay_down(self, catalogue: str, settings: str = PAPER) -> None:
        """Write the catalogue, in TIMEZONE, and config.toml: SETTINGS, and these; {folder} is this
        folder.
        """
        catalogue = catalogue.replace("Asia/Ho_Chi_Minh", TIMEZONE)
        (self.folder / "office.toml").write_text(catalogue, "utf-8")
        config = (SETTINGS + settings).replace("{folder}", str(self.folder))
        (self.folder / "config.toml").write_text(config, "utf-8")

    # ---- the process

    def start(self, command: str = "run", *options: str) -> None:
        """Serve, on the same port as before if there was one. Its log: server.log in the folder.

        `command` may be `demo`. Raises AssertionError with the log's end when it does not start.
        """
        port = self.url.rpartition(":")[2] or str(free_port())
        config = str(self.folder / "config.toml")
        given = ["--config", config, "--host", "127.0.0.1", "--port", port, *options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.program, command, *given],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        told = self._told_at_start(self.process)
        found = re.search(r"http://localhost:(\d+)\s", told)
        assert found, f"The server did not start: {told}{self.log.read_text('utf-8')[-2000:]}"
        self.url, self.told = f"http://127.0.0.1:{found[1]}", self.told or told

    def stop(self) -> None:
        """End the process, as a power cut would. Twice is once."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    @property
    def log(self) -> Path:
        """What the server wrote down for its operators."""
        return self.folder / "server.log"

    @staticmethod
    def _told_at_start(process: subprocess.Popen[bytes]) -> str:
        """All of it: the server tells it in one go."""
        assert process.stdout is not None
        told, until = b"", time.monotonic() + START_S
        while time.monotonic() < until and process.poll() is None:
            quiet = not select.select([process.stdout], [], [], 0.2)[0]
            if quiet and b"http://localhost:" in told:
                break
            told += b"" if quiet else os.read(process.stdout.fileno(), 4096)
        return told.decode()

    def link(self, screen: str) -> str:
        """The one-time address that pairs this screen, as only the first start tells it."""
        name = {"kiosk": "Kiosk lấy số", "display": "Màn hình sảnh", "rating": "Máy tính bảng"}
        found = re.search(rf"{name[screen]}.*?(/pair#\S+)", self.told)
        assert found, self.told
        return self.url + found[1]

    # ---- its API

    def ask(
        self, method: Literal["GET", "POST"], token: str, path: str, body: object = None
    ) -> Any:
        """One request as the holder of a token; None for an answer without content.

        Raises HTTPError where the server refuses.
        """
        request = Request(  # noqa: S310 -- our own server
            f"{self.url}/api/v1{path}",
            method=method,
            data=None if method == "GET" else json.dumps(body or {}).encode(),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
                "Idempotency-Key": os.urandom(8).hex(),
            },
        )
        return json.loads(_answer_to(request) or b"null")

    def post(self, token: str, path: str, **body: Any) -> Any:
        """Command the served office."""
        return self.ask("POST", token, path, body)

    # ---- its store

    @contextmanager
    def opened(self) -> Iterator[tuple[Store, str]]:
        """The served store, opened beside the server for a moment, and its office."""
        with closing(open_again(f"sqlite:///{self.folder}/office.db")) as store:
            with store.reading() as reading:
                office = str(next(iter(reading.sql.list_offices()))["id"])
            yield store, office

    @contextmanager
    def change(self) -> Iterator[Change]:
        """A change of the served office that its screens are not told of."""
        with self.opened() as (store, office), store.change(office) as change:
            yield change

    def device(self, kind: str, name: str = "", *, asks_help: bool = False, **place: Any) -> str:
        """The token of a new device; `place` is printer, counter, zone of Place."""
        where = Place(name or f"{kind} thử", **place)
        now = datetime.now(UTC)
        with self.change() as change:
            device, token = add_device(change, kind, where, now=now)
            if asks_help:
                ask_help(change, device["id"], now=now)
        return token

    def employ(
        self, name: str, full_name: str, role: str = "clerk", *, must_change: bool = False
    ) -> None:
        """Somebody who signs in with PASSWORD."""
        password = chosen_password(PASSWORD, name=name)
        with self.change() as change:
            staff = add_staff(
                change,
                name=name,
                full_name=full_name,
                role=role,
                password=password,
                now=datetime.now(UTC),
            )
            if not must_change:
                change.sql.set_password(id=staff["id"], password_hash=password.hash, must_change=0)


def _answer_to(request: Request) -> bytes:
    """As patient as the screens are with a store that another process is writing into."""
    until = time.monotonic() + ANSWERS_S
    while True:
        try:
            with urlopen(request, timeout=ANSWERS_S) as answer:  # noqa: S310 -- our own server
                return bytes(answer.read())
        except HTTPError as refused:
            if refused.code != BUSY or time.monotonic() > until:
                raise
            refused.close()
            time.sleep(0.1)


@contextmanager
def serving(house: ServedHouse, command: str = "run", *options: str) -> Iterator[None]:
    """The house is served within; its process ends in any case."""
    try:
        house.start(command, *options)
        yield
    finally:
        house.stop()
