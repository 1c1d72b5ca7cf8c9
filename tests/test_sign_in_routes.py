"""The routes of sign-in, passwords and staff."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.hall import Hall
from tests.house import PASSWORD, Caller, House, code_of, open_house


def sign_in(caller: Caller, name: str, password: str) -> Any:
    return caller.send("POST", "/sign-in", {"name": name, "password": password})


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(house: House) -> None:
    house.person("clerk", "lan")

    response = sign_in(house.nobody(), "lan", PASSWORD)

    assert response.get_json() == {
        "role": "clerk",
        "full_name": "Nguyễn Văn Mẫu",
        "must_change": False,
        "url": "/counter",
    }
    cookie = response.headers["Set-Cookie"]
    assert re.match(r"moiso_session=[\w-]{43}; ", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_stays_on_https(house: House) -> None:
    house.person("clerk", "lan")

    response = house.running.app.test_client().post(
        "/api/v1/sign-in", json={"name": "lan", "password": PASSWORD}, base_url="https://localhost"
    )

    assert "; Secure" in response.headers["Set-Cookie"]


def test_a_wrong_password_says_nothing_about_the_name(house: House) -> None:
    house.person("clerk", "lan")

    answers = [
        sign_in(house.nobody(), name, "không phải đâu").get_json() for name in ("lan", "nobody")
    ]

    assert answers[0] == answers[1]
    assert (answers[0]["status"], answers[0]["code"]) == (401, "wrong_password")


def test_too_many_guesses_are_told_to_wait(house: House) -> None:
    house.person("clerk", "lan")
    for _ in range(5):
        sign_in(house.nobody(), "lan", "không phải đâu")

    response = sign_in(house.nobody(), "lan", PASSWORD)

    assert (response.status_code, code_of(response)) == (429, "too_many")
    assert response.headers["Retry-After"] == "900"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"name", "password"}),
        ({"name": 3, "password": 4}, {"name", "password"}),
        ({"name": "lan", "password": "x" * 1001}, {"password"}),
    ],
)
def test_an_incomplete_sign_in_is_told(house: House, body: Any, wrong: set[str]) -> None:
    response = house.nobody().send("POST", "/sign-in", body)

    assert response.status_code == 422
    assert set(response.get_json()["fields"]) == wrong


def test_signing_out_ends_the_session(house: House) -> None:
    clerk = house.person("clerk")
    assert clerk.read("/me")["role"] == "clerk"

    assert clerk.done("/sign-out") == {"url": "/sign-in"}

    assert clerk.send("GET", "/me").status_code == 401


def test_a_person_takes_another_password_and_stays_signed_in(house: House) -> None:
    clerk = house.person("clerk", "lan")

    change = {"old": PASSWORD, "new": "nắng đẹp cả ngày"}
    assert clerk.send("POST", "/password", change).status_code == 204

    assert clerk.read("/me")["must_change"] is False
    assert house.signed_in("lan", "nắng đẹp cả ngày").read("/me")["name"] == "lan"


def test_a_weak_password_is_refused(house: House) -> None:
    response = house.person("clerk").send("POST", "/password", {"old": PASSWORD, "new": "ngắn"})

    assert (response.status_code, code_of(response)) == (422, "weak_password")


def test_a_made_password_is_answered_once(house: House, manager: Caller) -> None:
    wanted = {"name": "hoa", "full_name": "Trần Thị Mẫu", "role": "clerk"}

    first = manager.send("POST", "/staff", wanted, Idempotency_Key="the-same-key")
    again = manager.send("POST", "/staff", wanted, Idempotency_Key="the-same-key")

    assert first.status_code == again.status_code == 201
    made = first.get_json().pop("password")
    assert again.get_json() == {k: v for k, v in first.get_json().items() if k != "password"}
    assert made not in str(house.hall.rows("select * from kept_answer"))
    assert house.signed_in("hoa", made).read("/me")["must_change"] is True


def test_a_manager_gives_chosen_and_made_passwords(house: House, manager: Caller) -> None:
    wanted = {"name": "hoa", "full_name": "Mẫu", "role": "clerk", "password": PASSWORD}
    hired = manager.send("POST", "/staff", wanted).get_json()
    assert "password" not in hired

    made = manager.send("PATCH", f"/staff/{hired['id']}", {"password": None}).get_json()
    house.signed_in("hoa", made["password"])

    chosen = manager.send("PATCH", f"/staff/{hired['id']}", {"password": "nắng đẹp cả ngày"})
    assert "password" not in chosen.get_json()
    house.signed_in("hoa", "nắng đẹp cả ngày")


def test_a_person_is_put_away_and_the_list_tells(house: House, manager: Caller) -> None:
    hoa = house.person("clerk", "hoa")

    staff = {entry["name"]: entry for entry in manager.read("/staff")["staff"]}
    changed = manager.send("PATCH", f"/staff/{staff['hoa']['id']}", {"active": False})

    assert changed.get_json()["active"] is False
    assert hoa.send("GET", "/me").status_code == 401


def test_a_bad_role_is_told_in_the_readers_language(house: House, manager: Caller) -> None:
    wanted = {"name": "hoa", "full_name": "Mẫu", "role": "boss"}

    told = {
        language: manager.send("POST", "/staff", wanted, Accept_Language=language).get_json()
        for language in ("vi", "en")
    }

    assert told["vi"]["fields"] == {"role": "Không có lựa chọn này."}
    assert told["en"]["fields"] == {"role": "There is no such choice."}


def test_nobody_waits_while_a_password_is_hashed(hall: Hall, tmp_path: Path) -> None:
    run: list[str] = []

    def aside(work: Any, *values: Any) -> Any:
        run.append(work.__name__)
        return work(*values)

    with open_house(hall, tmp_path, run_blocking=aside) as house:
        house.person("manager", "quanly")
        manager = house.signed_in("quanly")
        assert run == ["is_right"]

        manager.done("/staff", {"name": "hoa", "full_name": "Trần Thị Mẫu", "role": "clerk"})
        manager.send("PATCH", "/staff/clerk-1", {"password": "nắng đẹp cả ngày"})
        manager.done("/password", {"old": PASSWORD, "new": "nắng đẹp cả ngày"})

    assert run[1:] == ["made_password", "hash", "is_right", "hash"]
