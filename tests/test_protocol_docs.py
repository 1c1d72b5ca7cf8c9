"""docs/protocol.md names every route, live state, field and error code, and none that is not there."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.house import House
from tests.test_api_roles import routes_of
from web.error_texts import SENTENCES
from web.openapi.document import SHAPES
from web.sockets import _room

TEXT = (Path(__file__).parent.parent / "docs/protocol.md").read_text(encoding="utf-8")
ROUTES = TEXT.partition("## Routes")[2].partition("## Live states")[0]
LIVE = TEXT.partition("## Live states")[2]
ROUTE = re.compile(r"`([A-Z/]+) (/[^`?]*?)(?:\[?\?[^`]*)?`")


def told_routes() -> set[str]:
    """`POST counters/*/open` and its like, as the table of routes names them."""
    return {
        f"{method} {re.sub('{[^}]*}', '*', path).removeprefix('/api/v1/')}"
        for methods, path in ROUTE.findall(ROUTES)
        for method in methods.split("/")
    }


def known_routes(house: House) -> set[str]:
    """The same from the app."""
    return {re.sub("<[^>]*>", "*", route) for route in routes_of(house)}


def fields_below(heading: str) -> set[str]:
    """The names of the fields in the JSON example that follows a heading."""
    example = TEXT.partition(heading)[2].partition("```json")[2].partition("```")[0]
    return set(re.findall(r'"(\w+)":', example))


def fields_of(schema: Any) -> set[str]:
    """The names of all fields of a shape, those of records inside it too."""
    if isinstance(schema, list):
        return set().union(*map(fields_of, schema))
    if not isinstance(schema, dict):
        return set()
    named = set(schema.get("properties", {}))
    return named.union(*map(fields_of, schema.values()))


def test_every_route_is_named_and_no_other(house: House) -> None:
    for_this_machine = {"GET /healthz", "GET /metrics"}

    assert told_routes() == known_routes(house) | for_this_machine


@pytest.mark.parametrize("code", SENTENCES)
def test_every_error_code_is_named(code: str) -> None:
    assert f"`{code}`" in TEXT


def test_no_error_code_is_named_that_nobody_raises() -> None:
    listed = TEXT.partition("Codes: ")[2].partition("\n")[0]

    assert set(re.findall(r"`(\w+)`", listed)) == set(SENTENCES)


def test_every_watch_is_named_and_no_other() -> None:
    named = set(re.findall(r'`\{what: "(\w+)"', LIVE))

    source = Path(_room.__code__.co_filename).read_text(encoding="utf-8")
    answered = set(re.findall(r'case "(\w+)"|what == "(\w+)"', source))
    assert named == {one or other for one, other in answered}


@pytest.mark.parametrize(
    ("heading", "shape"),
    [
        ("**Ticket** (as its owner", "Ticket"),
        ("**office**\n", "OfficeState"),
        ("**board**\n", "BoardState"),
        ("**counter**\n", "CounterState"),
        ("**rating**\n", "RatingState"),
        ("**today** (", "Today"),
    ],
)
def test_every_state_is_told_field_by_field(heading: str, shape: str) -> None:
    referred = {"Ticket": ["Estimate"], "OfficeState": ["Estimate"]}.get(shape, [])
    known = fields_of([SHAPES[shape], *(SHAPES[name] for name in referred)])

    languages = {"vi", "en"}
    assert fields_below(heading) - languages == known - languages


def test_the_ticket_at_a_counter_is_told_field_by_field() -> None:
    sentence = TEXT.partition("**Ticket at a counter**")[2].partition("\n\n")[0]
    told = set(re.findall(r"`(\w+)`", sentence))
    more = fields_of(SHAPES["CounterTicket"]) - fields_of(SHAPES["Ticket"])
    less = fields_of(SHAPES["Ticket"]) - fields_of(SHAPES["CounterTicket"])

    assert more <= told
    assert less <= told


def test_the_description_and_the_page_are_named() -> None:
    for address in ("/api/openapi.json", "/api/docs", "GET /healthz", "GET /metrics"):
        assert address in TEXT
