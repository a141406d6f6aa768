"""The plan to take along: of today or of an edition, whole or as the public reads it, as PDF or DOCX."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, may, open_to_all
from vangnet.core.letters.typesetting import NotTypeset
from vangnet.core.people.models import School

from ..access import READS, READS_EDITION
from ..adoption import Course, Courses, courses_of
from ..documents import paper, word
from ..documents.composing import of_edition, of_today
from ..documents.document import Document
from ..freezing import plan_on
from ..models import Edition
from .public import school_and_course

log = logging.getLogger(__name__)

Writer = Callable[[Document, datetime], bytes]
FORMS: dict[str, tuple[Writer, str]] = {
    "pdf": (paper.pdf_of, "application/pdf"),
    "docx": (word.docx_of, word.FILE_TYPE),
}
FOR_PUBLIC = {"whole": False, "public": True}
RUNS_NOTHING = "default-src 'none'; sandbox"  # on top of what every answer forbids (`config/headers.py`)


@require_safe
@may(READS, School, along=("board",))
def of_now(request: PersonRequest, school: School, reach: str, form: str) -> HttpResponse:
    """A draft: adopted is only what is an edition."""
    is_for_public, (writes, file_type) = _asked(reach, form)
    now = timezone.now()
    courses = _courses(school)
    document = of_today(plan_on(school, courses.on), school, courses, is_for_public=is_for_public)
    try:
        return _download(writes(document, now), f"{document.name}.{form}", file_type)
    except NotTypeset:
        return _not_made(request, "plan-school", school.pk)


@require_safe
@may(READS_EDITION, Edition, along=("school__board",))
def of_one_edition(request: PersonRequest, edition: Edition, reach: str, form: str) -> HttpResponse:
    is_for_public, (writes, file_type) = _asked(reach, form)
    course = Course.of(edition)
    document = of_edition(course, edition.school, _courses(edition.school), is_for_public=is_for_public)
    try:
        return _download(writes(document, course.changed_at), f"{document.name}.{form}", file_type)
    except NotTypeset:
        return _not_made(request, "plan-edition", edition.pk)


@require_safe
@open_to_all
def of_the_public(request: HttpRequest, code: str) -> HttpResponse:
    """What stands on the public page, as PDF; else not found."""
    school, course = school_and_course(code)
    document = of_edition(course, school, _courses(school), is_for_public=True)
    try:
        content = paper.public_pdf_of(document, course.changed_at)
    except NotTypeset:
        return _not_made(request, "plan-public", code)
    return _download(content, f"{document.name}.pdf", "application/pdf")


def _asked(reach: str, form: str) -> tuple[bool, tuple[Writer, str]]:
    if reach not in FOR_PUBLIC or form not in FORMS:
        raise Http404
    return FOR_PUBLIC[reach], FORMS[form]


def _courses(school: School) -> Courses:
    return courses_of([school], timezone.localdate())[school.pk]


def _download(content: bytes, name: str, file_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=file_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = RUNS_NOTHING
    response["Cache-Control"] = "no-store, private"
    return response


def _not_made(request: HttpRequest, page: str, key: int | str) -> HttpResponse:
    log.error("no paper could be made of the plan at %s %s", page, key)
    messages.error(
        request, _("The file could not be made. Tell your administrator; the plan itself is whole.")
    )
    return redirect(page, key)
