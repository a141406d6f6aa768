"""The mails about a defect: to whoever carries out the work, and at once to who keeps the building when it is a danger.

What goes outside says where and what, and how to reach the school; no photo, for a mail can be read by others. The
mail to the own keepers says only that something dangerous was reported.
"""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vangnet.core.access.models import Account
from vangnet.core.mail.models import OutgoingMail, post, post_all
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role

from .models import Defect, Partner

HEAR_OF_DANGER = (Role.HEAD, Role.SAFETY_COORDINATOR, Role.PREVENTION_OFFICER)


def send_on(defect: Defect, partner: Partner, *, text: str, due_on: date, token: UUID, now: datetime) -> None:
    """In the outbox, in the transaction of the step that it belongs to; in Dutch, whatever the sender reads."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("%(school)s: defect %(number)s") % {"school": defect.school.name, "number": defect.pk}
        body = "\n".join(_says(defect, text, due_on))
    post(f"defect-{token}", to=partner.email, subject=subject, body=body, now=now)


def _says(defect: Defect, text: str, due_on: date) -> list[str]:
    school = defect.school
    address = f"{school.street} {school.house_number}, {school.postal_code} {school.town}".strip(" ,")
    lines = [
        _("Dangerous now: please come at once.") if defect.is_danger else _("Please see to this."),
        "",
        _("School: %(school)s") % {"school": ", ".join(part for part in (school.name, address) if part)},
        _("Where: %(place)s") % {"place": defect.place},
        _("What: %(what)s") % {"what": defect.what},
        _("Done by: %(day)s") % {"day": date_format(due_on)},
        _("Our number: %(number)s") % {"number": defect.pk},
    ]
    if school.phone:
        lines.append(_("Phone of the school: %(phone)s") % {"phone": school.phone})
    return [*lines, "", text] if text else lines


def tell_of_danger(defect: Defect, on: date, now: datetime) -> None:
    """Once for each of them, but for who reported it."""
    told = Appointment.objects.filter(holds_on(on), school=defect.school_id, role__in=HEAR_OF_DANGER)
    people = Person.objects.filter(pk__in=told.values("person")).exclude(pk=defect.recorded_by_id)
    accounts = Account.objects.filter(person__in=people, is_active=True).exclude(email="")
    address = settings.ADDRESS + reverse("building-defect", args=[defect.pk])
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Vangnet: something dangerous was reported in the building")
        body = _("A colleague reported a danger in your building. Look at it now: %(address)s")
    post_all(
        OutgoingMail(
            cause=f"danger-{defect.pk}-{account.person_id}",
            to=account.email,
            subject=subject,
            body=body % {"address": address},
            written_at=now,
            next_try_at=now,
        )
        for account in accounts
    )
