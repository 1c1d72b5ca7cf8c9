"""The catalogue: read with all its problems at once, kept, changed, searched, taken out again."""

import unicodedata
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operations.catalogue import (
    create_office,
    export_catalogue,
    read_catalogue,
    read_catalogue_file,
    update_catalogue,
    write_catalogue,
)
from operations.catalogue_entries import (
    Catalogue,
    CounterEntry,
    DayEntry,
    OfficeEntry,
    ProcedureEntry,
    ServiceEntry,
)
from operations.catalogue_format import CatalogueError, parse_catalogue
from operations.catalogue_in_use import InUseError
from operations.catalogue_search import find_procedures, fold
from operations.errors import NotFoundError
from operations.offices import get_office, list_desks, list_services
from queueing.hours import Span
from tests.hall import MORNING, Hall, open_hall

SAMPLES = sorted((Path(__file__).parent.parent / "catalogue").glob("*.toml"))

OFFICE = """
[office]
code = "mau"
kind = "commune"
name = "Trung tâm mẫu"
timezone = "Asia/Ho_Chi_Minh"
languages = ["vi"]
"""

SERVICE = """
[[service]]
code = "A"
name = "Hộ tịch"
icon = "scroll-text"
typical_min = 10
"""

COUNTER = """
[[counter]]
number = 1
name = "Quầy 1"
services = ["A"]
"""

PROCEDURES = """
[[service.procedure]]
code = "1.001"
name = { vi = "Đăng ký khai sinh", en = "Birth registration" }
keywords = ["giấy khai sinh"]

[[service.procedure]]
code = "1.002"
name = "Cấp bản sao giấy khai sinh"

[[service.procedure]]
code = "1.003"
name = "Đăng ký kết hôn"
keywords = ["cưới", "sinh con"]
"""


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """An office whose counters are still closed."""
    opened = open_hall(tmp_path)
    yield opened
    opened.store.close()


def problems_of(text: str) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(text)
    return [str(problem) for problem in caught.value.problems]


def change_to(hall: Hall, text: str) -> None:
    with hall.change() as change:
        update_catalogue(change, parse_catalogue(text))


def names_found(hall: Hall, query: str, service: str | None = None) -> list[str]:
    with hall.store.reading() as reading:
        found = find_procedures(reading.sql, hall.id, query=query, service=service)
    return [procedure["names"]["vi"] for procedure in found]


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


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sample_offices_come_out_as_they_went_in(sample: Path, hall: Hall) -> None:
    catalogue = read_catalogue_file(sample)

    with hall.store.maintain() as sql:
        office = create_office(sql, catalogue, now=MORNING)

    with hall.store.reading() as reading:
        assert parse_catalogue(export_catalogue(reading.sql, office)) == catalogue


def test_a_new_office_counts_in_its_own_day(hall: Hall) -> None:
    tokyo = OFFICE.replace("Asia/Ho_Chi_Minh", "Asia/Tokyo")
    late = MORNING.replace(hour=16)  # 01:00 of the next day in Tokyo

    with hall.store.maintain() as sql:
        office = create_office(sql, parse_catalogue(tokyo + SERVICE + COUNTER), now=late)

    with hall.store.reading() as reading:
        assert get_office(reading.sql, office).day == "2026-11-24"


def test_what_a_new_catalogue_no_longer_has_is_put_away(hall: Hall) -> None:
    hall.take("B")
    hall.open(2)
    hall.finish(hall.start(hall.called(2), 2), 2)
    with hall.change() as change:
        change.sql.close_all_sessions(
            office=hall.id, closed_at="2026-11-23T02:00:00.000Z", version=change.version
        )

    change_to(hall, OFFICE + SERVICE + PROCEDURES + COUNTER)

    with hall.store.reading() as reading:
        assert [service.code for service in list_services(reading.sql, hall.id)] == ["A"]
        assert [desk.number for desk in list_desks(reading.sql, hall.id)] == [1]
        assert get_office(reading.sql, hall.id).code == "mau"
    assert len(hall.rows("select * from service where code = 'B' and active = 0")) == 1


def test_a_catalogue_cannot_leave_waiting_people_behind(hall: Hall) -> None:
    hall.take("B")

    with pytest.raises(InUseError) as refused:
        change_to(hall, OFFICE + SERVICE + COUNTER)

    assert refused.value.facts == {"what": "service", "which": "B"}
    with hall.store.reading() as reading:
        assert get_office(reading.sql, hall.id).code == "thu"
        assert len(list_services(reading.sql, hall.id)) == 2


def test_a_counter_with_a_clerk_stays(hall: Hall) -> None:
    hall.open(2)

    with pytest.raises(InUseError) as refused:
        change_to(hall, OFFICE + SERVICE + COUNTER)

    assert refused.value.facts == {"what": "counter", "which": "2"}


def test_people_who_were_stranded_before_do_not_block_a_change(hall: Hall) -> None:
    hall.take("B")
    with hall.change() as change:
        change.sql.clear_all_counter_services(office=hall.id)

    change_to(hall, OFFICE + SERVICE + COUNTER)

    with hall.store.reading() as reading:
        assert [service.code for service in list_services(reading.sql, hall.id)] == ["A"]


def test_a_procedure_keeps_its_id_and_a_pause_stays(hall: Hall) -> None:
    text = OFFICE + SERVICE + PROCEDURES + COUNTER
    change_to(hall, text)
    before = hall.rows("select id, code from service_procedure where active = 1 order by code")
    with hall.change() as change:
        change.sql.pause_service(office=hall.id, code="A", paused=1, version=change.version)

    change_to(hall, text)

    after = hall.rows("select id, code from service_procedure where active = 1 order by code")
    assert after == before
    assert hall.rows("select paused from service where code = 'A'") == [{"paused": 1}]


def test_an_office_that_does_not_exist_has_no_catalogue(hall: Hall) -> None:
    with hall.store.reading() as reading, pytest.raises(NotFoundError):
        read_catalogue(reading.sql, "nowhere")


def test_search_needs_no_accents_and_no_whole_words(hall: Hall) -> None:
    change_to(hall, OFFICE + SERVICE + PROCEDURES + COUNTER)

    assert names_found(hall, "dang ky ket") == ["Đăng ký kết hôn"]
    assert names_found(hall, "CƯỚI") == ["Đăng ký kết hôn"]
    assert names_found(hall, "birth reg") == ["Đăng ký khai sinh"]
    assert names_found(hall, "1.002") == ["Cấp bản sao giấy khai sinh"]


def test_the_best_match_comes_first(hall: Hall) -> None:
    change_to(hall, OFFICE + SERVICE + PROCEDURES + COUNTER)

    found = names_found(hall, "sinh")

    assert found == ["Đăng ký khai sinh", "Cấp bản sao giấy khai sinh", "Đăng ký kết hôn"]
    assert names_found(hall, "cap ban")[0] == "Cấp bản sao giấy khai sinh"
    assert names_found(hall, "giay khai sinh")[0] == "Cấp bản sao giấy khai sinh"


def test_every_word_must_begin_a_word(hall: Hall) -> None:
    change_to(hall, OFFICE + SERVICE + PROCEDURES + COUNTER)

    assert names_found(hall, "khai hôn") == []
    assert names_found(hall, "inh") == []
    assert names_found(hall, "%") == names_found(hall, "")


def test_an_empty_query_lists_a_service(hall: Hall) -> None:
    change_to(hall, OFFICE + SERVICE + PROCEDURES + COUNTER)

    assert len(names_found(hall, "", service="A")) == 3
    assert names_found(hall, "", service="B") == []


def test_folding_takes_every_mark_away() -> None:
    assert fold("Đường Nguyễn Huệ, TỔ 5") == "duong nguyen hue, to 5"


def test_decomposed_letters_are_the_same_name() -> None:
    decomposed = unicodedata.normalize("NFD", SERVICE)
    assert decomposed != SERVICE

    catalogue = parse_catalogue(OFFICE + decomposed + COUNTER)

    assert catalogue.services[0].names == {"vi": "Hộ tịch"}


WORDS = st.sampled_from(["Hộ tịch", "Đất đai", 'dấu "nháy"', "dòng một\ndòng hai", "\\ gạch"])
NAMES = st.builds(lambda vi, en: {"vi": vi} | ({"en": en} if en else {}), WORDS, WORDS | st.none())
NOTHING: dict[str, str] = {}
MAYBE_NAMES = NAMES | st.just(NOTHING)
SPANS = st.sampled_from(
    [
        (Span(time(7, 30), time(11, 30)),),
        (Span(time(7, 30), time(11, 30)), Span(time(13, 0), time(0, 0))),
    ]
)
WEEKS = st.none() | st.dictionaries(st.integers(0, 6), SPANS, min_size=1).map(
    lambda week: dict(sorted(week.items()))
)
OFFICES = st.builds(
    OfficeEntry,
    code=st.sampled_from(["mau", "xa-2"]),
    kind=st.sampled_from(["commune", "point"]),
    names=NAMES,
    slogans=MAYBE_NAMES,
    greetings=MAYBE_NAMES,
    notices=MAYBE_NAMES,
    hotline=st.sampled_from(["", "1900 0000"]),
    timezone=st.just("Asia/Ho_Chi_Minh"),
    languages=st.sampled_from([("vi",), ("en", "vi")]),
)
PROCEDURE = st.builds(
    ProcedureEntry,
    code=st.just(""),
    names=NAMES,
    keywords=st.lists(WORDS, max_size=2).map(tuple),
    papers=st.lists(NAMES, max_size=2).map(tuple),
    days=st.none() | st.integers(0, 2),
    fee_vnd=st.none() | st.just(0),
)
DAYS = st.sets(st.sampled_from([date(2027, 2, 17), date(2027, 4, 30)])).map(sorted)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    codes = draw(st.lists(st.sampled_from("ABZ"), min_size=1, max_size=3, unique=True))
    services = tuple(
        ServiceEntry(
            code=code,
            names=draw(NAMES),
            abouts=draw(MAYBE_NAMES),
            icon="map",
            typical_min=draw(st.integers(1, 3)),
            daily_cap=draw(st.integers(0, 2)),
            hours=draw(WEEKS),
            procedures=tuple(
                ProcedureEntry(
                    f"{code}.{at}", one.names, one.keywords, one.papers, one.days, one.fee_vnd
                )
                for at, one in enumerate(draw(st.lists(PROCEDURE, max_size=2)))
            ),
        )
        for code in codes
    )
    counters = tuple(
        CounterEntry(number, draw(NAMES), draw(st.sampled_from(["", "Tầng 2"])), served)
        for number, served in [(1, tuple(sorted(codes))), (7, ())][: draw(st.integers(1, 2))]
    )
    closed = tuple(DayEntry(day, draw(MAYBE_NAMES)) for day in draw(DAYS))
    opened = tuple(DayEntry(day, draw(MAYBE_NAMES), draw(SPANS)) for day in draw(DAYS))
    return Catalogue(draw(OFFICES), services, counters, closed, opened)


@given(catalogue=catalogues())
@settings(max_examples=60, deadline=None)
def test_any_catalogue_is_read_back_as_it_was_written(catalogue: Catalogue) -> None:
    assert parse_catalogue(write_catalogue(catalogue)) == catalogue


@given(first=catalogues(), second=catalogues())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_catalogue_can_follow_another(hall: Hall, first: Catalogue, second: Catalogue) -> None:
    for catalogue in (first, second):
        with hall.change() as change:
            update_catalogue(change, catalogue)

        with hall.store.reading() as reading:
            assert read_catalogue(reading.sql, hall.id) == catalogue
