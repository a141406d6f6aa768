"""What each kind of provider says about a person, and how much of it may be believed. No database, no network.

An e-mail address leads to an account only when the organisation that runs the provider answers for it. With a
provider that serves many organisations anybody could enter a colleague's address in his own directory and be that
colleague here; so the tenant or domain is part of the question, and Entree's addresses lead nowhere.
"""

from collections.abc import Mapping
from typing import Any

from .providers import Kind, Provider

Claims = Mapping[str, Any]

STAFF_AT_ENTREE = {"employee", "staff"}
MFA_CLASSES = {
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
    "https://refeds.org/profile/mfa",
}


def is_of_this_organisation(provider: Provider, claims: Claims) -> bool:
    """Whether the provider speaks of somebody who can be a colleague at all."""
    if provider.kind is Kind.ENTRA:
        return claims.get("tid") == provider.tenant
    if provider.kind is Kind.GOOGLE:
        return not provider.domains or _word(claims, "hd") in provider.domains
    if provider.kind is Kind.ENTREE:
        return bool(_words(claims, "eduPersonAffiliation", "edu_person_affiliation") & STAFF_AT_ENTREE)
    return True


def brin_of(claims: Claims) -> str:
    """Entree says at which school somebody works: a BRIN, with or without the number of the location."""
    named = _words(claims, "nlEduPersonHomeOrganizationId", "nl_edu_person_home_organization_id")
    return next(iter(named), "")[:4].upper()


def trusted_email(provider: Provider, claims: Claims) -> str:
    """The address for which the provider's organisation answers; nothing when it does not."""
    email = _EMAILS[provider.kind](claims)
    return email if email.rpartition("@")[2] in provider.domains else ""


def _of_entra(claims: Claims) -> str:
    """Microsoft never says `email_verified`. A sign-in name of a member is the directory's own; of a guest it isn't."""
    if claims.get("idp") not in (None, claims.get("iss")) or str(claims.get("acct", "0")) == "1":
        return ""
    if claims.get("xms_edov") in (True, "1", "true"):
        return _word(claims, "email")
    return _word(claims, "preferred_username")


def _of_google(claims: Claims) -> str:
    is_organisations = bool(claims.get("hd")) and claims.get("email_verified") is True
    return _word(claims, "email") if is_organisations else ""


def _of_other(claims: Claims) -> str:
    return _word(claims, "email") if claims.get("email_verified") is True else ""


_EMAILS = {
    Kind.ENTRA: _of_entra,
    Kind.GOOGLE: _of_google,
    Kind.ENTREE: lambda _claims: "",
    Kind.OTHER: _of_other,
}


def has_second_factor(provider: Provider, claims: Claims) -> bool:
    """Whether the provider asked for a second factor, where the setting says that this counts."""
    if not provider.second_factor:
        return False
    levels = _words(claims, "acr", "acrs")
    if provider.second_factor == "mfa":
        return "mfa" in _words(claims, "amr") or bool(levels & MFA_CLASSES)
    return provider.second_factor in levels


def shown_name(claims: Claims) -> str:
    """How the person recognises that account; shown to himself or herself, and not kept."""
    return next(
        (found for key in ("email", "preferred_username", "name") if (found := _word(claims, key))), ""
    )


def _word(claims: Claims, key: str) -> str:
    value = claims.get(key)
    return value.strip().lower() if isinstance(value, str) else ""


def _words(claims: Claims, *keys: str) -> set[str]:
    found: set[str] = set()
    for key in keys:
        value = claims.get(key, [])
        many = value if isinstance(value, list) else [value]
        found |= {each for each in many if isinstance(each, str)}
    return found
