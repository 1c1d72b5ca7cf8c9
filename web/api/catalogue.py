"""The catalogue: what citizens look up, and what managers keep."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from operations import administration, administration_counters, administration_services
from operations.catalogue import export_catalogue, update_catalogue
from operations.catalogue_format import parse_catalogue
from operations.catalogue_search import find_procedures
from operations.errors import InvalidError
from operations.tree import TREE
from store.store import Change
from web.access import ANYBODY, READERS, WRITERS, allow, known_caller
from web.bodies import json_object
from web.commands import command
from web.parts import house

blueprint = Blueprint("api_catalogue", __name__, url_prefix="/api/v1")

Settings = dict[str, Any]

MOST_FOUND = 200
"""More than this nobody reads at a kiosk."""


@blueprint.get("/procedures")
@allow(ANYBODY)
def get_procedures() -> ResponseReturnValue:
    """Procedures by words without accents; all of a service without a query."""
    with house().store.reading() as reading:
        found = find_procedures(
            reading.sql,
            known_caller().office,
            query=request.args.get("q", "")[:200],
            service=request.args.get("service") or None,
            limit=MOST_FOUND,
        )
    return jsonify({"procedures": found})


@blueprint.get("/office-settings")
@allow(READERS)
def get_office_settings() -> ResponseReturnValue:
    """Names, greeting, notice, hotline, closed and special days."""
    with house().store.reading() as reading:
        return jsonify(administration.office_settings(reading.sql, known_caller().office))


@blueprint.patch("/office-settings")
@allow(WRITERS)
def patch_office_settings() -> ResponseReturnValue:
    """Change what is named."""
    values = json_object()
    return _change(200, lambda change: administration.change_office(change, values))


@blueprint.get("/services")
@allow(READERS)
def get_services() -> ResponseReturnValue:
    """Every service with all its settings."""
    with house().store.reading() as reading:
        found = administration_services.list_service_settings(reading.sql, known_caller().office)
    return jsonify({"services": found})


@blueprint.post("/services")
@allow(WRITERS)
def post_service() -> ResponseReturnValue:
    """Add a service."""
    values = json_object()
    return _change(201, lambda change: administration_services.add_service(change, values))


@blueprint.patch("/services/<code>")
@allow(WRITERS)
def patch_service(code: str) -> ResponseReturnValue:
    """Change, pause or move a service."""
    values = json_object()
    return _change(200, lambda change: administration_services.change_service(change, code, values))


@blueprint.delete("/services/<code>")
@allow(WRITERS)
def delete_service(code: str) -> ResponseReturnValue:
    """Put a service away."""
    return _change(204, lambda change: administration_services.remove_service(change, code))


@blueprint.get("/counters")
@allow(READERS)
def get_counters() -> ResponseReturnValue:
    """Every counter with its services."""
    with house().store.reading() as reading:
        found = administration_counters.list_counter_settings(reading.sql, known_caller().office)
    return jsonify({"counters": found})


@blueprint.post("/counters")
@allow(WRITERS)
def post_counter() -> ResponseReturnValue:
    """Add a counter."""
    values = json_object()
    return _change(201, lambda change: administration_counters.add_counter(change, values))


@blueprint.patch("/counters/<int:number>")
@allow(WRITERS)
def patch_counter(number: int) -> ResponseReturnValue:
    """Change a counter."""
    values = json_object()
    return _change(
        200, lambda change: administration_counters.change_counter(change, number, values)
    )


@blueprint.delete("/counters/<int:number>")
@allow(WRITERS)
def delete_counter(number: int) -> ResponseReturnValue:
    """Put a counter away."""
    return _change(204, lambda change: administration_counters.remove_counter(change, number))


@blueprint.get("/procedures-admin")
@allow(READERS)
def get_procedure_settings() -> ResponseReturnValue:
    """Every procedure with all its settings."""
    with house().store.reading() as reading:
        found = administration_services.list_procedure_settings(reading.sql, known_caller().office)
    return jsonify({"procedures": found})


@blueprint.post("/procedures-admin")
@allow(WRITERS)
def post_procedure() -> ResponseReturnValue:
    """Add a procedure."""
    values = json_object()
    return _change(201, lambda change: administration_services.add_procedure(change, values))


@blueprint.patch("/procedures-admin/<procedure>")
@allow(WRITERS)
def patch_procedure(procedure: str) -> ResponseReturnValue:
    """Change a procedure."""
    values = json_object()
    return _change(
        200, lambda change: administration_services.change_procedure(change, procedure, values)
    )


@blueprint.delete("/procedures-admin/<procedure>")
@allow(WRITERS)
def delete_procedure(procedure: str) -> ResponseReturnValue:
    """Put a procedure away."""
    return _change(204, lambda change: administration_services.remove_procedure(change, procedure))


@blueprint.get("/catalogue.toml")
@allow(READERS)
def get_catalogue() -> ResponseReturnValue:
    """The whole catalogue as a file."""
    with house().store.reading() as reading:
        text = export_catalogue(reading.sql, known_caller().office)
    response = Response(text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="catalogue.toml"'
    return response


@blueprint.put("/catalogue.toml")
@allow(WRITERS)
def put_catalogue() -> ResponseReturnValue:
    """Take a whole catalogue over, or nothing of it."""
    try:
        text = request.get_data(cache=True).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidError(fields={"TOML": "bad_toml"}) from error
    catalogue = parse_catalogue(text)

    def work(change: Change) -> Settings:
        update_catalogue(change, catalogue)
        return {"services": len(catalogue.services), "counters": len(catalogue.counters)}

    return _change(200, work, TREE)


def _change(
    status: int, work: Callable[[Change], Settings | None], *alone: str
) -> ResponseReturnValue:
    found = known_caller()
    return command(found.office, found.key, lambda change: (status, work(change)), alone=alone)
