"""The page of one ticket, for the phone that scanned its code."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from operations.snapshot import read_snapshot
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
    """The ticket as it stands; the id in the address is the proof. Unknown: 404 that helps."""
    ticket = _ticket(ticket_id)
    if ticket is None:
        return render_template("phone/unknown.html"), 404
    return render_template("phone/ticket.html", ticket=ticket)


def _ticket(ticket_id: str) -> dict[str, Any] | None:
    office = office_of_ticket(house().store, ticket_id)
    if office is None:
        return None
    with house().store.reading() as reading:
        snapshot = read_snapshot(reading, office, rules=house().rules, now=house().clock())
        return owner_view(house(), snapshot, ticket_id)
