"""The people who work here, as managers keep them."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from operations.passwords import Password, chosen_password
from operations.staff import add_staff, change_staff, get_staff, list_staff
from store.store import Change
from web.access import READERS, WRITERS, allow, known_caller
from web.api.passwords import made_here, with_password
from web.bodies import MISSING, Body
from web.commands import Answer, command
from web.parts import house

blueprint = Blueprint("api_staff", __name__, url_prefix="/api/v1")


@blueprint.get("/staff")
@allow(READERS)
def get_all() -> ResponseReturnValue:
    """Everybody of the office."""
    with house().store.reading() as reading:
        return jsonify({"staff": list_staff(reading.sql, known_caller().office)})


@blueprint.post("/staff")
@allow(WRITERS)
def post_staff() -> ResponseReturnValue:
    """Add somebody; without a password one is made and answered once."""
    body = Body()
    name = body.text("name", required=True) or ""
    full_name = body.text("full_name", required=True) or ""
    role = body.text("role", required=True) or ""
    given = body.text("password")
    body.check()
    password = _chosen(given, name) if given else made_here()

    def work(change: Change) -> Answer:
        return 201, add_staff(
            change,
            name=name,
            full_name=full_name,
            role=role,
            password=password,
            now=house().clock(),
        )

    return with_password(command(known_caller().office, known_caller().key, work), password)


@blueprint.patch("/staff/<staff_id>")
@allow(WRITERS)
def patch_staff(staff_id: str) -> ResponseReturnValue:
    """Change somebody; `password` null makes a new one, which is answered once."""
    found, body = known_caller(), Body()
    name, full_name, role = body.text("name"), body.text("full_name"), body.text("role")
    active = body.flag("active") if body.raw("active") is not MISSING else None
    password = _new_password(body, staff_id)
    body.check()

    def work(change: Change) -> Answer:
        return 200, change_staff(
            change,
            staff_id,
            name=name,
            full_name=full_name,
            role=role,
            active=active,
            password=password,
            now=house().clock(),
        )

    return with_password(command(found.office, found.key, work), password)


def _new_password(body: Body, staff_id: str) -> Password | None:
    wanted = body.raw("password")
    if wanted is MISSING:
        return None
    if wanted is None:
        return made_here()
    with house().store.reading() as reading:
        row = get_staff(reading.sql, known_caller().office, staff_id)
    return _chosen(body.text("password", longest=1000) or "", row["name"])


def _chosen(text: str, name: str) -> Password:
    return chosen_password(text, name=name, run=house().run_blocking)
