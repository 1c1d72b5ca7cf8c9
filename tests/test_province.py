"""The province's screen: every office below, each as its own screens tell it, in a few questions."""

from datetime import timedelta
from typing import Any

import pytest

from config import RatingSettings
from operations.devices import Place, add_device, list_devices
from operations.intake_offices import expect_office
from operations.province import read_province
from operations.report_parts import By
from operations.reports import read_satisfaction
from operations.silence import SILENT_AFTER
from satisfaction.periods import Period
from store.instants import from_text, to_text
from tests.hall import Clock, Hall
from tests.house import House
from tests.offices import at, open_beside, open_province, place
from tests.stores import run


@pytest.fixture
def province(hall: Hall) -> Hall:
    """The hall's office and its sister stand below it."""
    return open_province(hall)[1]


def told(province: Hall, code: str = "thu") -> dict[str, Any]:
    """What the screen says of one office."""
    with province.store.reading() as reading:
        state = read_province(reading, province.id, rules=RatingSettings(), now=province.clock.now)
    found: dict[str, dict[str, Any]] = {one["code"]: one for one in state["offices"]}
    return found[code]


def test_who_waits_and_who_works_is_told_of_each_office(hall: Hall, province: Hall) -> None:
    first = hall.take()
    hall.clock.forward(minutes=5)
    hall.take()
    hall.clock.forward(minutes=1)

    office = told(province)

    assert (office["waiting"], office["taken"], office["served"]) == (2, 2, 0)
    assert from_text(office["oldest_at"]) == first.issued_at
    assert (office["counters"], office["open_counters"]) == (2, 2)
    assert told(province, "em")["waiting"] == 0
    assert told(province, "em")["open_counters"] == 0


def test_satisfaction_is_that_of_the_days_report(hall: Hall, province: Hall) -> None:
    for level in (5, 2):
        hall.take()
        hall.rate(hall.finish(hall.called()), level)
    today = hall.clock.now.date()

    with hall.store.reading() as reading:
        report = read_satisfaction(
            reading, hall.id, Period(today, today), By.OFFICE, rules=RatingSettings(),
            now=hall.clock.now,
        )  # fmt: skip

    total = {key: value for key, value in report["total"].items() if key != "taken"}
    assert told(province)["satisfaction"] == total
    assert total["rated"] == 2


def test_screens_that_nobody_hears_are_counted(hall: Hall, province: Hall, clock: Clock) -> None:
    with hall.change() as change:
        for kind in ("display", "kiosk", "manager"):
            device, _ = add_device(change, kind, Place(kind), now=clock())
            if kind == "kiosk":
                seen = to_text(clock())
                run(
                    change.sql,
                    "update device set last_seen_at = ? where id = ?",
                    seen,
                    device["id"],
                )

    assert (told(province)["devices"], told(province)["lost"]) == (2, 1)


def test_an_office_that_stopped_reporting_is_silent(hall: Hall, province: Hall) -> None:
    sister = open_beside(hall, "xa")
    place(sister, province)
    with sister.change() as change:
        expect_office(change)
    assert told(province, "xa")["silent"]

    heard(sister)
    assert not told(province, "xa")["silent"]
    hall.clock.forward(seconds=SILENT_AFTER.total_seconds() + 1)

    assert told(province, "xa")["silent"]
    assert not told(province, "thu")["silent"]


def test_screens_behind_a_cut_line_are_told_as_they_were_last_heard(
    hall: Hall, province: Hall, clock: Clock
) -> None:
    """Nobody knows that they are lost; the office is silent, and that is said of it."""
    sister = open_beside(hall, "xa")
    place(sister, province)
    with sister.change() as change:
        expect_office(change)
        for name, seen in (("Kiosk", clock()), ("Tivi", clock() - timedelta(minutes=3))):
            device, _ = add_device(change, "kiosk", Place(name), now=clock())
            run(change.sql, "update device set last_seen_at = ? where id = ?", to_text(seen), device["id"])  # fmt: skip
    heard(sister)
    assert lost(province, sister) == (1, ["Tivi"])

    clock.forward(minutes=10)

    assert lost(province, sister) == (1, ["Tivi"])


def lost(province: Hall, office: Hall) -> tuple[int, list[str]]:
    """How many screens the province's table counts as lost, and which the office's own page names."""
    with office.store.reading() as reading:
        devices = list_devices(reading.sql, office.id, now=office.clock.now)
    count = told(province, "xa")["lost"]
    return count, [device["name"] for device in devices if not device["online"]]


def heard(office: Hall) -> None:
    """Its machine reports."""
    with office.store.maintain() as sql:
        run(sql, "update intake set heard_at = ?, behind = 0", to_text(office.clock.now))


def test_a_report_names_the_offices_whose_figures_are_incomplete(
    hall: Hall, province: Hall
) -> None:
    with province.change() as change:
        expect_office(change)
    heard(province)
    yesterday, today = (hall.clock.now.date() - timedelta(days=back) for back in (1, 0))

    def silent(day: Any, after: timedelta) -> list[str]:
        with hall.store.reading() as reading:
            report = read_satisfaction(
                reading, province.id, Period(day, day), By.OFFICE, rules=RatingSettings(),
                now=hall.clock.now + after, offices=(hall.id, province.id),
            )  # fmt: skip
        return [office["code"] for office in report["silent"]]

    assert silent(today, timedelta()) == []
    assert silent(today, timedelta(days=2)) == ["tinh"]
    assert silent(yesterday, timedelta(days=2)) == []


def test_the_screen_is_for_who_reads_the_province(house: House) -> None:
    _, above = open_province(house.hall)
    manager, clerk = at(house, above).caller("manager"), at(house, above).caller("clerk")

    codes = [one["code"] for one in manager.get("/province").get_json()["offices"]]

    assert sorted(codes) == ["em", "thu", "tinh"]
    assert [o["code"] for o in house.caller("manager").get("/province").get_json()["offices"]] == [
        "thu"
    ]
    assert clerk.get("/province").status_code == 403
