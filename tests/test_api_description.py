"""The API's description: complete, of one mind with the app, and readable."""

import re
from typing import Any

import jsonschema_rs
import pytest

from tests.house import House
from tests.schemas import described
from web.access import GUARDED
from web.error_texts import SENTENCES
from web.openapi.document import PREFIX, ROUTES, SHAPES, methods_of, path_of, status_of_codes
from web.openapi.page import example, kind_of

pytestmark = pytest.mark.any_engine


@pytest.fixture
def whole(house: House) -> dict[str, Any]:
    return described(house.running.app)


def operations(whole: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in whole["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_route_has_an_entry_and_every_entry_a_route(house: House) -> None:
    rules = house.running.app.url_map.iter_rules()

    assert {rule.endpoint for rule in rules if rule.rule.startswith(PREFIX)} == set(ROUTES)


def test_the_description_names_every_address_and_method(
    house: House, whole: dict[str, Any]
) -> None:
    known = {
        f"{method} {path_of(rule)}"
        for rule in house.running.app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for method in methods_of(rule)
    }

    assert {name for name, _ in operations(whole)} == known


def test_every_route_says_who_may_call_it(house: House, whole: dict[str, Any]) -> None:
    guarded = {
        endpoint for endpoint, view in house.running.app.view_functions.items() if view in GUARDED
    }

    for endpoint, route in ROUTES.items():
        assert (route.proof is None) is (endpoint in guarded), endpoint
    for name, operation in operations(whole):
        assert operation["x-proof"], name
        assert re.match(r"[A-Z].*\.$", operation["summary"]), name


def test_every_error_code_has_a_sentence_and_a_status() -> None:
    assert set(status_of_codes()) == set(SENTENCES)


def test_every_code_of_a_route_is_known(whole: dict[str, Any]) -> None:
    for name, operation in operations(whole):
        for status, response in operation["responses"].items():
            if status >= "400":
                codes = response["description"].split(", ")
                assert {status_of_codes()[code] for code in codes} == {int(status)}, name


def test_every_shape_is_a_schema_and_is_used(whole: dict[str, Any]) -> None:
    text = str(whole)
    of_the_socket = {"RatingState"}

    for name, schema in SHAPES.items():
        jsonschema_rs.meta.validate({**schema, "components": whole["components"]})
        assert f"schemas/{name}'" in text or name in of_the_socket, f"nothing refers to {name}"
    named = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert named <= set(SHAPES)


def test_operation_ids_are_not_given_twice(whole: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, operation in operations(whole)]

    assert len(ids) == len(set(ids))


def test_every_example_is_allowed_by_its_own_schema(whole: dict[str, Any]) -> None:
    for name, operation in operations(whole):
        content = operation.get("requestBody", {}).get("content", {})
        if schema := content.get("application/json", {}).get("schema"):
            closed = {**schema, "components": whole["components"]}
            assert jsonschema_rs.is_valid(closed, example(schema)), name


def test_the_document_is_open_to_everybody(house: House) -> None:
    answer = house.nobody().client.get("/api/openapi.json")

    assert answer.status_code == 200
    assert answer.get_json()["openapi"] == "3.1.0"
    assert set(answer.get_json()["paths"]) == set(described(house.running.app)["paths"])


@pytest.mark.parametrize(("language", "heading"), [("vi", "Ai được gọi"), ("en", "Who may call")])
def test_the_page_shows_every_route_shape_and_code(
    house: House, whole: dict[str, Any], language: str, heading: str
) -> None:
    answer = house.nobody().client.get("/api/docs", headers={"Accept-Language": language})

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
    assert heading in answer.text
    for _, operation in operations(whole):
        assert f'id="{operation["operationId"]}"' in answer.text
    for path in whole["paths"]:
        assert f"<code>{path}</code>" in answer.text
    for name in SHAPES:
        assert f'id="shape-{name}"' in answer.text
    for code in SENTENCES:
        assert f'id="error-{code}"' in answer.text


def test_the_page_names_a_type_in_words(house: House) -> None:
    with house.running.app.test_request_context("/api/docs?lang=en"):
        assert kind_of({"type": "integer", "minimum": 1, "maximum": 5}) == "whole number 1-5"
        assert kind_of({"type": "array", "items": {"type": "string"}}) == "list of text"
        assert (
            kind_of({"anyOf": [{"type": "boolean"}, {"type": "null"}]}) == "true or false or null"
        )
        assert kind_of({"enum": ["open", "closed"]}) == "open · closed"
