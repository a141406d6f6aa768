"""A lost telephone: the administrator takes somebody's second step away, and who did so when is kept."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role

from ...grounds import holds
from ...guard import PersonRequest, held_by, may
from ...models import Account
from ...rules import NOTHING, Rule
from ..forms import ResetForm
from ..models import SecondFactorReset
from ..proof import proven_just_now
from ..resetting import reset

SHOWN = 200


def _of_others(person: Person, on: date) -> Q:
    return ~Q(person=person.pk) if holds(person, on, [Role.ADMINISTRATOR]) else NOTHING


RESETS = Rule("access.resets", "", _of_others)


@require_safe
@held_by(Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR)
def resets(request: PersonRequest) -> HttpResponse:
    rows = SecondFactorReset.objects.select_related("person", "by")
    return render(request, "second_factor/resets.html", {"rows": rows[:SHOWN]})


@require_http_methods(["GET", "POST"])
@may(RESETS, Account)
@proven_just_now
def reset_of(request: PersonRequest, account: Account) -> HttpResponse:
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reset(account, by=request.user.person, reason=form.cleaned_data["reason"], now=timezone.now())
        messages.success(
            request, _("Taken away. Your colleague and the data protection officer get a mail about it.")
        )
        return redirect("second-factor-resets")
    context = {"form": form, "colleague": account.person}
    return render(request, "second_factor/reset.html", context, status=422 if form.errors else 200)
