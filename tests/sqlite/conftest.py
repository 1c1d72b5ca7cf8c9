"""Tests of the SQLite file itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.opening import open_store
from store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file, whatever engine other tests run on; `hall` lies in it too."""
    store = open_store(f"sqlite:///{tmp_path}/moiso.db")
    yield store
    store.close()
