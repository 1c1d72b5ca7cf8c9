"""Whether the house lives, and its figures for Prometheus."""

import ipaddress

from flask import Blueprint, Response, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from operations.errors import ForbiddenError
from store.store import Row
from web.access import READERS, Caller, caller, check_own_password, offices_in_reach
from web.figures import read_figures
from web.parts import house

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def get_health() -> Response:
    """`{"ok": true, "offices": {code: version}}` once the store answered; a store error is a 500
    or 503.
    """
    told, _ = _offices_told(_asker())
    return jsonify({"ok": True, "offices": {row["code"]: row["version"] for row in told}})


@blueprint.get("/metrics")
def get_metrics() -> Response:
    """Counters and gauges as Prometheus reads them: of all offices, to who may see them all."""
    _, is_all = _offices_told(_asker())
    if not is_all:
        raise ForbiddenError()
    read_figures(house())
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _asker() -> Caller | None:
    """Somebody with a manager's token or session; None is this machine itself."""
    address = request.remote_addr
    if address and ipaddress.ip_address(address).is_loopback:
        return None
    found = caller()
    if found is None or found.role not in READERS:
        raise ForbiddenError()
    check_own_password(found)
    return found


def _offices_told(asker: Caller | None) -> tuple[list[Row], bool]:
    """The offices that this asker reaches, and whether those are all."""
    with house().store.reading() as reading:
        rows = list(reading.sql.list_offices())
        if asker is None:
            return rows, True
        reach = set(offices_in_reach(asker, reading.sql))
    told = [row for row in rows if row["id"] in reach]
    return told, len(told) == len(rows)
