"""Comments of several offices together: whose they are, who may read them, how a page is found."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from store.instants import from_text
from store.lists import listed
from tests.commented import PERIOD, SAID, TABLET, TODAY, read, say, words, write
from tests.hall import Hall
from tests.house import House
from tests.offices import at, open_province
from tests.schemas import check_answer
from tests.stores import plan, run, statements
from tests.visits import Visit, add_visits

# ---- of several offices


def test_a_province_reads_all_below_together_with_the_office_of_each(house: House) -> None:
    sister, province = open_province(house.hall)
    write(house.hall, "Ở Thử Nghiệm")
    house.hall.clock.forward(minutes=1)
    say(sister, "Ở đơn vị em")
    house.hall.clock.forward(minutes=1)
    write(house.hall, "Lại ở Thử Nghiệm")
    reader = at(house, province).person("auditor")

    answer = reader.get(f"/comments?{PERIOD}&scope=below")

    check_answer(house.running.app, answer)
    told = answer.get_json()["comments"]
    assert [(one["office"]["code"], one["comment"]) for one in told] == [
        ("thu", "Lại ở Thử Nghiệm"), ("em", "Ở đơn vị em"), ("thu", "Ở Thử Nghiệm"),
    ]  # fmt: skip
    assert words(reader.read(f"/comments?{PERIOD}&offices=em")) == ["Ở đơn vị em"]
    assert words(reader.read(f"/comments?{PERIOD}&offices=em,thu")) == [
        one["comment"] for one in told
    ]
    assert words(reader.read(f"/comments?{PERIOD}")) == []


@pytest.mark.parametrize("scope", ["offices=em", "offices=thu,em", "offices=nothing", "office=em"])
def test_nobody_reads_what_was_said_at_an_office_that_is_not_below(
    house: House, scope: str
) -> None:
    sister, _ = open_province(house.hall)
    say(sister, "Ở đơn vị em")

    answer = house.person("manager").get(f"/comments?{PERIOD}&{scope}")

    assert answer.status_code == 403
    assert "Ở đơn vị em" not in answer.text
    assert words(house.person("manager").read(f"/comments?{PERIOD}&scope=below")) == []


def test_neither_clerk_nor_counter_nor_number_of_another_office_is_told(house: House) -> None:
    sister, province = open_province(house.hall)
    ticket = say(sister, "Rất tốt")
    (label,) = (row["label"] for row in sister.rows("select label from ticket"))

    answer = at(house, province).person("manager").get(f"/comments?{PERIOD}&scope=below")

    assert set(answer.get_json()["comments"][0]) == SAID
    for secret in ("clerk-1", label, ticket, "counter", "staff", "tablet"):
        assert secret not in answer.text.replace('"channel":"tablet"', "")


def test_pages_over_several_offices_skip_none_and_repeat_none(hall: Hall) -> None:
    sister, _ = open_province(hall)
    for minute in range(7):
        write(hall, f"Ở đây {minute}")
        say(sister, f"Ở kia {minute}")
        hall.clock.forward(minutes=1)
    both = (hall.id, sister.id)

    pages: list[dict[str, Any]] = []
    before = None
    while not pages or pages[-1]["more"]:
        pages.append(read(hall, limit=4, offices=both, before=before))
        before = from_text(pages[-1]["comments"][-1]["rated_at"])

    told = [one for page in pages for one in words(page)]
    assert len(told) == len(set(told)) == 14
    assert {told[0], told[1]} == {"Ở đây 6", "Ở kia 6"}
    instants = [one["rated_at"] for page in pages for one in page["comments"]]
    assert instants == sorted(instants, reverse=True)


# ---- chosen from


def test_levels_and_a_service_choose_among_comments(house: House) -> None:
    hall = house.hall
    for level in (1, 2, 3, 4, 5):
        write(hall, f"Mức {level}", level=level)
        hall.clock.forward(minutes=1)
    hall.take("B")
    hall.rate(hall.finish(hall.called()), 1, rater=TABLET, reasons=(), comment="Đất đai")
    manager = house.person("manager")

    def told(query: str) -> list[str]:
        return words(manager.read(f"/comments?{PERIOD}&{query}"))

    assert told("level=1,2") == ["Đất đai", "Mức 2", "Mức 1"]
    assert told("level=3") == ["Mức 3"]
    assert told("service=B") == ["Đất đai"]
    assert told("service=A&level=1") == ["Mức 1"]
    assert told("service=Z") == []
    assert told("level=&service=") == ["Đất đai", *(f"Mức {level}" for level in (5, 4, 3, 2, 1))]


def test_a_service_to_choose_is_named_as_at_the_first_office(hall: Hall) -> None:
    sister, _ = open_province(hall)
    with hall.store.maintain() as sql:
        run(sql, "update service set position = 9 where code = 'A'")
        run(sql, "update service set names = ? where office = ?", '{"vi": "Khác"}', sister.id)
        run(sql, "update service set position = 0 where office = ?", sister.id)

    services = read(hall, offices=(hall.id, sister.id))["services"]

    assert services == [
        {"code": "A", "names": {"vi": "Khác"}},
        {"code": "B", "names": {"vi": "Khác"}},
    ]


# ---- in years


@pytest.mark.parametrize("days_later", [0, 1, 7, 60])
def test_what_is_said_weeks_after_the_visit_is_found(hall: Hall, days_later: int) -> None:
    visited = date(2026, 1, 1)
    said = visited + timedelta(days=days_later)
    say(hall, "Muộn", visited, at=f"{said}T16:59:59.999Z")

    assert words(read(hall, visited, visited)) == ["Muộn"]
    assert words(read(hall, date(2025, 1, 1), date(2026, 12, 31))) == ["Muộn"]


@pytest.mark.parametrize("when", ["2026-11-22T17:00:00.000Z", "2026-11-24T00:59:59.999Z"])
def test_both_ends_of_a_day_that_begins_before_that_of_utc_are_read(hall: Hall, when: str) -> None:
    say(hall, "Đúng lúc", at=when)

    assert words(read(hall)) == ["Đúng lúc"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date.min, date(11, 1, 1)),
        (date(9990, 1, 1), date.max),
        (date(2020, 1, 1), date(2030, 1, 1)),
    ],
)
def test_days_that_nobody_has_seen_are_asked_for_in_a_few_statements(
    hall: Hall, first: date, last: date
) -> None:
    with statements(hall.store) as told:
        assert words(read(hall, first, last)) == []

    assert len(told) <= 9


def test_stretches_of_time_meet_each_other(hall: Hall) -> None:
    """One comment on each of 600 days: the year's pages have every one of them once."""
    visits = (Visit(day, level=5, comment=day) for day in _days(600))
    add_visits(hall.store, visits, office=hall.id)

    first = read(hall, date(2025, 1, 1), TODAY, limit=400)
    rest = read(
        hall, date(2025, 1, 1), TODAY, limit=400,
        before=from_text(first["comments"][-1]["rated_at"]),
    )  # fmt: skip

    assert words(first) + words(rest) == sorted(_days(600), reverse=True)
    assert (first["more"], rest["more"]) == (True, False)


def _days(count: int) -> list[str]:
    return [date.fromordinal(TODAY.toordinal() - back).isoformat() for back in range(count)]


def _one_in_ten_commented(days: int) -> Iterator[Visit]:
    for day in _days(days):
        for place in range(30):
            yield Visit(day, level=5, comment=None if place % 10 else "Nói gì đó")


def test_a_page_is_found_by_office_and_time_and_not_among_all_ratings(hall: Hall) -> None:
    sister, _ = open_province(hall)
    for office in (hall, sister):
        add_visits(hall.store, _one_in_ten_commented(60), office=office.id)
    asked = {
        "offices": listed([hall.id, sister.id]), "first": "2026-01-01", "last": "2026-12-31",
        "since": "2026-11-10T00:00:00.000Z", "before": "2026-11-13T00:00:00.000Z",
        "lowest": 1, "highest": 5, "levels": listed("12345"), "service_from": "", "service_to": "Z",
        "limit": 201,
    }  # fmt: skip

    with hall.store.maintain() as sql:
        found = plan(sql, "list_comments", **asked)

    assert "rating_comments" in found
    assert "rating_by_day" not in found
