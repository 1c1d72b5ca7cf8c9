"""Devices of a hall: let in, listed, recognised."""

from typing import Any

from operations.devices import Place, add_device, device_for_token, list_devices
from tests.hall import Hall

KIOSK = Place("Kiosk 1", printer="kiosk-1")
TABLET = Place("Máy tính bảng 1", counter=1)


def add(hall: Hall, kind: str = "kiosk", place: Place = KIOSK) -> tuple[str, str]:
    """The id and the token of a new device."""
    with hall.change() as change:
        device, token = add_device(change, kind, place, now=hall.clock.now)
    return str(device["id"]), token


def holder(hall: Hall, token: str | None) -> Any:
    """Whose token this is."""
    assert token is not None
    with hall.store.reading() as reading:
        return device_for_token(reading.sql, token)


def devices(hall: Hall) -> list[dict[str, Any]]:
    """All that may come in."""
    with hall.store.reading() as reading:
        return list_devices(reading.sql, hall.id, now=hall.clock.now)
