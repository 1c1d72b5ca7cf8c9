"""What offices with a machine of their own send here, and what they fetch back."""

import re

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from operations.errors import InvalidError
from operations.intake import refuse_unread, sender_of, take_report
from operations.intake_errors import OfficeInUseError, TooLargeReportError, UnknownTokenError
from operations.intake_offices import list_intakes, make_token, revoke_token
from operations.upstream_return import rows_back
from operations.upstream_wire import pack
from store.instants import to_text
from store.store import Change
from web.access import READERS, WRITERS, allow, known_caller, offices_in_reach
from web.api.passwords import told_once
from web.commands import Answer, command
from web.error_texts import refusal
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
        offices = list_intakes(reading.sql, reach)
    told = [{**one, "why": refusal(one["refusal"], one["refusal_facts"])} for one in offices]
    return jsonify({"offices": told})


@blueprint.post("/intake-token")
@allow(WRITERS)
def post_token() -> ResponseReturnValue:
    """Make the token of an office's own machine: told once, and the one before ends.

    Who is signed in works here, so one's own office gets none.
    """
    found, token = known_caller(), None
    if found.office == found.home:
        raise OfficeInUseError(office=found.office)

    def work(change: Change) -> Answer:
        nonlocal token
        token = make_token(change, now=house().clock())
        return 201, {}

    return told_once(command(found.office, found.key, work, also_fed=True), "token", token)


@blueprint.delete("/intake-token")
@allow(WRITERS)
def delete_token() -> ResponseReturnValue:
    """Take the token of an office's machine back."""
    found = known_caller()

    def work(change: Change) -> Answer:
        revoke_token(change, now=house().clock())
        return 204, None

    return command(found.office, found.key, work, also_fed=True)


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise UnknownTokenError()
    return token
