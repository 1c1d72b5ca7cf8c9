"""The pages of managers: today, reports, administration."""

from flask import Blueprint, abort, render_template

from manager.service_icons import service_icons
from web.access import READERS, page_for

blueprint = Blueprint(
    "manager",
    __name__,
    static_folder="static",
    static_url_path="/manager/static",
    template_folder="templates",
)

VIEWS = frozenset(
    {
        "province",
        "today",
        "satisfaction",
        "service",
        "reasons",
        "visits",
        "staff",
        "counters",
        "services",
        "procedures",
        "devices",
        "office",
        "offices",
    }
)
"""Each has its own address below /manager; manager/static/addresses.js names the same ones."""


@blueprint.get("/manager")
@blueprint.get("/manager/<view>")
@page_for(READERS)
def show_manager(view: str = "today") -> str:
    """The figures of the day, the reports and what can be administered."""
    if view not in VIEWS:
        abort(404)
    return render_template("manager/manager.html", icons=service_icons())
