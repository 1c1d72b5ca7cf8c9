"""Commands: one change, one kept answer, then the screens are told."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask import Response, request

from operations.intake_errors import FedOfficeError
from operations.offices import office_of
from store.instants import to_text
from store.store import Change
from web.errors import RequestError
from web.parts import house

Answer = tuple[int, Any]
"""Status and JSON body; a body of None has no content."""

_as_json = json.JSONEncoder(ensure_ascii=False).encode

KEY_LENGTHS = range(8, 81)

SETTLED = "settled"
"""Stands where a request's hash would: no request has this one."""


class _KeptError(Exception):
    """This key was answered before: leave the change without changing anything."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def command(
    office: str,
    caller_key: str,
    work: Callable[[Change], Answer],
    *,
    also_fed: bool = False,
    alone: tuple[str, ...] = (),
) -> Response:
    """Run `work` in one change of the office, alone in what is named, and answer its result.

    An office with a machine of its own is told what to do and not worked at: FedOfficeError, unless
    the command is for those, too.

    With an Idempotency-Key the answer is kept in the same change, so that the same key gives the
    same answer whatever the network did; a refusal is not kept, since it changed nothing.
    Raises RequestError `key_reused` when the key came with another request before.
    """
    key = _idempotency_key()
    try:
        with house().store.change(office, *alone) as change:
            if key is not None:
                _refuse_kept(change, caller_key, key)
            if not also_fed and office_of(change).is_fed:
                raise FedOfficeError()
            status, body = work(change)
            text = "" if body is None else _as_json(body)
            if key is not None:
                _keep(change, caller_key, key, status, text)
    except _KeptError as kept:
        response = _response(kept.status, kept.body)
        response.headers["Idempotent-Replay"] = "true"
        return response
    house().live.changed(office)
    return _response(status, text)


def settle_key(change: Change, caller_key: str, key: str, *, now: datetime) -> Any | None:
    """The body that was answered to this key; None when none was, and then none ever will be:
    a command with it that is still on its way meets `key_reused`.
    """
    keeper = _keeper(change, caller_key)
    kept = change.sql.get_kept_answer(caller=keeper, key=key)
    if kept is not None:
        return json.loads(kept["body"] or "null")
    change.sql.keep_answer(
        caller=keeper, key=key, request_hash=SETTLED, status=409, body="", kept_at=to_text(now)
    )
    return None


def _keeper(change: Change, caller_key: str) -> str:
    """Whose answer it is: the same key for another office is another request."""
    return f"{caller_key}@{change.office}"


def _idempotency_key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and len(key) not in KEY_LENGTHS:
        raise RequestError(422, "invalid", fields={"Idempotency-Key": "range"})
    return key


def _request_hash() -> str:
    parts = (request.method.encode(), request.path.encode(), request.get_data(cache=True))
    return sha256(b"\n".join(parts)).hexdigest()


def _refuse_kept(change: Change, caller_key: str, key: str) -> None:
    kept = change.sql.get_kept_answer(caller=_keeper(change, caller_key), key=key)
    if kept is None:
        return
    if kept["request_hash"] != _request_hash():
        raise RequestError(422, "key_reused")
    raise _KeptError(kept["status"], kept["body"])


def _keep(change: Change, caller_key: str, key: str, status: int, text: str) -> None:
    change.sql.keep_answer(
        caller=_keeper(change, caller_key),
        key=key,
        request_hash=_request_hash(),
        status=status,
        body=text,
        kept_at=to_text(house().clock()),
    )


def _response(status: int, text: str) -> Response:
    if not text:
        return Response(status=status)
    return Response(text, status=status, content_type="application/json")
