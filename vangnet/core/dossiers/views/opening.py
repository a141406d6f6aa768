"""Opening a dossier: which kind, then its first step, filled in with what both it and the one before it may hold."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, signed_in
from vangnet.core.access.second_factor.proof import proven_lately
from vangnet.core.people.models import Person, School

from .. import drafts
from ..following import carried
from ..forms.about_people import OpeningForm
from ..forms.steps import About
from ..grounds import Grounds
from ..kinds import Kind, kinds
from ..models import Dossier, Draft, Subject
from ..models.reading import record_reading
from ..recording import open_dossier
from ..rules import KNOW
from ..timeline import Timeline
from ..what_next import shown_source
from .step import done


@dataclass(frozen=True)
class Opening:
    """Who opens which kind of dossier, where that is possible, and from which dossier it follows."""

    kind: Kind
    person: Person
    now: datetime
    schools: list[School]
    follows: Dossier | None = None
    people: tuple[Subject, ...] = ()

    @cached_property
    def about(self) -> About:
        """The dossier as it would be; it is not kept before its first step is recorded."""
        on = timezone.localdate(self.now)
        dossier = Dossier(kind=self.kind.key, school=self.schools[0], opened_on=on, law_on=on)
        return About(dossier, self.person, self.now)

    def form(self, sent: QueryDict | None = None, *, typed: QueryDict | None = None) -> OpeningForm:
        form_of = self.kind.forms[self.kind.first]
        assert issubclass(form_of, OpeningForm)  # noqa: S101 - each kind without an address of its own declares one
        return form_of(sent, about=self.about, typed=typed, offered=self.schools, carried=self.people)


@require_safe
@signed_in
def choose(request: PersonRequest) -> HttpResponse:
    """What this person may open today, each with a few words about what it is for."""
    person, on = request.user.person, timezone.localdate()
    offered = kinds_opened_by(person, on)
    if not offered:
        raise Http404
    return render(request, "dossiers/choose.html", {"kinds": offered})


def kinds_opened_by(person: Person, on: date) -> list[Kind]:
    return [kind for kind in kinds().values() if _schools(kind, person, on)]


@require_http_methods(["GET", "POST"])
@signed_in
@proven_lately
def opening(request: PersonRequest, kind: str) -> HttpResponse:
    opened = opening_of(request, kind)
    if request.method == "GET":
        found = None if opened.follows else drafts.kept(opened.about, opened.kind.first)
        form, draft = opened.form(typed=found[1] if found else None), found[0] if found else None
        return _shown(request, opened, form, status=200, draft=draft)
    if OpeningForm.is_picking(request.POST):
        return _shown(request, opened, opened.form(typed=request.POST), status=200)
    form = opened.form(request.POST)
    if not form.is_valid():
        return _shown(request, opened, form, status=422)
    act = form.act(opened.kind.first)
    dossier = open_dossier(opened.kind, form.school_chosen, act, follows=opened.follows)
    drafts.drop(opened.about.dossier, opened.person, opened.kind.first)
    return done(request, dossier, dossier.entries.get(number=1))


def opening_of(request: PersonRequest, key: str) -> Opening:
    person, now = request.user.person, timezone.now()
    kind, on = kinds().get(key), timezone.localdate(now)
    schools = _schools(kind, person, on) if kind and not kind.opened_at else []
    if kind is None or not schools:
        raise Http404
    if reference := request.GET.get("from", ""):
        return _following(Opening(kind, person, now, schools), reference, on)
    return Opening(kind, person, now, schools)


def _following(opening: Opening, reference: str, on: date) -> Opening:
    """What a dossier says is read here as on its own page, so that is written down as well."""
    before = Dossier.objects.select_related("school").filter(reference=reference).first()
    if (
        before is None
        or before.kind not in opening.kind.follows_from
        or before.school not in opening.schools
        or not KNOW.allows(opening.person, before, on)
    ):
        raise Http404
    record_reading(before, opening.person, opening.now)
    grounds = Grounds(before, opening.person, on)
    people = tuple(carried(Timeline.of(before), grounds, opening.kind))
    return Opening(opening.kind, opening.person, opening.now, [before.school], before, people)


def _schools(kind: Kind, person: Person, on: date) -> list[School]:
    return list(kind.opens.of(School.objects.all(), person, on).order_by("name"))


def _shown(
    request: PersonRequest, opened: Opening, form: OpeningForm, *, status: int, draft: Draft | None = None
) -> HttpResponse:
    first = opened.kind.protocol.step(opened.kind.first)
    context = {
        "title": _(opened.kind.title),
        "hint": _(first.hint) if first.hint else "",
        "source": shown_source(first.source),
        "form": form,
        "follows": opened.follows,
        "draft": draft,
        "draft_url": reverse("dossier-open-draft", args=[opened.kind.key]),
    }
    return render(request, "dossiers/opening.html", context, status=status)
