"""Requests that a machine thinks up from the description: no failure, and no answer it does not name."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.house import Caller, House
from tests.schemas import described
from web.access import SESSION_COOKIE
from web.openapi.page import GROUPS

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

PROOF_REFUSED = {401, 403}
GUARDS_A_PASSWORD = {"POST /api/v1/sign-in", "POST /api/v1/password"}
"""A machine does not guess one, so that it only sees refusals."""

OF_ANOTHER_MACHINE = {"POST /api/v1/intake", "GET /api/v1/intake/rows"}
"""Their token is none of a device's: here they only see refusals, too."""

schemathesis.serializer.alias("application/toml", "text/plain")

FEW = settings(
    max_examples=6,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""Enough for a machine's odd ideas about each field; the same ones at each run."""


def operations(house: House, group: str) -> list[Any]:
    """The operations of one group of the description."""
    schema: Any = schemathesis.openapi.from_dict(described(house.running.app))
    schema.app = house.running.app
    found = [result.ok() for result in schema.get_all_operations()]
    return [operation for operation in found if operation.definition.raw["tags"] == [group]]


def caller_for(house: House, roles: list[str]) -> Caller:
    """Somebody whom the route admits; at a counter, the clerk who holds it."""
    if "clerk" in roles:
        return house.clerk_at(1)
    return house.caller("manager" if "manager" in roles else (roles or ["nobody"])[0])


def send_many(house: House, operation: Any, mode: GenerationMode, ticket: str) -> set[int]:
    """Send what the strategy makes, about things that are there; answers the statuses."""
    caller = caller_for(house, operation.definition.raw["x-roles"])
    cookie = caller.client.get_cookie(SESSION_COOKIE)
    cookies = {SESSION_COOKIE: cookie.value} if cookie else {}
    known = {"ticket_id": ticket, "number": 1, "code": "A", "what": "service"}
    statuses: set[int] = set()

    def send(case: Any) -> None:
        case.path_parameters = {name: known.get(name, "nothing") for name in case.path_parameters}
        for proof in ("Authorization", "X-CSRF-Token"):
            case.headers.pop(proof, None)
        case.cookies.clear()
        response = case.call(headers=caller.headers, cookies=cookies)
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    FEW(given(case=operation.as_strategy(generation_mode=mode))(send))()
    return statuses


@pytest.fixture
def ticket(house: House) -> str:
    """The id of the ticket in hand at counter 1."""
    house.hall.take()
    return house.hall.called(1).id


@pytest.mark.parametrize("group", GROUPS)
def test_a_machines_requests_are_answered_as_described(
    house: House, group: str, ticket: str
) -> None:
    for operation in operations(house, group):
        statuses = send_many(house, operation, GenerationMode.POSITIVE, ticket)
        only_refused = GUARDS_A_PASSWORD | OF_ANOTHER_MACHINE
        assert statuses - PROOF_REFUSED or operation.label in only_refused, operation.label


@pytest.mark.parametrize("group", GROUPS)
def test_requests_against_the_description_are_answered_as_described(
    house: House, group: str, ticket: str
) -> None:
    for operation in operations(house, group):
        if operation.label in OF_ANOTHER_MACHINE:
            continue  # any bytes are a body there; tests/test_intake_refusals.py breaks them
        if operation.body or operation.query:
            statuses = send_many(house, operation, GenerationMode.NEGATIVE, ticket)
            assert statuses - PROOF_REFUSED, operation.label
