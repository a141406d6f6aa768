"""The groups of a school, the pupils in them, and the people around one pupil.

Who teaches a pupil reads what holds today. What has ended, who ordered what, and an address that is secret are for
who knows the whole school by role.
"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.bounds import number_in
from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.calendars import school_year_of
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import (
    Appointment,
    ContactOrder,
    Group,
    Guardian,
    Guardianship,
    Person,
    Placement,
    Pupil,
    School,
    Teaching,
)
from vangnet.core.people.roles import Role

from ..access import (
    KEEPS_FAMILY,
    KEEPS_GUARDIAN,
    KEEPS_PUPIL,
    KNOWS_PUPIL,
    KNOWS_SCHOOL,
    OPENS_GROUP,
    OPENS_PUPIL,
    READ_PUPILS,
    READS_GROUPS,
)
from ..forms.guardian import ContactOrderForm, GuardianForm, GuardianshipForm, LastDayForm
from ..sections import sections_of

MOST_FOUND = 20


@require_safe
@held_by(*READ_PUPILS)
def groups(request: PersonRequest) -> HttpResponse:
    """The groups that one may open, at the first school where there are any."""
    school = READS_GROUPS.of(
        School.objects.filter(closed_on=None), request.user.person, timezone.localdate()
    ).first()
    return _groups(request, school) if school else render(request, "office/pupils_none.html")


@require_safe
@may(READS_GROUPS, School)
def school_groups(request: PersonRequest, school: School) -> HttpResponse:
    return _groups(request, school)


def _groups(request: PersonRequest, school: School) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    this_year = school_year_of(today)
    of_school = Group.objects.filter(school=school, school_year=this_year.name)
    knows_school = KNOWS_SCHOOL.allows(person, school, today)
    context = {
        "school": school,
        "sections": sections_of(school, person, today, current="school-groups"),
        "others": READS_GROUPS.of(School.objects.filter(closed_on=None), person, today).exclude(pk=school.pk),
        "year": this_year,
        "groups": _with_teachers(OPENS_GROUP.of(of_school, person, today), today),
        "without_group": _without_group(school, today) if knows_school else (),
        "knows_school": knows_school,
    }
    return render(request, "office/pupils_groups.html", context)


def _with_teachers(found: QuerySet[Group], on: date) -> QuerySet[Any]:
    """With the number of pupils today, and the teachers who may open the group."""
    seats = _seats(on).filter(group=OuterRef("pk")).order_by().values("group")
    number = seats.annotate(number=Count("enrolment__pupil", distinct=True)).values("number")
    return (
        found.annotate(number_of_pupils=Coalesce(Subquery(number, output_field=IntegerField()), 0))
        .prefetch_related(_teachers(on))
        .order_by("name")
    )


def _teachers(on: date) -> "Prefetch[Any]":
    """A place in the roster alone is not enough: the teacher is appointed at the school of the group as well."""
    appointed = Appointment.objects.filter(
        holds_on(on), person=OuterRef("person"), school=OuterRef("group__school"), role=Role.COACH
    )
    own = Teaching.objects.filter(Exists(appointed), holds_on(on)).select_related("person")
    return Prefetch("teaching", own.order_by("person__last_name"), to_attr="teachers")


def _seats(on: date) -> QuerySet[Placement]:
    return Placement.objects.filter(holds_on(on), holds_on(on, "enrolment__"))


def _without_group(school: School, on: date) -> QuerySet[Pupil]:
    """Nobody but who knows the whole school sees these pupils, so they are named."""
    seated = _seats(on).filter(enrolment__school=school, group__school_year=school_year_of(on).name)
    return Pupil.objects.at(school, on).exclude(pk__in=seated.values("enrolment__pupil"))


@require_safe
@may(OPENS_GROUP, Group)
def group(request: PersonRequest, opened: Group) -> HttpResponse:
    today = timezone.localdate()
    seats = _seats(today).filter(group=opened).select_related("enrolment__pupil")
    with_teachers = _with_teachers(Group.objects.filter(pk=opened.pk), today).get()
    context = {
        "group": with_teachers,
        "school": opened.school,
        "seats": seats.order_by("enrolment__pupil__last_name", "enrolment__pupil__call_name"),
    }
    return render(request, "office/pupils_group.html", context)


@require_safe
@may(OPENS_PUPIL, Pupil)
def pupil(request: PersonRequest, opened: Pupil) -> HttpResponse:
    today, person = timezone.localdate(), request.user.person
    knows_all = KNOWS_PUPIL.allows(person, opened, today)
    guardianships = opened.guardianships.select_related("guardian").order_by("call_order", "first_on")
    orders = ContactOrder.objects.filter(pupil=opened).select_related("guardian").order_by("first_on")
    enrolments = opened.enrolments.select_related("school").order_by("-first_on")
    places = Placement.objects.filter(enrolment__pupil=opened).select_related("group").order_by("-first_on")
    seated = Group.objects.filter(pk__in=_seats(today).filter(enrolment__pupil=opened).values("group"))
    context = {
        "pupil": opened,
        "group": OPENS_GROUP.of(seated, person, today).first(),
        "knows_all": knows_all,
        "keeps": KEEPS_PUPIL.allows(person, opened, today),
        "enrolments": _readable(enrolments, today, knows_all=knows_all),
        "places": _readable(places, today, knows_all=knows_all),
        "guardianships": _in_force(guardianships, today),
        "orders": _in_force(orders, today),
        "ended_guardianships": _ended(guardianships, today) if knows_all else (),
        "ended_orders": _ended(orders, today) if knows_all else (),
        "today": today,
    }
    return render(request, "office/pupil.html", context)


def _readable(rows: QuerySet[Any], on: date, *, knows_all: bool) -> QuerySet[Any]:
    return rows if knows_all else rows.filter(holds_on(on))


def _in_force(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    """What holds today or will: who is coming is known before the first day."""
    return rows.exclude(last_on__lt=on)


def _ended(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    return rows.filter(last_on__lt=on)


@require_http_methods(["GET", "POST"])
@may(KEEPS_PUPIL, Pupil)
def add_guardian(request: PersonRequest, opened: Pupil) -> HttpResponse:
    """A new guardian, or one whom the register knows already, such as the father of a brother.

    Searching is posted as well: a name in an address would be kept by the browser and by the server's log.
    """
    today, finds = timezone.localdate(), "find" in request.POST
    sent = None if finds else request.POST or None
    known = _known_guardian(request, today)
    first_free = 1 + len(_in_force(opened.guardianships.all(), today))
    link = GuardianshipForm(
        sent,
        instance=Guardianship(pupil=opened, guardian=known) if known else Guardianship(pupil=opened),
        initial={"first_on": today, "call_order": first_free},
    )
    guardian = GuardianForm(sent) if known is None else None
    forms = [form for form in (guardian, link) if form]
    are_valid = [
        form.is_valid() for form in forms
    ]  # each is asked, so that all that is wrong is said at once
    if all(are_valid):
        link.record(known or guardian.save(commit=False))  # type: ignore[union-attr]
        messages.success(request, _("The guardian stands with the pupil now."))
        return redirect("pupil", opened.pk)
    words = request.POST.get("name", "").strip()
    context = {
        "pupil": opened,
        "forms": forms,
        "known": known,
        "name": words,
        "found": _found(request.user.person, words, today) if finds and words else None,
    }
    has_errors = any(form.errors for form in forms)
    return render(request, "office/pupil_guardian_add.html", context, status=422 if has_errors else 200)


def _known_guardian(request: PersonRequest, on: date) -> Guardian | None:
    key = number_in(request.GET.get("guardian", ""))
    rows = KEEPS_GUARDIAN.of(Guardian.objects.all(), request.user.person, on)
    return rows.filter(pk=key).first() if key else None


def _found(person: Person, words: str, on: date) -> QuerySet[Guardian]:
    rows = KEEPS_GUARDIAN.of(Guardian.objects.matching(words), person, on)
    children = Guardianship.objects.select_related("pupil").exclude(last_on__lt=on)
    return rows.prefetch_related(Prefetch("guardianships", KEEPS_FAMILY.of(children, person, on)))[
        :MOST_FOUND
    ]


@require_http_methods(["GET", "POST"])
@may(KEEPS_FAMILY, Guardianship)
def edit_guardian(request: PersonRequest, link: Guardianship) -> HttpResponse:
    name = link.guardian.full_name
    form = GuardianForm(request.POST or None, instance=link.guardian)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The contact data are changed, for each child of this guardian."))
        return redirect("pupil", link.pupil_id)
    title = _("Contact data of %(name)s") % {"name": name}
    return _form(request, form, link.pupil, title=title, action=_("Keep these data"))


@require_http_methods(["GET", "POST"])
@may(KEEPS_FAMILY, Guardianship)
def end_guardianship(request: PersonRequest, link: Guardianship) -> HttpResponse:
    title = _("End the guardianship of %(name)s") % {"name": link.guardian.full_name}
    return _end(request, link, title=title)


@require_http_methods(["GET", "POST"])
@may(KEEPS_PUPIL, Pupil)
def add_order(request: PersonRequest, opened: Pupil) -> HttpResponse:
    form = ContactOrderForm(request.POST or None, pupil=opened, initial={"first_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(
            request, _("The contact order is recorded. The pupil's teachers see it on this page too.")
        )
        return redirect("pupil", opened.pk)
    return _form(request, form, opened, title=_("Add a contact order"), action=_("Record the order"))


@require_http_methods(["GET", "POST"])
@may(KEEPS_FAMILY, ContactOrder)
def end_order(request: PersonRequest, order: ContactOrder) -> HttpResponse:
    title = _("End the contact order: %(kind)s, %(name)s") % {
        "kind": order.get_kind_display(),
        "name": order.guardian.full_name,
    }
    return _end(request, order, title=title)


def _end(request: PersonRequest, row: Guardianship | ContactOrder, *, title: str) -> HttpResponse:
    form = LastDayForm(request.POST or None, row=row, initial={"last_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        form.end()
        messages.success(request, _("It ends on that day. What was known stays known."))
        return redirect("pupil", row.pupil_id)
    return _form(request, form, row.pupil, title=title, action=_("End it"))


def _form(request: PersonRequest, form: Any, about: Pupil, *, title: str, action: str) -> HttpResponse:
    context = {"form": form, "pupil": about, "title": title, "action": action}
    return render(request, "office/pupil_form.html", context, status=422 if form.errors else 200)
