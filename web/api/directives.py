"""What a province tells offices that have a machine of their own."""

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from operations.directives import KINDS, fed_offices, list_directives, queue_directive
from operations.errors import InvalidError
from operations.passwords import Password, chosen_password, made_password
from store.store import Change
from web.access import READERS, WRITERS, allow, known_caller
from web.api.passwords import told_once
from web.bodies import MISSING, Body
from web.commands import Answer, command
from web.error_texts import refusal
from web.parts import house

blueprint = Blueprint("api_directives", __name__, url_prefix="/api/v1")

LONGEST = 1024 * 1024


@blueprint.get("/directives")
@allow(READERS)
def get_directives() -> ResponseReturnValue:
    """What the office was told, and what became of it."""
    with house().store.reading() as reading:
        told = list_directives(reading.sql, known_caller().office)
    return jsonify(
        {"directives": [{**one, "why": refusal(one["code"], one["facts"])} for one in told]}
    )


@blueprint.post("/directives")
@allow(WRITERS)
def post_directive() -> ResponseReturnValue:
    """Tell an office, or all below it, a catalogue, a notice or an account; each does it in its turn."""
    found, body = known_caller(), Body()
    kind = body.choice("kind", KINDS, "notice")
    below = body.flag("below")
    content, password = _content(kind, body)
    body.check()

    def work(change: Change) -> Answer:
        codes = fed_offices(change.sql, change.office, below=below)
        numbers = queue_directive(
            change.sql, list(codes), kind, content, by=found.staff, now=house().clock()
        )
        told = {codes[office]: number for office, number in numbers.items()}
        return 201, {"numbers": told, "kind": kind}

    return told_once(command(found.office, found.key, work, also_fed=True), "password", password)


def _content(kind: str, body: Body) -> tuple[dict[str, Any], str | None]:
    """The content of a directive, and a password that was made for it."""
    if kind == "catalogue":
        return {"toml": body.text("toml", required=True, longest=LONGEST) or ""}, None
    if kind == "notice":
        notices = body.raw("notices")
        if not isinstance(notices, dict):
            raise InvalidError(fields={"notices": "names"})
        return {"notices": notices}, None
    name = body.text("name", required=True) or ""
    account = {"name": name, "full_name": body.text("full_name"), "role": body.text("role")}
    if body.raw("active") is not MISSING:
        account["active"] = body.flag("active")  # type: ignore[assignment]  # one flag among texts
    password = _password(body, name)
    if password is None:
        return account, None
    return {**account, "password_hash": password.hash}, password.text


def _password(body: Body, name: str) -> Password | None:
    """None where nobody asks for one; null makes one, which is answered once."""
    wanted = body.raw("password")
    if wanted is MISSING:
        return None
    if wanted is None:
        made: Password = house().run_blocking(made_password)
        return made
    text = body.text("password", longest=1000) or ""
    return chosen_password(text, name=name, run=house().run_blocking)
