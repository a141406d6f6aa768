"""Who hears of an appointment: the colleague how to sign in, the data protection officer that a role was given."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from vangnet.core.access import invitations
from vangnet.core.access.grounds import holders
from vangnet.core.access.guard import PersonRequest
from vangnet.core.mail.models import post
from vangnet.core.people.models import Appointment
from vangnet.core.people.roles import Role


def tell_of_appointment(request: PersonRequest, appointment: Appointment, now: datetime) -> None:
    """In the transaction of the appointment; who signed in before needs no invitation any more."""
    account = appointment.person.account
    if account.last_login is None:
        invitations.invite(request, account, by=request.user.person, now=now)
    else:
        post(
            f"appointed-{appointment.pk}",
            to=account.email,
            subject=_("Vangnet: you have a new task"),
            body=_("Sign in to Vangnet as you are used to: %(door)s")
            % {"door": request.build_absolute_uri("/")},
            now=now,
        )
    for officer in holders(Role.DATA_PROTECTION_OFFICER, timezone.localdate(now)).exclude(email=None):
        post(
            f"appointed-{appointment.pk}-{officer.pk}",
            to=officer.email or "",
            subject=_("Vangnet: somebody was appointed"),
            body=_("A role was given. Sign in to see who holds which role."),
            now=now,
        )
