"""A served office for the walks before the hall's screen: each walk has a zone of its own."""

from dataclasses import dataclass
from typing import Any

from tests.clips import record_clips
from tests.served import OFFICE, ServedHouse

ZONES = {code: {"H": 8, "K": 8, "N": 2, "P": 6}.get(code, 4) for code in "ABCDEFGHIKLMNP"}
"""How many counters each zone has: eight are the most that one page holds, six with both languages."""

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
name = {{ vi = "Bảo trợ xã hội – Người có công – Kinh doanh", en = "Social protection, people of merit, business registration and enterprises" }}
services = ["{code}"]
zone = "{code}"
"""

OTHER_WORDS = {
    "Kính chào Ông/Bà!": "Kính chào bà con!",
    "Welcome!": "Welcome, everybody!",
    "Thông báo thử": "Ông/Bà vui lòng ngồi chờ đến lượt gọi. " * 5,
}
"""What this office says in place of the usual: its own greeting, and a notice of several lines."""


@dataclass
class DisplayHouse(ServedHouse):
    """An office of many zones, with short beeps for a voice."""

    def write(self) -> None:
        """Lay down the settings, the catalogue and the clips."""
        parts = [OFFICE]
        for usual, ours in OTHER_WORDS.items():
            parts[0] = parts[0].replace(usual, ours)
        for code in ZONES:
            parts.append(SERVICE.format(code=code))
            parts += [COUNTER.format(number=number, code=code) for number in numbers_of(code)]
        self.lay_down("".join(parts))
        record_clips(self.folder / "voice", "vi", "en")

    def zone(self, code: str) -> "Zone":
        """A zone with its screen's token, its kiosk's and those of its first two counters."""
        counters = {
            number: self.device("counter", counter=number) for number in numbers_of(code)[:2]
        }
        display = self.device("display", zone=code)
        zone = Zone(self, code, display, self.device("kiosk"), counters)
        for number in counters:
            zone.at(number, "open")
        return zone

    def whole_office(self) -> "Zone":
        """A screen that shows every counter."""
        return Zone(self, "", self.device("display"), "", {})


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
        return str(self.house.post(self.kiosk, "/tickets", service=self.code, **wish)["label"])

    def at(self, counter: int, act: str) -> Any:
        """A clerk's act at a counter."""
        return self.house.post(self.counters[counter], f"/counters/{counter}/{act}")

    def call(self, counter: int) -> Any:
        """The clerk finishes and calls the next one; the ticket."""
        return self.house.post(
            self.counters[counter], f"/counters/{counter}/call-next", finish=True
        )

    def recall(self, ticket: Any) -> None:
        """The clerk calls the same one again."""
        self.house.post(self.counters[ticket["counter"]], f"/tickets/{ticket['id']}/recall")

    def no_show(self, ticket: Any) -> None:
        """Nobody came."""
        self.house.post(self.counters[ticket["counter"]], f"/tickets/{ticket['id']}/no-show")


def numbers_of(zone: str) -> range:
    """The numbers of a zone's counters."""
    before = sum(count for code, count in ZONES.items() if code < zone)
    return range(before + 1, before + 1 + ZONES[zone])
