"""The page of the hall's screen, alike for every television: its token says which zone it shows."""

from flask import Blueprint, Response, render_template

from web.files import file_url
from web.parts import house

blueprint = Blueprint(
    "display",
    __name__,
    static_folder="static",
    static_url_path="/display/static",
    template_folder="templates",
)


@blueprint.get("/display")
def show_display() -> str:
    """The board; without a token it shows a pairing code."""
    logo = "/logo" if house().config.theme.logo else file_url("/static/mark.svg")
    return render_template("display/display.html", logo=logo)


@blueprint.get("/display/worker.js")
def get_worker() -> Response:
    """The script that keeps the page for the time without a server.

    A worker may only keep pages below its own folder; the header lets it keep `/display` too.
    """
    answer = blueprint.send_static_file("worker.js")
    answer.headers["Service-Worker-Allowed"] = "/display"
    answer.cache_control.no_cache = True
    return answer
