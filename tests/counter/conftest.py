"""A served office and its citizens, for the walks at the counter."""

from collections.abc import Iterator

import pytest

from tests.counter.house import CounterHouse, Desk, Take
from tests.served import serving


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CounterHouse]:
    """One office for all walks of a file; each has counters of its own."""
    made = CounterHouse(tmp_path_factory.mktemp("counter"))
    made.write()
    with serving(made):
        yield made


@pytest.fixture(scope="module")
def kiosk(house: CounterHouse) -> str:
    """The token of a kiosk."""
    return house.kiosk("Máy lấy số thử")


@pytest.fixture
def take(house: CounterHouse, kiosk: str) -> Take:
    """Citizens take numbers: `take(desk, 3)`, `take(desk, class_="priority")`."""

    def take_some(desk: Desk, many: int = 1, **wish: str) -> list[str]:
        asked = {word.rstrip("_"): value for word, value in wish.items()}
        return [house.take(kiosk, desk.service, **asked) for _ in range(many)]

    return take_some
