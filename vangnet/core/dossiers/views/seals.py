"""The daily seals, to be printed and kept outside the school's computers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vangnet.core.access.guard import PersonRequest, held_by
from vangnet.core.people.roles import Role

from ..models import Seal


@require_safe
@held_by(Role.DATA_PROTECTION_OFFICER, Role.EXECUTIVE_BOARD, Role.ADMINISTRATOR)
def seals(request: PersonRequest) -> HttpResponse:
    return render(request, "dossiers/seals.html", {"seals": Seal.objects.order_by("-number")[:400]})
