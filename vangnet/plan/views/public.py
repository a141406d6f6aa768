"""The plan as the public reads it: without signing in, at an address that can stand on a school's website."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import open_to_all
from vangnet.core.people.models import School

from ..adoption import Course, courses_of
from ..freezing import parts_of


@require_safe
@open_to_all
def public(request: HttpRequest, code: str) -> HttpResponse:
    """The edition that holds and that the school publishes, without what is not for the public; else not found."""
    school, course = school_and_course(code)
    context = {
        "school": school,
        "code": code,
        "course": course,
        "parts": parts_of(course.edition.contents, is_for_public=True),
        "annexes": course.edition.contents["annexes"],
    }
    return render(request, "plan/public.html", context)


def school_and_course(code: str) -> tuple[School, Course]:
    rows = School.objects.filter(closed_on=None).select_related("board")
    school = next((school for school in rows if code_of(school) == code), None)
    course = courses_of([school], timezone.localdate())[school.pk].public if school else None
    if school is None or course is None:
        raise Http404
    return school, course


def code_of(school: School) -> str:
    """The school's own number at the ministry: an address that can stand on its website for years."""
    return f"{school.brin}{school.location_code}".lower()
