"""Through which accounts of the school people may sign in, from environment variables (docs/running.md)."""

from collections.abc import Iterator

from vangnet.config import environment
from vangnet.core.access.oidc.providers import ENTRA, Kind, Provider


def providers() -> tuple[Provider, ...]:
    """Each that has a client id, in the order in which the sign-in page offers them."""
    return tuple(_all())


def _all() -> Iterator[Provider]:
    tenant = environment.word("ENTRA_TENANT", "")
    if client := environment.word("ENTRA_CLIENT_ID", ""):
        yield Provider(
            kind=Kind.ENTRA,
            name="Microsoft",
            issuer=f"{ENTRA}/{tenant}/v2.0",
            client_id=client,
            secret=environment.word("ENTRA_CLIENT_SECRET", ""),
            domains=_domains(environment.words("ENTRA_DOMAINS", "")),
            tenant=tenant,
            second_factor=environment.word("ENTRA_SECOND_FACTOR", ""),
        )
    if client := environment.word("GOOGLE_CLIENT_ID", ""):
        yield Provider(
            kind=Kind.GOOGLE,
            name="Google",
            issuer="https://accounts.google.com",
            client_id=client,
            secret=environment.word("GOOGLE_CLIENT_SECRET", ""),
            domains=_domains(environment.words("GOOGLE_DOMAINS", "")),
        )
    if client := environment.word("ENTREE_CLIENT_ID", ""):
        yield Provider(
            kind=Kind.ENTREE,
            name="Entree Federatie",
            issuer=environment.word("ENTREE_ISSUER", ""),
            client_id=client,
            secret=environment.word("ENTREE_CLIENT_SECRET", ""),
        )
    if client := environment.word("OIDC_CLIENT_ID", ""):
        yield Provider(
            kind=Kind.OTHER,
            name=environment.word("OIDC_NAME", "OpenID Connect"),
            issuer=environment.word("OIDC_ISSUER", ""),
            client_id=client,
            secret=environment.word("OIDC_CLIENT_SECRET", ""),
            domains=_domains(environment.words("OIDC_DOMAINS", "")),
            second_factor=environment.word("OIDC_SECOND_FACTOR", ""),
        )


def _domains(words: list[str]) -> frozenset[str]:
    return frozenset(word.lower().lstrip("@") for word in words)
