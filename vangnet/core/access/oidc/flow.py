"""The journey to the provider and back, on the library's rails: state, PKCE and one-time code are the library's.

Ours: a nonce, the signature checked against the provider's keys, one fixed issuer, and nothing stored but a digest
of issuer and subject.
"""

import secrets
from hashlib import sha256
from time import monotonic
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from .claims import Claims
from .id_token import Refused, checked
from .providers import Provider, provider_of

REMEMBERED_FOR = 600
_configurations: dict[str, tuple[float, dict[str, Any]]] = {}


class SchoolProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """Asks for what we need and lets no address bar add to it."""

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **_ignored: Any,
    ) -> HttpResponse:
        nonce = secrets.token_urlsafe(24)
        response: HttpResponse = super().redirect(
            request,
            process,
            next_url,
            data,
            scope=self.get_default_scope(),
            auth_params={**self.ours.auth_params, "nonce": nonce},
            nonce=nonce,
        )
        return response

    @property
    def ours(self) -> Provider:
        found = provider_of(self.app.provider_id)
        if found is None:
            raise ProviderException("this provider is not set up")
        return found

    def get_oauth2_adapter(self, request: HttpRequest) -> "SchoolJourney":
        return SchoolJourney(request, self.app.provider_id)

    def extract_uid(self, data: Claims) -> str:
        return sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, _data: Claims) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, _data: Claims) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, _data: Claims) -> list[Any]:
        """An address is weighed in `claims.py`; the library is given none to act upon."""
        return []


class SchoolJourney(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    state: dict[str, Any]

    def get_provider(self) -> SchoolProvider:
        app = get_adapter().get_app(self.request, provider=self.provider_id)
        return SchoolProvider(self.request, app=app)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself, remembered for ten minutes; it must be the issuer that we were told."""
        issuer = self.get_provider().ours.issuer
        kept = _configurations.get(issuer)
        if kept is None or monotonic() - kept[0] > REMEMBERED_FOR:
            kept = monotonic(), dict(super().openid_config)
            if kept[1].get("issuer") != issuer:
                raise ProviderException("the provider calls itself otherwise than the setting")
            _configurations[issuer] = kept
        return kept[1]

    def complete_login(self, request: HttpRequest, _app: Any, token: Any, **more: Any) -> SocialLogin:
        provider = self.get_provider()
        try:
            claims = self._weighed(more["response"].get("id_token", ""), token.token, provider.ours)
        except Refused as refused:
            raise ProviderException(str(refused)) from refused
        login: SocialLogin = provider.sociallogin_from_response(request, claims)
        login.claims = claims
        return login

    def _weighed(self, id_token: str, access_token: str, ours: Provider) -> Claims:
        claims = checked(
            id_token,
            self._fetched(self.openid_config["jwks_uri"]),
            issuer=ours.issuer,
            client_id=ours.client_id,
            nonce=self.state.get("nonce", ""),
        )
        if "email" in claims or "userinfo_endpoint" not in self.openid_config:
            return claims
        told = self._fetch_user_info(access_token)
        if told.get("sub") != claims["sub"]:
            raise Refused("the provider speaks of somebody else")
        return {**told, **claims}

    def _fetched(self, address: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            response = session.get(address)
            response.raise_for_status()
            found: dict[str, Any] = response.json()
            return found


class Return(OAuth2CallbackView):  # type: ignore[misc]
    """Coming back; hands the journey the question that was asked, which its answer must name."""

    def _get_state(self, request: HttpRequest, provider: SchoolProvider) -> Any:
        state, refused = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, refused
