"""How long a session of the province's people lasts, and what ends it."""

from pathlib import Path

from operations.catalogue import create_office
from operations.catalogue_format import parse_catalogue
from tests.catalogues import COUNTER, OFFICE, SERVICE
from tests.hall import Hall
from tests.house import Caller, House, open_house
from tests.provider import (
    OLD_WAYS,
    Guest,
    Provider,
    answer_of,
    guest_of,
    refused,
    values_of,
)

pytestmark = OLD_WAYS


def test_a_session_lasts_as_long_as_the_settings_say(
    province: House, guest: Guest, lan: Caller
) -> None:
    province.hall.clock.forward(hours=9, minutes=59)
    assert guest.is_in()
    province.hall.clock.forward(minutes=1)
    assert not guest.is_in()


def test_a_role_that_was_taken_away_ends_every_session_at_the_next_sign_in(
    provider: Provider, province: House, guest: Guest, lan: Caller
) -> None:
    province.clerk_at(2).done("/counters/2/close")
    lan.done("/counters/2/open")

    provider.knows("lan-1", roles=["nguoi-dung"])
    assert refused(guest_of(province).sign_in("lan-1")) == "no_role"

    assert not guest.is_in()
    assert province.person("manager").read("/office")["counters"][1]["state"] == "closed"


def test_who_stood_at_the_counter_waits_again_at_the_same_place(
    provider: Provider, province: House, lan: Caller
) -> None:
    province.clerk_at(2).done("/counters/2/close")
    lan.done("/counters/2/open")
    province.hall.take("A")
    province.hall.take("A")
    ticket = lan.done("/counters/2/call-next")

    provider.knows("lan-1", roles=["thanh-tra"])
    guest_of(province).sign_in("lan-1")

    assert province.person("manager").read("/office")["counters"][1]["state"] == "closed"
    waiting = province.clerk_at(1).done("/counters/1/call-next")
    assert (waiting["id"], ticket["label"]) == (ticket["id"], "A001")


def test_a_house_of_one_office_needs_no_claim_for_it(
    provider: Provider, hall: Hall, tmp_path: Path
) -> None:
    provider.knows("lan-1", office=None)
    with open_house(hall, tmp_path, oidc=provider.settings(office_claim="")) as house:
        assert guest_of(house).sign_in("lan-1").status_code == 303

        with hall.store.maintain() as sql:
            create_office(sql, parse_catalogue(OFFICE + SERVICE + COUNTER), now=hall.clock.now)
        answer = guest_of(house).sign_in("lan-1")

    assert refused(answer) == "unknown_office"
    assert "“office_claim”" in answer.text


def test_another_office_is_another_place(
    provider: Provider, hall: Hall, province: House, guest: Guest, lan: Caller
) -> None:
    with hall.store.maintain() as sql:
        other = create_office(sql, parse_catalogue(OFFICE + SERVICE + COUNTER), now=hall.clock.now)
    provider.knows("lan-1", office="mau")
    moved = guest_of(province)
    moved.sign_in("lan-1")

    assert not guest.is_in()
    assert moved.caller.read("/me")["office"] == other


def test_signing_out_ends_the_providers_session_too(
    provider: Provider, guest: Guest, lan: Caller
) -> None:
    url = lan.done("/sign-out")["url"]

    assert not guest.is_in()
    assert url.startswith(f"{provider.url}/oauth2/end_session?")
    asked = values_of(url)
    assert asked["post_logout_redirect_uri"] == "http://localhost/sign-in"
    assert asked["id_token_hint"].count(".") == 2


def test_signing_out_works_while_the_provider_is_down(
    provider: Provider, province: House, guest: Guest, lan: Caller
) -> None:
    province.hall.clock.forward(minutes=11)
    provider.fails["/.well-known/openid-configuration"] = 503

    assert lan.done("/sign-out") == {"url": "/sign-in"}
    assert not guest.is_in()


def test_signing_out_of_a_provider_without_an_end_ends_here(
    provider: Provider, guest: Guest
) -> None:
    provider.lists["end_session_endpoint"] = None
    provider.knows("lan-1")

    assert guest.enter("lan-1").done("/sign-out") == {"url": "/sign-in"}


def test_another_process_may_take_the_answer(
    provider: Provider, hall: Hall, province: House, guest: Guest, tmp_path: Path
) -> None:
    provider.knows("lan-1")
    address = answer_of(guest.leave("/counter"), "lan-1")
    cookie = guest.caller.client.get_cookie("moiso_oidc", path="/sign-in/oidc")
    assert cookie is not None

    with open_house(hall, tmp_path / "second", oidc=provider.settings()) as second:
        there = guest_of(second)
        there.caller.client.set_cookie("moiso_oidc", cookie.value, path="/sign-in/oidc")
        answer = there.come_back(address)

    assert answer.headers["Location"] == "/counter"
