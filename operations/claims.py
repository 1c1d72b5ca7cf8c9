"""What an identity provider says of somebody, read as a person of the house. No store in here."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from config.oidc import ROLES, OidcSettings
from operations.catalogue_search import fold
from operations.fields import is_readable

LONGEST_NAME = 36
LONGEST_FULL_NAME = 100
LONGEST_SUBJECT = 255
"""Source: OpenID Connect Core 1.0, section 2."""

SOME_NAME = "canbo"
"""For somebody whose name has no letter that a name here may have."""


class IdentityError(Exception):
    """Somebody whom the provider knows does not get in. `claim` names the claim that is why,
    `found` is what was made of it, for the log.
    """

    code: ClassVar[str] = "token_refused"

    def __init__(self, claim: str = "", found: str = "") -> None:
        super().__init__(" ".join(filter(None, (self.code, claim, found and f"'{found}'"))))
        self.claim = claim


class ClaimError(IdentityError):
    """What the provider says of somebody opens nothing here."""


class ClaimMissingError(ClaimError):
    """The provider does not send a claim that is needed."""

    code = "claim_missing"


class NoRoleError(ClaimError):
    """None of the values of the role's claim stands for a role."""

    code = "no_role"


class UnknownOfficeError(ClaimError):
    """The house serves no office of this code."""

    code = "unknown_office"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the provider tells it. `office` is a code, empty for the house's only one;
    `name` is a short one that still may be another's.
    """

    issuer: str
    subject: str
    name: str
    full_name: str
    role: str
    office: str


def person_of(claims: Mapping[str, Any], settings: OidcSettings) -> Person:
    """The person of these claims. Raises ClaimMissingError and NoRoleError."""
    full_name = values_of(claims, settings.full_name_claim)[0]
    return Person(
        issuer=issuer_of(settings),
        subject=subject_of(claims),
        name=short_name(values_of(claims, settings.name_claim)[0]),
        full_name=full_name[:LONGEST_FULL_NAME],
        role=_role_of(claims, settings),
        office=_office_of(claims, settings),
    )


def issuer_of(settings: OidcSettings) -> str:
    """The provider's own name, the same with a slash at its end and without."""
    return settings.issuer.rstrip("/")


def subject_of(claims: Mapping[str, Any]) -> str:
    """Who it is for the provider, letter by letter. Raises ClaimMissingError."""
    found = claims.get("sub")
    if isinstance(found, str) and 0 < len(found) <= LONGEST_SUBJECT and is_readable(found):
        return found
    raise ClaimMissingError("sub")


def values_of(claims: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a claim: one, or those of a list. Raises ClaimMissingError when there is none."""
    found = _claim(claims, name)
    texts = found if isinstance(found, list) else [found]
    values = [tidy for text in texts if isinstance(text, str) and (tidy := _tidy(text))]
    if not values:
        raise ClaimMissingError(name)
    return values


def says_enough(claims: Mapping[str, Any], settings: OidcSettings) -> bool:
    """Whether every claim that is asked for is there, whatever it says."""
    names = [settings.name_claim, settings.full_name_claim, settings.role_claim]
    if settings.office_claim:
        names.append(settings.office_claim)
    return all(_claim(claims, name) is not None for name in names)


def short_name(text: str) -> str:
    """A name as staff have it: `Nguyễn.An@tinh.example` is `nguyen.an`."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", fold(text.partition("@")[0])).strip("._-")
    return plain[:LONGEST_NAME] if len(plain) > 1 else SOME_NAME


def _claim(claims: Mapping[str, Any], name: str) -> Any:
    """`a.b` is `b` inside `a`, unless a claim has that very name, as those do that are addresses."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _role_of(claims: Mapping[str, Any], settings: OidcSettings) -> str:
    values = values_of(claims, settings.role_claim)
    held = {settings.roles[value] for value in values if value in settings.roles}
    found = next((role for role in ROLES if role in held), None)
    if found is None:
        raise NoRoleError(settings.role_claim, ", ".join(values))
    return found


def _office_of(claims: Mapping[str, Any], settings: OidcSettings) -> str:
    """The first value counts: nobody belongs to two offices."""
    if not settings.office_claim:
        return ""
    value = values_of(claims, settings.office_claim)[0]
    return settings.offices.get(value, value)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()) if is_readable(text) else ""
