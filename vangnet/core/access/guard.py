"""The guards of views: who may come in at all, and which row a view may have.

Every view carries one of them; a test walks all addresses and fails on one without. A refusal is "not found":
that something exists may be a secret too.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db.models import BigIntegerField, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role
from vangnet.core.questions import Question

from . import events
from .grounds import holds
from .models import Account
from .rules import AnyRule
from .turned_away import turn_away

P = ParamSpec("P")
RowT = TypeVar("RowT", bound=Model)


class PersonRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: Account
    htmx: HtmxDetails


NAMED = Question(
    lambda model, by, along, key: model._default_manager.filter(**{by: key}).select_related(*along).order_by()
)

View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def signed_in(view: View[P]) -> Callable[..., HttpResponse]:
    """Anybody who has signed in; without an appointment of today nobody has (`ByAppointment`)."""
    return _guarded(view, "staff", lambda _person, _on: True)


def open_to_all(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that carry their own proof, such as a link from a mail, or show nothing of anybody."""
    view.guard = "everybody"  # type: ignore[attr-defined]
    return view


def held_by(*roles: Role) -> Callable[[View[P]], Callable[..., HttpResponse]]:
    """Only who holds one of these roles today, wherever; what they see inside is a matter of rules."""

    def guard(view: View[P]) -> Callable[..., HttpResponse]:
        return _guarded(view, ", ".join(roles), lambda person, on: holds(person, on, roles))

    return guard


def may(
    rule: AnyRule, model: type[RowT], *, by: str = "pk", along: tuple[str, ...] = ()
) -> Callable[
    [Callable[Concatenate[PersonRequest, RowT, P], HttpResponseBase]], Callable[..., HttpResponseBase]
]:
    """Hand the view the row that the address names, if the rule lets this person have it; otherwise not found.

    `along`: rows it leads to that the view needs as well, fetched in the same query.
    """

    def guard(
        view: Callable[Concatenate[PersonRequest, RowT, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: PersonRequest, key: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not _has_signed_in(request):
                return turn_away(request)
            found = None if _no_row_has(key) else NAMED(model, by, along, key=key)
            if not (found and rule.allows(request.user.person, found[0], timezone.localdate())):
                events.refused(request)
                raise Http404
            return view(request, found[0], *args, **kwargs)

        guarded.guard = rule  # type: ignore[attr-defined]
        return guarded

    return guard


def _no_row_has(key: Any) -> bool:
    """An address can carry a number larger than any database counts."""
    return isinstance(key, int) and key > BigIntegerField.MAX_BIGINT


def _guarded(view: View[P], name: str, lets: Callable[[Person, date], bool]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not _has_signed_in(request):
            return turn_away(request)
        if not lets(request.user.person, timezone.localdate()):
            events.refused(request)
            raise Http404
        return view(request, *args, **kwargs)

    guarded.guard = name  # type: ignore[attr-defined]
    return guarded


def _has_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def roles_today(request: PersonRequest, roles: Iterable[Role]) -> bool:
    return holds(request.user.person, timezone.localdate(), roles)
