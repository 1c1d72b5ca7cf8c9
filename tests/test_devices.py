"""Devices: their tokens, and where they stand."""

import pytest

from operations.administration_counters import remove_counter
from operations.catalogue_in_use import InUseError
from operations.devices import (
    Place,
    change_device,
    place_of,
    revoke_device,
)
from operations.errors import InvalidError, NotFoundError
from tests.hall import Hall
from tests.hall_devices import KIOSK, TABLET, add, devices, holder


def test_a_token_opens_its_device_and_only_its_hash_is_kept(hall: Hall) -> None:
    device, token = add(hall, "rating", TABLET)

    found = holder(hall, token)

    assert (found["id"], found["kind"], found["counter"]) == (device, "rating", 1)
    assert token not in str(hall.rows("select * from device"))
    assert holder(hall, token + "x") is None
    assert holder(hall, "\ud800") is None


def test_a_revoked_device_is_gone(hall: Hall) -> None:
    device, token = add(hall)

    with hall.change() as change:
        revoke_device(change, device, now=hall.clock.now)

    assert holder(hall, token) is None
    assert devices(hall) == []
    with pytest.raises(NotFoundError), hall.change() as change:
        revoke_device(change, device, now=hall.clock.now)


@pytest.mark.parametrize(
    ("kind", "place", "wrong"),
    [
        ("toaster", KIOSK, {"kind": "choice"}),
        ("rating", Place(" ", counter=None), {"name": "required", "counter": "required"}),
        ("counter", Place("Quầy", counter=9), {"counter": "unknown_counter"}),
        ("display", Place("x" * 61, zone="z" * 41), {"name": "too_long", "zone": "too_long"}),
    ],
)
def test_what_is_wrong_with_a_device_is_told(
    hall: Hall, kind: str, place: Place, wrong: dict[str, str]
) -> None:
    with pytest.raises(InvalidError) as refused:
        add(hall, kind, place)

    assert refused.value.facts["fields"] == wrong


def test_a_device_can_be_moved_and_keeps_its_token(hall: Hall) -> None:
    device, token = add(hall, "rating", TABLET)

    with hall.change() as change:
        change_device(change, device, Place("Máy 2", counter=2), now=hall.clock.now)

    assert holder(hall, token)["counter"] == 2
    with hall.store.reading() as reading:
        assert place_of(reading.sql, hall.id, device) == Place("Máy 2", counter=2)


def test_a_tablet_keeps_its_counter_from_being_taken_away(hall: Hall) -> None:
    with hall.change() as change:
        change.sql.close_all_sessions(
            office=hall.id, closed_at="2026-11-23T02:00:00.000Z", version=change.version
        )
    add(hall, "rating", TABLET)

    with pytest.raises(InUseError), hall.change() as change:
        remove_counter(change, 1)
