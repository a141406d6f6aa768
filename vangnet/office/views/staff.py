"""Who holds which role, appointing, and ending an appointment."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.bounds import number_in
from vangnet.core.access.grounds import schools_where
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.people.models import Appointment, School
from vangnet.core.people.roles import Role

from ..access import ENDS, KEEPERS
from ..forms.appointment import AppointmentForm, EndForm
from ..telling import tell_of_appointment


@require_safe
@held_by(*KEEPERS)
def staff(request: PersonRequest) -> HttpResponse:
    """Everybody with a role today, per school; the board's own people for the administrator."""
    today, person = timezone.localdate(), request.user.person
    schools = schools_where(person, today, KEEPERS)
    held = Appointment.objects.on(today).select_related(
        "person__account", "school", "cluster", "appointed_by"
    )
    is_administrator = Role.ADMINISTRATOR in person.roles(today)
    of_board = held.filter(school=None) if is_administrator else held.none()
    chosen = chosen_school(request, schools)
    rows = held.filter(school=chosen).order_by("person__last_name", "role") if chosen else held.none()
    return render(
        request,
        "office/staff.html",
        {
            "schools": schools.order_by("name"),
            "chosen": chosen,
            "rows": rows,
            "of_board": of_board,
            "person": person,
            "resets": is_administrator,
        },
    )


def chosen_school(request: PersonRequest, schools: QuerySet[School]) -> School | None:
    number = number_in(request.GET.get("school", ""))
    return (schools.filter(pk=number).first() if number else None) or schools.order_by("name").first()


@require_http_methods(["GET", "POST"])
@held_by(*KEEPERS)
def appoint(request: PersonRequest) -> HttpResponse:
    today = timezone.localdate()
    told = {name: request.GET[name] for name in ("name", "email", "role", "school") if name in request.GET}
    form = AppointmentForm(
        request.POST or None, appointer=request.user.person, on=today, initial={"first_on": today, **told}
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                tell_of_appointment(request, form.appoint(), timezone.now())
        except ValidationError as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Appointed. He or she gets a mail on how to sign in."))
            return redirect("staff")
    return render(request, "office/appoint.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(ENDS, Appointment)
def end(request: PersonRequest, appointment: Appointment) -> HttpResponse:
    form = EndForm(request.POST or None, appointment=appointment, initial={"last_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        appointment.end(form.cleaned_data["last_on"])
        messages.success(request, _("The appointment ends on that day, and what it gave ends with it."))
        return redirect("staff")
    return render(
        request,
        "office/end.html",
        {"form": form, "appointment": appointment},
        status=422 if form.errors else 200,
    )
