"""The description as people read it: groups of routes, each with its fields in words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from web.error_texts import SENTENCES
from web.i18n import gettext, lazy

GROUPS = {
    "office": lazy("Toàn đơn vị"),
    "offices": lazy("Cây đơn vị"),
    "reports": lazy("Báo cáo"),
    "province": lazy("Màn hình của tỉnh"),
    "tickets": lazy("Phiếu"),
    "ratings": lazy("Đánh giá"),
    "help": lazy("Gọi hỗ trợ"),
    "counters": lazy("Quầy"),
    "sign_in": lazy("Đăng nhập"),
    "staff": lazy("Cán bộ"),
    "devices": lazy("Thiết bị và máy in"),
    "pairings": lazy("Ghép thiết bị"),
    "catalogue": lazy("Danh mục"),
    "intake": lazy("Báo cáo từ máy của đơn vị"),
    "directives": lazy("Chỉ đạo của tỉnh"),
}
"""The heading of each group, by the name of its file in web/api/."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a table: `depth` is how far inside other fields it stands."""

    name: str
    depth: int
    kind: str
    needed: bool
    meaning: str


def groups(document: Mapping[str, Any]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Key, heading and routes of each group, in the order of GROUPS."""
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in GROUPS}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_route(path, method.upper(), operation))
    return [(key, str(GROUPS[key]), routes) for key, routes in found.items()]


def shapes(document: Mapping[str, Any]) -> list[tuple[str, list[Field]]]:
    """Each named shape with its fields."""
    schemas = document["components"]["schemas"]
    return [(name, list(fields_of(schema))) for name, schema in sorted(schemas.items())]


def errors(statuses: Mapping[str, int]) -> list[tuple[str, int, str]]:
    """Each code with its status and its sentence, whose facts are still open."""
    return [(code, statuses[code], str(SENTENCES[code])) for code in SENTENCES]


def fields_of(schema: Mapping[str, Any], depth: int = 0) -> Iterator[Field]:
    """The fields of a shape, those of records inside it below them."""
    required = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        meaning = inner.get("description", "")
        yield Field(name, depth, kind_of(inner), name in required, meaning)
        yield from fields_of(_record_in(inner), depth + 1)


def kind_of(schema: Mapping[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " · ".join(word for word in schema["enum"] if word)
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return gettext(" hoặc ").join(kind_of(one) for one in schema[choice])
    if schema.get("type") == "array":
        return gettext("danh sách %(kind)s", kind=kind_of(schema["items"]))
    return _plain(schema)


def _plain(schema: Mapping[str, Any]) -> str:
    match schema.get("type"):
        case "integer":
            return gettext("số nguyên") + _range(schema)
        case "number":
            return gettext("số") + _range(schema)
        case "boolean":
            return gettext("có/không")
        case "null":
            return "null"
        case "string":
            return _text_kind(schema)
    return gettext("nhóm mục")


def _text_kind(schema: Mapping[str, Any]) -> str:
    formats = {"date-time": gettext("thời điểm UTC"), "date": gettext("ngày")}
    return formats.get(schema.get("format", ""), gettext("chữ"))


def _range(schema: Mapping[str, Any]) -> str:
    if "maximum" not in schema:
        return ""
    return f" {schema['minimum']}-{schema['maximum']}"


def _record_in(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record that a field is, or that its list or its choice with null holds."""
    if "anyOf" in schema:
        return _record_in(schema["anyOf"][0])
    if schema.get("type") == "array":
        return _record_in(schema["items"])
    return schema if "properties" in schema else {}


def _route(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    body = _body(operation)
    answers = {
        status: response
        for status, response in operation["responses"].items()
        if status.startswith("2")
    }
    return {
        "id": operation["operationId"],
        "method": method,
        "path": path,
        "summary": operation["summary"],
        "who": operation["x-proof"],
        "query": [p for p in operation["parameters"] if p["in"] == "query"],
        "fields": list(fields_of(body)) if body else [],
        "answers": [_answer(status, response) for status, response in answers.items()],
        "codes": sorted(
            {
                code
                for status, response in operation["responses"].items()
                if not status.startswith("2")
                for code in response["description"].split(", ")
            }
        ),
        "curl": curl(path, method, operation),
    }


def _answer(status: str, response: Mapping[str, Any]) -> dict[str, Any]:
    content = response.get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return {
        "status": status,
        "kind": kind_of(schema) if schema else ", ".join(content) or response["description"],
        "fields": list(fields_of(schema)) if schema else [],
    }


def _body(operation: Mapping[str, Any]) -> Mapping[str, Any] | None:
    content = operation.get("requestBody", {}).get("content", {})
    found: Mapping[str, Any] | None = content.get("application/json", {}).get("schema")
    return found


def curl(path: str, method: str, operation: Mapping[str, Any]) -> str:
    """A command for a terminal; what only the caller knows is in capital letters."""
    query = "&".join(
        f"{one['name']}={example(one['schema'])}"
        for one in operation["parameters"]
        if one["in"] == "query" and one["required"]
    )
    address = path.replace("{number}", "1").replace("{", "$").replace("}", "")
    whole = f'"$HOST{address}{"?" if query else ""}{query}"'
    return " \\\n  ".join([f"curl -X {method} {whole}", *_proof(operation), *_data(operation)])


def _proof(operation: Mapping[str, Any]) -> list[str]:
    words = []
    if {"token": []} in operation["security"]:
        words.append('-H "Authorization: Bearer $TOKEN"')
    elif operation["security"] != [{}]:
        words.append('-b moiso_session=$SESSION -H "X-CSRF-Token: $CSRF"')
    if any(one["name"] == "Idempotency-Key" for one in operation["parameters"]):
        words.append('-H "Idempotency-Key: $(uuidgen)"')
    return words


def _data(operation: Mapping[str, Any]) -> list[str]:
    content = operation.get("requestBody", {}).get("content", {})
    if "application/toml" in content:
        return ["--data-binary @catalogue.toml"]
    if "application/json" not in content:
        return []
    told = json.dumps(example(content["application/json"]["schema"]), ensure_ascii=False)
    return [f"--json '{told}'"]


def example(schema: Mapping[str, Any]) -> Any:
    """A value that the schema allows: of a record only what is needed."""
    if "$ref" in schema:
        return {"vi": "Hộ tịch"}
    if "examples" in schema:
        return schema["examples"][0]
    if "enum" in schema:
        return next(word for word in schema["enum"] if word)
    if "properties" in schema:
        return {name: example(schema["properties"][name]) for name in schema["required"]}
    plain = {"integer": schema.get("minimum", 1), "boolean": True, "array": [], "string": "…"}
    return "2026-11-23" if schema.get("format") == "date" else plain.get(schema["type"], "…")
