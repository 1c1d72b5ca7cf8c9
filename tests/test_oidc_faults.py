"""What may go wrong between the house and a province's identity provider: nobody gets in by it."""

import time
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from structlog.testing import capture_logs

from tests.hall import Hall
from tests.house import PASSWORD, House, open_house
from tests.provider import OLD_WAYS, Guest, Provider, answer_of, guest_of, refused, values_of
from web.oidc_texts import WORDS

pytestmark = OLD_WAYS

DISCOVERY = "/.well-known/openid-configuration"


@pytest.fixture
def lan(provider: Provider) -> str:
    """A clerk, who gets in where nothing goes wrong."""
    provider.knows("lan-1")
    return "lan-1"


def sessions(house: House) -> int:
    """How many sessions the provider's people have."""
    return len(house.hall.rows("select * from identity_session"))


@pytest.mark.parametrize(
    "twist",
    [
        {"aud": "another-house"},
        {"aud": ["another-house"], "azp": "moi-so"},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"exp": None},
        {"iat": None},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(
    provider: Provider, province: House, guest: Guest, lan: str, twist: dict[str, Any]
) -> None:
    provider.twist = twist

    assert refused(guest.sign_in(lan)) == "token_refused"

    assert not guest.is_in()
    assert sessions(province) == 0


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -3600), ("exp", -61), ("iat", 3600)])
def test_a_token_of_another_time_opens_nothing(
    provider: Provider, guest: Guest, lan: str, claim: str, seconds: int
) -> None:
    provider.twist = {claim: time.time() + seconds}

    assert refused(guest.sign_in(lan)) == "token_refused"


def test_a_clock_that_is_a_little_off_keeps_nobody_out(
    provider: Provider, guest: Guest, lan: str
) -> None:
    provider.twist = {"iat": time.time() + 30, "exp": time.time() - 30}

    assert guest.sign_in(lan).status_code == 303


def test_a_token_of_another_key_opens_nothing(provider: Provider, guest: Guest, lan: str) -> None:
    provider.key = RSAKey.generate_key(2048)

    assert refused(guest.sign_in(lan)) == "token_refused"


def test_an_unsigned_token_opens_nothing(provider: Provider, guest: Guest, lan: str) -> None:
    provider.algorithm = "none"
    provider.lists["id_token_signing_alg_values_supported"] = ["none", "RS256"]

    assert refused(guest.sign_in(lan)) == "token_refused"


@pytest.mark.parametrize("algorithms", [["none"], ["HS256"], []])
def test_a_provider_that_proves_nothing_is_not_asked(
    provider: Provider, guest: Guest, algorithms: list[str]
) -> None:
    provider.lists["id_token_signing_alg_values_supported"] = algorithms

    assert refused(guest.get("/sign-in/oidc")) == "provider_unusable"


@pytest.mark.parametrize("missing", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_a_provider_that_lacks_an_address_is_told_apart(
    provider: Provider, guest: Guest, missing: str
) -> None:
    provider.lists[missing] = None

    answer = guest.get("/sign-in/oidc")
    assert (answer.status_code, refused(answer)) == (502, "provider_unusable")


def test_a_provider_that_calls_itself_otherwise_is_another(
    provider: Provider, guest: Guest
) -> None:
    provider.lists["issuer"] = "https://elsewhere.example"

    assert refused(guest.get("/sign-in/oidc")) == "provider_unusable"


def test_an_answer_is_taken_once(provider: Provider, province: House, lan: str) -> None:
    guest = guest_of(province)
    address = answer_of(guest.leave(), lan)
    assert guest.come_back(address).status_code == 303

    assert refused(guest.come_back(address)) == "attempt_over"
    assert sessions(province) == 1


def test_a_failed_answer_is_not_taken_again(provider: Provider, guest: Guest, lan: str) -> None:
    address = answer_of(guest.leave(), lan)
    provider.fails["/oauth2/token"] = 500
    assert refused(guest.come_back(address)) == "provider_down"

    provider.fails.clear()
    assert refused(guest.come_back(address)) == "attempt_over"


def test_an_answer_opens_only_the_browser_that_asked(
    provider: Provider, province: House, guest: Guest, lan: str
) -> None:
    address = answer_of(guest.leave(), lan)
    other = guest_of(province)
    other.leave()

    assert refused(other.come_back(address)) == "attempt_over"
    assert refused(guest_of(province).come_back(address)) == "attempt_over"
    assert guest.come_back(address).status_code == 303


@pytest.mark.parametrize("state", ["another", ""])
def test_another_state_opens_nothing(guest: Guest, lan: str, state: str) -> None:
    code = values_of(answer_of(guest.leave(), lan))["code"]

    assert refused(guest.get(f"/sign-in/oidc/callback?code={code}&state={state}")) == "attempt_over"
    assert refused(guest.get("/sign-in/oidc/callback")) == "attempt_over"


def test_an_answer_after_ten_minutes_is_too_late(province: House, guest: Guest, lan: str) -> None:
    address = answer_of(guest.leave(), lan)

    province.hall.clock.forward(minutes=10)

    assert refused(guest.come_back(address)) == "attempt_over"


def test_a_code_that_the_provider_does_not_know_opens_nothing(guest: Guest, lan: str) -> None:
    state = values_of(guest.leave())["state"]

    answer = guest.get(f"/sign-in/oidc/callback?code=made-up&state={state}")

    assert refused(answer) == "attempt_over"


def test_who_is_refused_at_the_provider_is_told(guest: Guest) -> None:
    answer = guest.come_back(answer_of(guest.leave(), None))

    assert (answer.status_code, refused(answer)) == (403, "denied")


def test_nothing_that_the_provider_wrote_reaches_the_page(guest: Guest) -> None:
    told = "error=server_error&error_description=<b>bi-mat</b>&state=x"

    answer = guest.get(f"/sign-in/oidc/callback?{told}")

    assert refused(answer) == "provider_unusable"
    assert "bi-mat" not in answer.text


def test_while_the_provider_is_down_the_page_says_so_and_passwords_work(
    provider: Provider, province: House, guest: Guest
) -> None:
    provider.fails[DISCOVERY] = 503
    province.person("clerk", "hoa")

    answer = guest.get("/sign-in/oidc")

    assert (answer.status_code, refused(answer)) == (503, "provider_down")
    assert 'href="/sign-in"' in answer.text
    assert province.signed_in("hoa", PASSWORD).read("/me")["name"] == "hoa"


def test_a_provider_that_nobody_answers_for_is_down(
    hall: Hall, provider: Provider, tmp_path: Path, free_port: int
) -> None:
    settings = provider.settings()
    provider.url = f"http://localhost:{free_port}"
    with open_house(hall, tmp_path, oidc=provider.settings()) as house:
        assert refused(guest_of(house).get("/sign-in/oidc")) == "provider_down"
    provider.url = settings.issuer


def test_a_provider_that_answers_something_else_is_down(provider: Provider, guest: Guest) -> None:
    provider.fails[DISCOVERY] = 200

    assert refused(guest.get("/sign-in/oidc")) == "provider_down"


@pytest.mark.parametrize("path", ["/oauth2/token", "/jwks"])
def test_a_provider_that_goes_down_on_the_way_is_told(
    provider: Provider, guest: Guest, lan: str, path: str
) -> None:
    address = answer_of(guest.leave(), lan)
    provider.fails[path] = 503

    assert refused(guest.come_back(address)) == "provider_down"
    assert not guest.is_in()


def test_a_secret_that_the_provider_does_not_take_is_a_fault_of_the_settings(
    provider: Provider, guest: Guest, lan: str
) -> None:
    address = answer_of(guest.leave(), lan)
    provider.fails["/oauth2/token"] = 401

    assert refused(guest.come_back(address)) == "provider_unusable"


@pytest.mark.parametrize(
    ("claims", "code", "named"),
    [
        ({"roles": None}, "claim_missing", "roles"),
        ({"roles": []}, "claim_missing", "roles"),
        ({"roles": 7}, "claim_missing", "roles"),
        ({"office": None}, "claim_missing", "office"),
        ({"name": " "}, "claim_missing", "name"),
        ({"preferred_username": None}, "claim_missing", "preferred_username"),
        ({"roles": ["nguoi-dung"]}, "no_role", "roles"),
        ({"office": "Xã Khác"}, "unknown_office", "office"),
    ],
)
def test_claims_that_open_nothing_are_named(
    provider: Provider, province: House, guest: Guest, claims: Any, code: str, named: str
) -> None:
    provider.knows("lan-1", **claims)

    answer = guest.sign_in("lan-1")

    assert (answer.status_code, refused(answer)) == (403, code)
    assert f"“{named}”" in answer.text
    assert province.hall.rows("select * from staff_identity") == []


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"office": "Xã Khác"}, "unknown_office office 'Xã Khác'"),
        ({"roles": ["nguoi-dung", "khac"]}, "no_role roles 'nguoi-dung, khac'"),
    ],
)
def test_the_log_tells_the_value_that_stands_in_no_table(
    provider: Provider, guest: Guest, claims: Any, told: str
) -> None:
    provider.knows("lan-1", **claims)

    with capture_logs() as log:
        guest.sign_in("lan-1")

    assert [line["why"] for line in log if line["event"] == "oidc_refused"] == [told]


def test_claims_of_another_person_are_not_taken(provider: Provider, guest: Guest, lan: str) -> None:
    provider.hides = frozenset({"roles"})
    provider.twist = {"sub": "lan-2"}

    assert refused(guest.sign_in(lan)) == "token_refused"


def test_the_page_speaks_the_readers_language(provider: Provider, guest: Guest) -> None:
    provider.fails[DISCOVERY] = 503
    guest.caller.client.set_cookie("lang", "en")

    page = guest.get("/sign-in/oidc").text

    assert "The province&#39;s sign-in cannot be reached" in page
    assert "Error code: provider_down" in page


def test_every_code_is_explained_in_the_guide() -> None:
    guide = (Path(__file__).parent.parent / "docs/oidc.md").read_text(encoding="utf-8")

    assert [code for code in WORDS if f"`{code}`" not in guide] == []
