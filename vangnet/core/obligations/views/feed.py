"""The address for somebody's own calendar program: made, shown once, revoked, and asked by the program itself."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from vangnet.core.access.grounds import is_appointed
from vangnet.core.access.guard import PersonRequest, held_by, open_to_all

from ..access import SEES
from ..feed import as_calendar, digest, new_address, revoke
from ..models import Feed


@never_cache
@require_http_methods(["GET", "POST"])
@held_by(*sorted(SEES))
def calendar_address(request: PersonRequest) -> HttpResponse:
    person, now, address = request.user.person, timezone.now(), ""
    if request.method == "POST" and "revoke" in request.POST:
        revoke(person, now)
        messages.success(request, _("Revoked. The address gives nothing any more."))
        return redirect("duties-calendar")
    if request.method == "POST":
        address = settings.ADDRESS + reverse("duties-feed", args=[new_address(person, now)])
    current = Feed.objects.filter(person=person, revoked_at=None).first()
    return render(request, "obligations/feed.html", {"address": address, "current": current})


@never_cache
@require_safe
@open_to_all
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the address gives is what its owner sees today; without an appointment it gives nothing."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = Feed.objects.filter(digest=digest(secret), revoked_at=None).select_related("person").first()
    if found is None or not is_appointed(found.person, today):
        raise Http404
    if found.asked_on != today:
        Feed.objects.filter(pk=found.pk).update(asked_on=today)
    with translation.override(settings.LANGUAGE_CODE):
        content = as_calendar(found.person, today, now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="vangnet.ics"'
    response["Referrer-Policy"] = "no-referrer"
    return response
