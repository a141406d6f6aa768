"""The firms and contracts that a school can choose from: its own, and those of the board for all schools."""

from datetime import date

from django.db.models import Q, QuerySet

from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import School

from .models import Contract, Partner


def partners_for(school: School, on: date) -> QuerySet[Partner]:
    return Partner.objects.filter(Q(school=school) | Q(school=None), holds_on(on))


def contracts_for(school: School, on: date) -> QuerySet[Contract]:
    rows = Contract.objects.filter(Q(school=school) | Q(school=None), holds_on(on))
    return rows.select_related("partner")
