"""The offices within reach: their tree, and opening and moving them."""

from typing import Any

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from operations.catalogue_entries import Catalogue
from operations.catalogue_format import KINDS, parse_catalogue
from operations.errors import ForbiddenError, InvalidError
from operations.intake_offices import open_expected_office
from operations.new_offices import catalogue_like, open_office
from operations.tree import list_tree, place_office, told_place
from store.store import Change
from web.access import READERS, WRITERS, acting_in, allow, at_home, known_caller
from web.api.passwords import made_here, with_password
from web.bodies import Body, json_object
from web.commands import Answer, command
from web.parts import house

blueprint = Blueprint("api_offices", __name__, url_prefix="/api/v1")

LONGEST_CATALOGUE = 1_500_000
LONGEST_CODE = 40
GIVEN = frozenset({"code", "names", "kind", "timezone"})
"""What is said of an office that has no catalogue of its own."""


@blueprint.get("/offices")
@allow(READERS)
def get_offices() -> ResponseReturnValue:
    """The office acted on and all below it."""
    with house().store.reading() as reading:
        found = list_tree(reading.sql, known_caller().office)
    told = ("code", "kind", "names", "parent", "depth", "fed")
    return jsonify({"offices": [{key: one[key] for key in told} for one in found]})


@blueprint.post("/offices")
@allow(WRITERS)
def post_office() -> ResponseReturnValue:
    """Open an office under the one acted on.

    From a catalogue, like another office, or for a machine of its own.
    """
    values = json_object()
    return _expect(values) if "expected" in values else _open(values)


def _open(values: dict[str, Any]) -> Response:
    found, catalogue = known_caller(), _wanted(values)
    password = made_here()

    def work(change: Change) -> Answer:
        return 201, open_office(
            change.sql, catalogue, parent=change.office, password=password, now=house().clock()
        )

    return with_password(command(found.office, found.key, work), password)


def _expect(values: dict[str, Any]) -> Response:
    if values["expected"] is not True:
        raise InvalidError(fields={"expected": "flag"})
    found, given = known_caller(), _beside(values, "expected")

    def work(change: Change) -> Answer:
        now = house().clock()
        return 201, open_expected_office(change.sql, given, parent=change.office, now=now)

    return command(found.office, found.key, work)


@blueprint.patch("/offices/<code>")
@allow(WRITERS)
def patch_office(code: str) -> ResponseReturnValue:
    """Put an office that stands below one's own under another one of them, or make it another kind."""
    found, body = at_home(), Body()
    kind = body.choice("kind", KINDS, "") if body.has("kind") else ""
    under = body.text("under", required=not body.has("kind"), longest=LONGEST_CODE)
    body.check()
    moved = acting_in(found, code)
    above = acting_in(found, under).office if under else None
    if moved.office == found.home:
        raise ForbiddenError()

    def work(change: Change) -> Answer:
        parent = above or change.row["parent"]
        place_office(change, parent=parent, kind=kind or change.row["kind"])
        return 200, told_place(change.sql, change.office)

    return command(moved.office, found.key, work, also_fed=True)


def _wanted(values: dict[str, Any]) -> Catalogue:
    """The catalogue that the body holds, or that of the office it names."""
    if "copy_of" in values:
        return _copy(values)
    body = Body()
    text = body.text("catalogue", required=True, longest=LONGEST_CATALOGUE) or ""
    body.check()
    return parse_catalogue(text)


def _copy(values: dict[str, Any]) -> Catalogue:
    like, code = values["copy_of"], values.get("code")
    if not isinstance(like, str) or not isinstance(code, str):
        raise InvalidError(fields={"copy_of" if not isinstance(like, str) else "code": "required"})
    source = acting_in(at_home(), like).office
    given = _beside(values, "copy_of")
    with house().store.reading() as reading:
        return catalogue_like(reading.sql, source, given)


def _beside(values: dict[str, Any], way: str) -> dict[str, Any]:
    """What is said of the new office beside the way it is opened."""
    given = {key: value for key, value in values.items() if key != way}
    if wrong := {key: "unknown_key" for key in given if key not in GIVEN}:
        raise InvalidError(fields=wrong)
    return given
