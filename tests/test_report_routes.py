"""Who may read figures over HTTP, and what a wrong address is told."""

import pytest

from tests.hall import Hall
from tests.house import House
from tests.offices import at, open_province


@pytest.mark.parametrize(
    "path",
    ["/today", "/reports/satisfaction?from=2026-11-01&to=2026-11-30", "/visits?from=2026-11-01&to=2026-11-30"],
)  # fmt: skip
def test_figures_are_for_managers_and_auditors_only(house: House, path: str) -> None:
    assert house.nobody().get(path).status_code == 401
    assert house.person("clerk").get(path).status_code == 403
    assert house.device("counter", 1).get(path).status_code == 403
    assert house.device("rating", 1).get(path).status_code == 403
    assert house.person("auditor").get(path).status_code == 200
    assert house.person("manager").get(path).status_code == 200


def test_a_report_comes_as_json_with_its_period(house: House) -> None:
    house.hall.take()
    house.hall.finish(house.hall.called())

    answer = house.person("manager").get("/reports/service?from=2026-11-01&to=2026-11-30&by=counter")  # fmt: skip

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
def test_a_wrong_address_says_what_is_wrong(house: House, query: str, fields: set[str]) -> None:
    answer = house.person("manager").get(f"/reports/satisfaction?{query}")

    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == fields


def test_a_report_of_another_name_is_not_found(house: House) -> None:
    answer = house.person("manager").get("/reports/secrets?from=2026-11-01&to=2026-11-01")

    assert answer.status_code == 404


def test_today_tells_of_a_clock_that_leapt_ahead(house: House) -> None:
    manager = house.caller("manager")
    assert manager.get("/today").get_json()["clock_ahead_s"] == 0

    house.running.house.clock_ahead_s = lambda: 86_400

    assert manager.get("/today").get_json()["clock_ahead_s"] == 86_400


PERIOD = "from=2026-11-01&to=2026-11-30"


def served(hall: Hall, count: int) -> None:
    """So many citizens are served at counter 1."""
    for _ in range(count):
        hall.take()
        hall.finish(hall.called())


def test_a_report_over_a_province_tells_each_office_and_all_together(house: House) -> None:
    sister, province = open_province(house.hall)
    served(house.hall, 2)
    sister.take()
    manager = at(house, province).caller("manager")

    report = manager.get(f"/reports/service?{PERIOD}&scope=below").get_json()

    assert report["offices"] == 3
    assert {row["key"]: row["taken"] for row in report["rows"]} == {"thu": 2, "em": 1}
    assert report["total"]["taken"] == 3


def test_a_report_over_named_offices_leaves_the_others_out(house: House) -> None:
    sister, province = open_province(house.hall)
    served(house.hall, 2)
    sister.take("B")
    manager = at(house, province).caller("manager")

    both = manager.get(f"/reports/service?{PERIOD}&offices=em,thu&by=service").get_json()
    one = manager.get(f"/reports/service?{PERIOD}&offices=em&by=counter").get_json()

    assert {row["key"]: row["taken"] for row in both["rows"]} == {"A": 2, "B": 1}
    assert one["total"]["taken"] == 1


def test_no_report_tells_of_an_office_that_is_out_of_reach(house: House) -> None:
    open_province(house.hall)

    answer = house.caller("manager").get(f"/reports/service?{PERIOD}&offices=thu,em")

    assert answer.status_code == 403


@pytest.mark.parametrize("by", ["counter", "staff"])
def test_counters_and_people_are_told_by_their_own_office_only(house: House, by: str) -> None:
    _, province = open_province(house.hall)
    manager = at(house, province).caller("manager")

    answer = manager.get(f"/reports/service?{PERIOD}&scope=below&by={by}")

    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == {"by"}


def test_a_scope_that_is_none_is_told_with_all_else_that_is_wrong(house: House) -> None:
    answer = house.caller("manager").get("/reports/service?from=x&to=2026-11-30&scope=all")

    assert set(answer.get_json()["fields"]) == {"from", "scope"}


def test_every_visit_of_a_province_is_listed_with_its_office(house: House) -> None:
    sister, province = open_province(house.hall)
    served(house.hall, 2)
    sister.take()
    manager = at(house, province).caller("manager")

    below = manager.get(f"/visits?{PERIOD}&scope=below").get_data(as_text=True)
    one = manager.get(f"/visits?{PERIOD}&offices=em").get_data(as_text=True)

    assert len(below.splitlines()) == 1 + 3
    assert len(one.splitlines()) == 1 + 1
    assert below.startswith("\ufeffĐơn vị;Ngày;")
    assert one.startswith("\ufeffNgày;")


def test_no_visit_of_an_office_out_of_reach_is_listed(house: House) -> None:
    open_province(house.hall)

    answer = house.caller("manager").get(f"/visits?{PERIOD}&offices=thu,em")

    assert answer.status_code == 403


def test_a_list_that_would_take_minutes_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(house.hall, 2)
    monkeypatch.setattr("web.api.reports.MOST_VISITS", 1)

    answer = house.caller("manager").get(f"/visits?{PERIOD}")

    assert answer.status_code == 422
    assert answer.get_json()["fields"].keys() == {"to"}
