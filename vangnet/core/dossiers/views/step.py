"""Recording what was done: one small form for each step.

A form that is refused comes back with everything that was typed, and with what stands in the way or what a colleague
recorded in between.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.people.models import Person
from vangnet.core.protocols import BROUGHT_IN

from .. import drafts
from ..forms.colleague import BringInForm
from ..forms.steps import About, StepForm
from ..grounds import Grounds
from ..models import Dossier, Draft, Entry
from ..models.reading import record_reading
from ..page import summary
from ..recording import record
from ..refusals import Blocked, Overtaken
from ..rules import KNOW, takes_colleagues
from ..sharing import read_by
from ..timeline import ShownEntry, Timeline, shown, step_title
from ..what_next import ShownObstacle, shown_obstacles, shown_source
from .see_other import SeeOther


@dataclass(frozen=True)
class Refusal:
    """Why a step was not recorded: what stands in the way, or what somebody else recorded in between."""

    obstacles: tuple[ShownObstacle, ...] = ()
    meanwhile: tuple[ShownEntry, ...] = ()
    overtaken: bool = False


@require_http_methods(["GET", "POST"])
@may(KNOW, Dossier, by="reference")
@proven_lately
def step(request: PersonRequest, dossier: Dossier, step: str) -> HttpResponse:
    about = about_of(request, dossier)
    form_of = form_taken(dossier, step, about)
    if form_of is None:
        raise Http404
    if request.method != "POST":
        return _opened(request, step, form_of, about)
    if form_of.is_picking(request.POST):
        form = form_of(about=about, typed=request.POST)
        return _shown(request, step, form, Refusal(), status=200)
    form = form_of(request.POST, about=about)
    if not form.is_valid():
        return _shown(request, step, form, Refusal(), status=422)
    try:
        entry = record(dossier, form.act(step))
    except Blocked as blocked:
        refusal = Refusal(shown_obstacles(blocked.obstacles))
        return _shown(request, step, form, refusal, status=409)
    except Overtaken as overtaken:
        return _overtaken(request, step, form_of, about, overtaken)
    drafts.drop(dossier, about.person, step)
    return done(request, dossier, entry)


def about_of(request: PersonRequest, dossier: Dossier) -> About:
    person, now = request.user.person, timezone.now()
    handles = dossier.declared.roles["handler"].allows(person, dossier, timezone.localdate(now))
    return About(dossier, person, now, handles=handles)


def _opened(request: PersonRequest, step: str, form_of: type[StepForm], about: About) -> HttpResponse:
    """The form, with the draft in it when there is one."""
    found = drafts.kept(about, step)
    form = form_of(about=about, typed=found[1] if found else None)
    draft = found[0] if found else None
    refusal = Refusal(_in_the_way(about.dossier, step))
    return _shown(request, step, form, refusal, status=200, draft=draft)


def form_taken(dossier: Dossier, step: str, about: About) -> type[StepForm] | None:
    """The form of a step that this person may take."""
    form_of = form_for(dossier, step)
    role = "handler" if step == BROUGHT_IN else _role(dossier, step)
    return form_of if Grounds(dossier, about.person, about.on).holds(role) else None


def form_for(dossier: Dossier, step: str) -> type[StepForm] | None:
    if step == BROUGHT_IN:
        return BringInForm if takes_colleagues(dossier.declared) else None
    return dossier.declared.forms.get(step)


def _role(dossier: Dossier, step: str) -> str:
    protocol = dossier.declared.protocol
    return protocol.step(step).role if protocol.has(step) else ""


def _in_the_way(dossier: Dossier, step: str) -> tuple[ShownObstacle, ...]:
    kind = dossier.declared
    if not kind.protocol.has(step):
        return ()
    timeline = Timeline.of(dossier)
    return shown_obstacles(kind.protocol.obstacles(step, kind.case(timeline), timeline.done()))


def _overtaken(
    request: PersonRequest, step: str, form_of: type[StepForm], about: About, overtaken: Overtaken
) -> HttpResponse:
    """The form comes back with what was typed; sent again, it is recorded after what is shown above it."""
    dossier = about.dossier
    dossier.refresh_from_db(fields=["entry_count"])
    record_reading(dossier, about.person, about.now)
    data = request.POST.copy()
    data["seen"] = str(dossier.entry_count)
    meanwhile = _readable(dossier, about.person, about.on, overtaken.entries)
    return _shown(
        request, step, form_of(data, about=about), Refusal(meanwhile=meanwhile, overtaken=True), status=409
    )


def _readable(
    dossier: Dossier, person: Person, on: date, entries: tuple[Entry, ...]
) -> tuple[ShownEntry, ...]:
    timeline, newer = Timeline.of(dossier), {entry.pk for entry in entries}
    read = [entry for entry in read_by(Grounds(dossier, person, on), timeline) if entry.pk in newer]
    return shown(timeline, read, person, handles=False)


def _shown(
    request: PersonRequest,
    step: str,
    form: StepForm,
    refusal: Refusal,
    *,
    status: int,
    draft: Draft | None = None,
) -> HttpResponse:
    dossier = form.about.dossier
    protocol = dossier.declared.protocol
    declared = protocol.step(step) if protocol.has(step) else None
    context = {
        "summary": summary(dossier),
        "step": step,
        "title": step_title(dossier.declared, step),
        "hint": _(declared.hint) if declared and declared.hint else "",
        "source": shown_source(declared.source) if declared else None,
        "form": form,
        "refusal": refusal,
        "draft": draft,
        "draft_url": reverse("dossier-step-draft", args=[dossier.reference, step]),
    }
    return render(request, "dossiers/step.html", context, status=status)


def done(request: PersonRequest, dossier: Dossier, entry: Entry) -> HttpResponse:
    """Back to the dossier; who gave it away with this step no longer knows it, and hears that."""
    words = {"step": step_title(dossier.declared, entry.step)}
    if KNOW.allows(request.user.person, dossier, timezone.localdate()):
        messages.success(request, _("Recorded: %(step)s.") % words)
        return SeeOther(dossier.page_url)
    messages.success(
        request, _("Recorded: %(step)s. From here on others have it; you no longer see it.") % words
    )
    return SeeOther(reverse("dossiers"))
