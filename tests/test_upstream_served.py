"""An office that never stops, with two real servers: kills, cuts, and three days without a line."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from tests.postgres import Postgres
from tests.two_servers import TwoServers, two_servers

SLOWEST_CALL_S = 2.0
"""Of most calls; a single one may meet a machine that stands still, and other tests share it."""


@pytest.fixture
def both(postgres: Postgres, tmp_path: Path) -> Iterator[TwoServers]:
    """Both are served, the province over PostgreSQL."""
    with postgres.new_database() as url, two_servers(tmp_path, url) as served:
        yield served


def test_three_days_without_a_line_are_caught_up_through_one_that_comes_and_goes(
    both: TwoServers,
) -> None:
    kiosk, desk = both.box.device("kiosk"), both.box.device("counter", counter=1)
    both.box.post(kiosk, "/tickets", service="A")
    both.waits_until(both.is_alike)

    both.line.cut()
    both.waits_until(lambda: both.told()["refusal"] == "unreachable")
    both.box.stop()
    both.lives_through(days=5, people_a_day=80)
    both.box.start()
    both.box.post(desk, "/counters/1/open")
    unheard = [_taken_and_called(both, kiosk, desk) for _ in range(5)]
    assert both.told()["waiting"] > 500
    assert both.told()["again_s"] == 4

    with both.line.flapping(seed=3):
        _waits_for_news(both)
        both.province.stop()  # in the middle of it
        both.province.start()
        _waits_for_news(both)
        both.box.stop()  # and so does the other side
        both.box.start()
        calls = [_taken_and_called(both, kiosk, desk) for _ in range(20)]
        caught_up_s = both.waits_until(both.is_alike)

    rows = both.province.rows("select count(*) as rows from ticket_event")[0]["rows"]
    print(  # noqa: T201 -- the figures of this run
        f"{rows} events; caught up {caught_up_s:.1f} s after the last call;"
        f" calls meanwhile: median {median(calls) * 1000:.0f} ms, worst {max(calls) * 1000:.0f} ms"
    )
    assert rows > 500
    assert median(calls) < SLOWEST_CALL_S
    assert median(unheard) < SLOWEST_CALL_S
    both.waits_until(lambda: both.told()["refusal"] is None and both.told()["waiting"] == 0)
    both.waits_until(lambda: both.province.intake()["behind"] == 0)
    assert "Traceback" not in both.province.log.read_text("utf-8")


def _waits_for_news(both: TwoServers) -> None:
    """Or for the end: on a slow machine everything may have come meanwhile."""
    stood = both.province.intake()["acked"]
    both.waits_until(lambda: both.province.intake()["acked"] > stood or both.is_alike())


def _taken_and_called(both: TwoServers, kiosk: str, desk: str) -> float:
    """Seconds of one call while the office catches up."""
    both.box.post(kiosk, "/tickets", service="A")
    begin = time.monotonic()
    both.box.post(desk, "/counters/1/call-next", finish=True)
    return time.monotonic() - begin
