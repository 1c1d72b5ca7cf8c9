"""The words that schemas are made of, so that a shape reads like docs/protocol.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]
"""A JSON Schema (2020-12), as OpenAPI 3.1 uses it."""

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
FLAG: Schema = {"type": "boolean"}
ID: Schema = {"type": "string", "minLength": 1, "description": "random, not to be guessed"}
INSTANT: Schema = {"type": "string", "format": "date-time", "pattern": "Z$", "description": "UTC"}
DAY: Schema = {"type": "string", "format": "date", "description": "the office's own day"}
SECONDS: Schema = {"type": "integer", "minimum": 0, "description": "seconds"}
LANGUAGE: Schema = {"type": "string", "pattern": "^[a-z]{2,3}$", "examples": ["vi"]}
NAMES: Schema = {"$ref": "#/components/schemas/Names"}
EMPTY: Schema = {"type": "object", "properties": {}, "required": []}


def text(most: int, *, least: int = 1, example: str | None = None) -> Schema:
    """A text that somebody sends."""
    told = {} if example is None else {"examples": [example]}
    return {"type": "string", "minLength": least, "maxLength": most, **told}


def whole(least: int, most: int, *, example: int | None = None) -> Schema:
    """A whole number between two, both included."""
    told = {} if example is None else {"examples": [example]}
    return {"type": "integer", "minimum": least, "maximum": most, **told}


def one_of(*words: str) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": list(words)}


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [dict(schema), {"type": "null"}]}


def many(schema: Schema, most: int | None = None) -> Schema:
    """A list."""
    limit = {} if most is None else {"maxItems": most}
    return {"type": "array", "items": dict(schema), **limit}


def said(schema: Schema, meaning: str) -> Schema:
    """The same with what it means."""
    return {**schema, "description": meaning}


def shape(name: str) -> Schema:
    """A shape that has a name of its own."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(fields: Mapping[str, Schema], *more: Schema) -> Schema:
    """An object; a name with `?` may be left out. `more` are records whose fields it has too."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for part in more:
        properties |= part["properties"]
        required += part["required"]
    properties |= {name.rstrip("?"): dict(schema) for name, schema in fields.items()}
    required += [name for name in fields if not name.endswith("?")]
    return {"type": "object", "properties": properties, "required": required}


def anything_of(body: Schema) -> Schema:
    """The same fields, each of which may be left out: what a PATCH takes."""
    return {**body, "required": []}


@dataclass(frozen=True, slots=True)
class Route:
    """What cannot be read off a view: its answer, body, query and its own error codes.

    `answer` None has no content. `files` are content types of answers that are no JSON. `proof`
    says who may call a route that no role guards. `may_be_empty` says when it answers 204.
    `takes_key` is false for a POST that knows no Idempotency-Key.
    """

    answer: Schema | None = None
    status: int = 200
    body: Schema | None = None
    query: Mapping[str, Schema] = field(default_factory=dict)
    errors: Iterable[str] = ()
    files: tuple[str, ...] = ()
    takes: str = "application/json"
    proof: str | None = None
    may_be_empty: str | None = None
    takes_key: bool = True
