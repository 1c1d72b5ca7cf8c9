"""A citizen at a kiosk asks for somebody, and somebody comes."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from operations.devices import ask_help, help_done
from store.store import Change
from web.access import AT_COUNTERS, allow, known_caller
from web.commands import Answer, command
from web.parts import house

blueprint = Blueprint("api_help", __name__, url_prefix="/api/v1")


@blueprint.post("/help")
@allow(frozenset({"kiosk"}))
def post_help() -> ResponseReturnValue:
    """Tell the staff that somebody at this kiosk needs them."""
    found = known_caller()

    def work(change: Change) -> Answer:
        ask_help(change, found.id, now=house().clock())
        return 201, {}

    return command(found.office, found.key, work)


@blueprint.post("/help/<device>/done")
@allow(AT_COUNTERS)
def post_help_done(device: str) -> Response:
    """Somebody went there."""
    found = known_caller()

    def work(change: Change) -> Answer:
        help_done(change, device)
        return 200, {}

    return command(found.office, found.key, work)
