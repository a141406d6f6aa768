"""Whether the provider asked for a second factor, so that ours need not: a mark in the session, for one person."""

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from ..models import Account

MARK = "second_factor_at_provider"


def mark(request: HttpRequest, account: Account) -> None:
    request.session[MARK] = account.pk


def proved_at_provider(request: HttpRequest, account: Account) -> bool:
    """Only of the way in which this very person came in last: a password typed afterwards proves no second factor."""
    records = [
        each for each in get_authentication_records(request, account) if not each.get("reauthenticated")
    ]
    came_by = records[-1]["method"] if records else ""
    return came_by == "socialaccount" and request.session.get(MARK) == account.pk
