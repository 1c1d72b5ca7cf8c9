"""What a browser asks for when it opens a page: each file once, under one address, and never again."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.browsers import PATIENCE_MS, OpenPage, pages_of
from tests.fleet import CATALOGUE, nginx_before
from tests.served import PAPER, PASSWORD, START_S, ServedHouse, serving

pytestmark = pytest.mark.browser

CLERK, MANAGER = "canbo1", "quanly1"
FILE = re.compile(r"\.(?:m?js|css|svg|woff2)$")
VERSIONED = re.compile(r"/files/[0-9a-f]{12}/|/vendor/[^@]*(?:@[a-z]+/[^@]+)?@[\d.]+/")
NAMED = """
[...document.querySelectorAll("link[rel=modulepreload], script[src]")]
  .map((part) => new URL(part.href ?? part.src).pathname)
"""
CAME = """
performance.getEntriesByType("resource").map((one) => [new URL(one.name).pathname, one.transferSize])
"""

OTHER_COLOUR = """
[theme]
red = "#7a0016"
"""
"""Another colour is another file, and so another version of them all."""

SHORTEST_PAUSE = "Math.random = () => 0;"


@dataclass(frozen=True)
class Screen:
    """A page of the house, who opens it, and what stands there once it is ready."""

    path: str
    sign: str
    device: str = ""
    staff: str = ""


SCREENS = {
    "kiosk": Screen("/kiosk", "button.tile:enabled", device="kiosk"),
    "display": Screen("/display", ".welcome-greeting", device="display"),
    "rating": Screen("/rating", ".rest-card", device="rating"),
    "counter": Screen("/counter", ".choose .tile", staff=CLERK),
    "manager": Screen("/manager", ".content[aria-busy=false] .page-head", staff=MANAGER),
    "phone": Screen("/t/", "html[data-live=yes]"),
    "sign-in": Screen("/sign-in", ".sign-in-panel"),
    "pairing": Screen("/kiosk", ".pairing-code"),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHouse]:
    """An office that is always open."""
    made = ServedHouse(tmp_path_factory.mktemp("files"))
    made.lay_down(CATALOGUE)
    with serving(made):
        made.employ(CLERK, "Nguyễn Văn Mẫu")
        made.employ(MANAGER, "Trần Thị Mẫu", "manager")
        yield made


@dataclass(frozen=True)
class Look:
    """What a browser asked for: paths of the files at its first opening of a page, the scripts that
    the page named itself, and the bytes that came for each file at the second opening.
    """

    asked: list[str]
    named: set[str]
    again: dict[str, int]


@pytest.fixture(scope="module", params=SCREENS)
def look(request: pytest.FixtureRequest, house: ServedHouse, browser: Browser) -> Look:
    """Each screen, opened twice by a browser that never saw it."""
    screen = SCREENS[request.param]
    with pages_of(browser) as open_page:
        page = open_page(service_workers="block")  # the hall's screen has one: tests/display
        let_in(page, house, screen)
        address, asked = address_of(house, screen), asked_by(page)
        page.goto(address)
        page.wait_for_selector(screen.sign, state="attached")
        first, named = list(asked), set(page.evaluate(NAMED))
        page.goto(f"{house.url}/healthz")
        page.goto(address)
        page.wait_for_selector(screen.sign, state="attached")
        return Look(first, named, dict(page.evaluate(CAME)))


def let_in(page: Page, house: ServedHouse, screen: Screen) -> None:
    """Sign in, or be a device that was paired before."""
    if screen.device:
        counter = 1 if screen.device == "rating" else None
        token = house.device(screen.device, counter=counter)
        page.add_init_script(f"localStorage.setItem('moiso.token.{screen.device}', '{token}');")
    if screen.staff:
        person = {"name": screen.staff, "password": PASSWORD}
        assert page.request.post(f"{house.url}/api/v1/sign-in", data=person).ok


def address_of(house: ServedHouse, screen: Screen) -> str:
    """Where the screen is; of a ticket's page, with a new ticket."""
    if screen.path == "/t/":
        ticket = house.post(house.device("kiosk"), "/tickets", service="A")
        return f"{house.url}/t/{ticket['id']}"
    return house.url + screen.path


def asked_by(page: Page) -> list[str]:
    """The paths of the files that the page asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        path = urlsplit(request.url).path
        if FILE.search(path) and not request.url.startswith("data:"):
            asked.append(path)

    page.on("request", note)
    return asked


def test_a_page_asks_for_each_file_under_one_address(look: Look) -> None:
    files = {path: VERSIONED.sub("/", path) for path in look.asked}

    assert [path for path in files if not VERSIONED.match(path)] == []
    assert [file for file, addresses in Counter(files.values()).items() if addresses > 1] == []
    assert len({path.split("/")[2] for path in files if path.startswith("/files/")}) == 1


def test_a_page_asks_at_once_for_all_the_modules_that_it_needs(look: Look) -> None:
    modules = {path for path in look.asked if re.search(r"\.m?js$", path)}

    assert modules == look.named


def test_a_page_that_was_open_before_asks_for_no_script_or_sheet_again(look: Look) -> None:
    files = {path for path in look.asked if re.search(r"\.(m?js|css)$", path)}

    assert len(files) > 10
    assert {path: look.again[path] for path in files} == dict.fromkeys(files, 0)


def test_a_module_is_the_same_however_it_is_named(house: ServedHouse, open_page: OpenPage) -> None:
    page = open_page(f"{house.url}/sign-in")
    page.wait_for_selector(".sign-in-panel")

    same = page.evaluate(
        """async () => {
          const base = document.querySelector("script[type=module]").src.replace(/static.*/, "");
          const names = ["/static/api.js", `${base}static/api.js`];
          const [absolute, versioned] = await Promise.all(names.map((name) => import(name)));
          return absolute === versioned;
        }"""
    )
    chart = page.evaluate("import('echarts').then((echarts) => typeof echarts.init)")

    assert (same, chart) == (True, "function")


# ---- what comes late, or of another version


@pytest.mark.parametrize(
    ("part", "status"),
    [("kiosk/static/main.js", 404), ("static/newer.js", 0), ("static/tokens.css", 404)],
)
def test_a_page_that_misses_a_part_comes_anew_by_itself(
    house: ServedHouse, open_page: OpenPage, part: str, status: int
) -> None:
    page = open_page()
    page.add_init_script(SHORTEST_PAUSE)
    asked: list[str] = []

    def fail_once(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            route.continue_()
        elif status:
            route.fulfill(status=status)
        else:
            route.abort()

    page.route(f"**/files/*/{part}", fail_once)
    page.goto(f"{house.url}/kiosk")

    until(page, lambda: len(asked) == 2)
    page.wait_for_selector(".pairing-code")


def test_a_page_that_is_whole_without_scripts_stays(
    house: ServedHouse, open_page: OpenPage
) -> None:
    """Somebody may be writing in it, on a phone whose line is bad."""
    page = open_page()
    page.route("**/phone/static/main.js", lambda route: route.abort())

    page.goto(address_of(house, SCREENS["phone"]))

    assert page.locator("h1.label").is_visible()
    assert page.locator("head script:not([src]):not([type])").count() == 0


def test_a_page_of_before_an_update_comes_anew_with_the_files_of_after_it(
    tmp_path: Path, open_page: OpenPage
) -> None:
    house = ServedHouse(tmp_path)
    house.lay_down(CATALOGUE)
    page = open_page()
    page.add_init_script(SHORTEST_PAUSE)
    versions: list[str] = []

    def update_meanwhile(route: Route) -> None:
        if versions or route.request.method == "HEAD":
            route.continue_()
            return
        old = route.fetch()
        versions.append(version_in(old.text()))
        house.stop()
        house.lay_down(CATALOGUE, PAPER + OTHER_COLOUR)
        house.start()
        route.fulfill(response=old)

    with serving(house):
        page.route("**/kiosk", update_meanwhile)
        page.goto(f"{house.url}/kiosk", wait_until="commit", timeout=3 * START_S * 1000)
        page.wait_for_selector(".pairing-code")

    versions.append(version_in(page.content()))
    assert versions[0] != versions[1]


def test_while_processes_are_updated_each_page_gets_the_files_of_its_own_version(
    tmp_path: Path, open_page: OpenPage
) -> None:
    old, new = (ServedHouse(tmp_path / name) for name in ("old", "new"))
    front = tmp_path / "nginx"
    for made in (old.folder, new.folder, front):
        made.mkdir()
    old.lay_down(CATALOGUE)
    new.lay_down(CATALOGUE, PAPER + OTHER_COLOUR)
    with serving(new), ExitStack() as updating:
        updating.enter_context(serving(old))
        before, after = (version_in(read(f"{one.url}/sign-in")[1]) for one in (old, new))
        assert before != after
        ports = [int(one.url.rpartition(":")[2]) for one in (old, new)]
        with nginx_before(ports, front) as port:
            url = f"http://127.0.0.1:{port}"
            script = {
                version: f"{url}/files/{version}/static/api.js" for version in (before, after)
            }
            answers = [read(script[version])[0] for _ in range(4) for version in (before, after)]
            assert answers == [200] * 8
            assert read(f"{url}/files/{'0' * 12}/static/api.js")[0] == 404
            open_page(f"{url}/sign-in").wait_for_selector(".sign-in-panel")
            updating.close()
            assert [read(script[after])[0] for _ in range(4)] == [200] * 4
            assert {read(script[before])[0] for _ in range(4)} <= {404, 502}  # the page comes anew


def version_in(page: str) -> str:
    """The version of the files that a page names."""
    (version,) = set(re.findall(r"/files/([0-9a-f]{12})/", page))
    return str(version)


def read(url: str) -> tuple[int, str]:
    """Status and text of an answer."""
    try:
        with urlopen(url, timeout=10) as answer:  # noqa: S310 -- this machine
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, ""


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Let the page go on until it is so."""
    end = time.monotonic() + PATIENCE_MS / 1000
    while not is_so():
        assert time.monotonic() < end
        page.wait_for_timeout(50)
