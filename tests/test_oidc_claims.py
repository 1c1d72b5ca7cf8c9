"""What a provider says of somebody, read as a person of the house."""

from typing import Any

import pytest

from config import OidcSettings
from config.oidc import ROLES
from operations.claims import (
    ClaimMissingError,
    NoRoleError,
    person_of,
    says_enough,
    short_name,
    subject_of,
)
from operations.staff import ROLES as ROLES_OF_STAFF
from operations.staff import SIGN_IN_NAME

SETTINGS = OidcSettings(
    issuer="https://sso.example/",
    roles={"can-bo": "clerk", "quan-ly": "manager", "thanh-tra": "auditor"},
    offices={"H58.12.03": "vo-nhai"},
)
LAN = {
    "sub": "7f-1",
    "preferred_username": "lan.nguyen",
    "name": "Nguyễn Thị Lan Mẫu",
    "roles": ["can-bo"],
    "office": "H58.12.03",
}


def with_settings(**others: Any) -> OidcSettings:
    given = {"issuer": SETTINGS.issuer, "roles": SETTINGS.roles, "offices": SETTINGS.offices}
    return OidcSettings(**(given | others))


def test_the_roles_are_those_of_staff() -> None:
    assert set(ROLES) == set(ROLES_OF_STAFF)


def test_a_person_is_known_by_issuer_and_subject() -> None:
    person = person_of(LAN, SETTINGS)

    assert (person.issuer, person.subject) == ("https://sso.example", "7f-1")
    assert (person.role, person.office) == ("clerk", "vo-nhai")


@pytest.mark.parametrize(
    ("values", "role"),
    [
        ("can-bo", "clerk"),
        (["can-bo", "quan-ly"], "manager"),
        (["thanh-tra", "can-bo"], "auditor"),
        (["khác", " can-bo "], "clerk"),
        ([None, 3, "can-bo"], "clerk"),
    ],
)
def test_the_highest_of_several_roles_counts(values: Any, role: str) -> None:
    assert person_of(LAN | {"roles": values}, SETTINGS).role == role


@pytest.mark.parametrize("values", ["Can-bo", ["clerk"], ["can-bo\x00"], ["x" * 10_000]])
def test_only_values_of_the_table_are_roles(values: Any) -> None:
    with pytest.raises((NoRoleError, ClaimMissingError)):
        person_of(LAN | {"roles": values}, SETTINGS)


@pytest.mark.parametrize(
    ("name", "claims"),
    [
        ("realm_access.roles", {"realm_access": {"roles": ["can-bo"]}}),
        ("https://sso.example/roles", {"https://sso.example/roles": "can-bo"}),
    ],
)
def test_a_role_may_lie_inside_another_claim(name: str, claims: dict[str, Any]) -> None:
    said = {key: value for key, value in LAN.items() if key != "roles"} | claims

    assert person_of(said, with_settings(role_claim=name)).role == "clerk"


@pytest.mark.parametrize("said", [None, "can-bo", ["can-bo"], {"groups": "can-bo"}])
def test_a_claim_that_is_not_built_so_is_missing(said: Any) -> None:
    with pytest.raises(ClaimMissingError) as told:
        person_of(LAN | {"realm_access": said}, with_settings(role_claim="realm_access.roles"))

    assert told.value.claim == "realm_access.roles"


def test_an_office_that_is_not_in_the_table_is_the_code_itself() -> None:
    assert person_of(LAN | {"office": ["dai-tu", "khác"]}, SETTINGS).office == "dai-tu"


def test_a_house_of_one_office_needs_no_claim_for_it() -> None:
    said = {key: value for key, value in LAN.items() if key != "office"}

    assert person_of(said, with_settings(office_claim="")).office == ""
    assert says_enough(said, with_settings(office_claim=""))
    assert not says_enough(said, SETTINGS)


@pytest.mark.parametrize("subject", [None, "", 7, "a\x00b", "x" * 256])
def test_a_subject_that_cannot_be_kept_is_none(subject: Any) -> None:
    with pytest.raises(ClaimMissingError):
        subject_of(LAN | {"sub": subject})


def test_subjects_are_told_apart_letter_by_letter() -> None:
    assert subject_of({"sub": " a  b "}) == " a  b "


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Đặng.Ánh@tinh.example", "dang.anh"),
        ("TINH\\lan nguyễn", "tinh-lan-nguyen"),
        ("lan_nguyen", "lan_nguyen"),
        ("__lan__", "lan"),
        ("王芳", "canbo"),
        ("@", "canbo"),
        ("x" * 90, "x" * 36),
    ],
)
def test_a_short_name_is_one_that_staff_may_have(said: str, name: str) -> None:
    assert short_name(said) == name
    assert SIGN_IN_NAME.fullmatch(f"{name}-9")


def test_a_very_long_full_name_is_cut() -> None:
    assert len(person_of(LAN | {"name": "Lan " * 90}, SETTINGS).full_name) == 100
