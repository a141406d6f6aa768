"""What a drill taught: adding an action, recording that it is done, and taking back one that was a mistake."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vangnet.core.access.guard import PersonRequest, may

from ..access import FINISHES_ACTION, KEEPS_ACTION, KEEPS_DRILL
from ..forms.actions import ActionForm, DoneForm
from ..models import Drill, DrillAction
from .drills import shown

ALONG = ("drill__school", "owner")


@require_POST
@may(KEEPS_DRILL, Drill, along=("school", "recorded_by", "taken_back_by", "replaces"))
def add(request: PersonRequest, drill: Drill) -> HttpResponse:
    form = ActionForm(request.POST, school=drill.school, on=timezone.localdate())
    if not drill.stands or not form.is_valid():
        return shown(request, drill, form)
    if DrillAction.sent_before(form.cleaned_data["token"], request.user.person) is None:
        _add(request, drill, form)
        messages.success(request, _("Added. It stays open until somebody records that it is done."))
    return redirect("emergencies-drill", drill.pk)


def _add(request: PersonRequest, drill: Drill, form: ActionForm) -> None:
    action = DrillAction(drill=drill, **form.cleaned_data)
    action.recorded_by, action.recorded_at = request.user.person, timezone.now()
    try:
        with transaction.atomic():
            action.save()
    except IntegrityError:
        # The same form, sent twice at once: the database let one through.
        if DrillAction.sent_before(action.token, request.user.person) is None:
            raise


@require_http_methods(["GET", "POST"])
@may(FINISHES_ACTION, DrillAction, along=ALONG)
def done(request: PersonRequest, action: DrillAction) -> HttpResponse:
    form = DoneForm(request.POST or None, action=action, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        if action.finish(by=request.user.person, now=timezone.now(), **form.cleaned_data):
            messages.success(request, _("Done. Thank you."))
        else:
            messages.info(request, _("Somebody recorded this before you."))
        return redirect("emergencies-drill", action.drill_id)
    context = {"form": form, "action": action}
    return render(request, "emergencies/action_done.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ACTION, DrillAction, along=ALONG)
def take_back(request: PersonRequest, action: DrillAction) -> HttpResponse:
    address = reverse("emergencies-drill", args=[action.drill_id])
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        if action.take_back(request.user.person, timezone.now()):
            messages.success(request, _("Taken back."))
        else:
            messages.info(request, _("Somebody recorded this before you."))
        return redirect(address)
    context = {"action": action, "cancel_url": address}
    return render(request, "emergencies/action_take_back.html", context)
