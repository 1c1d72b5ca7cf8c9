"""Counters: a clerk opens one, calls, serves, and leaves it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from operations.desks import close_counter, open_counter, pause_counter, resume_counter
from operations.errors import ForbiddenError
from operations.handover import park, resume, transfer, undo
from operations.layout import layout_in
from operations.serving import bring_back, call_next, call_this, finish, no_show, recall, start
from operations.snapshot import Snapshot, look_into
from operations.ticket_view import staff_view
from queueing.tickets import Ticket
from store.store import Change
from web.access import AT_COUNTERS, Caller, allow, counter_in_hand, known_caller
from web.api.tickets import actor_of, seen
from web.bodies import Body
from web.commands import Answer, command
from web.parts import house
from web.states import counter_of

blueprint = Blueprint("api_counters", __name__, url_prefix="/api/v1")

BRINGERS = frozenset({"kiosk"}) | AT_COUNTERS

Work = Callable[[Change, int, Caller], Ticket | None]
"""An act at a counter: the change, the counter's number, who does it."""


@blueprint.post("/counters/<int:number>/open")
@allow(AT_COUNTERS)
def post_open(number: int) -> ResponseReturnValue:
    """Take the counter."""
    found = known_caller()
    if found.staff is None and found.counter != number:
        raise ForbiddenError()
    return _desk_command(
        number, lambda change: open_counter(change, number, actor=actor_of(found), now=_now())
    )


@blueprint.post("/counters/<int:number>/pause")
@allow(AT_COUNTERS)
def post_pause(number: int) -> ResponseReturnValue:
    """Call nobody for a while."""
    reason = _text("reason")
    return _desk_command(
        number, lambda change: pause_counter(change, number, reason=reason, now=_now()), held=True
    )


@blueprint.post("/counters/<int:number>/resume")
@allow(AT_COUNTERS)
def post_resume_counter(number: int) -> ResponseReturnValue:
    """Call again."""
    return _desk_command(
        number, lambda change: resume_counter(change, number, now=_now()), held=True
    )


@blueprint.post("/counters/<int:number>/close")
@allow(AT_COUNTERS)
def post_close(number: int) -> ResponseReturnValue:
    """Leave the counter."""
    return _desk_command(
        number, lambda change: close_counter(change, number, now=_now()), held=True
    )


@blueprint.post("/counters/<int:number>/call-next")
@allow(AT_COUNTERS)
def post_call_next(number: int) -> ResponseReturnValue:
    """Call the next one; with `finish` the one in hand is finished first."""
    body = Body()
    finish_first = body.flag("finish")
    body.check()

    def work(change: Change, counter: int, found: Caller) -> Ticket | None:
        return call_next(
            change,
            counter,
            actor=actor_of(found),
            rules=house().rules,
            now=_now(),
            finish_first=finish_first,
        )

    return _act(work, at=number)


@blueprint.post("/counters/<int:number>/call")
@allow(AT_COUNTERS)
def post_call(number: int) -> ResponseReturnValue:
    """Call one out of order, with a reason."""
    body = Body()
    ticket_id = body.text("ticket", required=True) or ""
    reason = body.text("reason", required=True) or ""
    body.check()

    def work(change: Change, counter: int, found: Caller) -> Ticket:
        return call_this(
            change, counter, ticket_id, actor=actor_of(found), reason=reason, now=_now()
        )

    return _act(work, at=number)


@blueprint.post("/tickets/<ticket_id>/recall")
@allow(AT_COUNTERS)
def post_recall(ticket_id: str) -> ResponseReturnValue:
    """Call again, or let it be missed after the last allowed call."""
    return _act_on(ticket_id, recall, rules=house().rules)


@blueprint.post("/tickets/<ticket_id>/start")
@allow(AT_COUNTERS)
def post_start(ticket_id: str) -> ResponseReturnValue:
    """The citizen has come."""
    return _act_on(ticket_id, start)


@blueprint.post("/tickets/<ticket_id>/finish")
@allow(AT_COUNTERS)
def post_finish(ticket_id: str) -> ResponseReturnValue:
    """The transaction is done."""
    return _act_on(ticket_id, finish)


@blueprint.post("/tickets/<ticket_id>/no-show")
@allow(AT_COUNTERS)
def post_no_show(ticket_id: str) -> ResponseReturnValue:
    """Nobody came."""
    return _act_on(ticket_id, no_show)


@blueprint.post("/tickets/<ticket_id>/bring-back")
@allow(BRINGERS)
def post_bring_back(ticket_id: str) -> ResponseReturnValue:
    """A missed one is here after all; also at the kiosk, which sees no more than the owner."""
    found = known_caller()

    def work(change: Change) -> Answer:
        ticket = bring_back(
            change, ticket_id, actor=actor_of(found), rules=house().rules, now=_now()
        )
        return 200, seen(change, ticket) if found.role == "kiosk" else _shown(change, ticket)

    return command(found.office, found.key, work)


@blueprint.post("/tickets/<ticket_id>/park")
@allow(AT_COUNTERS)
def post_park(ticket_id: str) -> ResponseReturnValue:
    """Set aside while the citizen does something elsewhere."""
    reason = _text("reason", required=True) or ""
    return _act_on(ticket_id, park, reason=reason)


@blueprint.post("/tickets/<ticket_id>/resume")
@allow(AT_COUNTERS)
def post_resume(ticket_id: str) -> ResponseReturnValue:
    """Call a parked one to this counter."""
    return _act_on(ticket_id, resume)


@blueprint.post("/tickets/<ticket_id>/transfer")
@allow(AT_COUNTERS)
def post_transfer(ticket_id: str) -> ResponseReturnValue:
    """Send to another service or counter."""
    body = Body()
    to_service = body.text("service", longest=8)
    to_counter = body.number("counter", 1, 999)
    note = body.text("note")
    body.check()
    return _act_on(ticket_id, transfer, to_service=to_service, to_counter=to_counter, note=note)


@blueprint.post("/tickets/<ticket_id>/undo")
@allow(AT_COUNTERS)
def post_undo(ticket_id: str) -> ResponseReturnValue:
    """Take back this counter's last act on the ticket."""
    return _act_on(ticket_id, undo, rules=house().rules)


def _act_on(ticket_id: str, verb: Callable[..., Ticket], **facts: Any) -> ResponseReturnValue:
    """Do this to a ticket at the counter that the caller holds."""

    def work(change: Change, counter: int, found: Caller) -> Ticket:
        return verb(change, ticket_id, counter, actor=actor_of(found), now=_now(), **facts)

    return _act(work)


def _act(work: Work, *, at: int | None = None) -> ResponseReturnValue:
    """Do something at the counter that the caller holds; `at` is the one the address names."""
    found = known_caller()

    def in_change(change: Change) -> Answer:
        counter = counter_in_hand(found, change.sql)
        if at is not None:
            layout_in(change).desk(at)
            if at != counter:
                raise ForbiddenError()
        ticket = work(change, counter, found)
        return (204, None) if ticket is None else (200, _shown(change, ticket))

    return command(found.office, found.key, in_change)


def _desk_command(
    number: int, work: Callable[[Change], Any], *, held: bool = False
) -> ResponseReturnValue:
    """Open, pause, resume or close a counter; `held` ones need the caller to hold it."""
    found = known_caller()

    def in_change(change: Change) -> Answer:
        layout_in(change).desk(number)
        if held and counter_in_hand(found, change.sql) != number:
            raise ForbiddenError()
        work(change)
        return 200, counter_of(house(), _look(change), number)

    return command(found.office, found.key, in_change)


def _look(change: Change) -> Snapshot:
    return look_into(change, rules=house().rules, now=_now())


def _shown(change: Change, ticket: Ticket) -> dict[str, Any]:
    return staff_view(_look(change), ticket)


def _text(name: str, *, required: bool = False) -> str | None:
    body = Body()
    value = body.text(name, required=required)
    body.check()
    return value


def _now() -> Any:
    return house().clock()
