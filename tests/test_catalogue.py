"""The catalogue: kept, changed with nobody left behind, and searched."""

import unicodedata
from pathlib import Path

import pytest

from operations.catalogue import (
    create_office,
    export_catalogue,
    read_catalogue,
    read_catalogue_file,
    update_catalogue,
)
from operations.catalogue_format import parse_catalogue
from operations.catalogue_in_use import InUseError
from operations.catalogue_search import find_procedures, fold
from operations.errors import NotFoundError
from operations.layout import list_desks, list_services
from operations.offices import get_office
from operations.tree import TREE
from tests.catalogues import COUNTER, OFFICE, PROCEDURES, SERVICE
from tests.hall import MORNING, Hall

SAMPLES = sorted((Path(__file__).parent.parent / "catalogue").glob("*.toml"))


@pytest.fixture
def hall(closed_hall: Hall) -> Hall:
    """An office whose counters are still closed."""
    return closed_hall


def change_to(hall: Hall, text: str) -> None:
    with hall.change(TREE) as change:
        update_catalogue(change, parse_catalogue(text))


def names_found(hall: Hall, query: str, service: str | None = None) -> list[str]:
    with hall.store.reading() as reading:
        found = find_procedures(reading.sql, hall.id, query=query, service=service)
    return [procedure["names"]["vi"] for procedure in found]


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
        assert [
            desk.number for desk in list_desks(reading.sql, get_office(reading.sql, hall.id))
        ] == [1]
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
