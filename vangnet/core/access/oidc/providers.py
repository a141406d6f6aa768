"""What an administrator tells about a provider; read from environment variables in `vangnet/config/sign_in.py`."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
ENTRA = "https://login.microsoftonline.com"
# Endpoints of Microsoft that speak for every organisation in the world.
OF_EVERYBODY = {"common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"}


class Kind(StrEnum):
    """Which habits a provider has; `claims.py` knows them."""

    ENTRA = "entra"  # Microsoft: one tenant; says nothing about whether an e-mail address was verified
    GOOGLE = "google"  # Workspace: `hd` names the organisation
    ENTREE = "entree"  # Kennisnet: many schools behind one issuer; pupils as well as staff
    OTHER = "other"  # whoever keeps to the standard


class WrongSettings(Exception):  # noqa: N818 - a sentence for the administrator
    """Said in a sentence when the server starts, and not at the first sign-in."""


@dataclass(frozen=True)
class Provider:
    kind: Kind
    name: str
    issuer: str
    client_id: str
    secret: str
    # Only addresses in these domains are taken from the provider; without any, none is.
    domains: frozenset[str] = frozenset()
    tenant: str = ""
    # Which `acr` or `acrs` says that a second factor was used there; "mfa" also in `amr`. Empty: it never counts here.
    second_factor: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.issuer)
        if parts.scheme != "https" and parts.hostname not in ON_THIS_MACHINE:
            raise WrongSettings(f"{self.name}: the issuer must begin with https://, not {self.issuer!r}")
        if self.kind is Kind.ENTRA and (not self.tenant or self.tenant.lower() in OF_EVERYBODY):
            raise WrongSettings(
                "ENTRA_TENANT must be the number of your own directory: 'common' and its like would let anybody "
                "with an account at Microsoft call himself as he likes"
            )

    @property
    def key(self) -> str:
        return self.kind.value

    @property
    def auth_params(self) -> dict[str, str]:
        """Ask Entra for the level that counts as a second factor, so that it demands it there."""
        if self.kind is Kind.ENTRA and self.second_factor not in {"", "mfa"}:
            return {
                "claims": f'{{"id_token":{{"acrs":{{"essential":true,"value":"{self.second_factor}"}}}}}}'
            }
        return {}


def offered() -> tuple[Provider, ...]:
    from django.conf import settings

    providers: tuple[Provider, ...] = settings.SIGN_IN_PROVIDERS
    return providers


def provider_of(key: str) -> Provider | None:
    return next((each for each in offered() if each.key == key), None)


def for_allauth(providers: tuple[Provider, ...]) -> dict[str, object]:
    """The library's own shape of the same."""
    apps = [
        {
            "provider_id": each.key,
            "name": each.name,
            "client_id": each.client_id,
            "secret": each.secret,
            "settings": {"server_url": each.issuer, "oauth_pkce_enabled": True},
        }
        for each in providers
    ]
    return {"openid_connect": {"APPS": apps}}
