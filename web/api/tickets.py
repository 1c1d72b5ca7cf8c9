"""Tickets: take, take back, see, print again; and their owner's cancel."""

from typing import Any

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from config import PrinterSettings
from devices.qr import qr_svg
from operations.acts import NOBODY, Actor, get_ticket
from operations.devices import PAPERLESS
from operations.errors import (
    DiskFloorError,
    ForbiddenError,
    PaperlessError,
    UnknownPrinterError,
    UnknownTicketError,
)
from operations.printing import get_print, print_view, queue_print
from operations.snapshot import look_into, read_snapshot
from operations.ticket_view import ticket_view
from operations.tickets import Wish, cancel, take_ticket
from operations.withdrawal import withdraw
from queueing.tickets import Channel, QueueClass, Ticket
from store.store import Change
from web.access import (
    AT_COUNTERS,
    READERS,
    Caller,
    allow,
    caller,
    check_csrf,
    check_own_password,
    known_caller,
)
from web.bodies import Body
from web.commands import KEY_LENGTHS, Answer, command, settle_key
from web.parts import House, house
from web.printers import printers_at
from web.states import office_of_ticket, owner_view

blueprint = Blueprint("api_tickets", __name__, url_prefix="/api/v1")

TAKERS = frozenset({"kiosk"}) | AT_COUNTERS
PRIORITY_REASONS = ("elderly", "disabled", "pregnant", "child", "merit")


@blueprint.post("/tickets")
@allow(TAKERS)
def post_ticket() -> ResponseReturnValue:
    """Take a ticket; it is printed where the body says, or where the calling device prints."""
    found = known_caller()
    body = Body()
    wish, name = _wish(body, found), body.text("printer")
    body.check()
    has_room = house().has_room()
    printer = _printer_for(found, name)

    def work(change: Change) -> Answer:
        if not has_room:
            raise DiskFloorError
        ticket = take_ticket(
            change, wish, actor=actor_of(found), rules=house().rules, now=house().clock()
        )
        job = _queue(change, ticket, printer, found)
        view = seen(change, ticket, just_issued=True)
        return 201, {**view, "track_url": track_url(ticket.id), "print": job}

    response = command(found.office, found.key, work)
    if printer is not None:
        house().wake_press(printer.name)
    return response


@blueprint.post("/tickets/withdraw")
@allow(frozenset({"kiosk"}))
def post_withdrawal() -> ResponseReturnValue:
    """What became of the wish sent with this key: `cancelled`, `kept`, still `printing`, or `none`.

    From now on the key gives no ticket, also where the wish is still on its way.
    """
    found = known_caller()
    body = Body()
    key = body.text("key", required=True, longest=KEY_LENGTHS.stop - 1)
    body.check()

    def work(change: Change) -> Answer:
        now = house().clock()
        given = settle_key(change, found.key, key or "", now=now)
        if given is None:
            return 200, {"outcome": "none", "label": None}
        who = actor_of(found)
        outcome, ticket = withdraw(change, str(given.get("id")), actor=who, now=now)
        return 200, {"outcome": outcome, "label": ticket.label}

    return command(found.office, found.key, work)


@blueprint.get("/tickets/<ticket_id>")
def get_ticket_view(ticket_id: str) -> ResponseReturnValue:
    """The ticket as its owner sees it; the id itself is the proof."""
    office = office_of_ticket(house().store, ticket_id)
    if office is None:
        raise UnknownTicketError(ticket=ticket_id)
    with house().store.reading() as reading:
        snapshot = read_snapshot(reading, office, rules=house().rules, now=house().clock())
        return jsonify(owner_view(house(), snapshot, ticket_id))


@blueprint.get("/tickets/<ticket_id>/qr.svg")
def get_ticket_code(ticket_id: str) -> ResponseReturnValue:
    """The QR code of the ticket's own page."""
    url = track_url(ticket_id)
    if url is None or office_of_ticket(house().store, ticket_id) is None:
        raise UnknownTicketError(ticket=ticket_id)
    return Response(qr_svg(url), content_type="image/svg+xml")


@blueprint.get("/prints/<print_id>")
@allow(TAKERS | READERS)
def get_print_view(print_id: str) -> ResponseReturnValue:
    """How a print job stands."""
    with house().store.reading() as reading:
        row = get_print(reading.sql, print_id)
    found = known_caller()
    is_anothers = found.role == "kiosk" and row["device"] != found.device
    if row["office"] != found.office or is_anothers:
        raise ForbiddenError()
    return jsonify(print_view(row))


@blueprint.post("/tickets/<ticket_id>/reprint")
@allow(TAKERS)
def post_reprint(ticket_id: str) -> ResponseReturnValue:
    """Print the ticket, marked as a copy when it was printed before."""
    found = known_caller()
    body = Body()
    name = body.text("printer")
    body.check()
    printer = _known_printer(found, found.printer if name is None else name)

    def work(change: Change) -> Answer:
        ticket = get_ticket(change.sql, change.office, ticket_id)
        if found.role == "kiosk" and ticket.device != found.device:
            raise ForbiddenError()
        return 201, _queue(change, ticket, printer, found)

    response = command(found.office, found.key, work)
    house().wake_press(printer.name)
    return response


@blueprint.post("/tickets/<ticket_id>/cancel")
def post_cancel(ticket_id: str) -> ResponseReturnValue:
    """Give the place back: the ticket's owner, or staff at a counter."""
    office = office_of_ticket(house().store, ticket_id)
    if office is None:
        raise UnknownTicketError(ticket=ticket_id)
    found = caller()
    if found is not None and found.role in AT_COUNTERS:
        check_own_password(found)
        check_csrf(found)
        return _cancel(found.office, found.key, ticket_id, actor_of(found))
    return _cancel(office, f"ticket:{ticket_id}", ticket_id, NOBODY)


def _cancel(office: str, key: str, ticket_id: str, actor: Actor) -> Response:
    body = Body()
    reason = body.text("reason")
    body.check()

    def work(change: Change) -> Answer:
        ticket = cancel(change, ticket_id, actor=actor, reason=reason, now=house().clock())
        return 200, seen(change, ticket)

    return command(office, key, work)


def actor_of(found: Caller) -> Actor:
    """The caller as the acts keep him."""
    return Actor(staff=found.staff, device=found.device)


def track_url(ticket_id: str) -> str | None:
    """The address of the ticket's own page, or None where phones cannot reach this house."""
    address = house().public_address
    return None if address is None else f"{address}/t/{ticket_id}"


def _printer_for(found: Caller, name: str | None) -> PrinterSettings | None:
    """The printer that was named, else the calling device's own, which for a kiosk may be the
    usual one; staff are asked after a number whether and where it comes out, and what a counter's
    program takes must not come out at a kiosk. Raises UnknownPrinterError for a name.
    """
    if name is not None:
        return _known_printer(found, name)
    has_one = found.role == "kiosk" or found.printer is not None
    return _printer_named(found, found.printer) if has_one else None


def _printer_named(found: Caller, name: str | None) -> PrinterSettings | None:
    """A printer that prints for the caller's office; the first one for whoever names none."""
    printers = printers_at(found.office)
    return next(iter(printers.values()), None) if name is None else printers.get(name)


def _known_printer(found: Caller, name: str | None) -> PrinterSettings:
    """The printer of this name, the first one without a name. Raises UnknownPrinterError, and
    PaperlessError for a device that has none on purpose.
    """
    if name == PAPERLESS:
        raise PaperlessError
    printer = _printer_named(found, name)
    if printer is None:
        raise UnknownPrinterError(printer=name or "")
    return printer


def _wish(body: Body, found: Caller) -> Wish:
    service = body.text("service", required=True, longest=8)
    queue_class = body.choice("class", ("normal", "priority"), "normal")
    reason = body.choice("priority_reason", ("", *PRIORITY_REASONS), "")
    language = body.text("language", longest=8) or "vi"
    return Wish(
        service=service or "",
        queue_class=QueueClass(queue_class),
        priority_reason=reason or None,
        language=language,
        channel=Channel.CLERK if found.staff else Channel.KIOSK,
    )


def _queue(
    change: Change, ticket: Ticket, printer: PrinterSettings | None, found: Caller
) -> dict[str, Any] | None:
    if printer is None:
        return None
    row = queue_print(
        change,
        ticket.id,
        printer=printer.name,
        device=found.device,
        now=house().clock(),
    )
    return print_view(row)


def seen(change: Change, ticket: Ticket, *, just_issued: bool = False) -> dict[str, Any]:
    """The ticket as its owner sees it, inside the change that made it."""
    running: House = house()
    snapshot = look_into(change, rules=running.rules, now=running.clock())
    days = running.config.rating.valid_days
    return ticket_view(snapshot, ticket, rating_days=days, just_issued=just_issued)
