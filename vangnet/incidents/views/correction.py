"""Correcting or withdrawing an entry: what stood there stays readable, and the reason stands beside it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.dossiers.correcting import obstacles_to_correcting
from vangnet.core.dossiers.grounds import Grounds
from vangnet.core.dossiers.models import Dossier, Entry
from vangnet.core.dossiers.models.reading import record_reading
from vangnet.core.dossiers.page import summary
from vangnet.core.dossiers.recording import Act, record
from vangnet.core.dossiers.refusals import Blocked
from vangnet.core.dossiers.sharing import read_by
from vangnet.core.dossiers.timeline import Timeline, shown, step_title
from vangnet.core.dossiers.what_next import shown_obstacles
from vangnet.core.protocols import WITHDRAWN

from ..access import KNOW
from ..forms.all_steps import FORMS
from ..forms.involved import is_picking
from ..forms.report_correction import ReportCorrection
from ..forms.steps import About, StepForm, WithdrawForm
from .step import Refusal, about_of, done

REPORT = "report"


@require_http_methods(["GET", "POST"])
@may(KNOW, Dossier, by="reference")
@proven_lately
def correction(request: PersonRequest, dossier: Dossier, number: int) -> HttpResponse:
    """The form of the step as it was filled in; who neither wrote the entry nor handles the dossier finds nothing."""
    about = _about_entry(request, dossier, number)
    if request.method != "POST":
        record_reading(dossier, about.person, about.now)
    if "withdraw" in request.POST:
        return _withdraw(request, about)
    if _entry(about).step == REPORT:
        return _correct_report(request, about)
    return _correct(request, about)


def _about_entry(request: PersonRequest, dossier: Dossier, number: int) -> About:
    about = about_of(request, dossier)
    timeline = Timeline.of(dossier)
    entry = next(
        (
            entry
            for entry in read_by(Grounds(dossier, about.person, about.on), timeline)
            if entry.number == number
        ),
        None,
    )
    if entry is None or not (about.handles or entry.author_id == about.person.pk):
        raise Http404
    recorded = timeline.facts.get(entry.pk, ())
    return About(dossier, about.person, about.now, about.handles, corrects=entry, recorded=recorded)


def _entry(about: About) -> Entry:
    assert about.corrects is not None  # noqa: S101 - made with an entry, just above
    return about.corrects


def _withdraw(request: PersonRequest, about: About) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, about, {"withdraw": form}, Refusal(), status=422)
    return _recorded(request, about, form.act(WITHDRAWN, about), {"withdraw": form})


def _correct(request: PersonRequest, about: About) -> HttpResponse:
    form_of = FORMS.get(_entry(about).step)
    if request.method != "POST":
        return _page(request, about, {}, Refusal(_in_the_way(about)), status=200)
    if form_of is None:
        raise Http404
    form = form_of(request.POST, about=about)
    if not form.is_valid():
        return _page(request, about, {"form": form}, Refusal(), status=422)
    return _recorded(request, about, form.act(_entry(about).step), {"form": form})


def _correct_report(request: PersonRequest, about: About) -> HttpResponse:
    again = ReportCorrection(about, request.POST if request.method == "POST" else None)
    if request.method != "POST" or is_picking(request.POST):
        return _page(request, about, again.shown(), Refusal(_in_the_way(about)), status=200)
    if mistakes := again.mistakes():
        return _page(request, about, again.shown(mistakes), Refusal(), status=422)
    return _recorded(request, about, again.act(), again.shown())


def _in_the_way(about: About) -> tuple[Any, ...]:
    """What stands in the way of correcting, or when it can only be withdrawn, of that."""
    entry = _entry(about)
    step = entry.step if entry.step == REPORT or _has_form(about) else WITHDRAWN
    return shown_obstacles(obstacles_to_correcting(about.dossier, entry, step))


def _has_form(about: About) -> bool:
    step = _entry(about).step
    return step in FORMS and about.dossier.declared.protocol.has(step)


def _recorded(request: PersonRequest, about: About, act: Act, context: dict[str, Any]) -> HttpResponse:
    """Somebody else may have corrected the same entry just now: then the middleware shows what stands there."""
    try:
        entry = record(about.dossier, act)
    except Blocked as blocked:
        return _page(request, about, context, Refusal(shown_obstacles(blocked.obstacles)), status=409)
    return done(request, about.dossier, entry)


def _page(
    request: PersonRequest, about: About, context: dict[str, Any], refusal: Refusal, *, status: int
) -> HttpResponse:
    entry, dossier = _entry(about), about.dossier
    is_report, timeline = entry.step == REPORT, Timeline.of(about.dossier)
    stood = shown(
        timeline, [row for row in timeline.entries if row.pk == entry.pk], about.person, handles=False
    )
    withdrawing = obstacles_to_correcting(dossier, entry, WITHDRAWN)
    form: StepForm | None = FORMS[entry.step](about=about) if _has_form(about) else None
    given = {
        "summary": summary(dossier),
        "title": step_title(dossier.declared, entry.step),
        "entry": stood[0],
        "refusal": refusal,
        "form": form,
        "withdraw": None if withdrawing else WithdrawForm(),
        **context,
    }
    template = "incidents/correction_report.html" if is_report else "incidents/correction.html"
    return render(request, template, given, status=status)
