"""Holds answers against the API's own description, and finds fields that it does not name."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs
from flask import Flask
from werkzeug.test import TestResponse

from web.openapi.document import document

SHAPES_AT = "#/components/schemas/"


@cache
def described(app: Flask) -> dict[str, Any]:
    """The description of an app, read once."""
    return document(app)


def operation_for(app: Flask, method: str, path: str) -> Mapping[str, Any]:
    """The description of what stands at an address such as /api/v1/counters/1/open."""
    for pattern, methods in described(app)["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", pattern), path) and method.lower() in methods:
            found: Mapping[str, Any] = methods[method.lower()]
            return found
    raise AssertionError(f"{method} {path} is not described")


def check_answer(app: Flask, answer: TestResponse) -> None:
    """Fail unless the description allows this status, this kind of content and these fields."""
    asked = answer.request
    operation = operation_for(app, asked.method, asked.path)
    where = f"{asked.method} {asked.path} {answer.status_code}"
    responses = operation["responses"]
    assert str(answer.status_code) in responses, f"{where}: {answer.text}"
    content = responses[str(answer.status_code)].get("content")
    if content is None:
        assert answer.data == b"", f"{where} has a body"
        return
    kind = (answer.content_type or "").partition(";")[0]
    assert kind in content, f"{where} is {kind}"
    if schema := content[kind].get("schema"):
        wrong = faults(described(app), schema, answer.get_json())
        assert not wrong, f"{where}: {wrong}"


def faults(whole: Mapping[str, Any], schema: Mapping[str, Any], value: Any) -> list[str]:
    """What the schema does not allow, each with its place."""
    validator = validator_of(json.dumps(schema), json.dumps(whole["components"]))
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(value)]


@cache
def validator_of(schema: str, components: str) -> Any:
    """A validator that refuses fields which the description does not name."""
    closed = closed_up({**json.loads(schema), "components": json.loads(components)})
    return jsonschema_rs.Draft202012Validator(closed, validate_formats=True)


def closed_up(schema: Any) -> Any:
    """The same schema, in which every record has its named fields and no others."""
    if isinstance(schema, list):
        return [closed_up(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: closed_up(inner) for key, inner in schema.items()}
    is_record = schema.get("type") == "object" and isinstance(schema.get("properties"), dict)
    if is_record and "additionalProperties" not in schema:
        closed["additionalProperties"] = False
    return closed
