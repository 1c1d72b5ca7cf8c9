"""All blueprints of the API v1."""

from flask import Flask

from web.api import (
    catalogue,
    counters,
    description,
    devices,
    directives,
    intake,
    office,
    offices,
    pairings,
    province,
    ratings,
    reports,
    sign_in,
    staff,
    tickets,
)
from web.api import help as help_calls


def register(app: Flask) -> None:
    """Put every route of the API into the app."""
    for module in (
        office, offices, tickets, counters, ratings, reports, sign_in, staff, pairings, devices, catalogue,
        intake, directives, province, help_calls, description,
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
