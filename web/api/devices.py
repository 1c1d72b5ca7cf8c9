"""Kiosks, displays and tablets, and the printers they print on, as managers keep them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from operations.devices import (
    PAPERLESS,
    Place,
    change_device,
    list_devices,
    place_of,
    revoke_device,
)
from operations.errors import UnknownPrinterError
from operations.pairing import accept_pairing
from store.store import Change
from web.access import READERS, WRITERS, allow, known_caller
from web.bodies import MISSING, Body
from web.commands import Answer, command
from web.parts import house
from web.printers import printers_at, printers_known

blueprint = Blueprint("api_devices", __name__, url_prefix="/api/v1")


@blueprint.get("/devices")
@allow(READERS)
def get_devices() -> ResponseReturnValue:
    """Every device with its health; who holds a socket is there, noted or not."""
    office, in_sight = known_caller().office, house().live.devices_in_sight()
    usual = next(iter(printers_known(office)), None)
    with house().store.reading() as reading:
        devices = list_devices(
            reading.sql, office, now=house().clock(), in_sight=in_sight, usual=usual
        )
    return jsonify({"devices": devices})


@blueprint.post("/devices")
@allow(WRITERS)
def post_device() -> ResponseReturnValue:
    """Let the device in that shows this code."""
    body = Body()
    code = body.text("code", required=True) or ""
    found = known_caller()
    place = _place(_said(body), Place(name=""), printers_at(found.office))

    def work(change: Change) -> Answer:
        return 201, accept_pairing(change, code, place, now=house().clock())

    return command(found.office, found.key, work)


@blueprint.patch("/devices/<device>")
@allow(WRITERS)
def patch_device(device: str) -> ResponseReturnValue:
    """Rename or move a device."""
    found, body = known_caller(), Body()
    said, printers = _said(body), printers_at(found.office)

    def work(change: Change) -> Answer:
        place = _place(said, place_of(change.sql, change.office, device), printers)
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
    names = printers_known(known_caller().office)
    return jsonify({"printers": house().printer_health(tuple(names))})


@blueprint.post("/printers/<printer>/test")
@allow(WRITERS)
def post_printer_test(printer: str) -> ResponseReturnValue:
    """Print a test slip and say how it went."""
    office = known_caller().office
    _check_printer(printer, printers_at(office))
    return jsonify(house().print_test(printer, office))


def _said(body: Body) -> dict[str, Any]:
    """What the body says of a place."""
    given: dict[str, Any] = {
        "name": body.text("name", longest=60) or "",
        "counter": body.number("counter", 1, 99),
        "zone": body.text("zone", longest=40) or "",
        "printer": body.text("printer"),
        "paperless": body.flag("paperless"),
    }
    if given["printer"] and given["paperless"]:
        body.refuse("paperless", "choice")
    body.check()
    return {key: value for key, value in given.items() if body.raw(key) is not MISSING}


def _place(said: Mapping[str, Any], standing: Place, printers: Collection[str]) -> Place:
    """The standing place with what is said laid over it; null takes a thing away."""
    printer = _printer(said, standing.printer)
    if printer and printer != standing.printer:
        _check_printer(printer, printers)
    others = {key: said[key] for key in ("name", "counter", "zone") if key in said}
    return replace(standing, printer=printer, **others)


def _printer(said: Mapping[str, Any], standing: str | None) -> str | None:
    """A printer's name, None for the usual one, or PAPERLESS, which stays until `paperless` is said
    or a printer named: a program that does not know the word cannot take it away.
    """
    if said.get("paperless"):
        return PAPERLESS
    stays = standing == PAPERLESS and "paperless" not in said
    return said.get("printer", standing) or (PAPERLESS if stays else None)


def _check_printer(name: str, printers: Collection[str]) -> None:
    if name not in printers:
        raise UnknownPrinterError(printer=name)
