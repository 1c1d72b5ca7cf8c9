"""Who may read figures over HTTP, and what a wrong address is told."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.read_only import reading_only
from store.store import Store
from tests.hall import Hall, open_hall
from tests.report_house import ReportHouse, report_house


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall with counter 1 open."""
    hall = open_hall(tmp_path)
    hall.open(1)
    yield hall
    hall.store.close()


@pytest.fixture
def house(hall: Hall, tmp_path: Path) -> Iterator[ReportHouse]:
    """The API of the hall."""
    with report_house(hall, tmp_path) as house:
        yield house


@pytest.mark.parametrize(
    "path",
    ["/today", "/reports/satisfaction?from=2026-11-01&to=2026-11-30", "/visits?from=2026-11-01&to=2026-11-30"],
)  # fmt: skip
def test_figures_are_for_managers_and_auditors_only(house: ReportHouse, path: str) -> None:
    assert house.get(path).status_code == 401
    assert house.get(path, house.session("clerk")).status_code == 403
    assert house.get(path, house.token("counter", 1)).status_code == 403
    assert house.get(path, house.token("rating", 1)).status_code == 403
    assert house.get(path, house.session("auditor")).status_code == 200
    assert house.get(path, house.session("manager")).status_code == 200


def test_a_report_comes_as_json_with_its_period(house: ReportHouse) -> None:
    house.hall.take()
    house.hall.finish(house.hall.called())

    answer = house.get("/reports/service?from=2026-11-01&to=2026-11-30&by=counter", house.session("manager"))  # fmt: skip

    report = answer.get_json()
    assert report["title"] == {"vi": "Tháng 11/2026", "en": "November 2026"}
    assert report["total"]["served"] == 1
    assert report["rows"][0]["names"]["vi"] == "Quầy 1"


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", {"from", "to"}),
        ("from=2026-11-31&to=x", {"from", "to"}),
        ("from=2026-11-02&to=2026-11-01", {"to"}),
        ("from=1990-01-01&to=2026-11-01", {"to"}),
        ("from=2026-11-01&to=2026-11-01&by=colour&format=doc", {"by", "format"}),
    ],
)
def test_a_wrong_address_says_what_is_wrong(
    house: ReportHouse, query: str, fields: set[str]
) -> None:
    answer = house.get(f"/reports/satisfaction?{query}", house.session("manager"))

    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == fields


def test_a_report_of_another_name_is_not_found(house: ReportHouse) -> None:
    answer = house.get("/reports/secrets?from=2026-11-01&to=2026-11-01", house.session("manager"))

    assert answer.status_code == 404


def test_the_store_cannot_be_changed_by_who_only_reads(tmp_path: Path) -> None:
    Store(tmp_path / "a.db").close()

    with reading_only(tmp_path / "a.db") as reading, pytest.raises(sqlite3.OperationalError):
        reading.sql.raise_version(office="x")
