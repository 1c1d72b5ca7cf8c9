"""The offices within reach: their tree, and opening and moving them."""

from typing import Any

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from operations.catalogue_entries import Catalogue
from operations.catalogue_format import KINDS, parse_catalogue
from operations.errors import ForbiddenError
from operations.intake_offices import open_expected_office
from operations.new_offices import catalogue_like, open_office, wrong_in_head
from operations.tree import TREE, is_within, list_tree, place_office, told_place
from store.store import Change
from web.access import READERS, WRITERS, acting_in, allow, at_home, known_caller
from web.api.passwords import made_here, with_password
from web.bodies import MISSING, Body
from web.commands import Answer, command
from web.parts import house

blueprint = Blueprint("api_offices", __name__, url_prefix="/api/v1")

LONGEST_CATALOGUE = 1_500_000
LONGEST_CODE = 40
GIVEN = ("code", "names", "kind", "timezone")
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
    body = Body()
    if body.flag("expected"):
        return _expect(body)
    return _open(_like(body) if body.raw("copy_of") is not MISSING else _written(body))


def _open(catalogue: Catalogue) -> Response:
    found, password = known_caller(), made_here()

    def work(change: Change) -> Answer:
        return 201, open_office(
            change.sql, catalogue, parent=change.office, password=password, now=house().clock()
        )

    return with_password(command(found.office, found.key, work, alone=(TREE,)), password)


def _expect(body: Body) -> Response:
    found, given = known_caller(), _head(body, "expected", needs_names=True)
    body.check()

    def work(change: Change) -> Answer:
        now = house().clock()
        return 201, open_expected_office(change.sql, given, parent=change.office, now=now)

    return command(found.office, found.key, work, alone=(TREE,))


@blueprint.patch("/offices/<code>")
@allow(WRITERS)
def patch_office(code: str) -> ResponseReturnValue:
    """Put an office that stands below one's own under another one of them, or make it another kind."""
    found, body = at_home(), Body()
    kind = body.choice("kind", KINDS)
    under = body.text("under", required=not body.has("kind"), longest=LONGEST_CODE)
    body.only("under", "kind")
    body.check()
    moved = acting_in(found, code)
    above = acting_in(found, under).office if under else None
    if moved.office == found.home:
        raise ForbiddenError()

    def work(change: Change) -> Answer:
        _check_reach(change, found.home, above)
        parent = above or change.row["parent"]
        place_office(change, parent=parent, kind=kind or change.row["kind"])
        return 200, told_place(change.sql, change.office)

    return command(moved.office, found.key, work, also_fed=True, alone=(TREE,))


def _check_reach(change: Change, home: str, above: str | None) -> None:
    """Somebody further up may have moved one of them away since it was looked for."""
    if not all(is_within(change.sql, one, home) for one in (change.office, above or home)):
        raise ForbiddenError()


def _written(body: Body) -> Catalogue:
    """The catalogue that the body holds."""
    body.only("catalogue", "expected")
    text = body.text("catalogue", required=True, longest=LONGEST_CATALOGUE) or ""
    body.check()
    return parse_catalogue(text)


def _like(body: Body) -> Catalogue:
    """The catalogue of the office that the body names, with another head."""
    like = body.text("copy_of", required=True, longest=LONGEST_CODE) or ""
    given = _head(body, "copy_of", needs_names=False)
    body.check()
    source = acting_in(at_home(), like).office
    with house().store.reading() as reading:
        return catalogue_like(reading.sql, source, given)


def _head(body: Body, way: str, *, needs_names: bool) -> dict[str, Any]:
    """What is said of the new office beside the way it is opened; what is wrong with it is kept."""
    body.only(way, "expected", *GIVEN)
    given = {name: value for name in GIVEN if (value := body.raw(name)) is not MISSING}
    body.refuse_all(wrong_in_head(given, needs_names=needs_names))
    return given
