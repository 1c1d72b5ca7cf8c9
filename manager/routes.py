"""The pages of managers: today, reports, administration."""

from flask import Blueprint, render_template

from web.access import READERS, page_for

blueprint = Blueprint(
    "manager",
    __name__,
    static_folder="static",
    static_url_path="/manager/static",
    template_folder="templates",
)


@blueprint.get("/manager")
@page_for(READERS)
def show_manager() -> str:
    """The figures of the day, the reports and what can be administered."""
    return render_template("manager/manager.html")
