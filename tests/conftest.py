"""What any test may ask for. Fixtures that speak of the hall stand in tests/hall.py."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from store.store import Store
from tests.browsers import OpenPage, chromium, pages_of
from tests.exports import Exports, few_visits
from tests.feeding import Pair, pair_of
from tests.hall import Clock, Hall, open_hall
from tests.house import Caller, House, open_house
from tests.ports import nobody_listens
from tests.postgres import Postgres, postgres_server
from tests.printing import USUAL_STATUS_S, Waits, only_waits_take_time, status_may_take
from tests.provider import Guest, Provider, guest_of, provider_server
from tests.stores import new_store

AT_ANY_PACE: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("certain", derandomize=True, **AT_ANY_PACE)
settings.register_profile("search", max_examples=2000, **AT_ANY_PACE)
settings.load_profile("certain")
"""Properties are tried on the same examples at each run; `--hypothesis-profile=search` looks for others."""


@pytest.fixture
def free_port() -> Iterator[int]:
    """A TCP port of this machine that nobody listens on, as long as the test runs."""
    with nobody_listens() as port:
        yield port


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests of a process; each page has a profile of its own."""
    with chromium() as started:
        yield started


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens pages: `open_page(url, width=1080, height=1920, locale="vi-VN")`."""
    with pages_of(browser) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL server for all tests of a process."""
    with postgres_server() as started:
        yield started


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test over a store runs on both engines, but for those that say nothing about it."""
    if "engine" in metafunc.fixturenames:
        marks = {mark.name for mark in metafunc.definition.iter_markers()}
        on_one = marks & {"browser", "any_engine"}
        metafunc.parametrize("engine", ["sqlite"] if on_one else ["sqlite", "postgres"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walks in a browser go first: a file of them takes a minute, and the last ones of a run should
    be short, so that no worker waits long for the other.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture
def store(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store: every test that needs one takes it from here."""
    if engine == "sqlite":
        with new_store(tmp_path) as opened:
            yield opened
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.empty_store() as opened:
        yield opened


@pytest.fixture
def closed_hall(store: Store) -> Hall:
    """An office with two services and two counters, both still closed, at 08:00 on a Monday."""
    return open_hall(store)


@pytest.fixture
def hall(closed_hall: Hall) -> Hall:
    """The same office with both counters open."""
    closed_hall.open(1)
    closed_hall.open(2)
    return closed_hall


@pytest.fixture
def clock(hall: Hall) -> Clock:
    """The hall's clock."""
    return hall.clock


@pytest.fixture
def house(hall: Hall, tmp_path: Path) -> Iterator[House]:
    """The hall with its app and sockets."""
    with open_house(hall, tmp_path) as opened:
        yield opened


@pytest.fixture
def manager(house: House) -> Caller:
    """A manager of the house."""
    return house.person("manager")


@pytest.fixture
def pair(store: Store, tmp_path: Path) -> Iterator[Pair]:
    """An office on a machine of its own, and a province on either engine that hears of it."""
    with pair_of(store, tmp_path) as opened:
        yield opened


@pytest.fixture
def exports(store: Store, tmp_path: Path) -> Exports:
    """An office with a few rated visits, of which files are made."""
    office = Exports(store, tmp_path)
    office.visits(*few_visits())
    return office


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A province's identity provider."""
    with provider_server() as started:
        yield started


@pytest.fixture
def province(hall: Hall, provider: Provider, tmp_path: Path) -> Iterator[House]:
    """The hall with its app; its staff may sign in through the provider."""
    with open_house(hall, tmp_path, oidc=provider.settings()) as opened:
        yield opened


@pytest.fixture
def guest(province: House) -> Guest:
    """A browser in which nobody has signed in."""
    return guest_of(province)


@pytest.fixture
def lan(provider: Provider, guest: Guest) -> Caller:
    """A clerk of the hall who came in through the provider, as `lan-1` there."""
    provider.knows("lan-1")
    return guest.enter("lan-1")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    """What printers were waited for in vain; nothing else takes time."""
    return only_waits_take_time(monkeypatch)


@pytest.fixture
def brief(waits: Waits, monkeypatch: pytest.MonkeyPatch) -> Waits:
    """The same before a printer that may say nothing: it is waited for as at a site."""
    status_may_take(USUAL_STATUS_S, monkeypatch)
    return waits
