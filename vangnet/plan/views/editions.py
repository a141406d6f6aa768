"""The editions of a plan: sending one to the council, what happens to it, reading it, and what changed since."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import schools_where
from vangnet.core.access.guard import PersonRequest, may
from vangnet.core.dossiers.canonical import digest
from vangnet.core.people.forms import OVERTAKEN
from vangnet.core.people.models import School
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS, READS, READS_EDITION
from ..adoption import CONSENT, DISPUTE, DOES, RECORDED_BY, Course, Courses, courses_of
from ..forms.editions import FORMS, SendForm, StepForm
from ..freezing import frozen, parts_of
from ..models import Edition, EditionStep
from ..sections import sections_of
from ..since import changes
from ..telling import tell_of_sending, tell_of_step
from .public import code_of

ALONG = ("school", "recorded_by")


def _courses(school: School) -> Courses:
    return courses_of([school], timezone.localdate())[school.pk]


@require_safe
@may(READS, School)
def editions(request: PersonRequest, school: School) -> HttpResponse:
    courses = _courses(school)
    keeps = KEEPS.allows(request.user.person, school, timezone.localdate())
    context = {
        "school": school,
        "courses": courses,
        "today": timezone.localdate(),
        "sections": sections_of(school, current="plan-editions", keeps=keeps),
        "keeps": keeps,
        "consent": CONSENT.cite(),
        "dispute": DISPUTE.cite(),
        "public_url": request.build_absolute_uri(reverse("plan-public", args=[code_of(school)])),
    }
    return render(request, "plan/editions.html", context)


@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def send(request: PersonRequest, school: School) -> HttpResponse:
    """One at a time: while the council or the board still has one, another would be a different question."""
    now = timezone.now()
    today, address = timezone.localdate(now), reverse("plan-editions", args=[school.pk])
    contents = frozen(school, today)
    form = SendForm(request.POST or None, on=today, is_empty=not contents["paragraphs"])
    if request.method == "POST" and form.is_valid():
        row = Edition(school=school, recorded_by=request.user.person, recorded_at=now, held_on=today)
        if _is_sent(form, row):
            messages.success(request, _("Sent, and frozen as it is now. You can go on writing."))
            return redirect(address)
        form.add_error(
            None, _("An edition is with the council or the board already. Wait for it, or withdraw it.")
        )
    missing = [each["title"] for each in contents["named"].values() if not each["words"]]
    lead = _("The text is frozen as it stands now, with every fact in it.")
    if missing:
        lead += " " + _("Still missing in it: %(what)s.") % {"what": ", ".join(missing)}
    asking = Asking(
        title=_("Send the plan to the participation council"),
        action=_("Freeze and send it"),
        cancel_url=address,
        kicker=school.name,
        lead=lead,
    )
    return form_page(request, form, asking)


def _is_sent(form: SendForm, row: Edition) -> bool:
    if Edition.sent_before(form.cleaned_data["token"], row.recorded_by):
        return True
    courses = _courses(row.school)
    if courses.open:
        return False
    row.number = max((course.edition.number for course in courses.every), default=0) + 1
    row.remark, row.answer_before = form.cleaned_data["remark"], form.cleaned_data["answer_before"]
    row.contents = frozen(row.school, row.held_on)
    row.digest = digest(row.contents)
    row.token = form.cleaned_data["token"]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            tell_of_sending(row, row.recorded_at)
    except IntegrityError:  # a colleague sent one in the same moment, or this form was sent twice
        return Edition.sent_before(row.token, row.recorded_by) is not None
    return True


@require_safe
@may(READS_EDITION, Edition, along=ALONG)
def edition(request: PersonRequest, edition: Edition) -> HttpResponse:
    course = Course.of(edition)
    context = {
        "edition": edition,
        "course": course,
        "steps": edition.steps.select_related("recorded_by"),
        "school": edition.school,
        "parts": parts_of(edition.contents),
        "annexes": edition.contents["annexes"],
        "may_take": [(kind, DOES[EditionStep.Kind(kind)]) for kind in _may_take(request, course)],
    }
    return render(request, "plan/edition.html", context)


def _may_take(request: PersonRequest, course: Course) -> list[str]:
    person, today = request.user.person, timezone.localdate()
    return [
        kind
        for kind in course.may_follow
        if schools_where(person, today, RECORDED_BY[kind]).filter(pk=course.edition.school_id).exists()
    ]


@require_http_methods(["GET", "POST"])
@may(READS_EDITION, Edition, along=ALONG)
def step(request: PersonRequest, edition: Edition, kind: str) -> HttpResponse:
    """What may follow, by who may record it; of two at once the second is told."""
    address, person = reverse("plan-edition", args=[edition.pk]), request.user.person
    course = Course.of(edition)
    if any(str(each.token) == request.POST.get("token") for each in course.steps):
        return redirect(address)  # the same form, sent before
    if kind not in _may_take(request, course):
        raise Http404
    form = FORMS.get(kind, StepForm)(request.POST or None, course=course, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        row = EditionStep(
            edition=edition,
            school=edition.school,
            number=form.cleaned_data["seen"] + 1,
            kind=kind,
            token=form.cleaned_data["token"],
            recorded_by=person,
            recorded_at=timezone.now(),
            **form.told,
        )
        if _is_recorded(row, course):
            messages.success(request, _("Recorded."))
            return redirect(address)
        form.add_error(None, OVERTAKEN)
    asking = Asking(
        title=_(DOES[EditionStep.Kind(kind)]),
        action=_("Record it"),
        cancel_url=address,
        kicker=_("%(school)s, edition %(number)s")
        % {"school": edition.school.name, "number": edition.number},
    )
    return form_page(request, form, asking)


def _is_recorded(row: EditionStep, course: Course) -> bool:
    if row.number != len(course.steps) + 1:
        return False
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            tell_of_step(row, row.recorded_at)
    except IntegrityError:
        return False
    return True


@require_safe
@may(READS_EDITION, Edition, along=ALONG)
def changed(request: PersonRequest, edition: Edition) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "edition": edition,
        "school": edition.school,
        "today": today,
        "changes": changes(edition.contents, frozen(edition.school, today)),
    }
    return render(request, "plan/changed.html", context)
