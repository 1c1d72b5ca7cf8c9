"""The devices of an office: what they are, their tokens, their health, their calls for help."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from operations.errors import InvalidError, NotFoundError
from operations.sign_in import new_token, token_hash
from operations.silence import known_until
from store.ids import new_id
from store.instants import from_text, maybe_from_text, to_text
from store.store import Change, Row, Sql

KINDS = ("kiosk", "display", "counter", "rating", "manager")
"""A `manager` device is a token for programs that read and manage."""

NEED_COUNTER = frozenset({"counter", "rating"})
LONGEST_NAME = 60
LONGEST_ZONE = 40

ONLINE = timedelta(minutes=2)
"""A device that was seen this recently is online: time enough to load its page again."""

HELP_LASTS = timedelta(hours=1)
"""A call for help that nobody answered this long is over."""

NOTE_SEEN_EVERY = timedelta(minutes=1)

PAPERLESS = ""
"""In the place of a printer's name: the device gives numbers without paper, on purpose. No printer
is called so, and the column is as old as the house: reports, backups and programs of any version
carry it, and a program that does not know the choice finds no printer of this name either.
"""

NOBODY_IN_SIGHT: Mapping[str, str | None] = {}
"""A program beside the server, such as `device list`, knows of no open sockets."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a device is called and where it stands. `printer` is a printer's name, None for the
    office's usual one, or PAPERLESS.
    """

    name: str
    counter: int | None = None
    zone: str = ""
    printer: str | None = None


def add_device(
    change: Change, kind: str, place: Place, *, now: datetime, with_token: bool = True
) -> tuple[dict[str, Any], str]:
    """Add a device; answers it and its token, which is told only here.

    Without a token (a pairing hands it out later) the text is empty. Raises InvalidError.
    """
    _check(change.sql, change.office, kind, place)
    device, token = new_id(), new_token() if with_token else ""
    change.sql.add_device(
        id=device,
        office=change.office,
        kind=kind,
        name=place.name.strip(),
        counter=place.counter,
        zone=place.zone.strip(),
        printer=place.printer,
        token_hash=token_hash(token) if token else None,
        created_at=to_text(now),
        version=change.version,
    )
    return get_device(change.sql, change.office, device, now=now), token


def change_device(change: Change, device: str, place: Place, *, now: datetime) -> dict[str, Any]:
    """Rename or move a device; its token stays. Raises NotFoundError and InvalidError."""
    row = _device_row(change.sql, change.office, device)
    _check(change.sql, change.office, row["kind"], place)
    change.sql.update_device(
        id=device,
        name=place.name.strip(),
        counter=place.counter,
        zone=place.zone.strip(),
        printer=place.printer,
        version=change.version,
    )
    return get_device(change.sql, change.office, device, now=now)


def place_of(sql: Sql, office: str, device: str) -> Place:
    """Where a device stands now. Raises NotFoundError."""
    row = _device_row(sql, office, device)
    return Place(row["name"], row["counter"], row["zone"], row["printer"])


def revoke_device(change: Change, device: str, *, now: datetime) -> None:
    """Take a device's token away for good. Raises NotFoundError."""
    revoked = change.sql.revoke_device(
        office=change.office, id=device, revoked_at=to_text(now), version=change.version
    )
    if not revoked:
        raise NotFoundError(device=device)


def device_for_token(sql: Sql, token: str) -> Row | None:
    """The device that holds this token, or None when it is unknown or revoked."""
    row: Row | None = sql.device_of_token(token_hash=token_hash(token))
    return row


def is_seen_due(last_seen_at: str | None, *, now: datetime) -> bool:
    """Whether to note again that a device was seen: at most once a minute."""
    return last_seen_at is None or now - from_text(last_seen_at) >= NOTE_SEEN_EVERY


def was_online(last_seen_at: str | None, *, now: datetime) -> bool:
    """Whether a device was seen recently, then."""
    return last_seen_at is not None and now - from_text(last_seen_at) < ONLINE


def note_seen(sql: Sql, seen: Mapping[str, str | None], *, now: datetime) -> None:
    """Note when devices were seen, id to address or None, inside `store.maintain()`."""
    for device, address in seen.items():
        sql.note_device_seen(id=device, last_seen_at=to_text(now), address=address)


def list_devices(
    sql: Sql,
    office: str,
    *,
    now: datetime,
    in_sight: Mapping[str, str | None] = NOBODY_IN_SIGHT,
    usual: str | None = None,
) -> list[dict[str, Any]]:
    """Every device with its health: seen or not, and how its printer's last job ended; `usual` is
    the printer of those that name none, where it is known.

    Those `in_sight` (id to address) are seen now, whatever was noted of them. Of an office that
    reports from elsewhere it is told as it was at the last report: its line may be cut, its screens
    are not.
    """
    known = known_until(sql, office, now=now)
    prints = {row["printer"]: row for row in sql.last_print_of_printers(office=office)}
    prints |= {None: prints[usual]} if usual in prints else {}
    rows = [_seen_now(row, in_sight, now=now) for row in sql.list_devices(office=office)]
    return [_state(row, prints, now=known) for row in rows]


def get_device(sql: Sql, office: str, device: str, *, now: datetime) -> dict[str, Any]:
    """One device as `list_devices` tells it. Raises NotFoundError."""
    prints = {row["printer"]: row for row in sql.last_print_of_printers(office=office)}
    known = known_until(sql, office, now=now)
    return _state(_device_row(sql, office, device), prints, now=known)


def _seen_now(row: Row, in_sight: Mapping[str, str | None], *, now: datetime) -> Row:
    if row["id"] not in in_sight:
        return row
    address = in_sight[row["id"]] or row["address"]
    return {**row, "last_seen_at": to_text(now), "address": address}


def ask_help(change: Change, device: str, *, now: datetime) -> None:
    """A citizen at this device asks for somebody. Asking again does not restart the wait."""
    row = _device_row(change.sql, change.office, device)
    asked_at = maybe_from_text(row["help_at"])
    is_new = asked_at is None or now - asked_at >= HELP_LASTS
    _set_help(change, device, to_text(now) if is_new else row["help_at"])


def help_done(change: Change, device: str) -> None:
    """Somebody went there. Twice is once. Raises NotFoundError for an unknown device."""
    _device_row(change.sql, change.office, device)
    _set_help(change, device, None)


def _set_help(change: Change, device: str, at: str | None) -> None:
    change.sql.set_device_help(office=change.office, id=device, help_at=at, version=change.version)


def _device_row(sql: Sql, office: str, device: str) -> Row:
    row: Row | None = sql.get_device(office=office, id=device)
    if row is None:
        raise NotFoundError(device=device)
    return row


def _check(sql: Sql, office: str, kind: str, place: Place) -> None:
    wrong = dict(
        _problems(kind, place, [row["number"] for row in sql.list_counters(office=office)])
    )
    if wrong:
        raise InvalidError(fields=wrong)


def _problems(kind: str, place: Place, counters: list[int]) -> Iterable[tuple[str, str]]:
    if kind not in KINDS:
        yield "kind", "choice"
    if not 0 < len(place.name.strip()) <= LONGEST_NAME:
        yield "name", "too_long" if place.name.strip() else "required"
    if len(place.zone.strip()) > LONGEST_ZONE:
        yield "zone", "too_long"
    if place.counter is None:
        if kind in NEED_COUNTER:
            yield "counter", "required"
    elif place.counter not in counters:
        yield "counter", "unknown_counter"


def _state(row: Row, prints: Mapping[str, Row], *, now: datetime) -> dict[str, Any]:
    seen = row["last_seen_at"]
    printed = prints.get(row["printer"])
    return {
        "id": row["id"],
        "kind": row["kind"],
        "name": row["name"],
        "counter": row["counter"],
        "zone": row["zone"],
        "printer": row["printer"] or None,
        "paperless": row["printer"] == PAPERLESS,
        "paired": row["token_hash"] is not None,
        "online": was_online(seen, now=now),
        "last_seen_at": seen,
        "address": row["address"],
        "help_at": row["help_at"],
        "created_at": row["created_at"],
        "last_print": printed and {name: printed[name] for name in ("state", "reason", "ended_at")},
    }
