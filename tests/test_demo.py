"""The demo: invented people use the real API, past days are there, the real office is untouched."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from command_line.demo import apart_from_the_office
from config import Config, PrinterSettings, StoreSettings
from tests.served import SAMPLE, ServedHouse, serving
from tests.stores import open_again, rows

PATIENCE_S = 200

SERVED_TODAY = """
select count(*) from ticket, office where day = current_day and state = 'served'
"""
RATED_TODAY = "select count(*) from rating, office where day = current_day"
COUNTERS_TODAY = "select count(distinct counter) from ticket, office where day = current_day"
SERVED_BEFORE = """
select count(*) from ticket, office where day < current_day and state = 'served'
"""
WAITING_BEFORE = """
select count(*) from ticket, office where day < current_day and state = 'waiting'
"""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[ServedHouse]:
    """A demo at ten times the speed, with three days behind it."""
    house = ServedHouse(tmp_path)
    house.lay_down(SAMPLE.read_text("utf-8"))
    fast = ("--speed", "10", "--people-per-minute", "20", "--days", "3", "--seed", "7")
    with serving(house, "demo", *fast):
        yield house


def count(house: ServedHouse, statement: str) -> int:
    """One number from the demo's own database."""
    with (
        closing(open_again(f"sqlite:///{house.folder}/demo.db")) as store,
        store.reading() as reading,
    ):
        (row,) = rows(reading.sql, statement)
    return int(next(iter(row.values())))


def wait_for(house: ServedHouse, statement: str, least: int) -> int:
    """The number once it has come to `least`, or whatever it is when patience ends."""
    until = time.monotonic() + PATIENCE_S
    while (found := count(house, statement)) < least and time.monotonic() < until:
        time.sleep(0.3)
    return found


def test_people_come_are_served_and_rate_today(demo: ServedHouse) -> None:
    assert wait_for(demo, SERVED_TODAY, 3) >= 3
    assert wait_for(demo, RATED_TODAY, 1) >= 1
    assert wait_for(demo, COUNTERS_TODAY, 2) >= 2


def test_past_days_are_whole_and_the_last_counter_is_free(demo: ServedHouse) -> None:
    assert count(demo, SERVED_BEFORE) >= 20
    assert count(demo, WAITING_BEFORE) == 0
    assert wait_for(demo, "select count(*) from counter_session where closed_at is null", 5) == 5
    assert count(demo, "select count(*) from counter_session where counter = 6") == 0


def test_the_offices_own_database_is_not_touched(demo: ServedHouse) -> None:
    assert not (demo.folder / "office.db").exists()


def test_invented_people_use_up_nobodys_paper(tmp_path: Path) -> None:
    store = StoreSettings(url=f"sqlite:///{tmp_path}/office.db")
    printer = PrinterSettings("kiosk-1", kind="tcp", host="192.0.2.10", width_mm=58)

    config = apart_from_the_office(Config(store=store, printers={"kiosk-1": printer}))

    printer = config.printers["kiosk-1"]
    assert (printer.kind, printer.path) == ("file", tmp_path / "demo-tickets")
    assert printer.width_mm == 58
