"""What goes with every answer: what browsers may do with it, and nothing that is secret."""

import re

import pytest
from werkzeug.test import TestResponse

from tests.house import CSRF, Caller, House

pytestmark = pytest.mark.any_engine

PAGES = {
    "/kiosk": "nobody",
    "/display": "nobody",
    "/rating": "nobody",
    "/sign-in": "nobody",
    "/pair": "nobody",
    "/api/docs": "nobody",
    "/counter": "clerk",
    "/manager": "manager",
}
API = ["/api/v1/office", "/api/v1/rating-form", "/api/v1/nothing", "/api/openapi.json"]
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S)


def show(caller: Caller, path: str) -> TestResponse:
    """Open an address as a browser does."""
    return caller.client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_our_scripts_and_no_others(house: House, path: str) -> None:
    caller = house.caller(PAGES[path])
    first, second = show(caller, path), show(caller, path)
    policy = first.headers["Content-Security-Policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None

    assert first.status_code == 200
    assert first.headers["Content-Security-Policy"] != second.headers["Content-Security-Policy"]
    for directive in ("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    for word in ("unsafe-inline", "unsafe-eval", "http:", "https:", "*"):
        assert word not in policy
    for attributes, code in SCRIPT.findall(first.text):
        assert 'src="/' in attributes or (nonce[1] in attributes and code), attributes
    assert not re.search(r"\s(style|on\w+)=\"", first.text)
    assert "//cdn" not in first.text


@pytest.mark.parametrize("path", [*PAGES, *API])
def test_pages_and_answers_are_kept_by_nobody(house: House, path: str) -> None:
    answer = show(house.caller(PAGES.get(path, "nobody")), path)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_what_never_changes_is_kept_long_and_the_rest_is_asked_for_again(house: House) -> None:
    client = house.nobody().client
    address = re.search(r'"lit-html": "([^"]+)"', client.get("/kiosk").text)
    assert address is not None

    versioned = client.get(address[1], buffered=True)
    plain = client.get(re.sub("@[^/]+/", "/", address[1]), buffered=True)

    assert versioned.cache_control.max_age == 365 * 86_400
    assert versioned.cache_control.immutable
    assert plain.cache_control.max_age == 86_400
    assert not plain.cache_control.immutable
    for path in ("/static/api.js", "/static/tokens.css", "/icons.svg"):
        answer = client.get(path, buffered=True)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        mark = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(path, headers=mark, buffered=True).status_code == 304, path


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_no_secret(house: House, path: str) -> None:
    kiosk = house.caller("kiosk")
    clerk = house.caller("clerk")
    secrets = [row["token_hash"] for row in house.hall.rows("select token_hash from device")]
    secrets += [row["password_hash"] for row in house.hall.rows("select password_hash from staff")]
    secrets += [
        row["token_hash"] for row in house.hall.rows("select token_hash from staff_session")
    ]

    text = show(house.caller(PAGES[path]), path).text

    found = [secret for secret in secrets if len(secret) > 8 and secret in text]
    assert found == []
    assert kiosk.headers["Authorization"].removeprefix("Bearer ") not in text
    assert (CSRF in text) is (PAGES[path] != "nobody")
    assert clerk.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Không tìm thấy nội dung này."), ("en", "This was not found.")],
)
def test_an_address_that_leads_nowhere_is_told_on_a_page(
    house: House, language: str, words: str
) -> None:
    answer = show(house.nobody(), f"/nowhere?lang={language}")

    assert answer.status_code == 404
    assert answer.content_type.startswith("text/html")
    assert f"<h1>{words}</h1>" in answer.text
    assert "not_found" in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_a_page_that_is_not_ones_own_is_told_on_a_page(house: House) -> None:
    answer = show(house.caller("clerk"), "/manager")

    assert answer.status_code == 403
    assert "<h1>Tài khoản hoặc thiết bị này không được phép làm việc đó.</h1>" in answer.text


def test_a_wrong_token_at_a_page_is_told_on_a_page(house: House) -> None:
    headers = {"Accept": "text/html", "Authorization": "Bearer nobodys"}

    answer = house.nobody().client.get("/kiosk", headers=headers)

    assert answer.status_code == 401
    assert "<h1>Thiết bị hoặc người dùng" in answer.text


def test_a_program_reads_a_problem_wherever_it_asks(house: House) -> None:
    for accept in ("", "*/*", "application/json", "image/svg+xml,*/*;q=0.8"):
        answer = house.nobody().client.get("/nowhere", headers={"Accept": accept})
        assert answer.content_type == "application/problem+json", accept


def test_an_unexpected_error_on_a_page_tells_nothing_of_its_cause(house: House) -> None:
    def fail(**_view: object) -> str:
        raise RuntimeError("a secret of the house")

    house.running.app.view_functions["kiosk.show_kiosk"] = fail

    answer = show(house.nobody(), "/kiosk")

    assert answer.status_code == 500
    assert "<h1>Có lỗi ngoài dự kiến." in answer.text
    assert "secret" not in answer.text


def test_nobody_is_sent_to_the_door_and_comes_back(house: House) -> None:
    for path in ("/counter", "/manager"):
        answer = show(house.nobody(), path)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/sign-in?next={path}")
    assert show(house.person("clerk", must_change=True), "/counter").status_code == 303
    for wanted in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert "evil" not in show(house.nobody(), f"/sign-in?next={wanted}").text


def test_health_and_figures_are_for_this_machine_and_managers(house: House) -> None:
    stranger = {"REMOTE_ADDR": "192.0.2.9"}
    manager = house.caller("manager token")
    for path in ("/healthz", "/metrics"):
        client = house.nobody().client
        assert client.get(path).status_code == 200
        assert client.get(path, environ_base=stranger).status_code == 403
        known = client.get(path, environ_base=stranger, headers=manager.headers)
        assert known.status_code == 200
    house.hall.take()
    assert 'moiso_waiting{office="thu",service="A"} 1.0' in client.get("/metrics").text
