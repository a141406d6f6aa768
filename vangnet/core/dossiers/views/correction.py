"""Correcting or withdrawing an entry: what stood there stays readable, and the reason stands beside it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.protocols import WITHDRAWN

from ..correcting import obstacles_to_correcting
from ..forms.steps import About, StepForm, WithdrawForm
from ..grounds import Grounds
from ..models import Dossier, Entry
from ..models.reading import record_reading
from ..page import summary
from ..recording import Act, record
from ..refusals import Blocked
from ..rules import KNOW
from ..sharing import read_by
from ..timeline import Timeline, shown, step_title
from ..what_next import ShownObstacle, shown_obstacles
from .step import Refusal, about_of, done

CORRECTION = "dossiers/correction.html"


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
    first = dossier.declared.corrects_first if _is_first(about) else None
    return (first or _correct)(request, about)


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
        return page(request, about, {"withdraw": form}, Refusal(), status=422)
    return recorded(request, about, form.act(WITHDRAWN, about), {"withdraw": form})


def _correct(request: PersonRequest, about: About) -> HttpResponse:
    form_of = about.dossier.declared.forms.get(_entry(about).step)
    if request.method != "POST":
        return page(request, about, {}, Refusal(in_the_way(about)), status=200)
    if form_of is None:
        raise Http404
    if form_of.is_picking(request.POST):
        return page(request, about, {"form": form_of(about=about, typed=request.POST)}, Refusal(), status=200)
    form = form_of(request.POST, about=about)
    if not form.is_valid():
        return page(request, about, {"form": form}, Refusal(), status=422)
    return recorded(request, about, form.act(_entry(about).step), {"form": form})


def _is_first(about: About) -> bool:
    return _entry(about).step == about.dossier.declared.first


def in_the_way(about: About) -> tuple[ShownObstacle, ...]:
    """What stands in the way of correcting, or when it can only be withdrawn, of that."""
    entry = _entry(about)
    step = entry.step if _is_first(about) or _has_form(about) else WITHDRAWN
    return shown_obstacles(obstacles_to_correcting(about.dossier, entry, step))


def _has_form(about: About) -> bool:
    step = _entry(about).step
    return step in about.dossier.declared.forms


def recorded(
    request: PersonRequest, about: About, act: Act, context: dict[str, Any], template: str = CORRECTION
) -> HttpResponse:
    """Somebody else may have corrected the same entry just now: then the middleware shows what stands there."""
    try:
        entry = record(about.dossier, act)
    except Blocked as blocked:
        refusal = Refusal(shown_obstacles(blocked.obstacles))
        return page(request, about, context, refusal, status=409, template=template)
    return done(request, about.dossier, entry)


def page(
    request: PersonRequest,
    about: About,
    context: dict[str, Any],
    refusal: Refusal,
    *,
    status: int,
    template: str = CORRECTION,
) -> HttpResponse:
    entry, dossier, timeline = _entry(about), about.dossier, Timeline.of(about.dossier)
    stood = shown(
        timeline, [row for row in timeline.entries if row.pk == entry.pk], about.person, handles=False
    )
    withdrawing = obstacles_to_correcting(dossier, entry, WITHDRAWN)
    form: StepForm | None = dossier.declared.forms[entry.step](about=about) if _has_form(about) else None
    given = {
        "summary": summary(dossier),
        "title": step_title(dossier.declared, entry.step),
        "entry": stood[0],
        "refusal": refusal,
        "form": form,
        "withdraw": None if withdrawing else WithdrawForm(),
        "letter_url": reverse("dossier-letter-preview", args=[dossier.reference, entry.step]),
        **context,
    }
    return render(request, template, given, status=status)
