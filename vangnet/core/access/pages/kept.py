"""What somebody was writing when the session ended, after signing in again: send it now, or throw it away."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import kept
from ..guard import PersonRequest, signed_in


@require_http_methods(["GET", "POST"])
@signed_in
def kept_form(request: PersonRequest) -> HttpResponse:
    found = kept.kept_for(request, request.user.pk, timezone.now())
    if request.method == "POST":
        if found:
            found[0].delete()
        response: HttpResponse = redirect("desk")
        kept.let_go(response)
        return response
    context = {"posted": found[1], "texts": found[1].texts()} if found else {}
    return render(request, "access/kept.html", context)
