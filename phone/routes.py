"""The page of one ticket, for the phone that scanned its code."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from operations.acts import NOBODY
from operations.errors import ForbiddenError, InvalidError, UnknownTicketError
from operations.offices import get_office
from operations.ratings import Opinion, Rater, rate, rating_form
from operations.snapshot import read_snapshot
from operations.tickets import cancel
from queueing.errors import QueueError
from satisfaction.errors import SatisfactionError
from web.access import caller
from web.i18n import current_language, office_zone
from web.parts import house
from web.states import office_of_ticket, owner_view

blueprint = Blueprint(
    "phone",
    __name__,
    static_folder="static",
    static_url_path="/phone/static",
    template_folder="templates",
)


@blueprint.get("/t/<ticket_id>")
def show_ticket(ticket_id: str) -> ResponseReturnValue:
    """The ticket as it stands; the id in the address is the proof. Unknown: 404 that helps.

    The page is whole without a script, for phones that cannot run ours: it comes anew every
    while, and its forms post to the two routes below.
    """
    ticket = _ticket(ticket_id)
    if ticket is None:
        return render_template("phone/unknown.html"), 404
    return render_template(
        "phone/ticket.html",
        ticket=ticket,
        form=rating_form(house().config.rating),
        grace_min=int(house().rules.grace.total_seconds() // 60),
        day=date.fromisoformat(ticket["day"]),
        rate_until=_office_day(ticket["rate_until"]),
    )


@blueprint.post("/t/<ticket_id>/rating")
def post_plain_rating(ticket_id: str) -> ResponseReturnValue:
    """A rating from the form of a page without scripts; the page then tells how it stands."""
    opinion = Opinion(
        level=request.form.get("level", 0, type=int),
        reasons=request.form.getlist("reasons"),
        comment=request.form.get("comment"),
    )
    rater = Rater("phone", current_language())

    def work(change: Any) -> object:
        rules = house().config.rating
        return rate(change, ticket_id, opinion, rater=rater, rules=rules, now=house().clock())

    return _change(ticket_id, work)


@blueprint.post("/t/<ticket_id>/cancel")
def post_plain_cancel(ticket_id: str) -> ResponseReturnValue:
    """Give the place back from a page without scripts."""

    def work(change: Any) -> object:
        return cancel(change, ticket_id, actor=NOBODY, reason=None, now=house().clock())

    return _change(ticket_id, work)


def _change(ticket_id: str, work: Callable[[Any], object]) -> ResponseReturnValue:
    """Do it and show the page again. What the rules refuse, the page itself explains.

    Raises ForbiddenError for staff and devices: this page is the citizen's.
    """
    office = office_of_ticket(house().store, ticket_id)
    if office is None:
        raise UnknownTicketError(ticket=ticket_id)
    if caller() is not None:
        raise ForbiddenError
    try:
        with house().store.change(office) as change:
            work(change)
    except (InvalidError, QueueError, SatisfactionError):
        return redirect(f"/t/{ticket_id}", code=303)
    house().live.changed(office)
    return redirect(f"/t/{ticket_id}", code=303)


def _office_day(instant: str | None) -> date | None:
    """The office's day in which an instant of the ticket lies."""
    return datetime.fromisoformat(instant).astimezone(office_zone()).date() if instant else None


def _ticket(ticket_id: str) -> dict[str, Any] | None:
    """The ticket; its page then tells times by the clock of the office that gave it out."""
    office = office_of_ticket(house().store, ticket_id)
    if office is None:
        return None
    with house().store.reading() as reading:
        g.timezone = get_office(reading.sql, office).timezone
        snapshot = read_snapshot(reading, office, rules=house().rules, now=house().clock())
        return owner_view(house(), snapshot, ticket_id)
