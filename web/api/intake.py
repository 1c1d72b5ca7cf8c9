"""What offices with a machine of their own send here, and what they fetch back."""

import re

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from operations.errors import InvalidError
from operations.intake import refuse_unread, sender_of, take_report
from operations.intake_errors import TooLargeReportError, UnknownTokenError
from operations.intake_offices import list_intakes
from operations.upstream_return import rows_back
from operations.upstream_wire import pack
from store.instants import to_text
from web.access import READERS, allow, known_caller, offices_in_reach
from web.parts import house

blueprint = Blueprint("api_intake", __name__, url_prefix="/api/v1")

REPORT_TYPE = "application/octet-stream"
VERSION = re.compile(r"-1|[0-9]{1,15}")


@blueprint.post("/intake")
def post_report() -> ResponseReturnValue:
    """Take an office's report: what changed there since the last one."""
    running, token = house(), _token()
    store, now = running.store, running.clock()
    claimed = request.headers.get("X-Office", "")[:40]
    try:
        content = request.get_data(cache=False)
    except RequestEntityTooLarge:
        refuse_unread(store, token, TooLargeReportError(), claimed=claimed, now=now)
    taken = take_report(store, token, content, claimed=claimed, now=now)
    running.live.changed(taken.office)
    return jsonify(taken.answer)


@blueprint.get("/intake/rows")
def get_rows() -> ResponseReturnValue:
    """An office's own rows above a version, for a machine that was made from a backup."""
    after = request.args.get("after", "")
    if not VERSION.fullmatch(after):
        raise InvalidError(fields={"after": "number"})
    sender = sender_of(house().store, _token())
    with house().store.reading() as reading:
        batch = rows_back(reading.sql, sender["office"], int(after), code=sender["code"])
        standing = reading.sql.get_intake(office=sender["office"])
    head = {
        "upto": batch.upto,
        "acked": standing["acked"],
        "newest": standing["newest"],
        "now": to_text(house().clock()),
    }
    return Response(pack(head, batch.rows), content_type=REPORT_TYPE)


@blueprint.get("/intakes")
@allow(READERS)
def get_intakes() -> ResponseReturnValue:
    """The offices in reach that report to here: when they were last heard, what was refused."""
    with house().store.reading() as reading:
        reach = offices_in_reach(known_caller(), reading.sql)
        return jsonify({"offices": list_intakes(reading.sql, reach)})


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise UnknownTokenError()
    return token
