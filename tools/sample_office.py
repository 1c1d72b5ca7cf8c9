"""The sample office as it is photographed: served, with a morning behind it and two printers."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from command_line.demo import NAMES
from tests.paper import NetworkPaper
from tests.served import SAMPLE, ServedHouse
from tools.sample_day import SampleDay

SETTINGS = """
[server]
public_url = "http://so.vo-nhai.example"

[queue]
tickets_per_minute = 600

[printers.kiosk-1]
kind = "tcp"
host = "127.0.0.1"
port = {wide}

[printers.kiosk-2]
kind = "tcp"
host = "127.0.0.1"
port = {narrow}
width_mm = 58

[printers.kiosk-3]
kind = "tcp"
host = "127.0.0.1"
port = 9
timeout_s = 1.0
"""

DAYS = 20
SEED = 11


@dataclass
class SampleOffice(ServedHouse):
    """Clerks canbo1 to canbo6 hold counters 1 to 6; `tokens` are those of its devices."""

    wide: NetworkPaper | None = None
    narrow: NetworkPaper | None = None

    def prepare(self, wide: NetworkPaper, narrow: NetworkPaper) -> None:
        """Lay down the office and let its morning pass, while nobody is served."""
        self.wide, self.narrow = wide, narrow
        ports = SETTINGS.format(wide=wide.port, narrow=narrow.port)
        self.lay_down(SAMPLE.read_text("utf-8"), ports)
        self.start()
        self.stop()
        self.employ("quanly1", "Trần Thị Mẫu", "manager")
        staff = {number: self._clerk(number) for number in range(1, 7)}
        with self.opened() as (store, office):
            now = datetime.now(UTC)
            chance = random.Random(SEED)  # noqa: S311 -- the same people each time
            day = SampleDay(chance, staff, all_done_at=now - timedelta(minutes=8))
            day.live(store, office, days=DAYS, now=now)
        self.start()

    def _clerk(self, number: int) -> str:
        name = f"canbo{number}"
        self.employ(name, NAMES[number - 1])
        with self.change() as change:
            return str(change.sql.staff_of_office(office=change.office, name=name)["id"])

    def taken(self, service: str, **wish: Any) -> Any:
        """A ticket that somebody took at a kiosk elsewhere."""
        return self.post(self.device("kiosk", "Kiosk 2"), "/tickets", service=service, **wish)


@contextmanager
def sample_office(folder: Path) -> Iterator[SampleOffice]:
    """The office, served within."""
    with NetworkPaper() as wide, NetworkPaper() as narrow:
        office = SampleOffice(folder)
        try:
            office.prepare(wide, narrow)
            yield office
        finally:
            office.stop()
