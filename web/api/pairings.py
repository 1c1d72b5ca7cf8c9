"""New screens ask to be let in: by six digits, or with the key of a one-time link."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from operations.pairing import (
    PAIRINGS,
    claim_link,
    hand_out_token,
    pairing_state,
    start_pairing,
    waiting_kind,
)
from web.access import WRITERS, allow, known_caller
from web.api.sign_in import caller_address
from web.bodies import Body
from web.parts import house

blueprint = Blueprint("api_pairings", __name__, url_prefix="/api/v1")

PAGES = {
    "kiosk": "/kiosk",
    "display": "/display",
    "rating": "/rating",
    "counter": "/counter",
    "manager": "/manager",
}
"""Where a device of each kind goes with its token."""


@blueprint.post("/pairings")
def post_pairing() -> ResponseReturnValue:
    """A device asks; the id is its secret, the code is what it shows."""
    body = Body()
    kind = body.text("kind", required=True) or ""
    body.check()
    with house().store.maintain(PAIRINGS) as sql:
        pairing = start_pairing(sql, kind, address=caller_address(), now=house().clock())
    return jsonify(pairing), 201


@blueprint.get("/pairings")
@allow(WRITERS)
def get_waiting() -> ResponseReturnValue:
    """Which kind of device shows this code: a manager sees it before letting the device in."""
    running = house()
    code = request.args.get("code", "")[:20]
    kind = waiting_kind(running.store, code, asker=known_caller().key, now=running.clock())
    return jsonify({"kind": kind})


@blueprint.get("/pairings/<pairing>")
def get_pairing(pairing: str) -> ResponseReturnValue:
    """How the pairing stands; the token of an accepted one is handed out once."""
    now = house().clock()
    with house().store.reading() as reading:
        state = pairing_state(reading.sql, pairing, now=now)
    if state["state"] != "accepted":
        return jsonify(state)
    with house().store.maintain(PAIRINGS) as sql:
        token = hand_out_token(sql, pairing, now=now)
    return jsonify({**state, "token": token} if token else {**state, "state": "expired"})


@blueprint.post("/pairings/claim")
def post_claim() -> ResponseReturnValue:
    """Take the token behind a one-time link."""
    body = Body()
    key = body.text("key", required=True) or ""
    body.check()
    again = request.headers.get("Idempotency-Key", "")
    with house().store.maintain(PAIRINGS) as sql:
        claimed = claim_link(sql, key, request=again, now=house().clock())
    return jsonify({**claimed, "url": PAGES[claimed["kind"]]}), 201
