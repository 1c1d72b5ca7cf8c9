"""A served office for walks at the rating tablet and on the phone: one counter, one clerk, visits."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from operations.acts import Actor
from operations.desks import open_counter
from tests.browsers import OpenPage
from tests.served import ANSWERS_S, OFFICE, ServedHouse, serving
from tests.stores import rows

SERVICE = """
[[service]]
code = "A"
name = { vi = "Hộ tịch", en = "Civil status" }
icon = "book-user"
typical_min = 10

[[counter]]
number = 1
name = { vi = "Quầy hộ tịch", en = "Civil status" }
services = ["A"]
"""

MANY = """
[queue]
tickets_per_minute = 600
"""

CLERK = "Nguyễn Thị Mẫu"
CONFLICT = 409


@dataclass
class CitizenHouse(ServedHouse):
    """The office with counter 1 open. Verbs act over the API, so that every screen is told."""

    tokens: dict[str, str] = field(default_factory=dict)
    visits: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Lay down the settings and the catalogue."""
        self.lay_down(OFFICE + SERVICE, MANY)

    def prepare(self) -> None:
        """Hire a clerk, who opens the counter; make the devices."""
        with self.change() as change:
            change.sql.add_staff(
                id="clerk-1", office=change.office, name="canbo1", full_name=CLERK, role="clerk",
                password_hash="-", must_change=0, created_at="2026-11-23T00:00:00.000Z", version=0,
            )  # fmt: skip
            open_counter(change, 1, actor=Actor(staff="clerk-1"), now=datetime.now(UTC))
        self.tokens = {
            "kiosk": self.device("kiosk"),
            "counter": self.device("counter", counter=1),
            "rating": self.device("rating", counter=1),
        }

    def take(self, **wish: Any) -> dict[str, Any]:
        """A citizen takes a number."""
        taken: dict[str, Any] = self.post(self.tokens["kiosk"], "/tickets", service="A", **wish)
        return taken

    def call(self, ticket: dict[str, Any]) -> None:
        """The clerk calls this one."""
        self.visits.append(ticket["id"])
        clerk, why = self.tokens["counter"], "Đi theo kịch bản thử"
        self.post(clerk, "/counters/1/call", ticket=ticket["id"], reason=why)

    def act(self, ticket: dict[str, Any], verb: str, **body: Any) -> None:
        """The clerk does something with the one in hand."""
        self.post(self.tokens["counter"], f"/tickets/{ticket['id']}/{verb}", **body)

    def serve(self, **wish: Any) -> dict[str, Any]:
        """A whole visit, from the kiosk to its end at the counter."""
        ticket = self.take(**wish)
        self.call(ticket)
        self.act(ticket, "finish")
        return ticket

    def rate(self, ticket_id: str, level: int = 5) -> None:
        """The citizen rates on the phone: the ticket's id is proof enough."""
        request = Request(  # noqa: S310 -- our own server
            f"{self.url}/api/v1/tickets/{ticket_id}/rating",
            data=json.dumps({"level": level}).encode(),
            headers={"Content-Type": "application/json"},
        )
        urlopen(request, timeout=ANSWERS_S).close()  # noqa: S310 -- our own server

    def clear(self) -> None:
        """Nobody stands at the counter, and nobody is left to be asked."""
        for visit in self.visits:
            with done_already():
                self.post(self.tokens["counter"], f"/tickets/{visit}/finish")
            with done_already():
                self.rate(visit)
        self.visits.clear()

    def ratings(self, ticket: dict[str, Any]) -> list[dict[str, Any]]:
        """What is kept of a visit's rating, as the store says."""
        with self.opened() as (store, _office), store.reading() as reading:
            return rows(
                reading.sql,
                "select level, reasons, comment, channel, shown_ms from rating where ticket = ?",
                ticket["id"],
            )

    def tablet(self, open_page: OpenPage, **flags: Any) -> Page:
        """The paired tablet of counter 1; its clock can be put forward."""
        page = open_page(f"{self.url}/healthz", **{"width": 1280, "height": 800, **flags})
        page.clock.install()
        token = self.tokens["rating"]
        page.evaluate("token => localStorage.setItem('moiso.token.rating', token)", token)
        page.goto(f"{self.url}/rating")
        page.wait_for_selector(".tablet:not(.start)")
        return page

    def phone(self, open_page: OpenPage, ticket: dict[str, Any], **flags: Any) -> Page:
        """The ticket's page on a small phone, live."""
        chosen = {"width": 360, "height": 640, "locale": "vi-VN", "has_touch": True, **flags}
        page = open_page(f"{self.url}/t/{ticket['id']}", **chosen)
        if chosen.get("java_script_enabled", True):
            page.wait_for_selector("html[data-live=yes]")
        return page


@contextmanager
def citizens(folder: Path) -> Iterator[CitizenHouse]:
    """The office, served within."""
    house = CitizenHouse(folder)
    house.write()
    with serving(house):
        house.prepare()
        yield house


@contextmanager
def done_already() -> Iterator[None]:
    """The server may refuse what is done already, and nothing else."""
    try:
        yield
    except HTTPError as refused:
        if refused.code != CONFLICT:
            raise


def overflow_of(page: Page) -> list[int]:
    """By how many pixels the page is wider and higher than the screen."""
    across, down = page.evaluate(
        "(({scrollWidth: w, scrollHeight: h}) => [w - innerWidth, h - innerHeight])"
        "(document.documentElement)"
    )
    return [max(0, across), max(0, down)]
