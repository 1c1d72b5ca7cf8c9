"""How a new screen gets its token: six digits that a manager accepts, or a one-time link."""

from datetime import datetime, timedelta
from secrets import randbelow
from typing import Any

from operations.devices import Place, add_device
from operations.errors import InvalidError, NotFoundError, OperationError, TooManyError
from operations.sign_in import GUESS_WINDOW, guesses_at, new_token, token_hash
from store.ids import new_id
from store.instants import from_text, to_text
from store.store import Change, Row, Sql, Store

PAIRINGS = "pairings"
"""What they change alone: codes are free, links and tokens taken, once."""

PAIRED_BY_CODE = ("kiosk", "display", "rating")
CODE_LASTS = timedelta(minutes=10)
TOKEN_LASTS = timedelta(minutes=10)
"""How long an accepted pairing keeps its token for a device that fell asleep."""

ASK_AGAIN = timedelta(seconds=60)
"""A device whose answer was lost may ask for its token again this long."""

LINK_LASTS = timedelta(days=7)
ASKED_PER_ADDRESS = 20
"""Pairings that one address may start within `CODE_LASTS`."""

WRONG_CODES = 20
"""Codes that nobody shows, which one caller may look up within `GUESS_WINDOW`."""


class UnknownCodeError(OperationError):
    """No device waits with this code, or the link was used or is too old."""

    code = "code_unknown"
    status = 404


def start_pairing(sql: Sql, kind: str, *, address: str, now: datetime) -> dict[str, str]:
    """A device asks to be let in: {id, code, expires_at}, inside `store.maintain(PAIRINGS)`.

    The id is the device's secret; the code is what it shows. Raises InvalidError for another
    kind, and TooManyError when the address asks too often.
    """
    if kind not in PAIRED_BY_CODE:
        raise InvalidError(fields={"kind": "choice"})
    _check_limit(sql, address, now=now)
    pairing, code = new_id(), _free_code(sql, now=now)
    expires_at = to_text(now + CODE_LASTS)
    _add(sql, pairing, kind, code=code, address=address, expires_at=expires_at, now=now)
    return {"id": pairing, "code": code, "expires_at": expires_at}


def waiting_kind(store: Store, code: str, *, asker: str, now: datetime) -> str:
    """Which kind of device shows this code, before it is let in.

    Wrong codes count: the same asker may guess `WRONG_CODES` of them within `GUESS_WINDOW`, since
    each right guess would tell of a device. Raises UnknownCodeError and TooManyError.
    """
    guesser = f"pairing:{asker}"
    with store.maintain(guesses_at(guesser)) as sql:
        since = to_text(now - GUESS_WINDOW)
        counted = sql.sign_in_failures(name=guesser, address="", since=since)
        if (counted["of_name"] or 0) >= WRONG_CODES:
            left = from_text(counted["first_of_name"]) + GUESS_WINDOW - now
            raise TooManyError(retry_after_s=max(1, round(left.total_seconds())))
        row = sql.pairing_with_code(code=code.replace(" ", ""), now=to_text(now))
        if row is None:
            sql.add_sign_in_failure(name=guesser, address="", at=to_text(now))
    if row is None:
        raise UnknownCodeError()
    return str(row["kind"])


def accept_pairing(change: Change, code: str, place: Place, *, now: datetime) -> dict[str, Any]:
    """Let the device in that shows this code, and say what it is; answers the device.

    Raises UnknownCodeError and InvalidError.
    """
    row = change.sql.pairing_with_code(code=code.replace(" ", ""), now=to_text(now))
    if row is None:
        raise UnknownCodeError()
    device, _ = add_device(change, row["kind"], place, now=now, with_token=False)
    accepted = change.sql.accept_pairing(
        id=row["id"], device=device["id"], expires_at=to_text(now + TOKEN_LASTS)
    )
    if not accepted:
        raise UnknownCodeError()  # another office let it in at the same moment
    return device


def pairing_state(sql: Sql, pairing: str, *, now: datetime) -> dict[str, str]:
    """{state, kind}: waiting, accepted (a token may be had) or expired. Raises NotFoundError."""
    row: Row | None = sql.get_pairing(id=pairing)
    if row is None:
        raise NotFoundError()
    states = {"waiting": "waiting", "accepted": "accepted", "handed": "accepted"}
    state = states.get(row["state"], "expired") if from_text(row["expires_at"]) > now else "expired"
    return {"state": state, "kind": row["kind"]}


def hand_out_token(sql: Sql, pairing: str, *, now: datetime) -> str | None:
    """The token of an accepted pairing, inside `store.maintain(PAIRINGS)`; None when there is none.

    It is made now and only its hash is kept. Asking again within 60 s makes another one, since
    the first answer may have been lost on its way.
    """
    if pairing_state(sql, pairing, now=now)["state"] != "accepted":
        return None
    row, token = sql.get_pairing(id=pairing), new_token()
    sql.hand_out_pairing(id=pairing, expires_at=to_text(now + ASK_AGAIN))
    kept = sql.set_device_token(id=row["device"], token_hash=token_hash(token))
    return token if kept else None


def make_link(change: Change, kind: str, place: Place, *, now: datetime) -> str:
    """Add a device that is let in by a link: its key, which works once within 7 days.

    Raises InvalidError.
    """
    device, _ = add_device(change, kind, place, now=now, with_token=False)
    key = new_token()
    _add(
        change.sql,
        new_id(),
        kind,
        state="link",
        link_hash=token_hash(key),
        device=device["id"],
        expires_at=to_text(now + LINK_LASTS),
        now=now,
    )
    return key


def claim_link(sql: Sql, key: str, *, request: str = "", now: datetime) -> dict[str, str]:
    """The device behind a link and its token: {kind, token}, inside
    `store.maintain(PAIRINGS)`.

    A link works once. The same `request` (its idempotency key) may come again within 60 s, since
    the first answer may have been lost on its way, and gets another token. Raises
    UnknownCodeError for a link that is unknown, used, too old, or whose device is revoked.
    """
    row = sql.pairing_of_link(link_hash=token_hash(key), now=to_text(now))
    claimer = token_hash(request) if request else ""
    if row is None or not _may_claim(row, claimer):
        raise UnknownCodeError()
    if row["state"] == "link":
        sql.claim_pairing(id=row["id"], claimer=claimer, expires_at=to_text(now + ASK_AGAIN))
    token = new_token()
    if not sql.set_device_token(id=row["device"], token_hash=token_hash(token)):
        raise UnknownCodeError()
    return {"kind": row["kind"], "token": token}


def forget_pairings(sql: Sql, *, now: datetime) -> None:
    """Drop pairings that ended an hour ago, inside `store.maintain()`."""
    sql.forget_pairings(before=to_text(now - timedelta(hours=1)))


def _may_claim(row: Row, claimer: str) -> bool:
    """A new link, or the same request again: a claimed link keeps its claimer as its code."""
    return row["state"] == "link" or bool(claimer and claimer == row["code"])


def _check_limit(sql: Sql, address: str, *, now: datetime) -> None:
    asked = sql.pairings_from(address=address, since=to_text(now - CODE_LASTS))
    if asked["asked"] >= ASKED_PER_ADDRESS:
        left = from_text(asked["first"]) + CODE_LASTS - now
        raise TooManyError(retry_after_s=max(1, round(left.total_seconds())))


def _free_code(sql: Sql, *, now: datetime) -> str:
    """Six digits that no other device shows now."""
    while True:
        code = f"{randbelow(1_000_000):06d}"
        if sql.pairing_with_code(code=code, now=to_text(now)) is None:
            return code


def _add(
    sql: Sql,
    pairing: str,
    kind: str,
    *,
    expires_at: str,
    now: datetime,
    code: str = "",
    state: str = "waiting",
    link_hash: str | None = None,
    device: str | None = None,
    address: str = "",
) -> None:
    sql.add_pairing(
        id=pairing,
        kind=kind,
        code=code,
        state=state,
        link_hash=link_hash,
        device=device,
        address=address,
        created_at=to_text(now),
        expires_at=expires_at,
    )
