"""What goes by itself: an existing plan that was brought in, when its term is over."""

from datetime import datetime, timedelta

from django.utils import timezone

from vangnet.core.people.agreed import agreed
from vangnet.core.people.models import School

from .models import Intake
from .terms import KEEP_INTAKES_DAYS


def kept_for(school: School, now: datetime) -> timedelta:
    return timedelta(days=KEEP_INTAKES_DAYS.value(agreed(school, timezone.localdate(now))))


def forget(now: datetime) -> None:
    for school in School.objects.filter(plan_intakes__isnull=False).distinct():
        Intake.objects.filter(school=school, recorded_at__lte=now - kept_for(school, now)).delete()
