"""A served office for the walks before the hall's screen: each walk has a zone of its own."""

import json
import math
import os
import re
import select
import subprocess
import sys
import time
import wave
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from devices.voice import clip_names
from operations.devices import Place, add_device
from store.store import Store

ROOT = Path(__file__).parent.parent.parent
START_S = 20

ZONES = {code: 8 if code in "HK" else 4 for code in "ABCDEFGHIKLMN"}
"""How many counters each zone has: eight are the most that one page holds."""

CLIP_S = 0.06
RATE_HZ = 8000

CONFIG = """
[server]
host = "127.0.0.1"

[store]
url = "sqlite:///{folder}/office.db"
catalogue = "{folder}/office.toml"

[voice]
folder = "{folder}/voice"
"""

OFFICE = """
[office]
code = "thu"
kind = "commune"
name = { vi = "Trung tâm thử", en = "Test centre" }
slogan = { vi = "Hành chính phục vụ", en = "Administration that serves" }
greeting = { vi = "Kính chào bà con!", en = "Welcome, everybody!" }
notice = { vi = "NOTICE", en = "A test notice" }
hotline = "1900 0000"
timezone = "Asia/Ho_Chi_Minh"
languages = ["vi", "en"]
"""

SERVICE = """
[[service]]
code = "{code}"
name = {{ vi = "Lĩnh vực thử {code}", en = "Test service {code}" }}
icon = "file-text"
typical_min = 10
"""

COUNTER = """
[[counter]]
number = {number}
name = {{ vi = "Bảo trợ xã hội – Người có công – Kinh doanh", en = "Social protection and business" }}
services = ["{code}"]
zone = "{code}"
"""

LONG_NOTICE = "Ông/Bà vui lòng ngồi chờ đến lượt gọi. " * 5


@dataclass
class DisplayHouse:
    """An office of many zones, served by a process of its own, with short beeps for a voice."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None
    url: str = ""

    def write(self) -> None:
        """Lay down the settings, the catalogue and the clips."""
        parts = [OFFICE.replace("NOTICE", LONG_NOTICE)]
        for code in ZONES:
            parts.append(SERVICE.format(code=code))
            parts += [COUNTER.format(number=number, code=code) for number in numbers_of(code)]
        (self.folder / "office.toml").write_text("".join(parts), "utf-8")
        (self.folder / "config.toml").write_text(CONFIG.format(folder=self.folder), "utf-8")
        for language in ("vi", "en"):
            self._write_clips(language)

    def start(self) -> None:
        """Serve, on the same port as before if there was one."""
        port = self.url.rpartition(":")[2] or "0"
        config = str(self.folder / "config.toml")
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "server.py"), "run", "--config", config, "--port", port],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.url = f"http://127.0.0.1:{self._told_port(self.process)}"

    def stop(self) -> None:
        """End the process at once, as when the power goes."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()

    @staticmethod
    def _told_port(process: subprocess.Popen[bytes]) -> str:
        assert process.stdout is not None
        told, until = b"", time.monotonic() + START_S
        while time.monotonic() < until and process.poll() is None:
            if select.select([process.stdout], [], [], 0.2)[0]:
                told += os.read(process.stdout.fileno(), 4096)
            if found := re.search(rb"http://localhost:(\d+)\s", told):
                return found[1].decode()
        raise AssertionError(f"The server did not start: {told.decode()}")

    def _write_clips(self, language: str) -> None:
        folder = self.folder / "voice" / "recorded" / language
        folder.mkdir(parents=True)
        for name in clip_names(language):
            with wave.open(str(folder / f"{name}.wav"), "wb") as file:
                file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
                file.writeframes(_beep())

    def zone(self, code: str) -> "Zone":
        """A zone with its screen's token, its kiosk's and those of its first two counters."""
        counters = {number: self._token("counter", number) for number in numbers_of(code)[:2]}
        display = self._token("display", zone=code)
        zone = Zone(self, code, display, self._token("kiosk"), counters)
        for number in counters:
            zone.at(number, "open")
        return zone

    def whole_office(self) -> "Zone":
        """A screen that shows every counter."""
        return Zone(self, "", self._token("display"), "", {})

    def _token(self, kind: str, counter: int | None = None, zone: str = "") -> str:
        place = Place(f"{kind} {counter or zone}", counter=counter, zone=zone)
        store = Store(self.folder / "office.db")
        try:
            with store.reading() as reading:
                office = str(next(iter(reading.sql.list_offices()))["id"])
            with store.change(office) as change:
                return add_device(change, kind, place, now=datetime.now(UTC))[1]
        finally:
            store.close()


@dataclass(frozen=True)
class Zone:
    """One part of the hall: who waits there takes a number for service `code`."""

    house: DisplayHouse
    code: str
    display: str
    kiosk: str
    counters: dict[int, str]

    @property
    def first(self) -> int:
        """The number of its first counter, which is open like the second."""
        return min(self.counters)

    @property
    def second(self) -> int:
        """The number of its second counter."""
        return max(self.counters)

    def citizen(self, **wish: str) -> str:
        """Somebody takes a number; its label."""
        return str(self._post("/tickets", self.kiosk, service=self.code, **wish)["label"])

    def at(self, counter: int, act: str) -> Any:
        """A clerk's act at a counter."""
        return self._post(f"/counters/{counter}/{act}", self.counters[counter])

    def call(self, counter: int) -> Any:
        """The clerk finishes and calls the next one; the ticket."""
        return self._post(f"/counters/{counter}/call-next", self.counters[counter], finish=True)

    def recall(self, ticket: Any) -> None:
        """The clerk calls the same one again."""
        self._post(f"/tickets/{ticket['id']}/recall", self.counters[ticket["counter"]])

    def no_show(self, ticket: Any) -> None:
        """Nobody came."""
        self._post(f"/tickets/{ticket['id']}/no-show", self.counters[ticket["counter"]])

    def _post(self, path: str, token: str, **body: object) -> Any:
        request = Request(  # noqa: S310 -- our own server
            f"{self.house.url}/api/v1{path}",
            data=json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
                "Idempotency-Key": os.urandom(8).hex(),
            },
        )
        with urlopen(request, timeout=5) as answer:  # noqa: S310 -- our own server
            return json.loads(answer.read() or b"null")


def numbers_of(zone: str) -> range:
    """The numbers of a zone's counters."""
    before = sum(count for code, count in ZONES.items() if code < zone)
    return range(before + 1, before + 1 + ZONES[zone])


def _beep() -> bytes:
    samples = range(int(CLIP_S * RATE_HZ))
    return b"".join(
        int(9000 * math.sin(math.tau * 440 * i / RATE_HZ)).to_bytes(2, "little", signed=True)
        for i in samples
    )
