"""The settings of [oidc]: typed, checked, and all problems told at once."""

from pathlib import Path

import pytest

from config import load_config
from tests.settings_files import problems, written

WHOLE = """
[oidc]
issuer = "https://sso.example.gov.vn/realms/tinh"
client_id = "moi-so"

[oidc.roles]
"mot-cua-can-bo" = "clerk"

[oidc.offices]
"H58.12.03" = "vo-nhai"
"""


def test_a_provider_is_set_up_with_few_keys(tmp_path: Path) -> None:
    oidc = load_config(written(tmp_path, WHOLE), {"MOISO_OIDC_CLIENT_SECRET": "bi-mat"}).oidc

    assert (oidc.issuer, oidc.client_secret) == ("https://sso.example.gov.vn/realms/tinh", "bi-mat")
    assert (oidc.roles, oidc.offices) == ({"mot-cua-can-bo": "clerk"}, {"H58.12.03": "vo-nhai"})
    assert oidc.scopes == ("openid", "profile")


def test_the_secret_shows_in_no_log(tmp_path: Path) -> None:
    config = load_config(written(tmp_path, WHOLE), {"MOISO_OIDC_CLIENT_SECRET": "bi-mat"})

    assert "bi-mat" not in repr(config)


def test_variables_alone_set_a_provider_up(tmp_path: Path) -> None:
    environ = {
        "MOISO_OIDC_ISSUER": "http://localhost:9000",
        "MOISO_OIDC_CLIENT_ID": "moi-so",
        "MOISO_OIDC_ROLES": "can-bo = clerk, /tinh/a=b=manager",
    }

    oidc = load_config(written(tmp_path, ""), environ).oidc

    assert oidc.roles == {"can-bo": "clerk", "/tinh/a=b": "manager"}


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = """
[oidc]
issuer = "http://sso.example.gov.vn"
client_id = "mời số"
scopes = ["profile"]
role_claim = ""
sesion_hours = 8
timeout_s = 0

[oidc.roles]
"can-bo" = "boss"

[oidc.offices]
"H58" = "Võ Nhai"
"""

    assert problems(tmp_path, text) == [
        "oidc.sesion_hours: unknown key; did you mean 'session_hours'?",
        "oidc.issuer: needs https; only a provider on this machine may do without",
        "oidc.client_id: has letters that cannot be sent; copy it as the provider shows it",
        "oidc.scopes: must hold 'openid'",
        "oidc.role_claim: is no name of a claim",
        "oidc.roles: 'can-bo' stands for 'boss', no role; use administrator, manager, auditor, clerk",
        "oidc.offices: 'H58' stands for 'Võ Nhai', which is no office code",
        "oidc.timeout_s: 0.0 is not allowed; use 1 to 30",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[oidc]\nissuer = "https://sso.example"',
            [
                "oidc.client_id: missing; the provider gave it to this house",
                "oidc.roles: missing; without a role nobody gets in: write [oidc.roles]",
            ],
        ),
        (
            '[oidc]\nclient_id = "moi-so"',
            ["oidc.issuer: missing; the keys below it do nothing without one"],
        ),
        ('[oidc]\nroles = "clerk"', ["oidc.roles: 'clerk' is not a table of texts"]),
        ('[oidc.roles]\n"a" = 1', ["oidc.roles: {'a': 1} is not a table of texts"]),
        ('[oidc]\nissuer = "sso.example"', ["oidc.issuer: 'sso.example' is not an issuer"]),
        (
            '[oidc]\nissuer = "https://sso.example/.well-known/openid-configuration"',
            [
                "oidc.issuer: 'https://sso.example/.well-known/openid-configuration' is not an issuer"
            ],
        ),
    ],
)
def test_what_cannot_work_is_told(tmp_path: Path, text: str, told: list[str]) -> None:
    found = problems(tmp_path, text)

    assert len(found) == len(told)
    assert all(line.startswith(start) for line, start in zip(found, told, strict=True))


def test_a_table_in_a_variable_without_an_equals_sign_is_told(tmp_path: Path) -> None:
    told = problems(tmp_path, WHOLE, MOISO_OIDC_ROLES="clerk")

    assert told == [
        'MOISO_OIDC_ROLES: \'clerk\' is not a table of texts; write "a value" = "what it is"'
    ]
