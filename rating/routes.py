"""The page of the rating tablet: paired to a counter, never signed in."""

from flask import Blueprint, render_template

blueprint = Blueprint(
    "rating",
    __name__,
    static_folder="static",
    static_url_path="/rating/static",
    template_folder="templates",
)


@blueprint.get("/rating")
def show_rating() -> str:
    """The tablet's screen; the page pairs itself when this browser is not paired yet."""
    return render_template("rating/rating.html")
