"""What managers keep: counters, procedures, and the office itself."""

import pytest

from operations.administration import change_office, office_settings
from operations.administration_counters import (
    add_counter,
    change_counter,
    counter_settings,
    list_counter_settings,
    remove_counter,
)
from operations.administration_services import (
    add_procedure,
    change_procedure,
    list_procedure_settings,
    remove_procedure,
)
from operations.catalogue_in_use import InUseError
from operations.errors import (
    NotFoundError,
    UnknownCounterError,
)
from queueing.errors import ServiceClosedError
from tests.administration import BIRTH, do, refused_fields
from tests.hall import Hall


def close_counters(hall: Hall) -> None:
    with hall.change() as change:
        change.sql.close_all_sessions(
            office=hall.id, closed_at="2026-11-23T02:00:00.000Z", version=change.version
        )


def test_counters_are_added_and_changed(hall: Hall) -> None:
    added = do(
        hall, add_counter, {"number": 7, "names": {"vi": "Quầy 7"}, "services": ["B", "A", "B"]}
    )
    assert (added["services"], added["zone"]) == (["A", "B"], "")

    changed = do(hall, change_counter, 7, {"zone": "Tầng 2", "services": ["B"]})

    assert (changed["zone"], changed["services"]) == ("Tầng 2", ["B"])
    with hall.store.reading() as reading:
        numbers = [c["number"] for c in list_counter_settings(reading.sql, hall.id)]
    assert numbers == [1, 2, 7]


def test_all_that_is_wrong_with_a_counter_is_told(hall: Hall) -> None:
    assert refused_fields(hall, add_counter, {"number": 100, "services": ["Z"]}) == {
        "number": "range",
        "names": "required",
        "services": "unknown_service",
    }
    taken = {"number": 1, "names": {"vi": "Quầy 1"}, "services": []}
    assert refused_fields(hall, add_counter, taken) == {"number": "taken"}
    assert refused_fields(hall, change_counter, 1, {"number": 5}) == {"number": "fixed"}


def test_the_last_counter_of_a_waiting_service_keeps_it(hall: Hall) -> None:
    hall.take("B")
    do(hall, change_counter, 1, {"services": ["A"]})

    with pytest.raises(InUseError) as refused:
        do(hall, change_counter, 2, {"services": ["A"]})

    assert refused.value.facts == {"what": "service", "which": "B"}
    with hall.store.reading() as reading:
        assert counter_settings(reading.sql, hall.id, 2)["services"] == ["A", "B"]


def test_a_counter_where_somebody_sits_cannot_be_removed(hall: Hall) -> None:
    with pytest.raises(InUseError):
        do(hall, remove_counter, 1)

    close_counters(hall)
    do(hall, remove_counter, 1)

    with pytest.raises(UnknownCounterError):
        do(hall, change_counter, 1, {"zone": "x"})


def test_a_counter_that_somebody_waits_for_cannot_be_removed(hall: Hall) -> None:
    hall.take("A")
    hall.transfer(hall.called(1), to=2)
    close_counters(hall)

    with pytest.raises(InUseError):
        do(hall, remove_counter, 2)

    do(hall, remove_counter, 1)


def test_procedures_are_added_moved_and_removed(hall: Hall) -> None:
    first = do(hall, add_procedure, BIRTH | {"papers": [{"vi": "Tờ khai"}], "fee_vnd": 0})
    second = do(hall, add_procedure, BIRTH | {"code": "HT02", "names": {"vi": "Khai tử"}})
    before_both = do(hall, add_procedure, BIRTH | {"code": "HT00", "position": 0})
    do(hall, remove_procedure, before_both["id"])
    assert (first["position"], second["position"]) == (0, 1)
    assert first["papers"] == [{"vi": "Tờ khai"}]

    moved = do(
        hall, change_procedure, first["id"], {"service": "B", "fee_vnd": None, "position": 3}
    )
    assert (moved["service"], moved["fee_vnd"], moved["id"]) == ("B", None, first["id"])

    do(hall, remove_procedure, second["id"])
    with hall.store.reading() as reading:
        left = list_procedure_settings(reading.sql, hall.id)
    assert [procedure["id"] for procedure in left] == [first["id"]]
    with pytest.raises(NotFoundError):
        do(hall, remove_procedure, second["id"])


def test_all_that_is_wrong_with_a_procedure_is_told(hall: Hall) -> None:
    do(hall, add_procedure, BIRTH)

    assert refused_fields(hall, add_procedure, BIRTH) == {"code": "taken"}
    assert refused_fields(hall, add_procedure, {"service": "Z", "papers": [1], "days": "3"}) == {
        "service": "unknown_service",
        "code": "required",
        "names": "required",
        "papers[1]": "names",
        "days": "number",
    }


def test_the_offices_settings_and_days_are_changed(hall: Hall) -> None:
    changed = do(
        hall,
        change_office,
        {
            "notices": {"vi": "Nghỉ sớm lúc 16 giờ"},
            "closed_days": [{"date": "2026-11-24", "names": {"vi": "Nghỉ"}}],
            "open_days": [
                {
                    "date": "2026-11-28",
                    "names": {"vi": "Làm bù"},
                    "hours": [{"from": "07:30", "to": "11:30"}],
                }
            ],
        },
    )

    assert changed["notices"] == {"vi": "Nghỉ sớm lúc 16 giờ"}
    assert changed["names"]["en"].startswith("Test Commune")
    assert changed["open_days"][0]["hours"] == [{"from": "07:30", "to": "11:30"}]
    hall.clock.forward(days=1)
    with pytest.raises(ServiceClosedError):
        hall.take("A")
    hall.clock.forward(days=4)  # Saturday morning
    hall.take("A")


def test_all_that_is_wrong_with_the_office_is_told(hall: Hall) -> None:
    wrong = {
        "code": "khac",
        "languages": ["vi", "vi", "Tày"],
        "hotline": "0" * 41,
        "closed_days": [{"date": "mai"}],
        "open_days": [{"date": "2026-11-28"}],
    }

    assert refused_fields(hall, change_office, wrong) == {
        "code": "fixed",
        "languages": "bad_code",
        "hotline": "too_long",
        "closed_days[mai].date": "not_day",
        "open_days[2026-11-28].hours": "required",
    }


def test_a_day_is_named_once(hall: Hall) -> None:
    twice = {"closed_days": [{"date": "2026-11-24"}, {"date": "2026-11-24"}]}

    assert refused_fields(hall, change_office, twice) == {"closed_days": "twice"}


def test_an_office_that_does_not_exist_has_no_settings(hall: Hall) -> None:
    with hall.store.reading() as reading, pytest.raises(NotFoundError):
        office_settings(reading.sql, "nowhere")
