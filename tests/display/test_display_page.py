"""Walks before the hall's screen in a real browser: what is seen, near and far, with a line and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.display.hearing import Show, clips_heard, wait_until_heard
from tests.display.house import ZONES, DisplayHouse

pytestmark = pytest.mark.browser


def test_before_the_first_call_the_screen_greets(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("A")

    page = show(zone)

    expect(page.locator(".welcome-greeting")).to_have_text("Kính chào bà con!")
    expect(page.locator(".welcome-second")).to_have_text("Welcome, everybody!")
    expect(page.locator(".counter.open")).to_have_count(2)
    expect(page.locator(".counter.closed")).to_have_count(2)
    expect(page.locator(".muted")).to_have_count(0)
    assert violations(page) == []


def test_an_office_reads_its_screen_in_english(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("A")
    page = show(zone)

    page.goto(f"{house.url}/display?lang=en")

    expect(page.locator(".counters thead")).to_contain_text("Number Số Counter Quầy")
    assert violations(page) == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (3840, 2160), (1366, 768)])
def test_figures_can_be_read_from_eight_metres(
    house: DisplayHouse, show: Show, width: int, height: int
) -> None:
    zone = house.zone("H")
    zone.citizen()
    page = show(zone, width=width, height=height)
    zone.call(zone.first)
    page.wait_for_selector(".counter.called")
    page.evaluate("document.fonts.ready.then(() => true)")

    assert figure_height(page, ".counter-ticket") >= height / 14
    assert font_size(page, ".newest-number") >= height / 4 - 1
    assert cut_off(page) == []


def figure_height(page: Page, selector: str) -> float:
    """The height of a digit's ink in pixels."""
    height = page.evaluate(
        """(selector) => {
          const style = getComputedStyle(document.querySelector(selector));
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          return pen.measureText("0").actualBoundingBoxAscent;
        }""",
        selector,
    )
    return float(height)


def font_size(page: Page, selector: str) -> float:
    """The size of a text's font in pixels."""
    return float(page.locator(selector).evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))


def cut_off(page: Page) -> list[str]:
    """Parts of the board that reach out of the screen or hide some of their text."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".board *")].filter((e) => {
          const box = e.getBoundingClientRect();
          const least = innerHeight / 400;
          const isOut = box.right > innerWidth + least || box.bottom > innerHeight + least;
          return !e.closest(".notice-line, .visually-hidden, svg")
            && (isOut || (e.clientWidth && e.scrollWidth > e.clientWidth + least));
        }).map((e) => e.className || e.tagName)"""
    )
    return found


def test_an_upright_screen_shows_everything(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("K")
    zone.citizen()
    page = show(zone, width=1080, height=1920)
    zone.call(zone.first)
    page.wait_for_selector(".counter.called")

    assert [part for part in cut_off(page) if part != "board-second"] == []
    expect(page.locator(".counter")).to_have_count(8)


@pytest.mark.parametrize("code", ["N", "A", "P"])
def test_names_in_two_languages_stand_whole_in_their_rows(
    house: DisplayHouse, show: Show, code: str
) -> None:
    page = show(house.zone(code))
    expect(page.locator(".counter-name small")).to_have_count(ZONES[code])
    page.evaluate("document.fonts.ready.then(() => true)")

    hidden = page.evaluate(
        """() => [...document.querySelectorAll(".counter-name")].filter((cell) => {
          const row = cell.parentElement.getBoundingClientRect();
          return [...cell.children].some((name) => {
            const box = name.getBoundingClientRect();
            return box.height === 0 || name.scrollHeight > name.clientHeight + 1
              || box.top < row.top - 1 || box.bottom > row.bottom + 1;
          });
        }).map((cell) => cell.textContent)"""
    )

    assert hidden == []


MASK = "line => getComputedStyle(line).maskImage"


def test_a_long_notice_moves_unless_motion_is_unwanted(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("A")

    moving, calm = show(zone), show(zone, reduced_motion="reduce")

    expect(moving.locator(".notice-line.moves .notice-text")).to_have_count(2)
    expect(calm.locator(".notice-line.wraps .notice-text")).to_have_count(1)
    fades = [page.locator(".notice-line").evaluate(MASK) for page in (moving, calm)]
    assert [fade != "none" for fade in fades] == [True, False]


def test_more_counters_than_fit_take_turns(house: DisplayHouse, show: Show) -> None:
    page = show(house.whole_office())

    expect(page.locator(".pages i")).to_have_count(8)
    expect(page.locator(".pages i:not(.here)")).to_have_count(7)
    shown = page.locator(".counter-number")
    first = shown.all_inner_texts()
    expect(shown.first).not_to_have_text(first[0])
    assert 4 <= len(first) <= 8
    assert not {*first} & {*shown.all_inner_texts()}


KEPT = """(label) => navigator.serviceWorker.ready
  .then(() => caches.open("moiso-display"))
  .then((shell) => shell.match(location.pathname))
  .then((page) => Boolean(page) && JSON.stringify({ ...localStorage }).includes(label))"""


def wait_until_kept(page: Page, label: str) -> None:
    """The page and the board with this number are there without a server: some seconds after."""
    for _ in range(600):
        if page.evaluate(KEPT, label):
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page was not kept")


def test_a_cut_line_is_marked_survives_a_reload_and_heals(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("M")
    label, page = zone.citizen(), show(zone)
    zone.call(zone.first)
    wait_until_heard(page, 8)
    wait_until_kept(page, label)

    house.stop()
    lost = page.locator(".lost")
    expect(lost).to_contain_text("Mất kết nối với máy chủ từ")
    expect(lost).to_contain_text("số đang hiển thị có thể đã cũ")
    assert violations(page) == []
    page.reload()
    expect(page.locator(".newest-number")).to_have_text(label)
    expect(page.locator(".counter-ticket").first).to_contain_text(label)
    expect(lost).to_be_visible()
    assert clips_heard(page) == []
    house.start()

    expect(lost).to_have_count(0)
    expect(page.locator(".newest-number")).to_have_text(label)


def test_after_an_update_the_kept_page_is_the_new_one(house: DisplayHouse, show: Show) -> None:
    zone = house.zone("N")
    label, page = zone.citizen(), show(zone)
    zone.call(zone.first)
    (before,) = kept_versions(page, without="none")

    house.stop()
    settings = house.folder / "config.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[theme]\nred = "#7a0016"\n', "utf-8")
    house.start()
    page.reload()
    expect(page.locator(".newest-number")).to_have_text(label)
    (after,) = kept_versions(page, without=before)

    assert version_shown(page) == after
    house.stop()
    page.reload()
    expect(page.locator(".newest-number")).to_have_text(label)
    assert version_shown(page) == after
    house.start()


def kept_versions(page: Page, *, without: str) -> set[str]:
    """The versions of the kept files, once there are some and `without` is not among them."""
    for _ in range(600):
        kept = page.evaluate(
            """async () => {
              const shell = await caches.open("moiso-display");
              return (await shell.keys()).map((one) => new URL(one.url).pathname);
            }"""
        )
        found = {path.split("/")[2] for path in kept if path.startswith("/files/")}
        if found and without not in found:
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"kept: {found}")


def version_shown(page: Page) -> str:
    """The version of the files that the page runs with."""
    script = page.locator("script[type=module]").get_attribute("src") or ""
    return script.split("/")[2]
