"""A report that was written without connection comes closed, and is read as any other (core/access/unsent.py)."""

from django.http import QueryDict

from vangnet.core.access.models import Account
from vangnet.core.access.unsent import opened

PURPOSE = b"vangnet unsent report "


def told_in(sent: QueryDict, account: Account) -> QueryDict:
    """The fields of the form, whether they come plain or closed; raises `NotForYou` for any other account."""
    sealed = sent.get("sealed")
    return sent if sealed is None else QueryDict(opened(str(sealed), account, PURPOSE))
