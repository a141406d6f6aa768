"""What a school, or the board for its own people, agreed about how long one stays signed in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import School
from vangnet.core.people.roles import Role

from ..access import KEEPS
from ..forms.sign_in import SessionLimitsForm
from ..sections import sections_of


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def of_school(request: PersonRequest, school: School) -> HttpResponse:
    return _agree(request, school)


@require_http_methods(["GET", "POST"])
@held_by(Role.ADMINISTRATOR)
def of_board(request: PersonRequest) -> HttpResponse:
    return _agree(request, None)


def _agree(request: PersonRequest, school: School | None) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    form = SessionLimitsForm(request.POST or None, values=agreed(school, today))
    if request.method == "POST" and form.is_valid():
        form.agree(school, person, today)
        messages.success(request, _("Agreed. It holds for everybody who signs in from now on."))
        return redirect("school-sign-in", school.pk) if school else redirect("board-sign-in")
    sections = sections_of(school, person, today, current="school-sign-in") if school else []
    context = {"form": form, "school": school, "sections": sections}
    return render(request, "office/sign_in.html", context, status=422 if form.errors else 200)
