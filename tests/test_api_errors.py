"""Every error code: its status, its shape, and a sentence in two languages."""

import pytest

import tests.intake_problems
import tests.office_problems  # noqa: F401
from tests.house import House
from tests.problems import CASES, HIDDEN
from tests.schemas import check_answer, operation_for
from web.error_texts import SENTENCES
from web.openapi.document import status_of_codes
from web.texts import texts_of

pytestmark = pytest.mark.any_engine

ELSEWHERE = {"office_works_here", "directive_unknown"}
"""Told by `server.py office token`, and by an office about what it was told to do."""


def test_every_code_has_its_case() -> None:
    assert set(CASES) | ELSEWHERE == set(SENTENCES)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(CASES))
def test_the_code_comes_with_its_status_and_a_whole_sentence_in_the_callers_language(
    house: House, code: str, language: str
) -> None:
    told_in(house, language)

    answer = CASES[code](house)

    problem = answer.get_json()
    assert problem["code"] == code
    assert answer.status_code == problem["status"] == status_of_codes()[code]
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    check_answer(house.running.app, answer)
    check_sentence(code, problem["detail"], language)


def check_sentence(code: str, detail: str, language: str) -> None:
    """Facts are filled in; the Vietnamese one begins as it stands in the code."""
    is_source = detail.startswith(str(SENTENCES[code]).partition("%(")[0])
    assert is_source is (language == "vi"), detail
    assert "%(" not in detail
    assert len(detail) > 10
    general = {str(SENTENCES["invalid"]), texts_of("en")(str(SENTENCES["invalid"]))}
    assert code == "invalid" or detail not in general, f"a fact of {code} is missing"


def told_in(house: House, language: str) -> None:
    """Every caller from now on asks for this language, as the screens do."""
    app = house.running.app.wsgi_app

    def asking(environ: dict[str, str], start: object) -> object:
        return app({**environ, "HTTP_ACCEPT_LANGUAGE": language}, start)  # type: ignore[arg-type]

    house.running.app.wsgi_app = asking  # type: ignore[method-assign,assignment]


def test_with_a_full_disk_the_counters_go_on(house: House) -> None:
    house.hall.take()
    house.running.house.has_room = lambda: False
    clerk = house.clerk_at(1)

    called = clerk.done("/counters/1/call-next")

    assert clerk.done(f"/tickets/{called['id']}/finish")["state"] == "served"


def test_a_busy_store_says_when_to_come_again_and_keeps_nothing(house: House) -> None:
    answer = CASES["store_busy"](house)

    assert answer.headers["Retry-After"] == "1"
    assert house.hall.rows("select 1 from ticket") == []


def test_an_unknown_address_and_a_wrong_method_are_problems_too(house: House) -> None:
    for answer in (house.nobody().get("/nothing"), house.nobody().send("DELETE", "/office")):
        assert answer.get_json()["code"] == "not_found"
    assert house.nobody().send("DELETE", "/office").status_code == 405


def test_an_unexpected_error_tells_nothing_of_its_cause(house: House) -> None:
    text = CASES["internal"](house).text

    assert HIDDEN not in text
    assert "Traceback" not in text


def test_every_code_stands_at_a_route(house: House) -> None:
    app = house.running.app
    told = {
        code
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        for status, response in operation_for(app, method, rule.rule)["responses"].items()
        if status >= "400"
        for code in response["description"].split(", ")
    }

    assert told | ELSEWHERE == set(SENTENCES)
