"""The logbook of drills: the list, one drill, recording one, and setting a mistake right."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.calendars import school_year_of
from vangnet.core.obligations.standings import standings_at
from vangnet.core.people.models import School

from ..access import FINISHES_ACTION, KEEPS, KEEPS_DRILL, READS, READS_DRILL
from ..drills import ListedDrill, Overtaken, by_year, counts_of, groups_of, open_actions, were_taken_back
from ..drills import record as recorded
from ..duties import DUTIES
from ..forms.actions import ActionForm
from ..forms.counts import CountsForm
from ..forms.drills import DrillForm
from ..models import Drill, DrillAction
from ..sections import Section, sections_of


@require_safe
@may(READS, School)
def drills(request: PersonRequest, school: School) -> HttpResponse:
    person, today = request.user.person, timezone.localdate()
    actions = list(open_actions(school))
    mine = FINISHES_ACTION.among(DrillAction, [action.pk for action in actions], person, today)
    context = {
        "school": school,
        "sections": sections_of(school, current="emergencies-drills"),
        "keeps": KEEPS.allows(person, school, today),
        "duties": standings_at(
            (duty for duty in DUTIES if duty.key == "emergencies.drill"), [school.pk], today
        )[school.pk],
        "years": by_year(school),
        "taken_back": were_taken_back(school),
        "actions": [(action, action.is_late(today), action.pk in mine) for action in actions],
    }
    return render(request, "emergencies/drills.html", context)


@require_safe
@may(READS_DRILL, Drill, along=("school", "recorded_by", "taken_back_by", "replaces"))
def drill(request: PersonRequest, kept: Drill) -> HttpResponse:
    return shown(request, kept)


def shown(request: PersonRequest, kept: Drill, form: ActionForm | None = None) -> HttpResponse:
    """The page of one drill, with the form for an action on it."""
    person, today = request.user.person, timezone.localdate()
    keeps = kept.stands and KEEPS_DRILL.allows(person, kept, today)
    actions = list(kept.actions.select_related("owner", "done_by", "taken_back_by"))
    mine = FINISHES_ACTION.among(DrillAction, [action.pk for action in actions], person, today)
    context = {
        "drill": kept,
        "listed": ListedDrill.of(kept),
        "officers": kept.officers.all(),
        "newer": Drill.objects.filter(replaces=kept).first(),
        "keeps": keeps,
        "actions": [(action, action.is_late(today), action.pk in mine) for action in actions],
        "form": form or (ActionForm(school=kept.school, on=today) if keeps else None),
        "has_errors": bool(form and form.errors),
    }
    return render(request, "emergencies/drill.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def record(request: PersonRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    this_year = school_year_of(today)
    years = (this_year, this_year.previous())
    year = next((one for one in years if one.name == request.GET.get("year")), this_year)
    form = DrillForm(request.POST or None, school=school, year=year, on=today)
    counts = CountsForm(request.POST or None, groups=groups_of(school, year, today))
    if request.method == "POST" and form.is_valid() & counts.is_valid():
        again = Drill.sent_before(form.cleaned_data["token"], request.user.person)
        made = again or recorded(form, counts, request.user.person, timezone.now())
        messages.success(
            request, _("The drill stands in the logbook. What must be done about it, you add here.")
        )
        return redirect("emergencies-drill", made.pk)
    tabs = [Section(one.name, f"?year={one}", is_current=one == year) for one in years]
    return _form(
        request, school, form, counts, years=tabs, back=reverse("emergencies-drills", args=[school.pk])
    )


@require_http_methods(["GET", "POST"])
@may(KEEPS_DRILL, Drill, along=("school",))
def correct(request: PersonRequest, kept: Drill) -> HttpResponse:
    """The drill as it should have been written down comes in its place; the first stays readable."""
    today, year = timezone.localdate(), school_year_of(kept.held_on)
    form = DrillForm(request.POST or None, school=kept.school, year=year, on=today, replacing=kept)
    groups = groups_of(kept.school, year, today)
    counts = CountsForm(request.POST or None, groups=groups, known=counts_of(kept))
    if request.method == "POST" and form.is_valid() & counts.is_valid():
        again = Drill.sent_before(form.cleaned_data["token"], request.user.person)
        try:
            made = again or recorded(form, counts, request.user.person, timezone.now(), replaces=kept)
        except Overtaken:
            return _overtaken(request, kept)
        messages.success(request, _("Set right. What stood there first can still be read."))
        return redirect("emergencies-drill", made.pk)
    if not kept.stands:
        return _overtaken(request, kept)
    return _form(
        request, kept.school, form, counts, back=reverse("emergencies-drill", args=[kept.pk]), drill=kept
    )


@require_http_methods(["GET", "POST"])
@may(KEEPS_DRILL, Drill, along=("school",))
def take_back(request: PersonRequest, kept: Drill) -> HttpResponse:
    """For a drill that was never held, or was recorded twice."""
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        if not kept.take_back(request.user.person, timezone.now()):
            return _overtaken(request, kept)
        messages.success(
            request, _("Taken back. It counts no longer; that it was recorded can still be read.")
        )
        return redirect("emergencies-drills", kept.school_id)
    context = {"drill": kept, "cancel_url": reverse("emergencies-drill", args=[kept.pk])}
    return render(request, "emergencies/drill_take_back.html", context)


def _overtaken(request: PersonRequest, kept: Drill) -> HttpResponse:
    messages.error(
        request, _("Somebody corrected this or took it back before you. Look at how it stands now.")
    )
    return redirect("emergencies-drill", kept.pk)


def _form(
    request: PersonRequest,
    school: School,
    form: DrillForm,
    counts: CountsForm,
    *,
    back: str,
    years: list[Section] | None = None,
    drill: Drill | None = None,
) -> HttpResponse:
    context = {"school": school, "form": form, "counts": counts, "years": years, "drill": drill, "back": back}
    has_errors = bool(form.errors or counts.errors)
    return render(request, "emergencies/drill_record.html", context, status=422 if has_errors else 200)
