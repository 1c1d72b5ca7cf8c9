"""The catalogue file: what can be wrong with it, all told at once with its place."""

from datetime import time
from pathlib import Path

import pytest

from operations.catalogue import (
    read_catalogue_file,
)
from operations.catalogue_format import CatalogueError, parse_catalogue
from queueing.hours import Span
from tests.catalogues import COUNTER, OFFICE, PROCEDURES, SERVICE


def problems_of(text: str) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(text)
    return [str(problem) for problem in caught.value.problems]


def test_all_problems_are_told_at_once_with_their_places() -> None:
    broken = """
    extra = 1
    [office]
    code = "Võ Nhai"
    nam = "Trung tâm"
    timezone = "Asia/Ho_Chi_Min"
    languages = ["en"]
    hotline = 19
    [[service]]
    code = "A1"
    name = { en = "Civil status" }
    icon = "map"
    typical_min = 0
    daily_cap = "ten"
    [[counter]]
    number = 1
    services = ["B"]
    [[counter]]
    number = 1
    name = ["Quầy"]
    services = "A1"
    [[closed_day]]
    date = "Tết"
    """

    assert problems_of(broken) == [
        "office.code: 'Võ Nhai' cannot be used here; use small letters, digits and '-'",
        "office.kind: missing",
        "office.name: missing",
        "office.hotline: must be a text in quotes",
        "office.timezone: 'Asia/Ho_Chi_Min' is not a timezone; write one such as Asia/Ho_Chi_Minh",
        "office.languages: needs a text for 'vi'",
        "office.nam: unknown key; did you mean 'name'?",
        "service[A1].code: 'A1' cannot be used here; use one capital letter, A to Z",
        "service[A1].name: needs a text for 'vi'",
        "service[A1].typical_min: must be from 1 to 240",
        "service[A1].daily_cap: must be a whole number",
        "counter[1].services: there is no service 'B'",
        "counter[1].name: missing",
        'counter[1].name: must be a text, or one for each language such as {vi = "Hộ tịch", en = "…"}',
        "closed_day[Tết].date: must be a day such as 2027-02-17",
        "counter: '1' stands here twice",
        "extra: unknown key",
    ]


@pytest.mark.parametrize("depth", ["[" * 100_000, "{a=" * 5_000, "9" * 5_000])
def test_what_is_deeper_or_larger_than_any_catalogue_is_told(depth: str) -> None:
    (problem,) = problems_of(f"a = {depth}")

    assert problem.startswith("TOML: cannot be read")


def test_the_error_is_one_readable_text() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(OFFICE + SERVICE, "mau.toml")

    assert str(caught.value) == (
        "mau.toml: 2 problems\n  counter: missing\n  service[A]: no counter serves the service 'A'"
    )
    assert caught.value.facts["fields"] == {"counter": "required", "service[A]": "no_counter"}


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ("[]", "hours: is empty; leave it out where the service is always open"),
        ('[{days = [], from = "07:00", to = "08:00"}]', "hours[1].days: must name days"),
        ('[{days = ["fri-mon"], from = "07:00", to = "08:00"}]', "hours[1].days: must name days"),
        ('[{days = ["t2"], from = "07:00", to = "08:00"}]', "hours[1].days: must name days"),
        ('[{days = "mon", from = "24:00", to = "08:00"}]', "hours[1].from: must be a time"),
        ('[{days = "mon", from = "7h", to = "08:00"}]', "hours[1].from: must be a time"),
        ('[{days = "mon", from = "09:00", to = "08:00"}]', "hours[1].to: ends before it starts"),
        ('[{days = "mon", from = "09:00"}]', "hours[1].to: missing"),
        (
            '[{days = "mon", from = "07:00", to = "24:00"}, {days = "mon", from = "09:00", to = "10:00"}]',
            "hours: two stretches of one day overlap",
        ),
        (
            '[{days = "mon", from = "07:00", to = "09:30"}, {days = "mon", from = "09:00", to = "10:00"}]',
            "hours: two stretches of one day overlap",
        ),
        ("[3]", "hours[1]: must be a table"),
        ('"always"', "hours: must be a list"),
    ],
)
def test_hours_that_cannot_be_meant_are_told(hours: str, told: str) -> None:
    found = problems_of(OFFICE + SERVICE + f"hours = {hours}\n" + COUNTER)

    assert any(problem.startswith(f"service[A].{told}") for problem in found), found


def test_a_stretch_of_days_until_midnight_is_read() -> None:
    text = SERVICE + 'hours = [{days = "mon-fri", from = "7:30", to = "24:00"}]\n'

    catalogue = parse_catalogue(OFFICE + text + COUNTER)

    week = catalogue.services[0].hours
    assert week is not None
    assert list(week) == [0, 1, 2, 3, 4]
    assert week[4] == (Span(time(7, 30), time(0, 0)),)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("papers = [3]", "papers[1]: must be a text"),
        ('papers = ["Tờ khai", {en = "x"}]', "papers[2]: needs a text for 'vi'"),
        ("days = -1", "days: must be from 0 to 3650"),
        ("fee_vnd = 1.5", "fee_vnd: must be a whole number"),
        ("keywords = 3", "keywords: must be a list"),
        (f"keywords = {['a'] * 51}", "keywords: must be from 0 to 50"),
        ('keywords = ["a", 1]', "keywords: must be a text in quotes"),
        ('keywords = ["\\u0000"]', "keywords: must be a text in quotes"),
    ],
)
def test_what_is_wrong_with_a_procedure_is_told(more: str, told: str) -> None:
    procedure = f'[[service.procedure]]\ncode = "1"\nname = "Thủ tục"\n{more}\n'

    found = problems_of(OFFICE + SERVICE + procedure + COUNTER)

    assert any(problem.startswith(f"service[A].procedure[1].{told}") for problem in found), found


def test_a_procedure_code_stands_once_in_the_office() -> None:
    twice = PROCEDURES.replace("1.002", "1.001")

    assert problems_of(OFFICE + SERVICE + twice + COUNTER) == [
        "service.procedure: '1.001' stands here twice"
    ]


def test_a_day_without_a_date_and_an_empty_text_are_told() -> None:
    text = SERVICE.replace('"Hộ tịch"', '" "').replace('"scroll-text"', '" "')

    assert problems_of(OFFICE + text + COUNTER + '[[closed_day]]\nname = "Nghỉ"') == [
        "service[A].name: needs a text for 'vi'",
        "service[A].icon: missing",
        "closed_day[1].date: missing",
    ]


def test_names_are_not_longer_than_a_screen_shows() -> None:
    long = SERVICE.replace("Hộ tịch", "Hộ tịch " * 20)

    assert problems_of(OFFICE + long + COUNTER) == [
        "service[A].name: is longer than 100 characters"
    ]


def test_a_text_that_is_no_toml_is_told_with_its_line() -> None:
    (problem,) = problems_of("[office\ncode = 1")

    assert problem.startswith("TOML: cannot be read: ")
    assert "line 1" in problem


def test_a_file_that_cannot_be_read_is_a_catalogue_error(tmp_path: Path) -> None:
    (tmp_path / "cp1258.toml").write_bytes(b"name = \xff")

    for name in ("missing.toml", "cp1258.toml"):
        with pytest.raises(CatalogueError, match=name):
            read_catalogue_file(tmp_path / name)


def test_a_part_that_is_no_table_is_told() -> None:
    assert "office: must be a table with keys of its own" in problems_of("office = 3")
