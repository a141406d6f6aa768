"""Promises of the invented schools, and when they were carried out."""

from datetime import date, datetime

from django.utils import timezone

from vangnet.core.obligations.models import CarriedOut, OwnDuty
from vangnet.core.people.models import Person
from vangnet.core.people.roles import Role

BEGAN = date(2019, 8, 1)


def own_duty(cast, often="times_a_year", number=1, school=None, title="Ouderavond"):
    return OwnDuty.objects.create(
        title=title,
        agreed_in="Jaarplan",
        often=often,
        number=number,
        role=Role.HEAD,
        school=school,
        first_on=BEGAN,
        made_by=cast.hanna,
        made_at=timezone.now(),
    )


def carried_out(duty, school, held_on, **more):
    by = Person.objects.get(email="hanna@example.org")
    return CarriedOut.objects.create(
        duty=duty,
        school=school,
        held_on=held_on,
        by="Hanna",
        outcome="Goed bezocht.",
        recorded_by=by,
        recorded_at=timezone.make_aware(datetime(2026, 11, 25, 12)),
        **more,
    )
