"""The register of annexes: of a school with the board's beside it, or of the board; and the files in it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.guard import PersonRequest, held_by, may
from vangnet.core.attachments.downloads import as_download
from vangnet.core.attachments.forms import takes_attachments
from vangnet.core.people.forms import OVERTAKEN
from vangnet.core.people.models import School
from vangnet.ui.form_page import Asking, form_page

from ..access import KEEPS, KEEPS_ROWS, OF_THE_BOARDS_LAYER, READS, SEES_ANNEX
from ..annexes import AT_SCHOOL, FOR_KEEPERS, annexes_of, lines
from ..forms.annexes import AnnexForm, EditAnnexForm
from ..forms.paragraphs import LeaveOutForm
from ..models import Annex
from ..models.layered import Writer
from ..reading import placed, standing
from ..sections import sections_of

CARRIED_OVER = ("title", "status", "edition", "review_on", "found", "link", "paper", "seen_by")


@require_safe
@may(READS, School)
def annexes(request: PersonRequest, school: School) -> HttpResponse:
    keeps = KEEPS.allows(request.user.person, school, timezone.localdate())
    add = reverse("plan-annex-add", args=[school.pk]) if keeps else ""
    return _register(request, school, add_url=add, keeps=keeps)


@require_safe
@held_by(OF_THE_BOARDS_LAYER)
def annexes_of_the_board(request: PersonRequest) -> HttpResponse:
    return _register(request, None, add_url=reverse("plan-annex-add-board"), keeps=True)


def _register(request: PersonRequest, school: School | None, *, add_url: str, keeps: bool) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "school": school,
        "sections": sections_of(
            school, current="plan-annexes" if school else "plan-annexes-board", keeps=keeps
        ),
        "annexes": lines(
            annexes_of(school),
            today,
            sees=FOR_KEEPERS if keeps else AT_SCHOOL,
            placed=placed(standing(school)[0]),
        ),
        "add_url": add_url,
        "keeps": keeps,
        "writes_for_all": OF_THE_BOARDS_LAYER in request.user.person.roles(today),
    }
    return render(request, "plan/annexes.html", context)


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS, School)
def add(request: PersonRequest, school: School) -> HttpResponse:
    return _begun(request, school)


@takes_attachments
@require_http_methods(["GET", "POST"])
@held_by(OF_THE_BOARDS_LAYER)
def add_for_all(request: PersonRequest) -> HttpResponse:
    return _begun(request, None)


def _begun(request: PersonRequest, school: School | None) -> HttpResponse:
    form = AnnexForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        writer = _writer(request, form)
        with transaction.atomic():
            if not Annex.written_before(writer):
                Annex.begin(school, writer, **form.written(writer.person, writer.at))
        messages.success(request, _("It stands in the register. Its name for in the text stands beside it."))
        return redirect(_address(school))
    return _asked(request, form, school, title=_("A new annex"))


@takes_attachments
@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Annex, along=("school",))
def edit(request: PersonRequest, annex: Annex) -> HttpResponse:
    now = annex.current
    form = EditAnnexForm(request.POST or None, request.FILES or None, now=now)
    if request.method == "POST" and form.is_valid():
        writer = _writer(request, form)
        with transaction.atomic():
            is_written = bool(Annex.written_before(writer)) or annex.write(
                form.cleaned_data["seen"], writer, **form.written(writer.person, writer.at)
            )
            transaction.set_rollback(not is_written)
        if is_written:
            messages.success(request, _("Kept. The register says so from now on."))
            return redirect(_address(annex.school))
        form.add_error(None, OVERTAKEN)
    return _asked(request, form, annex.school, title=now.title)


@require_http_methods(["GET", "POST"])
@may(KEEPS_ROWS, Annex, along=("school",))
def leave_out(request: PersonRequest, annex: Annex) -> HttpResponse:
    """What was a mistake; what no longer holds is expired."""
    now = annex.current
    form = LeaveOutForm(request.POST or None, initial={"seen": now.number})
    if request.method == "POST" and form.is_valid():
        written = {name: getattr(now, name) for name in CARRIED_OVER}
        written |= {"is_left_out": True, "why": form.cleaned_data["why"]}
        if annex.write(form.cleaned_data["seen"], _writer(request, form), **written):
            messages.success(request, _("It no longer stands in the register."))
            return redirect(_address(annex.school))
        form.add_error(None, OVERTAKEN)
    asking = Asking(
        title=_("Take this out of the register"),
        action=_("Take it out"),
        cancel_url=_address(annex.school),
        kicker=now.title,
    )
    return form_page(request, form, asking)


@require_safe
@may(SEES_ANNEX, Annex)
def file(request: PersonRequest, annex: Annex) -> HttpResponseBase:
    paper = annex.current.paper
    if paper is None:
        raise Http404
    return as_download(request, paper)


def _asked(request: PersonRequest, form: AnnexForm, school: School | None, *, title: str) -> HttpResponse:
    kicker = school.name if school else _("What holds for all schools")
    asking = Asking(title=title, action=_("Keep it"), cancel_url=_address(school), kicker=kicker)
    return form_page(request, form, asking)


def _writer(request: PersonRequest, form: Any) -> Writer:
    return Writer(request.user.person, timezone.now(), form.cleaned_data["token"])


def _address(school: School | None) -> str:
    return reverse("plan-annexes", args=[school.pk]) if school else reverse("plan-annexes-board")
