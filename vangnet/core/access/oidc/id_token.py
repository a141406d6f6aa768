"""Checking what a provider signed about a person, as OpenID Connect Core 3.1.3.7 asks; anything amiss is refused."""

from collections.abc import Mapping
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

# Asymmetric only: with a shared secret whoever holds it could write such a token.
ALGORITHMS = ["RS256", "PS256", "ES256"]
LEEWAY = 60


class Refused(Exception):  # noqa: N818 - said to a person
    """A token that is not what it should be; the message names the rule and never a person."""


def checked(
    token: str, keys: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """The claims of a token that this provider signed for us, now, in answer to our own question."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(token, keys),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as wrong:
        raise Refused(type(wrong).__name__) from wrong
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if len(audiences) > 1 and claims.get("azp") != client_id:
        raise Refused("meant for another program")
    if not nonce or not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise Refused("not the answer to our question")
    return claims


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    named = jwt.get_unverified_header(token).get("kid")
    candidates = [each for each in jwt.PyJWKSet.from_dict(dict(keys)).keys if each.key_id == named]
    if not candidates:
        raise Refused("signed with a key that the provider does not show")
    return candidates[0]
