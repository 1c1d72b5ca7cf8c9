"""Staff sign in through a province's own identity provider: a real one, over HTTP."""

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest

from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from operations.identity_attempts import MOST_OF_ADDRESS
from tests.catalogues import COUNTER, OFFICE, SERVICE
from tests.hall import Hall
from tests.house import PASSWORD, Caller, House, code_of, open_house
from tests.provider import OLD_WAYS, Guest, Provider, answer_of, guest_of, refused, values_of

pytestmark = OLD_WAYS


def people(house: House) -> list[dict[str, Any]]:
    """Who came in through the provider."""
    return house.hall.rows(
        "select p.* from staff p join staff_identity i on i.staff = p.id order by p.name"
    )


def test_somebody_of_the_province_comes_in(provider: Provider, guest: Guest) -> None:
    provider.knows("lan-1")

    answer = guest.sign_in("lan-1")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    me = guest.caller.read("/me")
    assert (me["role"], me["full_name"]) == ("clerk", "Nguyễn Thị Lan Mẫu")
    assert (me["name"], me["must_change"]) == ("lan.nguyen", False)


@pytest.mark.parametrize(
    ("held", "role", "screen"),
    [
        ("mot-cua-can-bo", "clerk", "/counter"),
        ("mot-cua-quan-ly", "manager", "/manager"),
        ("mot-cua-quan-tri", "administrator", "/manager"),
        ("thanh-tra", "auditor", "/manager"),
    ],
)
def test_the_role_decides_the_screen(
    provider: Provider, guest: Guest, held: str, role: str, screen: str
) -> None:
    provider.knows("lan-1", roles=["nguoi-dung", held])

    guest.sign_in("lan-1")

    assert guest.caller.read("/me")["role"] == role
    assert guest.get("/").headers["Location"] == screen


def test_the_way_is_secured_by_pkce_state_and_nonce(provider: Provider, guest: Guest) -> None:
    provider.knows("lan-1")
    asked = values_of(guest.leave())
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["scope"] == "openid profile"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 20

    guest.sign_in("lan-1")

    challenge = provider.asked_at("/oauth2/authorize")["code_challenge"]
    verifier = provider.asked_at("/oauth2/token")["code_verifier"]
    digest = hashlib.sha256(verifier.encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


def test_the_cookies_are_for_this_house_only(provider: Provider, guest: Guest) -> None:
    provider.knows("lan-1")
    left = guest.get("/sign-in/oidc")
    begun = left.headers["Set-Cookie"]

    back = guest.come_back(answer_of(left.headers["Location"], "lan-1"))

    session, ended = back.headers.getlist("Set-Cookie")
    assert begun.startswith("moiso_oidc=")
    assert "Max-Age=600" in begun
    assert "Path=/sign-in/oidc" in begun
    assert session.startswith("moiso_session=")
    assert "Max-Age=36000" in session
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in (begun, session))
    assert ended.startswith("moiso_oidc=;")


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/manager/reports?from=2026-11-01", "/manager/reports?from=2026-11-01"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/%5Celsewhere.example/", "/"),
        ("/%09/elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_the_way_back_leads_to_a_page_of_this_house(
    provider: Provider, guest: Guest, wanted: str, reached: str
) -> None:
    provider.knows("lan-1")

    assert guest.sign_in("lan-1", wanted).headers["Location"] == reached


def test_two_tabs_may_sign_in_side_by_side(provider: Provider, guest: Guest) -> None:
    provider.knows("lan-1")
    first, second = guest.leave("/counter"), guest.leave("/rating")

    assert guest.come_back(answer_of(first, "lan-1")).headers["Location"] == "/counter"
    assert guest.come_back(answer_of(second, "lan-1")).status_code in (303, 400)


def test_who_comes_again_is_the_same_person_with_what_is_true_now(
    provider: Provider, province: House
) -> None:
    provider.knows("lan-1")
    guest_of(province).sign_in("lan-1")

    provider.knows("lan-1", name="Trần Thị Lan Mẫu", roles="mot-cua-quan-ly")
    guest_of(province).sign_in("lan-1")

    (lan,) = people(province)
    assert (lan["full_name"], lan["role"], lan["name"]) == (
        "Trần Thị Lan Mẫu",
        "manager",
        "lan.nguyen",
    )


def test_two_people_of_one_name_are_two(provider: Provider, province: House) -> None:
    province.person("manager", "lan.nguyen")
    for subject in ("lan-1", "lan-2"):
        provider.knows(subject)
        guest_of(province).sign_in(subject)

    assert [lan["name"] for lan in people(province)] == ["lan.nguyen-2", "lan.nguyen-3"]


def test_no_password_opens_an_account_of_the_province(province: House, lan: Caller) -> None:
    me = lan.read("/me")
    address = f"/staff/{me['id']}"
    manager = province.person("manager")

    given = manager.send("PATCH", address, {"password": "nắng đẹp cả ngày"})
    made = manager.send("PATCH", address, {"password": None})
    promoted = manager.send("PATCH", address, {"role": "manager"})
    sent_back = manager.send("PATCH", address, {"role": "clerk", "full_name": me["full_name"]})

    assert [code_of(answer) for answer in (given, made, promoted)] == ["invalid"] * 3
    assert "tỉnh" in given.get_json()["fields"]["password"]
    assert sent_back.status_code == 200
    told = {entry["name"]: entry["of_provider"] for entry in manager.read("/staff")["staff"]}
    assert (told["lan.nguyen"], told["canbo1"]) == (True, False)
    for password in ("", "nắng đẹp cả ngày", PASSWORD):
        wrong = province.nobody().post("/sign-in", {"name": "lan.nguyen", "password": password})
        assert wrong.status_code in (401, 422)


def test_who_is_locked_here_stays_out_whatever_the_provider_says(
    province: House, guest: Guest, lan: Caller
) -> None:
    me = lan.read("/me")

    province.person("manager").send("PATCH", f"/staff/{me['id']}", {"active": False})

    assert not guest.is_in()
    assert refused(guest_of(province).sign_in("lan-1")) == "locked"
    assert not people(province)[0]["active"]


def test_too_many_attempts_of_one_address_are_told_to_wait(
    provider: Provider, province: House, guest: Guest
) -> None:
    for _ in range(MOST_OF_ADDRESS):
        guest.leave()

    answer = guest.get("/sign-in/oidc")
    assert (answer.status_code, answer.headers.get("Location")) == (429, None)

    province.hall.clock.forward(minutes=10)
    guest.leave()


def test_those_who_get_in_do_not_count(province: House, lan: Caller) -> None:
    assert province.hall.rows("select * from identity_attempt") == []


def test_without_a_provider_there_is_no_such_way(house: House) -> None:
    guest = guest_of(house)

    assert guest.get("/sign-in/oidc").status_code == 404
    assert guest.get("/sign-in/oidc/callback?code=1&state=2").status_code == 404
    assert "data-provider" not in guest.get("/sign-in").text


def test_the_sign_in_page_offers_the_provider_and_the_password(
    hall: Hall, provider: Provider, tmp_path: Path
) -> None:
    label = "Tài khoản “tỉnh”"
    with open_house(hall, tmp_path, oidc=provider.settings(label_vi=label)) as house:
        page = guest_of(house).get("/sign-in").text
        house.person("clerk", "lan")

        assert "data-provider='{&#34;vi&#34;" in page or 'data-provider="{&#34;vi&#34;' in page
        assert house.signed_in("lan").read("/me")["name"] == "lan"


def test_claims_that_are_told_only_when_asked_for_are_asked_for(
    provider: Provider, guest: Guest
) -> None:
    provider.knows("lan-1")
    provider.hides = frozenset({"roles", "office"})

    guest.sign_in("lan-1")

    assert guest.caller.read("/me")["role"] == "clerk"


def test_the_provider_is_asked_for_its_addresses_once_in_ten_minutes(
    provider: Provider, province: House, guest: Guest
) -> None:
    provider.knows("lan-1")
    for minutes in (0, 9, 1):
        province.hall.clock.forward(minutes=minutes)
        guest.sign_in("lan-1")

    paths = [path for path, _ in provider.asked]
    assert paths.count("/.well-known/openid-configuration") == 2
    assert paths.count("/jwks") == 2


def test_a_namesake_of_the_province_does_not_stand_in_the_way_of_a_password(
    provider: Provider, hall: Hall, province: House
) -> None:
    with hall.store.maintain() as sql:
        create_office(sql, parse_catalogue(OFFICE + SERVICE + COUNTER), now=hall.clock.now)
    province.person("manager", "lan.nguyen")
    provider.knows("lan-1", office="mau")
    guest_of(province).sign_in("lan-1")

    assert [lan["name"] for lan in people(province)] == ["lan.nguyen"]
    assert province.signed_in("lan.nguyen").read("/me")["role"] == "manager"
