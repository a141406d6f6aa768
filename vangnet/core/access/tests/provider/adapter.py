"""Says about each person what `people.py` lays down."""

from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from django.contrib.auth import get_user_model

from .people import PEOPLE


class SaysWhatItIsTold(DefaultOIDCAdapter):
    def populate_id_token(self, id_token: dict[str, Any], client: Any, scopes: Any, **kwargs: Any) -> None:
        told = PEOPLE[get_user_model().objects.get(pk=id_token["sub"]).username]
        id_token.update({name: value for name, value in told.items() if value is not None})
        for name, value in told.items():
            if value is None:
                id_token.pop(name, None)
