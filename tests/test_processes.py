"""Three processes share the offices: whatever falls, nothing that was acknowledged is lost, nobody
is called twice, and every display is right again within 15 s, all by itself.
"""

import time
from collections.abc import Iterator
from itertools import groupby

import pytest

from tests.fleet import COUNTERS, Fleet, fleet
from tests.fleet_people import KIOSKS, Acknowledged, Display, Line, switch_off, working

RIGHT_WITHIN_S = 15
DISPLAYS = 6


class Hall:
    """The fleet with its screens, and all that it ever acknowledged."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.said = Acknowledged()
        self.tokens = {f"kiosk {number}": fleet.token("kiosk") for number in KIOSKS}
        for number in COUNTERS:
            self.tokens[f"counter {number}"] = fleet.token("counter", number)
        self.displays = [Display(fleet.url, fleet.token("display")) for _ in range(DISPLAYS)]

    def open(self) -> None:
        for display in self.displays:
            display.switch_on()
        for number in COUNTERS:
            desk = Line(self.fleet.port, self.tokens[f"counter {number}"])
            assert desk.post(f"/counters/{number}/open")[0] == 200
            desk.close()

    def seconds_until_displays_are_right(self) -> float:
        """From now, when nobody acts any more, until the last display shows the newest state."""
        begin, newest = time.monotonic(), self.fleet.version
        while behind := [d.version for d in self.displays if d.version < newest]:
            took_s = time.monotonic() - begin
            assert took_s < RIGHT_WITHIN_S, f"{behind} of {newest}\n{self.fleet.log[-3000:]}"
            time.sleep(0.05)
        return time.monotonic() - begin

    def is_whole(self) -> None:
        """What was acknowledged is kept, once; nobody was called twice; numbers have no gap."""
        assert self.said.refusals == []
        tickets = {
            str(row["id"]): f"{row['issued_service']}{row['number']:03d}"
            for row in self.fleet.rows("select id, issued_service, number from ticket")
        }
        assert self.said.tickets.items() <= tickets.items()
        calls = [
            str(row["ticket"])
            for row in self.fleet.rows("select ticket from ticket_event where act = 'call'")
        ]
        assert len(calls) == len(set(calls))
        assert len(self.said.calls) == len(set(self.said.calls))
        assert set(self.said.calls) <= set(calls)
        rated = {str(row["ticket"]) for row in self.fleet.rows("select ticket from rating")}
        assert set(self.said.ratings) <= rated
        assert len(self.said.ratings) == len(set(self.said.ratings))
        self._numbers_are_whole()

    def _numbers_are_whole(self) -> None:
        given = self.fleet.rows(
            "select day, issued_service, number from ticket order by day, issued_service, number"
        )
        for line, rows in groupby(given, lambda row: (row["day"], row["issued_service"])):
            numbers = [row["number"] for row in rows]
            assert numbers == list(range(1, len(numbers) + 1)), line


@pytest.fixture(scope="module")
def hall() -> Iterator[Hall]:
    with fleet() as started:
        opened = Hall(started)
        try:
            opened.open()
            yield opened
        finally:
            switch_off(opened.displays)


def test_processes_that_start_at_once_on_an_empty_database_make_one_office(hall: Hall) -> None:
    assert len(hall.fleet.rows("select id from office")) == 1
    assert hall.fleet.rows("select role from staff") == [{"role": "administrator"}]
    assert len(hall.fleet.rows("select code from service")) == 4


def test_a_change_in_one_process_reaches_the_screens_of_all_at_once(hall: Hall) -> None:
    with working(hall.fleet, hall.tokens, hall.said):
        time.sleep(1)

    assert hall.seconds_until_displays_are_right() < 1
    assert hall.said.calls
    assert hall.said.ratings
    hall.is_whole()


def test_a_process_that_is_killed_takes_nothing_with_it(hall: Hall) -> None:
    second = hall.fleet.members[1]
    with working(hall.fleet, hall.tokens, hall.said):
        time.sleep(1)
        second.kill()
        before = len(hall.said.tickets)
        time.sleep(2)
        assert len(hall.said.tickets) > before + 3, "The others did not go on"
    hall.seconds_until_displays_are_right()

    hall.fleet.start(second)
    with working(hall.fleet, hall.tokens, hall.said):
        time.sleep(1)
    hall.seconds_until_displays_are_right()

    hall.is_whole()


def test_a_restart_of_redis_stops_nobody(hall: Hall) -> None:
    with working(hall.fleet, hall.tokens, hall.said):
        time.sleep(0.5)
        hall.fleet.redis.stop()
        before = len(hall.said.tickets)
        time.sleep(2)
        assert len(hall.said.tickets) > before + 3, "Somebody waited for Redis"
    hall.seconds_until_displays_are_right()

    with working(hall.fleet, hall.tokens, hall.said):
        hall.fleet.redis.start()
        time.sleep(4)
    assert hall.seconds_until_displays_are_right() < 2
    hall.is_whole()


def test_a_process_cut_off_from_redis_shows_what_the_others_do(hall: Hall) -> None:
    cut = hall.fleet.members[2].wire
    cut.cut()
    with working(hall.fleet, hall.tokens, hall.said):
        time.sleep(3)
    hall.seconds_until_displays_are_right()

    cut.mend()
    time.sleep(4)
    with working(hall.fleet, hall.tokens, hall.said):
        time.sleep(0.5)
    assert hall.seconds_until_displays_are_right() < 2
    hall.is_whole()


def test_a_crash_of_postgresql_loses_nothing_that_was_acknowledged(hall: Hall) -> None:
    with working(hall.fleet, hall.tokens, hall.said):
        time.sleep(1)
        hall.fleet.postgres.crash()
        time.sleep(2)
        hall.fleet.postgres.start()
        before = len(hall.said.tickets)
        time.sleep(5)
        assert len(hall.said.tickets) > before + 3, "The processes did not find their way back"
    hall.seconds_until_displays_are_right()

    hall.is_whole()
