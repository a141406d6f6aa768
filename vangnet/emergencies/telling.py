"""A change of the evacuation plan is told to everybody who works at the school (safety plan 3.5.2)."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from vangnet.core.access.models import Account
from vangnet.core.mail.models import OutgoingMail, post_all
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import STAFF_OF_A_SCHOOL

from .models import PlanVersion


def tell_staff(version: PlanVersion, on: date, now: datetime) -> None:
    """In the transaction of the version. What changed stands behind the sign-in, not in a mail."""
    here = Appointment.objects.filter(
        holds_on(on), school=version.school_id, role__in=sorted(STAFF_OF_A_SCHOOL)
    )
    accounts = Account.objects.filter(is_active=True, person__in=here.values("person")).exclude(email="")
    door = settings.ADDRESS + reverse("emergencies-plan", args=[version.school_id])
    post_all(
        OutgoingMail(
            cause=f"evacuation-plan-{version.pk}-{account.person_id}",
            to=account.email,
            subject=_("Vangnet: the evacuation plan changed"),
            body=_("Read what is different, and say with one tap that you know: %(door)s") % {"door": door},
            written_at=now,
            next_try_at=now,
        )
        for account in accounts.exclude(person=version.recorded_by_id)
    )
