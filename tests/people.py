"""Staff of a hall who are hired, come in by their password, and are recognised."""

from datetime import datetime
from typing import Any

import pytest

from operations.passwords import chosen_password
from operations.sign_in import WrongPasswordError, sign_in, staff_for_session
from operations.staff import add_staff
from tests.hall import Hall

SECRET = "trời mưa to quá"


def hire(hall: Hall, name: str = "lan", role: str = "clerk", password: str = SECRET) -> str:
    """The id of somebody new."""
    with hall.change() as change:
        added = add_staff(
            change,
            name=name,
            full_name="Nguyễn Thị Mẫu",
            role=role,
            password=chosen_password(password, name=name),
            now=hall.clock.now,
        )
    return str(added["id"])


def enter(
    hall: Hall, name: str = "lan", password: str = SECRET, address: str = "10.0.0.1"
) -> dict[str, Any]:
    """The session of somebody who signs in."""
    return sign_in(hall.store, name, password, address=address, now=hall.clock.now)


def fail_to_enter(hall: Hall, name: str = "lan", address: str = "10.0.0.1") -> None:
    """Somebody guesses."""
    with pytest.raises(WrongPasswordError):
        enter(hall, name, "không phải đâu", address)


def holder(hall: Hall, token: str, now: datetime | None = None) -> Any:
    """Whose session this is."""
    with hall.store.reading() as reading:
        return staff_for_session(reading.sql, token, now=now or hall.clock.now)
