"""An office that never stops, with two real servers: cuts, kills, and three days without a line."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.postgres import Postgres
from tests.two_servers import TwoServers, connect, lay_down_both

SLOWEST_CALL_S = 2.0
"""Generous: other tests share the machine."""


@pytest.fixture
def both(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[TwoServers]:
    """Both are served, on either engine at the province."""
    if engine == "sqlite":
        yield from _served(lay_down_both(tmp_path, f"sqlite:///{tmp_path}/province/province.db"))
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.new_database() as url:
        yield from _served(lay_down_both(tmp_path, url))


def _served(servers: TwoServers) -> Iterator[TwoServers]:
    try:
        connect(servers)
        yield servers
    finally:
        servers.box.stop()
        servers.province.stop()


def test_three_days_without_a_line_are_caught_up_while_the_counters_work(
    both: TwoServers,
) -> None:
    kiosk, desk = both.box.device("kiosk"), both.box.device("counter", counter=1)
    both.box.post(kiosk, "/tickets", service="A")
    both.waits_until(both.is_alike)

    both.province.stop()
    manager = both.box.device("manager")
    both.waits_until(lambda: _upstream(both, manager)["refusal"] == "unreachable")
    both.box.post(kiosk, "/tickets", service="A")
    assert _upstream(both, manager)["waiting"] > 0
    both.box.stop()
    both.lives_through(days=5, people_a_day=120)
    both.box.start()
    both.box.post(desk, "/counters/1/open")
    begun = both.province.intake()["acked"]
    both.province.start()
    both.waits_until(lambda: both.province.intake()["acked"] > begun)

    both.province.stop()  # in the middle of it
    both.province.start()
    stood = both.province.intake()["acked"]
    both.waits_until(lambda: both.province.intake()["acked"] > stood)
    both.box.stop()  # and so does the other side
    both.box.start()
    calls = [_taken_and_called(both, kiosk, desk) for _ in range(20)]
    caught_up_s = both.waits_until(both.is_alike)

    rows = both.province.rows("select count(*) as rows from ticket_event")[0]["rows"]
    print(  # noqa: T201 -- the figures of this run
        f"{rows} events; caught up {caught_up_s:.1f} s after the last call;"
        f" calls meanwhile: median {median(calls) * 1000:.0f} ms, worst {max(calls) * 1000:.0f} ms"
    )
    assert rows > 1000
    assert max(calls) < SLOWEST_CALL_S
    assert both.province.intake()["behind"] == 0
    assert _upstream(both, manager)["refusal"] is None


def test_what_the_province_decides_is_done_at_the_office_in_order_and_once(
    both: TwoServers,
) -> None:
    both.waits_until(both.is_alike)
    tell = ("office", "tell", "thu")
    both.province.says(*tell, "--notice", "Nghỉ lễ")
    both.province.says(*tell, "--account", "nobody", "--close")
    password = both.province.says(
        *tell, "--account", "lan", "--full-name", "Nguyễn Mẫu Lan", "--role", "clerk",
        "--new-password",
    ).splitlines()[1]  # fmt: skip

    both.waits_until(lambda: both.province.rows(OPEN)[0]["open"] == 0)

    outcomes = both.province.rows("select outcome, code from directive order by number")
    assert outcomes == [
        {"outcome": "done", "code": None},
        {"outcome": "refused", "code": "not_found"},
        {"outcome": "done", "code": None},
    ]
    display = both.box.device("display")
    assert both.box.ask("GET", display, "/office")["notices"] == {"vi": "Nghỉ lễ"}
    signed_in = both.box.ask("POST", display, "/sign-in", {"name": "lan", "password": password})
    assert signed_in["must_change"]


def test_a_revoked_token_stops_the_reports_and_nothing_else(both: TwoServers) -> None:
    kiosk, manager = both.box.device("kiosk"), both.box.device("manager")
    both.waits_until(both.is_alike)

    both.province.says("office", "token", "thu", "--revoke")
    both.waits_until(lambda: _upstream(both, manager)["refusal"] == "token_revoked")

    both.box.post(kiosk, "/tickets", service="A")
    assert "token_revoked" in both.province.says("office", "heard")


OPEN = "select count(*) as open from directive where outcome is null"


def _upstream(both: TwoServers, manager: str) -> dict[str, Any]:
    told: dict[str, Any] = both.box.ask("GET", manager, "/today")["upstream"]
    return told


def _taken_and_called(both: TwoServers, kiosk: str, desk: str) -> float:
    """Seconds of one call while the office catches up."""
    both.box.post(kiosk, "/tickets", service="A")
    begin = time.monotonic()
    both.box.post(desk, "/counters/1/call-next", finish=True)
    return time.monotonic() - begin
