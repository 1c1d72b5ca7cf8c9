"""The province's screen: every office below the caller's, as it is now."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from operations.province import read_province
from web.access import READERS, allow, known_caller
from web.parts import house

blueprint = Blueprint("api_province", __name__, url_prefix="/api/v1")


@blueprint.get("/province")
@allow(READERS)
def get_province() -> ResponseReturnValue:
    """Who works, who waits and what is in trouble, office by office."""
    running = house()
    with running.store.reading() as reading:
        office = known_caller().office
        return jsonify(
            read_province(reading, office, rules=running.config.rating, now=running.clock())
        )
