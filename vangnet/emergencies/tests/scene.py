"""What the tests here begin with: a drill at De Linde with an action for Mina, and Kees who heads the officers."""

from datetime import date, time, timedelta
from uuid import uuid4

from django.utils import timezone

from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import Role
from vangnet.emergencies.models import Drill, DrillAction


def things(cast, linde):
    """What the addresses here name."""
    held = drill(linde, cast.hanna, timezone.localdate() - timedelta(days=1))
    return {"drill": held.pk, "drill_action": action(held, owner=cast.mina, by=cast.hanna).pk}


def drill(school, by, held_on, **given):
    row = {
        "began_at": time(10, 15),
        "kind": "evacuation",
        "scenario": "Rook in de keuken",
        "announced": "everybody",
        "alarm": "everywhere",
        "routes_free": True,
        "emptied_after": 225,
        **given,
    }
    return Drill.objects.create(
        school=school, held_on=held_on, token=uuid4(), recorded_by=by, recorded_at=timezone.now(), **row
    )


def action(held, *, owner, by, before=date(2027, 1, 31), what="Bord bij de nooduitgang"):
    return DrillAction.objects.create(
        drill=held,
        what=what,
        owner=owner,
        before=before,
        token=uuid4(),
        recorded_by=by,
        recorded_at=timezone.now(),
    )


def officer(person, school, role=Role.HEAD_EMERGENCY_OFFICER, first_on=date(2024, 8, 1), last_on=None):
    return Appointment.objects.create(
        person=person, role=role, school=school, first_on=first_on, last_on=last_on
    )
