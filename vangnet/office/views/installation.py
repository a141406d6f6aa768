"""The administrator's page about the installation itself: proven backups, and whether everything runs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.backups.models import Proof
from vangnet.core.people.roles import Role

from ..installation import facts

NIGHTS = 14


@require_safe
@held_by(Role.ADMINISTRATOR)
def installation(request: PersonRequest) -> HttpResponse:
    context = {"facts": facts(timezone.now()), "proofs": Proof.objects.all()[:NIGHTS]}
    return render(request, "office/installation.html", context)
