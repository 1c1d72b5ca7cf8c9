"""The settings of `[oidc]`: how staff sign in through a province's own identity provider."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlsplit

from config.typed import Key

ROLES = ("administrator", "manager", "auditor", "clerk")
"""The roles of staff, the highest first."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
OFFICE_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def check_issuer(issuer: str) -> None:
    """Refuse what is no issuer; without https anybody on the line could sign in as anybody."""
    parts = urlsplit(issuer)
    is_web = (
        parts.scheme in ("https", "http") and parts.hostname and not parts.query + parts.fragment
    )
    if issuer and (not is_web or "/.well-known/" in parts.path):
        raise ValueError(f"'{issuer}' is not an issuer; use such as 'https://sso.example.gov.vn'")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("needs https; only a provider on this machine may do without")


def check_scopes(scopes: tuple[str, ...]) -> None:
    """Refuse scopes with which the provider would not say who somebody is."""
    if "openid" not in scopes:
        raise ValueError("must hold 'openid'")


def check_roles(roles: Mapping[str, str]) -> None:
    """Refuse roles that the house does not have."""
    for value, role in roles.items():
        if role not in ROLES:
            raise ValueError(f"'{value}' stands for '{role}', no role; use {', '.join(ROLES)}")


def check_offices(offices: Mapping[str, str]) -> None:
    """Refuse what cannot be the code of an office."""
    for value, code in offices.items():
        if not OFFICE_CODE.fullmatch(code):
            raise ValueError(f"'{value}' stands for '{code}', which is no office code")


def check_ascii(text: str) -> None:
    """Refuse what HTTP cannot carry as it is."""
    if not (text.isascii() and text.isprintable()):
        raise ValueError("has letters that cannot be sent; copy it as the provider shows it")


def check_claim(name: str) -> None:
    if not name or name != name.strip():
        raise ValueError("is no name of a claim")


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """A province's identity provider. Without an issuer staff sign in with their password only."""

    issuer: Annotated[
        str,
        Key(
            "The provider's issuer, below which `/.well-known/openid-configuration` is found; empty"
            " for none.",
            check=check_issuer,
        ),
    ] = ""
    client_id: Annotated[
        str, Key("The name under which the provider knows this house.", check=check_ascii)
    ] = ""
    client_secret: Annotated[
        str,
        Key(
            "The secret that goes with it, best given as `MOISO_OIDC_CLIENT_SECRET`; empty for a"
            " client that proves itself by PKCE alone.",
            check=check_ascii,
        ),
    ] = field(default="", repr=False)
    scopes: Annotated[
        tuple[str, ...], Key("What is asked for; `openid` is always needed.", check=check_scopes)
    ] = ("openid", "profile")
    label_vi: Annotated[
        str, Key("The Vietnamese words on the button; empty for the house's own.")
    ] = ""
    label_en: Annotated[str, Key("The English words on the button; empty for the house's own.")] = (
        ""
    )
    name_claim: Annotated[
        str, Key("The claim that holds the short name shown in lists.", check=check_claim)
    ] = "preferred_username"
    full_name_claim: Annotated[
        str, Key("The claim that holds the full name.", check=check_claim)
    ] = "name"
    role_claim: Annotated[
        str,
        Key(
            "The claim that holds the role, a text or a list; `a.b` looks for `b` inside `a`.",
            check=check_claim,
        ),
    ] = "roles"
    office_claim: Annotated[
        str,
        Key(
            "The claim that holds the office; empty where the house serves one office only, to which"
            " all belong."
        ),
    ] = "office"
    roles: Annotated[
        Mapping[str, str],
        Key(
            "Which value of the role's claim stands for which role: clerk, manager, administrator or"
            " auditor. Whoever has several gets the highest; whoever has none stays out.",
            check=check_roles,
        ),
    ] = field(default_factory=dict)
    offices: Annotated[
        Mapping[str, str],
        Key(
            "Which value of the office's claim stands for which office code; a value that is not"
            " listed is taken as the code itself.",
            check=check_offices,
        ),
    ] = field(default_factory=dict)
    session_hours: Annotated[
        int,
        Key(
            "How long such a sign-in lasts, in hours; then the provider is asked again, and a role"
            " that was taken away there is gone here.",
            1,
            24,
        ),
    ] = 10
    timeout_s: Annotated[
        float, Key("How long the provider may take for one answer, in seconds.", 1, 30)
    ] = 5
    leeway_s: Annotated[
        int, Key("How far the provider's clock may be off, in seconds.", 0, 600)
    ] = 60


def oidc_problems(settings: OidcSettings) -> list[tuple[str, str]]:
    """What is missing between the keys: (key, problem)."""
    needed = {
        "client_id": (settings.client_id, "missing; the provider gave it to this house"),
        "roles": (settings.roles, "missing; without a role nobody gets in: write [oidc.roles]"),
    }
    if settings.issuer:
        return [(name, problem) for name, (value, problem) in needed.items() if not value]
    given = settings.client_id or settings.client_secret or settings.roles
    return [("issuer", "missing; the keys below it do nothing without one")] if given else []
