"""What the tests here begin with: a drill at De Linde with an action for Mina, and Kees who heads the officers."""

from datetime import date, time, timedelta
from io import BytesIO
from uuid import uuid4

from django.utils import timezone

from vangnet.core.attachments.examining import examine
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.attachments.tests import made
from vangnet.core.people.models import Appointment, Person, School
from vangnet.core.people.roles import Role
from vangnet.emergencies.models import Drill, DrillAction, NewSituation, PlanFile, PlanVersion


def things(cast, linde):
    """What the addresses here name. Bea heads the officers of both schools."""
    bea = Person.objects.create(call_name="Bea", last_name="Helper", email="bea@example.org")
    for school in School.objects.all():
        officer(bea, school)
    return {"officer": bea.pk, **of_school(linde, by=cast.hanna, teacher=cast.mina)}


def of_school(school, *, by, teacher):
    """One of each thing that a school keeps; the action is for the teacher."""
    held = drill(school, by, timezone.localdate() - timedelta(days=1))
    version = plan(school, by, 1)
    situation = recorded(NewSituation, by, school=school, since=timezone.localdate(), what="Hek dicht")
    return {
        "drill": held.pk,
        "drill_action": action(held, owner=teacher, by=by).pk,
        "plan_version": version.pk,
        "plan_file": plan_file(version, by).pk,
        "situation": situation.pk,
    }


def recorded(model, by, **given):
    return model.objects.create(token=uuid4(), recorded_by=by, recorded_at=timezone.now(), **given)


def plan(school, by, number, *, asked_on=None, what_changed="De verzamelplaats is nu het grasveld."):
    day = asked_on or timezone.localdate()
    return recorded(
        PlanVersion,
        by,
        school=school,
        number=number,
        holds_from=day,
        why="situation",
        what_changed=what_changed,
        asked_on=day,
    )


def plan_file(version, by, title="Plattegrond"):
    examined = examine(BytesIO(made.pdf()), "plattegrond.pdf", len(made.pdf()), PAPERS)
    file = keep(examined, by=by, at=timezone.now())
    return recorded(PlanFile, by, version=version, title=title, file=file)


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
