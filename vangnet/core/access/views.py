"""Signing in."""

from dataclasses import dataclass
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone

from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role

from .guard import PersonRequest, signed_in
from .oidc.providers import offered
from .second_factor import passkeys

DEMO_PASSWORD = "vangnet demo"  # noqa: S105 - of invented people, and only where VANGNET_DEMO is set


@dataclass(frozen=True)
class DemoPerson:
    name: str
    role: str
    place: str
    email: str


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """The sign-in page; on a demonstration it names the invented people and lets a newcomer be one of them."""

    guard = "everybody"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["passkeys_are_possible"] = passkeys.are_possible(self.request)
        context |= {
            "why": self.request.GET.get("why", ""),
            "providers": offered(),
            "next": get_next_redirect_url(self.request) or "",
        }
        if settings.DEMO:
            context |= {"demo_people": demo_people(), "demo_password": DEMO_PASSWORD}
        return context


def demo_people() -> list[DemoPerson]:
    """Somebody in each role, of the first school that has one; who holds several roles stands there once."""
    held = (
        Appointment.objects.on(timezone.localdate()).exclude(person__account=None).order_by("school_id", "pk")
    )
    first: dict[str, Appointment] = {}
    for appointment in held.select_related("person__account", "school", "cluster"):
        first.setdefault(appointment.role, appointment)
    by_person: dict[Person, list[Appointment]] = {}
    for role in Role:
        if role in first:
            by_person.setdefault(first[role].person, []).append(first[role])
    return [_shown(person, appointments) for person, appointments in by_person.items()]


def _shown(person: Person, held: list[Appointment]) -> DemoPerson:
    place = held[0].school or held[0].cluster
    roles = ", ".join(str(appointment.get_role_display()) for appointment in held)
    return DemoPerson(person.full_name, roles, place.name if place else "", person.account.email)


@signed_in
def own_address(_request: PersonRequest) -> HttpResponse:
    """Nobody changes the address of the own account: it is the way to a new password, and the school keeps it."""
    raise Http404
