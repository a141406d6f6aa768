"""What was evaluated as the tests find it."""

from datetime import timedelta

from django.utils import timezone

from vangnet.improvement.models import Evaluation


def day(number):
    return timezone.localdate() + timedelta(days=number)


def evaluated(school, by, subject="incidents", ago=10, **more):
    given = {"attended": "Het team", "seen": "Veel op het plein", "changes": "Meer toezicht", **more}
    return Evaluation.objects.create(
        school=school,
        subject=subject,
        held_on=day(-ago),
        recorded_by=by,
        recorded_at=timezone.now(),
        **given,
    )


def things(school, by):
    return {"evaluation": evaluated(school, by).pk}
