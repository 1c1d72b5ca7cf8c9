"""What a province tells offices that have a machine of their own."""

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from operations.directives import (
    KINDS,
    fed_offices,
    list_directives,
    queue_directive,
    wrong_in,
)
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
    below = body.flag("below")
    kind = body.choice("kind", KINDS, required=True)
    content = _content(kind, body)
    body.check()
    content, password = _with_password(content, body)

    def work(change: Change) -> Answer:
        codes = fed_offices(change.sql, change.office, below=below)
        numbers = queue_directive(
            change.sql, list(codes), kind, content, by=found.staff, now=house().clock()
        )
        told = {codes[office]: number for office, number in numbers.items()}
        return 201, {"numbers": told, "kind": kind}

    return told_once(command(found.office, found.key, work, also_fed=True), "password", password)


def _content(kind: str, body: Body) -> dict[str, Any]:
    """The content of a directive, but for a password; what is wrong with it is kept."""
    if not kind:
        return {}
    body.only("kind", "below", *FIELDS[kind])
    content = READERS_OF[kind](body)
    body.refuse_all(wrong_in(kind, content))
    return content


def _catalogue(body: Body) -> dict[str, Any]:
    return {"toml": body.text("toml", required=True, longest=LONGEST) or ""}


def _notice(body: Body) -> dict[str, Any]:
    notices = body.raw("notices")
    return {"notices": None if notices is MISSING else notices}


def _account(body: Body) -> dict[str, Any]:
    account: dict[str, Any] = {
        "name": body.text("name", required=True) or "",
        "full_name": body.text("full_name"),
        "role": body.text("role"),
    }
    if body.has("active"):
        account["active"] = body.flag("active")
    return account


FIELDS = {
    "catalogue": ("toml",),
    "notice": ("notices",),
    "account": ("name", "full_name", "role", "active", "password"),
}
READERS_OF = {"catalogue": _catalogue, "notice": _notice, "account": _account}


def _with_password(content: dict[str, Any], body: Body) -> tuple[dict[str, Any], str | None]:
    """With the hash of a password where one is given or made; a made one is answered once."""
    password = _password(body, str(content.get("name")))
    if password is None:
        return content, None
    return {**content, "password_hash": password.hash}, password.text


def _password(body: Body, name: str) -> Password | None:
    """None where nobody asks for one; null makes one, which is answered once."""
    wanted = body.raw("password")
    if wanted is MISSING:
        return None
    if wanted is None:
        made: Password = house().run_blocking(made_password)
        return made
    text = body.text("password", longest=1000) or ""
    body.check()
    return chosen_password(text, name=name, run=house().run_blocking)
