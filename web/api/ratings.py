"""A citizen says how it went: on the counter's tablet, or on the ticket's own page."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from operations.errors import ForbiddenError, UnknownTicketError
from operations.ratings import SHOWN_MS_MAX, Opinion, Rater, rate, rating_form
from satisfaction.levels import Level
from store.store import Change
from web.access import Caller, caller
from web.bodies import Body
from web.commands import Answer, command
from web.i18n import current_language
from web.parts import house
from web.states import office_of_ticket

blueprint = Blueprint("api_ratings", __name__, url_prefix="/api/v1")

LONGEST_COMMENT = 5000
"""A longer comment is refused; what is above the form's limit is cut."""


@blueprint.get("/rating-form")
def get_rating_form() -> ResponseReturnValue:
    """What a rating screen asks; the same for everybody."""
    return jsonify(rating_form(house().config.rating))


@blueprint.post("/tickets/<ticket_id>/rating")
def post_rating(ticket_id: str) -> ResponseReturnValue:
    """Keep one rating. Staff and other devices are refused: it comes from the citizen's side."""
    found = caller()
    if found is not None and found.role != "rating":
        raise ForbiddenError()
    office = found.office if found else office_of_ticket(house().store, ticket_id)
    if office is None:
        raise UnknownTicketError(ticket=ticket_id)
    opinion, rater = _opinion(), _rater(found)

    def work(change: Change) -> Answer:
        row = rate(
            change,
            ticket_id,
            opinion,
            rater=rater,
            rules=house().config.rating,
            now=house().clock(),
        )
        return 201, {"level": row["level"], "rated_at": row["rated_at"]}

    return command(office, found.key if found else f"ticket:{ticket_id}", work)


def _opinion() -> Opinion:
    body = Body()
    level = body.number("level", min(Level), max(Level), required=True)
    reasons = body.words("reasons")
    comment = body.text("comment", longest=LONGEST_COMMENT)
    shown_ms = body.number("shown_ms", 0, SHOWN_MS_MAX)
    body.check()
    return Opinion(level or 0, reasons, comment, shown_ms)


def _rater(found: Caller | None) -> Rater:
    language = current_language()
    if found is None:
        return Rater("phone", language)
    return Rater("tablet", language, device=found.device, counter=found.counter)
