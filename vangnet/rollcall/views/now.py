"""The page of now: get ready for a roll-call, or see the one that runs, group by group."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vangnet.core.access.bounds import number_in
from vangnet.core.access.grounds import own_groups
from vangnet.core.access.guard import PersonRequest, held_by, may, roles_today
from vangnet.core.dossiers.views.see_other import SeeOther
from vangnet.core.people.models import School
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL

from ..access import CALL, COULD_READ, LEAD, works_at
from ..board import board_of, count_words, rows_of
from ..forms.names import added_in, new_form, told_in
from ..forms.opening import OpeningForm
from ..hearing import Told, hear
from ..line import line_of, secret_of, version_of_page
from ..models import Extra, RollCall
from ..opening import Start, running, start
from ..roster import WITHOUT_GROUP, Expected, GroupOf, without_group
from ..scene import ExtraShown, Scene, scene_of


@require_http_methods(["GET", "POST"])
@held_by(*sorted(STAFF_OF_A_SCHOOL))
def roll_call(request: PersonRequest) -> HttpResponse:
    """Of the school where this person works; who works at several chooses."""
    schools = list(works_at(request.user.person, timezone.localdate()))
    school = school_of(request, schools)
    now = timezone.now()
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        start(Start(school, request.user.person, said["occasion"], said["key"], now))
        return SeeOther(_address(school))
    context = {"school": school, "schools": [each for each in schools if each != school]}
    context |= {
        "secret": secret_of(request.session),
        "version": version_of_page(now),
        "line": line_of(request.user, request.session, now),
    }
    if (runs := running(school, now)) and not form.is_bound:
        return render(request, "rollcall/running.html", context | _running(request, runs))
    context |= {"form": form, "may_read": roles_today(request, COULD_READ)}
    return render(request, "rollcall/ready.html", context, status=422 if form.errors else 200)


def school_of(request: PersonRequest, schools: list[School]) -> School:
    asked = request.GET.get("school", "")
    if not asked:
        return schools[0]
    found = next((each for each in schools if each.pk == number_in(asked)), None)
    if found is None:
        raise Http404
    return found


def _address(school: School) -> str:
    return f"{reverse('roll-call')}?school={school.pk}"


def _running(request: PersonRequest, runs: RollCall) -> dict[str, object]:
    person, on = request.user.person, timezone.localdate()
    scene = scene_of(runs)
    return {
        "roll_call": runs,
        "board": board_of(scene, set(own_groups(person, on).values_list("pk", flat=True))),
        "may_close": LEAD.allows(person, runs, on),
    }


@dataclass(frozen=True)
class Names:
    """Those who are called on one page."""

    title: str
    people: tuple[Expected | ExtraShown, ...]


@require_http_methods(["GET", "POST"])
@may(CALL, RollCall, by="key", along=("school",))
def group(request: PersonRequest, roll_call: RollCall, number: int) -> HttpResponse:
    """The names of one group in a plain form."""
    if not roll_call.is_running:
        return _was_closed(request, roll_call)
    scene = scene_of(roll_call)
    found = next((each for each in scene.groups if each.number == number), None)
    if found is None and number != WITHOUT_GROUP:
        raise Http404
    found = found or GroupOf(WITHOUT_GROUP, without_group(), ())
    return _call_names(request, scene, Names(found.name, found.expected))


@require_http_methods(["GET", "POST"])
@may(CALL, RollCall, by="key", along=("school",))
def others(request: PersonRequest, roll_call: RollCall) -> HttpResponse:
    """Colleagues and visitors, who stand in no group: typed by name."""
    if not roll_call.is_running:
        return _was_closed(request, roll_call)
    scene = scene_of(roll_call)
    if request.method != "POST" or "add" not in request.POST:
        return _call_names(
            request, scene, Names(_("Colleagues and visitors"), scene.extras), is_of_others=True
        )
    added = added_in(request.POST, timezone.now())
    if isinstance(added, Told):
        return _hear(request, roll_call, [added])
    return _page(
        request, scene, Names(_("Colleagues and visitors"), scene.extras), mistake=added, is_of_others=True
    )


def _call_names(
    request: PersonRequest, scene: Scene, names: Names, *, is_of_others: bool = False
) -> HttpResponse:
    if request.method == "GET":
        return _page(request, scene, names, is_of_others=is_of_others)
    told = told_in(request.POST, [each.about for each in names.people], scene.words, timezone.now())
    if told is None:
        mistake = _("Something went wrong on the way. Choose once more.")
        return _page(request, scene, names, mistake=mistake, is_of_others=is_of_others)
    return _hear(request, scene.roll_call, told)


def _hear(request: PersonRequest, roll_call: RollCall, told: list[Told]) -> HttpResponse:
    heard = hear(roll_call, request.user.person, told, timezone.now())
    if heard.was_closed:
        return _was_closed(request, roll_call)
    messages.success(request, count_words(len(told) - len(heard.unknown)))
    return SeeOther(_address(roll_call.school))


def _was_closed(request: PersonRequest, roll_call: RollCall) -> HttpResponse:
    """A plain form shows what held before: who closed it has counted already."""
    words = {"time": timezone.localtime(roll_call.closed_at).strftime("%H:%M")}
    said = _(
        "The roll-call was closed at %(time)s. What you chose after that is not in it: tell whoever leads."
    )
    messages.warning(request, said % words)
    return SeeOther(_address(roll_call.school))


def _page(
    request: PersonRequest, scene: Scene, names: Names, *, mistake: str = "", is_of_others: bool = False
) -> HttpResponse:
    context = {
        "roll_call": scene.roll_call,
        "title": names.title,
        "rows": rows_of(scene, names.people),
        "form": new_form(),
        "back": _address(scene.roll_call.school),
        "mistake": mistake,
        "kinds": Extra.Kind.choices if is_of_others else (),
    }
    return render(request, "rollcall/names.html", context, status=422 if mistake else 200)
