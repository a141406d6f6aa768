"""What a device needs to let a report be written without line, and to send it later.

What waits is shown by the device itself and sent to the report's own address, where it is opened and recorded once.
"""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, signed_in
from vangnet.core.access.unsent import public_key
from vangnet.core.people.models import School

from ..forms.report import ReportForm
from ..forms.report_page import blank_page
from ..models import Category
from .report import reach_of

KEPT_PAGE_WORKER = "ui/kept_page_worker.js"
PATIENCE = 8000  # milliseconds, before the form that is kept takes the place of a page that does not come


@signed_in
@require_safe
def line(request: PersonRequest) -> HttpResponse:
    """Whether there is a line and a session, for whom it can send, and the token without which no form is taken."""
    reach_of(request.user.person, timezone.now())
    return JsonResponse({"csrf": get_token(request), "key": public_key(request.user.pk)})


@signed_in
@require_safe
def offline(request: PersonRequest) -> HttpResponse:
    """The form that a device keeps for when there is no line; drawn without a request, so that it knows nobody."""
    now = timezone.now()
    reach = reach_of(request.user.person, now)
    form = ReportForm(schools=list(School.objects.order_by("name")), categories=(), now=now)
    shown = blank_page(form, list(Category.objects.on(reach.on)))
    return HttpResponse(render_to_string("incidents/report_offline.html", shown))


@signed_in
@require_safe
def worker(request: PersonRequest) -> HttpResponse:
    """The script that gives the kept form when the page of the report can't be fetched; it governs no other page."""
    return render(request, KEPT_PAGE_WORKER, {"patience": PATIENCE}, content_type="text/javascript")
