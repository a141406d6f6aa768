"""Nobody signs up by themselves: the school invites."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc] - allauth has no types
    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False
