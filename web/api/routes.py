"""All blueprints of the API v1."""

from flask import Flask

from web.api import (
    catalogue,
    counters,
    devices,
    office,
    pairings,
    sign_in,
    staff,
    tickets,
)


def register(app: Flask) -> None:
    """Put every route of the API into the app."""
    for module in (
        office, tickets, counters, sign_in, staff, pairings, devices, catalogue,
    ):  # fmt: skip
        app.register_blueprint(module.blueprint)
