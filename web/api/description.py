"""The API describes itself: for programs at /api/openapi.json, for people at /api/docs."""

from flask import Blueprint, Response, current_app, jsonify, render_template

from web.openapi import page
from web.openapi.document import document, status_of_codes

blueprint = Blueprint("api_description", __name__, url_prefix="/api")


@blueprint.get("/openapi.json")
def get_openapi() -> Response:
    """The OpenAPI 3.1 document."""
    return jsonify(document(current_app))


@blueprint.get("/docs")
def show_docs() -> str:
    """The same as a page."""
    described = document(current_app)
    return render_template(
        "web/api_docs.html",
        about=described["info"]["description"],
        groups=page.groups(described),
        shapes=page.shapes(described),
        errors=page.errors(status_of_codes()),
    )
