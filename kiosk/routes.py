"""The page of the kiosk."""

from flask import Blueprint, render_template

blueprint = Blueprint(
    "kiosk",
    __name__,
    static_folder="static",
    static_url_path="/kiosk/static",
    template_folder="templates",
)


@blueprint.get("/kiosk")
def show_kiosk() -> str:
    """Take a ticket; the page pairs itself when this browser is not paired yet."""
    return render_template("kiosk/kiosk.html")
