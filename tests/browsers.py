"""A headless Chromium for tests that walk pages, and how each of them opens a page."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Route,
    expect,
    sync_playwright,
)

PATIENCE_MS = 60_000
"""How long a walk waits for what it expects: two busy cores are slow, not wrong."""

HALT_S = 10
"""Longer than this machine stands still between two lines of a test."""

LOOK_MS = 20
"""Between two looks at what a page has sent."""

LOOKED_MS = 1_000
"""Longer than a second tap at one place, or the same key again, is taken for impatience."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET_FLAGS = (
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--in-process-gpu",  # what draws without a GPU needs no process of its own: a tenth less work
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SOUND_ALLOWED = "--autoplay-policy=no-user-gesture-required"
FAULTS_OF_A_PAGE = ("Content Security Policy", "Failed to resolve module specifier")


class OpenPage(Protocol):
    """Opens an address in a browser profile of its own, as another device in the hall would.

    `flags` are Playwright's own names for a context: `locale="en-GB"`, `has_touch=True`.
    """

    def __call__(
        self, url: str = "about:blank", *, width: int = 1280, height: int = 800, **flags: object
    ) -> Page:
        """The page, loaded. The test fails at its end when the page met a script error."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that `playwright install chromium` brought."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def loud_chromium(browser: Browser) -> Iterator[Browser]:
    """Another one that was told to play sound without a touch, as the hall's screen is set up."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    started = browser.browser_type.launch(executable_path=found, args=[*QUIET_FLAGS, SOUND_ALLOWED])
    try:
        yield started
    finally:
        started.close()


@contextmanager
def pages_of(browser: Browser) -> Iterator[OpenPage]:
    """Pages for one test; at its end they close, and their script errors fail the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        url: str = "about:blank", *, width: int = 1280, height: int = 800, **flags: object
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            **flags,  # type: ignore[arg-type]  # Playwright names and checks them
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{url}: {error}"))
        page.on("console", lambda message: faults.extend(serious(message)))
        page.goto(url)
        return page

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()
    assert not faults, "Pages met errors:\n" + "\n".join(faults)


SETTLED = """async () => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
  await frame();
  await frame();
  const ends = (one) => one.effect?.getTiming().iterations !== Infinity;
  const moving = document.getAnimations().filter(ends);
  await Promise.all(moving.map((one) => one.finished.catch(() => null)));
}"""


def settle(page: Page) -> None:
    """Wait until what was shown is drawn, and no colour or place changes any more."""
    page.evaluate(SETTLED)


def stop_clock(page: Page) -> None:
    """From now on the page's time passes only where a test says so: `page.clock.run_for(1000)`.

    Some seconds go by before it stands. The page's clock was installed before.
    """
    now_ms = page.evaluate("Date.now()")
    page.clock.pause_at(now_ms / 1000 + HALT_S)


def center_of(control: Locator) -> tuple[float, float]:
    """Where a finger would touch it."""
    box = control.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Look again and again, as Playwright's own wait does, which the pages' policy forbids in part."""
    for _ in range(PATIENCE_MS // LOOK_MS):
        if is_so():
            return
        page.wait_for_timeout(LOOK_MS)
    raise AssertionError("It never came to be so.")


class Held:
    """Requests of a page that wait, sent and unanswered, until the test lets them go."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route(address, lambda route: self.routes.append(route))

    def first(self) -> Route:
        """The first one, waited for: a screen may say that it sends before it has sent."""
        wait_until(self.page, lambda: bool(self.routes))
        return self.routes[0]


def serious(message: ConsoleMessage) -> list[str]:
    """Console lines that are always our fault; a refused request, say, may be what is tested."""
    if message.type == "error" and any(fault in message.text for fault in FAULTS_OF_A_PAGE):
        return [message.text]
    return []
