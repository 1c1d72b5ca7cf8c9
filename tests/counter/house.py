"""A served office for the walks at the counter: each walk has counters and clerks of its own."""

import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from operations.devices import Place, add_device, ask_help
from operations.passwords import chosen_password
from operations.staff import add_staff
from store.store import Store
from tests.browsers import OpenPage

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "mật khẩu để thử"
START_S = 20
SLIP_MS = 1100
"""Longer than the time in which a second press of the space bar is taken for a slip."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

CONFIG = """
[server]
host = "127.0.0.1"

[store]
url = "sqlite:///{folder}/office.db"
catalogue = "{folder}/office.toml"

[printers.kiosk-1]
kind = "file"
path = "{folder}/tickets"
"""

OFFICE = """
[office]
code = "thu"
kind = "commune"
name = { vi = "Trung tâm thử", en = "Test centre" }
slogan = { vi = "Hành chính phục vụ", en = "Administration that serves" }
greeting = { vi = "Kính chào Ông/Bà!", en = "Welcome!" }
notice = { vi = "Thông báo thử", en = "A test notice" }
hotline = "1900 0000"
timezone = "Asia/Ho_Chi_Minh"
languages = ["vi", "en"]
"""

SERVICE = """
[[service]]
code = "{code}"
name = {{ vi = "Lĩnh vực thử nghiệm có tên rất dài {code}", en = "Test service with a long name {code}" }}
icon = "file-text"
typical_min = 10

[[counter]]
number = {number}
name = {{ vi = "Quầy thử {code}", en = "Test counter {code}" }}
services = ["{code}"]

[[counter]]
number = {twin}
name = {{ vi = "Quầy thử {code} bên cạnh", en = "Test counter {code} next door" }}
services = ["{code}"]
"""


@dataclass(frozen=True)
class Desk:
    """A counter, its only service, the counter beside it, and a clerk who can sit there."""

    number: int
    beside: int
    service: str
    clerk: str
    full_name: str


Take = Callable[..., list[str]]
"""Citizens take numbers: `take(desk, 3)`, `take(desk, class_="priority")`."""


@dataclass
class CounterHouse:
    """An office served by a process of its own."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None
    url: str = ""
    numbers: Any = field(default_factory=lambda: count(1))

    def write(self) -> None:
        """Lay down the settings and the catalogue."""
        parts = [
            SERVICE.format(code=code, number=place, twin=place + 50)
            for place, code in enumerate(LETTERS, 1)
        ]
        (self.folder / "office.toml").write_text(OFFICE + "".join(parts), "utf-8")
        (self.folder / "config.toml").write_text(CONFIG.format(folder=self.folder), "utf-8")

    def start(self) -> None:
        """Serve, on the same port as before if there was one."""
        port = self.url.rpartition(":")[2] or "0"
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "server.py"), "run", "--port", port],
            env={**os.environ, "MOISO_CONFIG": str(self.folder / "config.toml")},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.url = f"http://127.0.0.1:{self._told_port()}"

    def _told_port(self) -> str:
        assert self.process is not None
        assert self.process.stdout is not None
        told, until = b"", time.monotonic() + START_S
        while time.monotonic() < until and self.process.poll() is None:
            if select.select([self.process.stdout], [], [], 0.2)[0]:
                told += os.read(self.process.stdout.fileno(), 4096)
            if found := re.search(rb"http://localhost:(\d+)\s", told):
                return found[1].decode()
        raise AssertionError(f"The server did not start: {told.decode()}")

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()

    def desk(self) -> Desk:
        """A counter nobody used yet, and a new clerk."""
        number = next(self.numbers)
        desk = Desk(
            number, number + 50, LETTERS[number - 1], f"canbo{number}", f"Nguyễn Thử {number}"
        )
        self.add_clerk(desk.clerk, desk.full_name)
        return desk

    def add_clerk(self, name: str, full_name: str, *, must_change: bool = False) -> None:
        """A clerk who signs in with PASSWORD."""
        password = chosen_password(PASSWORD, name=name)
        with self._store() as store, store.change(self._office(store)) as change:
            staff = add_staff(
                change,
                name=name,
                full_name=full_name,
                role="clerk",
                password=password,
                now=datetime.now(UTC),
            )
            if not must_change:
                change.sql.set_password(id=staff["id"], password_hash=password.hash, must_change=0)

    def sign_out_everywhere(self, name: str) -> None:
        """The clerk's sessions end, as when a manager gave another password."""
        with self._store() as store, store.maintain() as sql:
            sql.end_staff_sessions(staff=sql.staff_by_name(name=name)["id"], but="")

    def kiosk(self, name: str, *, asks_help: bool = False) -> str:
        """The token of a new kiosk."""
        now = datetime.now(UTC)
        with self._store() as store, store.change(self._office(store)) as change:
            device, token = add_device(change, "kiosk", Place(name, printer="kiosk-1"), now=now)
            if asks_help:
                ask_help(change, device["id"], now=now)
        return token

    def take(self, token: str, service: str, **wish: str) -> str:
        """A citizen takes a number at the kiosk; its label."""
        request = Request(  # noqa: S310 -- our own server
            f"{self.url}/api/v1/tickets",
            data=json.dumps({"service": service, **wish}).encode(),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
                "Idempotency-Key": os.urandom(8).hex(),
            },
        )
        with urlopen(request, timeout=5) as answer:  # noqa: S310 -- our own server
            return str(json.load(answer)["label"])

    def _store(self) -> Any:
        return _Opened(self.folder / "office.db")

    @staticmethod
    def _office(store: Store) -> str:
        with store.reading() as reading:
            return str(next(iter(reading.sql.list_offices()))["id"])


class _Opened:
    """The served store, opened beside the server for a moment."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *_error: object) -> None:
        self.store.close()


def sign_in(house: CounterHouse, open_page: OpenPage, clerk: str) -> Page:
    """A browser in which the clerk signed in, at the choice of a counter."""
    page = open_page(width=1366, height=768, locale="vi-VN")
    answer = page.request.post(
        f"{house.url}/api/v1/sign-in", data={"name": clerk, "password": PASSWORD}
    )
    assert answer.ok, answer.text()
    page.goto(f"{house.url}/counter")
    page.wait_for_selector(".choose")
    return page


def fill_sign_in(page: Page, clerk: str, password: str = PASSWORD) -> None:
    """Type name and password, as at a keyboard."""
    page.fill("input[name=name]", clerk)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")


def sit_down(house: CounterHouse, open_page: OpenPage, desk: Desk) -> Page:
    """The clerk signed in and has the counter open."""
    page = sign_in(house, open_page, desk.clerk)
    page.click(f".tile[data-counter='{desk.number}']")
    page.wait_for_selector(".zones")
    return page


def in_hand(page: Page) -> str:
    """The number that the counter shows large."""
    return page.locator(".hand-ticket .hand-number").inner_text()


def rows(page: Page, of: str = "waiting") -> list[str]:
    """The numbers of a list."""
    return page.locator(f"[data-list='{of}'] .line-label").all_inner_texts()


def press_space(page: Page) -> None:
    """The space bar, after the time that guards against slips."""
    page.wait_for_timeout(SLIP_MS)
    page.keyboard.press("Space")
