"""How the rating tablet looks: no face before another, every screen readable and whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator

from tests.axe import violations
from tests.browsers import OpenPage, settle
from tests.citizen_house import CitizenHouse, citizens, overflow_of

pytestmark = pytest.mark.browser

SIZES = [(1280, 800), (1024, 600), (800, 1280)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CitizenHouse]:
    """One office for all walks of this file."""
    with citizens(tmp_path_factory.mktemp("looks")) as house:
        yield house


@pytest.fixture
def office(served: CitizenHouse) -> Iterator[CitizenHouse]:
    """The office with nobody at the counter."""
    yield served
    served.clear()


def test_no_face_is_chosen_and_all_look_alike(office: CitizenHouse, open_page: OpenPage) -> None:
    tablet = office.tablet(open_page)
    office.serve()
    tablet.wait_for_selector(".tablet.ask")

    faces = tablet.locator(".face-choice")
    assert faces.all_inner_texts() == [
        "Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng",
    ]  # fmt: skip
    assert tablet.locator("[aria-pressed=true]:not([lang])").count() == 0
    looks = faces.evaluate_all(
        "all => all.map(one => { const s = getComputedStyle(one), b = one.getBoundingClientRect();"
        " return [s.color, s.backgroundColor, s.borderColor, Math.round(b.width), b.height].join() })"
    )
    assert len(set(looks)) == 1
    assert all(min(box["width"], box["height"]) >= 160 for box in map(box_of, faces.all()))


def box_of(place: Locator) -> Any:
    """Where something stands on the screen."""
    box = place.bounding_box()
    assert box is not None
    return box


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_screen_fits_and_reads_well(
    office: CitizenHouse, open_page: OpenPage, width: int, height: int, language: str
) -> None:
    tablet = office.tablet(open_page, width=width, height=height)
    faults: dict[str, object] = {}

    def look(screen: str) -> None:
        tablet.wait_for_selector(f".tablet.{screen}")
        settle(tablet)
        found = violations(tablet, strict=True), overflow_of(tablet)
        if found != ([], [0, 0]):
            faults[screen] = found

    look("rest")
    ticket = office.take(language=language)
    office.call(ticket)
    look("called")
    office.act(ticket, "start")
    look("serving")
    office.act(ticket, "finish")
    look("ask")
    tablet.locator(".face-choice").nth(4).click()
    look("why")
    tablet.locator(".rating-send").press("Enter")  # upright it stands where the face stood
    look("thanks")

    assert faults == {}
