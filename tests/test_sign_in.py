"""Signing in: passwords, sessions, and how often one may guess."""

import re
from datetime import timedelta

import pytest

from operations.errors import TooManyError
from operations.passwords import (
    WeakPasswordError,
    chosen_password,
    is_right,
    made_password,
    make_password,
)
from operations.sign_in import (
    WrongPasswordError,
    change_password,
    forget_old_sessions,
    sign_out,
    token_hash,
)
from tests.hall import Hall
from tests.people import SECRET, enter, fail_to_enter, hire, holder


def test_the_right_password_opens_a_session(hall: Hall) -> None:
    staff = hire(hall)

    session = enter(hall, " LAN ")

    found = holder(hall, session["token"])
    assert found["id"] == staff == session["id"]
    assert found["csrf"] == session["csrf"]
    assert (found["role"], found["must_change"]) == ("clerk", 1)


def test_only_hashes_are_kept(hall: Hall) -> None:
    hire(hall)
    session = enter(hall)

    kept = str(hall.rows("select * from staff_session") + hall.rows("select * from staff"))

    assert session["token"] not in kept
    assert SECRET not in kept
    assert "$argon2id$" in kept


def test_a_session_ends_after_twelve_hours(hall: Hall) -> None:
    hire(hall)
    token = enter(hall)["token"]

    assert holder(hall, token, hall.clock.now + timedelta(hours=11, minutes=59))
    assert holder(hall, token, hall.clock.now + timedelta(hours=12)) is None


def test_signing_out_ends_this_session_only(hall: Hall) -> None:
    hire(hall)
    one, other = enter(hall)["token"], enter(hall)["token"]

    with hall.store.maintain() as sql:
        sign_out(sql, one)

    assert holder(hall, one) is None
    assert holder(hall, other)


def test_unknown_names_and_wrong_passwords_are_refused_alike(hall: Hall) -> None:
    hire(hall)

    for name in ("lan", "nobody", "", "\ud800", "x" * 5000):
        fail_to_enter(hall, name)


class Watched:
    """A hasher that remembers what it was asked to check."""

    def __init__(self) -> None:
        self.checked: list[str] = []

    def hash(self, text: str) -> str:
        return f"hash of {text}"

    def verify(self, kept: str, text: str) -> bool:
        self.checked.append(kept)
        return True


def test_an_unknown_name_is_checked_as_long_as_a_known_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_right(None, "so that nobody's hash is made")
    watched = Watched()
    monkeypatch.setattr("operations.passwords.HASHER", watched)

    assert not is_right(None, SECRET)

    assert [kept[:10] for kept in watched.checked] == ["$argon2id$"]


def test_the_sixth_guess_at_a_name_must_wait(hall: Hall) -> None:
    hire(hall)
    for number in range(5):
        fail_to_enter(hall, address=f"10.0.0.{number}")
        hall.clock.forward(minutes=1)

    with pytest.raises(TooManyError) as refused:
        enter(hall)

    assert refused.value.facts == {"retry_after_s": 600}
    hall.clock.forward(minutes=10)
    assert enter(hall)


def test_one_address_may_not_guess_at_many_names(hall: Hall) -> None:
    hire(hall)
    for number in range(20):
        fail_to_enter(hall, f"name{number}")

    with pytest.raises(TooManyError):
        enter(hall)

    assert enter(hall, address="10.0.0.2")


def test_a_success_clears_the_failures(hall: Hall) -> None:
    hire(hall)
    for _ in range(2):
        for _ in range(4):
            fail_to_enter(hall)
        assert enter(hall)


def test_old_sessions_and_guesses_are_forgotten(hall: Hall) -> None:
    hire(hall)
    enter(hall)
    fail_to_enter(hall)
    hall.clock.forward(hours=12)

    with hall.store.maintain() as sql:
        forget_old_sessions(sql, now=hall.clock.now)

    assert hall.rows("select * from staff_session") == []
    assert hall.rows("select * from sign_in_failure") == []


def test_a_new_password_ends_the_other_sessions(hall: Hall) -> None:
    staff = hire(hall)
    here, elsewhere = enter(hall)["token"], enter(hall)["token"]

    change_password(
        hall.store,
        staff,
        old=SECRET,
        new="nắng đẹp cả ngày",
        token=here,
        address="10.0.0.1",
        now=hall.clock.now,
    )

    assert holder(hall, elsewhere) is None
    assert holder(hall, here)["must_change"] == 0
    fail_to_enter(hall)
    assert enter(hall, password="nắng đẹp cả ngày")


@pytest.mark.parametrize("tried", ["guess", "weak", "nobody"])
def test_a_password_that_cannot_be_changed_stays(hall: Hall, tried: str) -> None:
    staff = hire(hall)
    wrong: dict[str, tuple[str, str, str, type[Exception]]] = {
        "guess": (staff, "không phải đâu", "nắng đẹp cả ngày", WrongPasswordError),
        "weak": (staff, SECRET, "ngắn", WeakPasswordError),
        "nobody": ("nobody", SECRET, "nắng đẹp cả ngày", WrongPasswordError),
    }
    who, old, new, error = wrong[tried]

    with pytest.raises(error):
        change_password(
            hall.store, who, old=old, new=new, token="", address="a", now=hall.clock.now
        )

    assert enter(hall)


def test_the_old_password_cannot_be_guessed_from_a_stolen_session(hall: Hall) -> None:
    staff = hire(hall)
    for _ in range(5):
        fail_to_enter(hall)

    with pytest.raises(TooManyError):
        change_password(
            hall.store,
            staff,
            old=SECRET,
            new="nắng đẹp cả ngày",
            token="",
            address="b",
            now=hall.clock.now,
        )


@pytest.mark.parametrize(
    "text", ["123456789", "NguyenThiMau", "aaaaaaaaaaaa", "x" * 201, "\ud800" + "abcdefghijk"]
)
def test_weak_passwords_are_refused(text: str) -> None:
    with pytest.raises(WeakPasswordError):
        chosen_password(text, name="nguyenthimau")


def test_made_passwords_are_readable_and_different() -> None:
    made = {make_password() for _ in range(50)}

    assert len(made) == 50
    assert all(re.fullmatch(r"([a-z]{4}-){3}\d{4}", text) for text in made)
    password = made_password()
    assert password.text is not None
    assert is_right(password.hash, password.text)


def test_a_broken_hash_opens_nothing() -> None:
    assert not is_right("-", SECRET)
    assert not is_right(chosen_password(SECRET, name="lan").hash, "x" * 201)


def test_a_session_that_began_while_its_owner_was_put_away_opens_nothing(hall: Hall) -> None:
    staff = hire(hall)
    with hall.change() as change:
        change.sql.update_staff(
            id=staff, name="lan", full_name="Mẫu", role="clerk", active=0, version=change.version
        )
    with hall.store.maintain() as sql:
        sql.add_staff_session(
            token_hash=token_hash("late"),
            staff=staff,
            csrf="c",
            created_at="2026-11-23T01:00:00.000Z",
            expires_at="2026-11-24T01:00:00.000Z",
        )

    assert holder(hall, "late") is None
