"""What the pages cost on a slow line: requests, bytes and seconds until a screen can be used.

    python -m bench.bench_pages

A province's server behind nginx, Chromium on a line of 150 ms and 64 kB/s; each page is opened by a
browser that never saw it, and again by the same one. `--alone` leaves nginx out, `--turns 1` is
short.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError

from bench.site import machine, table
from operations.catalogue_format import parse_catalogue
from operations.new_offices import begin_office
from operations.tree import TREE
from tests.browsers import chromium
from tests.fleet import CATALOGUE, nginx_before
from tests.served import PASSWORD, ServedHouse, serving

LATENCY_MS = 150
BYTES_PER_S = 64_000
TURNS = 5
LONGEST_MS = 90_000
QUIET_MS = 1500
COMMUNES = 20
CLERK, ADMINISTRATOR = "canbo", "quantri"

LOOK_OUT = """
const sign = %s;
const look = () => document.querySelector(sign)
  ? performance.mark("usable") : requestAnimationFrame(look);
requestAnimationFrame(look);
"""
"""Notes the first frame in which the sign stands on the page."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page, who opens it, and what stands on it once it can be used."""

    address: str
    sign: str
    staff: str | None = None
    token: str | None = None


@dataclass(slots=True)
class Opening:
    """What one opening of a page took."""

    usable_s: float = 0.0
    requests: int = 0
    received: int = 0


@dataclass(slots=True)
class Traffic:
    """Counts what passes the line: what the browser had already does not."""

    opening: Opening = field(default_factory=Opening)
    kept: set[str] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        """Put the page on the slow line and count."""
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on("Network.requestServedFromCache", lambda told: self.kept.add(told["requestId"]))
        line.on("Network.responseReceived", lambda told: self._answered(told))
        line.on("Network.loadingFinished", lambda told: self._finished(told))
        line.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LATENCY_MS,
                "downloadThroughput": BYTES_PER_S,
                "uploadThroughput": BYTES_PER_S,
            },
        )

    def _answered(self, told: dict[str, Any]) -> None:
        answer = told["response"]
        if answer.get("fromDiskCache") or answer["url"].startswith(("data:", "blob:")):
            self.kept.add(told["requestId"])

    def _finished(self, told: dict[str, Any]) -> None:
        if told["requestId"] not in self.kept:
            self.opening.requests += 1
            self.opening.received += int(told["encodedDataLength"])


def main() -> None:
    """Open every page on the slow line and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--turns", type=int, default=TURNS)
    asked.add_argument("--alone", action="store_true", help="without nginx")
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        _province(Path(folder)) as province,
        _address(province, alone=options.alone) as url,
        chromium() as browser,
    ):
        rows = [_row(browser, url, screen, options.turns) for screen in _screens(province)]
    where = "alone" if options.alone else "behind nginx"
    print(f"{LATENCY_MS} ms, {BYTES_PER_S // 1000} kB/s, {where}; median of {options.turns} (max)")
    print(f"{machine()}\n")
    head = ["page", "first: s", "requests", "kB", "again: s", "requests", "kB"]
    print(table(head, rows))


@contextmanager
def _address(province: ServedHouse, *, alone: bool) -> Iterator[str]:
    if alone:
        yield province.url
        return
    port = int(province.url.rpartition(":")[2])
    with tempfile.TemporaryDirectory() as folder, nginx_before([port], Path(folder)) as front:
        yield f"http://127.0.0.1:{front}"


@contextmanager
def _province(folder: Path) -> Iterator[ServedHouse]:
    """A province with a hall of its own and communes below it, open at any hour."""
    house = ServedHouse(folder)
    house.lay_down(CATALOGUE.replace('kind = "commune"', 'kind = "province"'))
    with serving(house):
        house.employ(CLERK, "Nguyễn Văn Mẫu")
        house.employ(ADMINISTRATOR, "Lê Thị Mẫu", "administrator")
        catalogue = parse_catalogue(CATALOGUE, "office.toml")
        with house.opened() as (store, office), store.maintain(TREE) as sql:
            for number in range(COMMUNES):
                head = replace(catalogue.office, code=f"xa-{number}")
                commune = replace(catalogue, office=head)
                begin_office(sql, commune, parent=office, now=datetime.now(UTC))
        yield house


def _screens(province: ServedHouse) -> list[Screen]:
    kiosk = province.device("kiosk", "Kiosk 1")
    ticket = province.post(kiosk, "/tickets", service="A")
    head = ".content[aria-busy=false] .page-head"
    return [
        Screen("/kiosk", "button.tile:enabled", token=kiosk),
        Screen("/counter", ".choose .tile", staff=CLERK),
        Screen("/manager/today", head, staff=ADMINISTRATOR),
        Screen("/manager/province", ".content[aria-busy=false] .province", staff=ADMINISTRATOR),
        Screen(f"/t/{ticket['id']}", "html[data-live=yes]"),
    ]


def _row(browser: Browser, url: str, screen: Screen, turns: int) -> list[str]:
    first, again = [], []
    for _ in range(turns):
        context = browser.new_context()
        context.set_default_timeout(LONGEST_MS)
        _let_in(context, url, screen)
        first.append(_open(context, url, screen))
        again.append(_open(context, url, screen))
        context.close()
    page = "/t/ID" if screen.address.startswith("/t/") else screen.address
    return [page, *_figures(first), *_figures(again)]


def _figures(openings: list[Opening]) -> list[str]:
    times = [one.usable_s for one in openings]
    return [
        f"{median(times):.1f} ({max(times):.1f})",
        f"{median(one.requests for one in openings):.0f}",
        f"{median(one.received for one in openings) / 1000:.0f}",
    ]


def _let_in(context: BrowserContext, url: str, screen: Screen) -> None:
    """Sign in, or be a device that was paired before."""
    if screen.token is not None:
        context.add_init_script(f"localStorage.setItem('moiso.token.kiosk', '{screen.token}');")
    if screen.staff is not None:
        answer = context.request.post(
            f"{url}/api/v1/sign-in", data={"name": screen.staff, "password": PASSWORD}
        )
        if not answer.ok:
            raise SystemExit(answer.text())


def _open(context: BrowserContext, url: str, screen: Screen) -> Opening:
    """The page in a tab of its own, until it can be used and nothing more comes."""
    page, traffic = context.new_page(), Traffic()
    page.add_init_script(LOOK_OUT % json.dumps(screen.sign))
    traffic.listen(page)
    page.goto(url + screen.address, wait_until="commit")
    _wait_for(page, screen)
    traffic.opening.usable_s = page.evaluate(
        "performance.getEntriesByName('usable')[0].startTime / 1000"
    )
    _wait_until_quiet(page, traffic)
    page.close()
    return traffic.opening


def _wait_for(page: Page, screen: Screen) -> None:
    try:
        page.wait_for_selector(screen.sign, state="attached")
    except TimeoutError as error:
        raise SystemExit(f"{page.url} shows:\n{page.inner_text('body')}") from error
    page.wait_for_timeout(100)  # the next frame notes it


def _wait_until_quiet(page: Page, traffic: Traffic) -> None:
    """Charts and letters may come after the screen."""
    before = -1
    while before != traffic.opening.requests:
        before = traffic.opening.requests
        page.wait_for_timeout(QUIET_MS)


if __name__ == "__main__":
    main()
