"""What the log says of signing in and of refusals: the account by its number, the page by its name, never a person.

For whoever keeps the server. Who read what is no matter of this log: that is the reading log, for the officer.
"""

import logging

from django.http import HttpRequest

log = logging.getLogger("vangnet.access")


def refused(request: HttpRequest) -> None:
    """Somebody asked for what a rule does not let him or her have, or what is not there."""
    log.warning("refused: account %s at %s", _account(request), _page(request))


def signed_in(request: HttpRequest, account: int) -> None:
    log.info("signed in: account %s at %s", account, _page(request))


def not_signed_in(request: HttpRequest, why: str, account: int | None = None) -> None:
    """`why` is one of our own words. Whose address was typed is not said: it may be a password in the wrong box."""
    log.warning("not signed in (%s): account %s at %s", why, account or "unknown", _page(request))


def _account(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else "none"


def _page(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else "no page"
