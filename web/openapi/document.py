"""The OpenAPI 3.1 document: addresses, roles and summaries from the app, the rest from ROUTES."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from operations.errors import OperationError
from queueing.errors import QueueError
from satisfaction.errors import SatisfactionError
from web.access import ANYBODY, DEVICES, GUARDED, OPEN_BEFORE_CHANGE, SESSION_COOKIE, STAFF
from web.errors import STATUS_OF_CODE
from web.openapi import (
    catalogue,
    counters,
    intake,
    office,
    offices,
    people,
    province,
    reports,
    tickets,
)
from web.openapi.words import Route, Schema, record, shape

PREFIX = "/api/v1"
SAFE = ("GET", "PUT", "PATCH", "DELETE", "POST")
PROBLEM_TYPE = "application/problem+json"
WITH_MANAGER_TOKEN = DEVICES | {"manager"}

ROUTES: Mapping[str, Route] = {
    **office.ROUTES,
    **offices.ROUTES,
    **reports.ROUTES,
    **province.ROUTES,
    **tickets.ROUTES,
    **counters.ROUTES,
    **people.ROUTES,
    **catalogue.ROUTES,
    **intake.ROUTES,
}
"""Every route of /api/v1 by its endpoint; a test holds it beside the app's own list."""

PROBLEM = {
    **record(
        {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string", "description": "stable, for programs"},
            "detail": {"type": "string", "description": "a sentence in the caller's language"},
            "fields?": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": "a sentence for each field that was refused",
            },
        }
    ),
    "additionalProperties": True,
    "description": "RFC 9457; facts that fill the sentence stand beside these members",
}

SHAPES: Mapping[str, Schema] = {
    **tickets.SHAPES,
    **office.SHAPES,
    **offices.SHAPES,
    **reports.SHAPES,
    **counters.SHAPES,
    **people.SHAPES,
    **catalogue.SHAPES,
    **intake.SHAPES,
    "Problem": PROBLEM,
}

REQUEST_STATUSES = {
    "bad_json": 400,
    "unauthorized": 401,
    "csrf": 403,
    "must_change": 403,
    "too_large": 413,
    "key_reused": 422,
    "internal": 500,
    "store_busy": 503,
    "disk_full": 507,
}
"""Codes that no verb of operations/ raises."""

ABOUT = (
    "Commands go over HTTP, state comes over the socket (Socket.IO, see docs/protocol.md). Errors "
    "are `application/problem+json` with a stable `code`; their sentence follows "
    "`Accept-Language` or `?lang=`. The same `Idempotency-Key` with the same body gives the same "
    "answer for 24 hours. Managers, administrators and auditors act on any office below their own "
    "with `?office=CODE` on every guarded route. Instants are UTC, durations whole seconds."
)


def document(app: Flask, *, version: str = "1") -> dict[str, Any]:
    """The whole description of the app's API."""
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for rule in api_rules(app):
        for method in methods_of(rule):
            paths[path_of(rule)][method.lower()] = _operation(app, rule, method)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Mời Số", "version": version, "description": ABOUT},
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "paths": dict(paths),
        "components": {
            "schemas": {name: dict(schema) for name, schema in SHAPES.items()},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
            },
        },
    }


def api_rules(app: Flask) -> list[Rule]:
    """The rules of /api/v1 in the order in which they are read."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(f"{PREFIX}/")]
    order = list(ROUTES)
    return sorted(rules, key=lambda rule: order.index(rule.endpoint))


def methods_of(rule: Rule) -> list[str]:
    """The methods that a person asks for; HEAD and OPTIONS come by themselves."""
    return [method for method in SAFE if method in (rule.methods or ())]


def path_of(rule: Rule) -> str:
    """`/api/v1/counters/<int:number>` as OpenAPI writes it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def roles_of(app: Flask, endpoint: str) -> frozenset[str] | None:
    """The roles that a route admits, or None when none guards it."""
    return GUARDED.get(app.view_functions[endpoint])


def status_of_codes() -> dict[str, int]:
    """The HTTP status of every error code."""
    operations = {error.code: error.status for error in _below(OperationError)}
    rules = {
        error.code: STATUS_OF_CODE.get(error.code, 409)
        for base in (QueueError, SatisfactionError)
        for error in _below(base)
    }
    return {**operations, **rules, **REQUEST_STATUSES}


def _below(base: type[Any]) -> Iterator[type[Any]]:
    for error in base.__subclasses__():
        yield error
        yield from _below(error)


def _operation(app: Flask, rule: Rule, method: str) -> dict[str, Any]:
    route = ROUTES[rule.endpoint]
    roles = roles_of(app, rule.endpoint)
    view = app.view_functions[rule.endpoint]
    errors = {*route.errors, *_common(route, roles, method)}
    if roles and roles & STAFF and view not in OPEN_BEFORE_CHANGE:
        errors.add("must_change")
    operation: dict[str, Any] = {
        "operationId": rule.endpoint.removeprefix("api_").replace(".", "_"),
        "tags": [rule.endpoint.removeprefix("api_").partition(".")[0]],
        "summary": (view.__doc__ or "").strip().partition("\n")[0],
        "x-roles": sorted(roles) if roles else [],
        "x-proof": route.proof or _who(roles or frozenset()),
        "security": _security(roles, method),
        "parameters": [*_in_path(rule), *_in_query(route), *_headers(route, method)],
        "responses": {**_answers(route), **_refusals(errors)},
    }
    if route.body is not None:
        operation["requestBody"] = {
            "required": bool(route.body.get("required", True)),
            "content": {route.takes: {"schema": dict(route.body)}},
        }
    return operation


def _who(roles: frozenset[str]) -> str:
    return "any token or session" if roles == ANYBODY else ", ".join(sorted(roles))


def _security(roles: frozenset[str] | None, method: str) -> list[dict[str, list[str]]]:
    if roles is None:
        return [{}]
    proofs: list[dict[str, list[str]]] = []
    if roles & WITH_MANAGER_TOKEN:
        proofs.append({"token": []})
    if roles & STAFF:
        proofs.append({"session": []} if method == "GET" else {"session": [], "csrf": []})
    return proofs


def _in_path(rule: Rule) -> list[dict[str, Any]]:
    whole = set(re.findall(r"<int:(\w+)>", rule.rule))
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer", "minimum": 0} if name in whole else {"type": "string"},
        }
        for name in sorted(rule.arguments)
    ]


def _in_query(route: Route) -> list[dict[str, Any]]:
    return [
        {
            "name": name.rstrip("?"),
            "in": "query",
            "required": not name.endswith("?"),
            "schema": dict(schema),
        }
        for name, schema in route.query.items()
    ]


def _headers(route: Route, method: str) -> list[dict[str, Any]]:
    if method != "POST" or not route.takes_key:
        return []
    schema = {"type": "string", "pattern": "^[!-~]{8,80}$"}
    return [{"name": "Idempotency-Key", "in": "header", "required": False, "schema": schema}]


def _answers(route: Route) -> dict[str, Any]:
    content: dict[str, Any] = {kind.partition(";")[0]: {} for kind in route.files}
    if route.answer is not None:
        content["application/json"] = {"schema": dict(route.answer)}
    status = route.status if content else 204
    answers: dict[str, Any] = {str(status): {"description": HTTPStatus(status).phrase}}
    if content:
        answers[str(status)]["content"] = content
    if route.may_be_empty:
        answers["204"] = {"description": route.may_be_empty}
    return answers


def _refusals(errors: Iterable[str]) -> dict[str, Any]:
    statuses = status_of_codes()
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in sorted(errors):
        by_status[statuses[code]].append(code)
    return {str(status): _refusal(codes) for status, codes in sorted(by_status.items())}


def _refusal(codes: list[str]) -> dict[str, Any]:
    schema = {**shape("Problem"), "properties": {"code": {"enum": codes}}}
    return {"description": ", ".join(codes), "content": {PROBLEM_TYPE: {"schema": schema}}}


def _common(route: Route, roles: frozenset[str] | None, method: str) -> Iterable[str]:
    """What every route of this kind may refuse."""
    yield from ("store_busy", "internal")
    if roles is not None:
        yield from ("unauthorized", "forbidden")
    if method == "GET":
        if route.query:
            yield "invalid"
        return
    yield from ("disk_full", "too_large", "invalid")
    if roles is not None:
        yield "office_fed"
    if roles is None or roles & STAFF:
        yield "csrf"
    if method == "POST" and route.takes_key:
        yield "key_reused"
    if route.body is not None:
        yield "bad_json"
