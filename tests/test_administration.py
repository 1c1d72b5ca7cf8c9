"""What managers keep: services, with all that is wrong told at once."""

import pytest

from operations.administration import change_office, office_settings
from operations.administration_counters import (
    change_counter,
    counter_settings,
)
from operations.administration_services import (
    add_procedure,
    add_service,
    change_service,
    list_procedure_settings,
    list_service_settings,
    remove_service,
    service_settings,
)
from operations.catalogue_in_use import InUseError
from operations.errors import (
    ServicePausedError,
    UnknownServiceError,
)
from operations.offices import get_office
from queueing.errors import ServiceClosedError
from tests.administration import BIRTH, do, refused_fields
from tests.hall import Hall

NEW_SERVICE = {"code": "C", "names": {"vi": "Cư trú"}, "icon": "house", "typical_min": 5}


MORNINGS = [{"days": ["mon", "tue"], "from": "07:30", "to": "11:30"}]


def codes(hall: Hall) -> list[str]:
    with hall.store.reading() as reading:
        return [service["code"] for service in list_service_settings(reading.sql, hall.id)]


def test_a_new_service_stands_last_and_has_the_offices_new_version(hall: Hall) -> None:
    added = do(hall, add_service, NEW_SERVICE)

    assert codes(hall) == ["A", "B", "C"]
    with hall.store.reading() as reading:
        assert added["version"] == get_office(reading.sql, hall.id).version
    assert (added["position"], added["paused"], added["hours"]) == (2, False, None)


def test_a_service_can_be_moved_first(hall: Hall) -> None:
    do(hall, change_service, "A", {"position": 5})

    assert codes(hall) == ["B", "A"]


def test_a_change_leaves_what_it_does_not_name(hall: Hall) -> None:
    before = do(hall, change_service, "A", {"hours": MORNINGS, "daily_cap": 40})

    after = do(hall, change_service, "A", {"names": {"vi": "Hộ tịch", "en": "Registry"}})

    assert after["hours"] == MORNINGS
    assert after | {"names": before["names"], "version": before["version"]} == before


def test_a_page_may_send_back_all_that_it_read(hall: Hall) -> None:
    with hall.store.reading() as reading:
        service = service_settings(reading.sql, hall.id, "A")
        counter = counter_settings(reading.sql, hall.id, 1)
        office = office_settings(reading.sql, hall.id)

    assert do(hall, change_service, "A", service) | {"version": 0} == service | {"version": 0}
    assert do(hall, change_counter, 1, counter) | {"version": 0} == counter | {"version": 0}
    assert do(hall, change_office, office) | {"version": 0} == office | {"version": 0}


def test_all_that_is_wrong_with_a_service_is_told(hall: Hall) -> None:
    wrong = {
        "code": "c",
        "names": {"en": "Residence"},
        "icon": "House!",
        "daily_cap": 1000,
        "hours": [{"days": ["mon"], "from": "11:30", "to": "07:30"}],
        "paused": "yes",
        "colour": "red",
    }

    assert refused_fields(hall, add_service, wrong) == {
        "code": "bad_code",
        "names": "no_vietnamese",
        "icon": "bad_code",
        "typical_min": "required",
        "daily_cap": "range",
        "hours[1].to": "ends_before_start",
        "paused": "flag",
        "colour": "unknown_key",
    }
    assert codes(hall) == ["A", "B"]


def test_a_letter_belongs_to_one_service_and_stays(hall: Hall) -> None:
    assert refused_fields(hall, add_service, NEW_SERVICE | {"code": "A"}) == {"code": "taken"}
    assert refused_fields(hall, change_service, "A", {"code": "Z"}) == {"code": "fixed"}


def test_a_paused_service_gives_no_tickets(hall: Hall) -> None:
    do(hall, change_service, "A", {"paused": True})

    with pytest.raises(ServicePausedError):
        hall.take("A")

    do(hall, change_service, "A", {"paused": False})
    assert hall.take("A").label == "A001"


def test_new_hours_hold_at_once(hall: Hall) -> None:
    do(hall, change_service, "A", {"hours": MORNINGS})
    hall.take("A")
    hall.clock.forward(hours=3, minutes=30)  # 11:30 at the office

    with pytest.raises(ServiceClosedError):
        hall.take("A")

    do(hall, change_service, "A", {"hours": None})
    hall.take("A")


def test_a_removed_service_can_come_back_without_its_procedures(hall: Hall) -> None:
    do(hall, add_procedure, BIRTH)
    do(hall, remove_service, "A")
    assert codes(hall) == ["B"]

    back = do(hall, add_service, NEW_SERVICE | {"code": "A"})

    assert back["names"] == {"vi": "Cư trú"}
    with hall.store.reading() as reading:
        assert list_procedure_settings(reading.sql, hall.id) == []
        assert counter_settings(reading.sql, hall.id, 1)["services"] == ["B"]


def test_a_service_that_people_wait_for_cannot_be_removed(hall: Hall) -> None:
    hall.take("A")

    with pytest.raises(InUseError):
        do(hall, remove_service, "A")

    assert codes(hall) == ["A", "B"]


def test_a_service_is_free_when_its_last_ticket_is_done(hall: Hall) -> None:
    ticket = hall.take("A")
    hall.finish(hall.start(hall.called()))

    do(hall, remove_service, "A")

    assert hall.ticket(ticket).state == "served"


def test_unknown_services_are_told(hall: Hall) -> None:
    for act in (remove_service, change_service):
        with pytest.raises(UnknownServiceError):
            do(hall, act, "Z", *([{}] if act is change_service else []))
