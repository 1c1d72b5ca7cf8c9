"""The page at which a clerk works."""

from flask import Blueprint, render_template

from web.access import AT_COUNTERS, STAFF, page_for

blueprint = Blueprint(
    "counter",
    __name__,
    static_folder="static",
    static_url_path="/counter/static",
    template_folder="templates",
)


@blueprint.get("/counter")
@page_for(AT_COUNTERS & STAFF)
def show_counter() -> str:
    """Choose a counter, then call and serve; everything else comes over the API and the socket."""
    return render_template("counter/counter.html")
