"""The evacuation plan: what holds, who knows it, a new version, and what the plan does not say yet."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.obligations.standings import standings_at
from vangnet.core.people.models import School

from ..access import CONFIRMS, KEEPS, LEADS, LEADS_PLAN, READS, READS_PLAN
from ..duties import DUTIES
from ..forms.plans import SituationForm, VersionForm
from ..models import NewSituation, PlanVersion
from ..plans import AskedToday, asked, checklist, confirm, has_confirmed, latest, make, told, unanswered
from ..sections import sections_of

OF_THE_PLAN = ("emergencies.plan", "emergencies.plan_adapted", "emergencies.told")


@require_safe
@may(READS, School)
def plan(request: PersonRequest, school: School) -> HttpResponse:
    person, today = request.user.person, timezone.localdate()
    leads, holds, to_know = LEADS.allows(person, school, today), latest(school), asked(school)
    asks_you = to_know is not None and CONFIRMS.allows(person, to_know, today)
    context = {
        "school": school,
        "sections": sections_of(school, current="emergencies-plan"),
        "duties": standings_at((duty for duty in DUTIES if duty.key in OF_THE_PLAN), [school.pk], today)[
            school.pk
        ],
        "leads": leads,
        "keeps": KEEPS.allows(person, school, today),
        "version": holds,
        "chapters": checklist(holds) if holds else [],
        "files": holds.files.standing().select_related("file") if holds else [],
        "to_know": to_know,
        "asks_you": asks_you,
        "you_know": bool(asks_you and to_know and has_confirmed(to_know, person)),
        "told": told(to_know, today) if leads and to_know else None,
        "situations": unanswered(school, holds),
        "earlier": PlanVersion.objects.filter(school=school).exclude(pk=holds.pk if holds else None),
    }
    return render(request, "emergencies/plan.html", context)


@require_safe
@may(READS_PLAN, PlanVersion, along=("school", "recorded_by", "taken_back_by"))
def version(request: PersonRequest, kept: PlanVersion) -> HttpResponse:
    context = {
        "version": kept,
        "chapters": checklist(kept),
        "files": kept.files.standing().select_related("file"),
        "leads": kept.stands and LEADS_PLAN.allows(request.user.person, kept, timezone.localdate()),
    }
    return render(request, "emergencies/plan_version.html", context)


@require_http_methods(["GET", "POST"])
@may(LEADS, School)
def new(request: PersonRequest, school: School) -> HttpResponse:
    form = VersionForm(request.POST or None, before=latest(school), on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = make(form, school, request.user.person, timezone.now())
        except AskedToday:
            form.add_error(
                "is_changed",
                _(
                    "Staff were asked about another version today. Take that one back, or wait until tomorrow."
                ),
            )
        else:
            messages.success(
                request, _("This version holds. Now attach its drawings, if they are not here yet.")
            )
            return redirect("emergencies-plan-version", made.pk)
    context = {"form": form, "school": school}
    return render(request, "emergencies/plan_new.html", context, status=422 if form.errors else 200)


@require_POST
@may(CONFIRMS, PlanVersion, along=("school",))
def confirmed(request: PersonRequest, kept: PlanVersion) -> HttpResponse:
    """Of the version that staff are asked about now; what a colleague took back meanwhile is not confirmed."""
    now_asked = asked(kept.school)
    if now_asked is None or now_asked.pk != kept.pk:
        messages.error(request, _("There is another version by now. Please read what changed in that one."))
    else:
        confirm(kept, request.user.person, timezone.now(), timezone.localdate())
        messages.success(request, _("Thank you. It is known now that you know."))
    return redirect("emergencies-plan", kept.school_id)


@require_http_methods(["GET", "POST"])
@may(LEADS_PLAN, PlanVersion, along=("school",))
def take_back(request: PersonRequest, kept: PlanVersion) -> HttpResponse:
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        if kept.take_back(request.user.person, timezone.now()):
            messages.success(request, _("Taken back. The version before it holds again."))
        else:
            messages.info(request, _("Somebody recorded this before you."))
        return redirect("emergencies-plan", kept.school_id)
    context = {"version": kept, "cancel_url": reverse("emergencies-plan-version", args=[kept.pk])}
    return render(request, "emergencies/plan_take_back.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def situation(request: PersonRequest, school: School) -> HttpResponse:
    form = SituationForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        _record_situation(request, school, form)
        messages.success(request, _("Noted. The plan must be adapted to it now."))
        return redirect("emergencies-plan", school.pk)
    context = {"form": form, "school": school}
    return render(request, "emergencies/situation.html", context, status=422 if form.errors else 200)


def _record_situation(request: PersonRequest, school: School, form: SituationForm) -> None:
    person = request.user.person
    row = NewSituation(school=school, recorded_by=person, recorded_at=timezone.now(), **form.cleaned_data)
    if NewSituation.sent_before(row.token, person):
        return
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # The same form, sent twice at once: the database let one through.
        if NewSituation.sent_before(row.token, person) is None:
            raise


@require_http_methods(["GET", "POST"])
@may(LEADS_PLAN, NewSituation, along=("school",))
def take_situation_back(request: PersonRequest, row: NewSituation) -> HttpResponse:
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        row.take_back(request.user.person, timezone.now())
        messages.success(request, _("Taken back."))
        return redirect("emergencies-plan", row.school_id)
    context = {"situation": row, "cancel_url": reverse("emergencies-plan", args=[row.school_id])}
    return render(request, "emergencies/situation_take_back.html", context)
