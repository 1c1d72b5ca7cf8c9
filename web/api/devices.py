"""Kiosks, displays and tablets, and the printers they print on, as managers keep them."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from operations.devices import Place, change_device, list_devices, place_of, revoke_device
from operations.errors import UnknownPrinterError
from operations.pairing import accept_pairing
from store.store import Change
from web.access import READERS, WRITERS, allow, known_caller
from web.bodies import MISSING, Body
from web.commands import Answer, command
from web.parts import house
from web.printers import printers_at

blueprint = Blueprint("api_devices", __name__, url_prefix="/api/v1")


@blueprint.get("/devices")
@allow(READERS)
def get_devices() -> ResponseReturnValue:
    """Every device with its health; who holds a socket is there, noted or not."""
    office, in_sight = known_caller().office, house().live.devices_in_sight()
    with house().store.reading() as reading:
        devices = list_devices(reading.sql, office, now=house().clock(), in_sight=in_sight)
    return jsonify({"devices": devices})


@blueprint.post("/devices")
@allow(WRITERS)
def post_device() -> ResponseReturnValue:
    """Let the device in that shows this code."""
    body = Body()
    code = body.text("code", required=True) or ""
    place = _place(_said(body), Place(name=""))
    found = known_caller()

    def work(change: Change) -> Answer:
        return 201, accept_pairing(change, code, place, now=house().clock())

    return command(found.office, found.key, work)


@blueprint.patch("/devices/<device>")
@allow(WRITERS)
def patch_device(device: str) -> ResponseReturnValue:
    """Rename or move a device."""
    found, body = known_caller(), Body()
    said = _said(body)

    def work(change: Change) -> Answer:
        place = _place(said, place_of(change.sql, change.office, device))
        return 200, change_device(change, device, place, now=house().clock())

    return command(found.office, found.key, work)


@blueprint.delete("/devices/<device>")
@allow(WRITERS)
def delete_device(device: str) -> ResponseReturnValue:
    """Send a device away: its token opens nothing any more."""
    found = known_caller()

    def work(change: Change) -> Answer:
        revoke_device(change, device, now=house().clock())
        return 204, None

    return command(found.office, found.key, work)


@blueprint.get("/printers")
@allow(READERS)
def get_printers() -> ResponseReturnValue:
    """The printers of config.toml that print for this office, and how they are."""
    names = printers_at(known_caller().office)
    return jsonify({"printers": house().printer_health(tuple(names))})


@blueprint.post("/printers/<printer>/test")
@allow(WRITERS)
def post_printer_test(printer: str) -> ResponseReturnValue:
    """Print a test slip and say how it went."""
    _check_printer(printer)
    return jsonify(house().print_test(printer, known_caller().office))


def _said(body: Body) -> dict[str, Any]:
    """What the body says of a place."""
    given: dict[str, Any] = {
        "name": body.text("name", longest=60) or "",
        "counter": body.number("counter", 1, 99),
        "zone": body.text("zone", longest=40) or "",
        "printer": body.text("printer"),
    }
    body.check()
    return {key: value for key, value in given.items() if body.raw(key) is not MISSING}


def _place(said: dict[str, Any], standing: Place) -> Place:
    """The standing place with what is said laid over it; null takes a thing away."""
    place = replace(standing, **said)
    if place.printer is not None and place.printer != standing.printer:
        _check_printer(place.printer)
    return place


def _check_printer(name: str) -> None:
    if name not in printers_at(known_caller().office):
        raise UnknownPrinterError(printer=name)
