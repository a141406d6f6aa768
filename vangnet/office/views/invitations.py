"""Inviting colleagues, one or many at once: who was invited, who has signed in, who stands in the roster only."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vangnet.core.access import invitations as sending
from vangnet.core.access.grounds import schools_where
from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role

from ..access import KEEPERS
from ..forms.invitations import InvitationsForm
from ..newcomers import Newcomer, colleagues_of, proposed_at
from ..telling import tell_of_appointment
from .staff import chosen_school


@require_http_methods(["GET", "POST"])
@held_by(*KEEPERS)
def invitations(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    today, person = timezone.localdate(now), request.user.person
    schools = schools_where(person, today, KEEPERS)
    chosen = chosen_school(request, schools)
    colleagues = colleagues_of(chosen, now) if chosen else []
    if Role.ADMINISTRATOR in person.roles(today):
        colleagues = [*colleagues_of(None, now), *colleagues]
    colleagues = [each for each in colleagues if each.person != person]
    proposed = proposed_at(chosen, today) if chosen else []
    form = InvitationsForm(
        request.POST or None, colleagues=colleagues, proposed=proposed, inviter=person, on=today
    )
    if request.method == "POST" and form.is_valid():
        number = _invite(request, form, chosen)
        said = ngettext("%(number)s invitation is sent.", "%(number)s invitations are sent.", number)
        messages.success(request, said % {"number": number})
        return redirect(f"{reverse('invitations')}?school={chosen.pk if chosen else ''}")
    context = {
        "form": form,
        "schools": schools.order_by("name"),
        "chosen": chosen,
        "colleagues": [_with_fields(form, each) for each in colleagues],
        "proposed": [_with_fields(form, each) for each in proposed],
        "signed_in": sum(each.state == "signed_in" for each in colleagues),
    }
    return render(request, "office/invitations.html", context, status=422 if form.errors else 200)


def _with_fields(form: InvitationsForm, newcomer: Newcomer) -> dict[str, object]:
    number = newcomer.person.pk
    return {
        "newcomer": newcomer,
        "box": form[f"invite_{number}"] if f"invite_{number}" in form.fields else None,
        "role": form[f"role_{number}"] if f"role_{number}" in form.fields else None,
    }


@transaction.atomic
def _invite(request: PersonRequest, form: InvitationsForm, school: School | None) -> int:
    now = timezone.now()
    accounts = form.to_invite()
    for account in accounts:
        sending.invite(request, account, by=request.user.person, now=now)
    appointed = form.appoint_proposed(school) if school else []
    for appointment in appointed:
        tell_of_appointment(request, appointment, now)
    return len(accounts) + len(appointed)
