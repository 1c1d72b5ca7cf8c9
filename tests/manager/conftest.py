"""One served office for all walks of a file, one province for all."""

from collections.abc import Iterator

import pytest

from tests.manager.house import fill, lay_down
from tests.manager.province_house import served_province
from tests.served import ServedHouse, serving


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHouse]:
    """The office, open."""
    made = ServedHouse(tmp_path_factory.mktemp("manager"))
    lay_down(made)
    with serving(made):
        fill(made)
        yield made


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHouse]:
    """The province, open: the walks of its tree come first, those that add to it after."""
    with served_province(tmp_path_factory.mktemp("province")) as made:
        yield made
