"""Whether the house lives, and its figures for Prometheus."""

import ipaddress

from flask import Blueprint, Response, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from operations.errors import ForbiddenError
from web.access import READERS, caller, check_own_password
from web.figures import read_figures
from web.parts import house

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def get_health() -> Response:
    """`{"ok": true, "version": n}` once the store answered; a store error is a 500 or 503."""
    _refuse_strangers()
    with house().store.reading() as reading:
        versions = {row["code"]: row["version"] for row in reading.sql.list_offices()}
    return jsonify({"ok": True, "offices": versions})


@blueprint.get("/metrics")
def get_metrics() -> Response:
    """Counters and gauges as Prometheus reads them."""
    _refuse_strangers()
    read_figures(house())
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _refuse_strangers() -> None:
    """This machine itself, or somebody with a manager's token or session."""
    address = request.remote_addr
    if address and ipaddress.ip_address(address).is_loopback:
        return
    found = caller()
    if found is None or found.role not in READERS:
        raise ForbiddenError()
    check_own_password(found)
