"""Who is told by mail that an edition of the plan goes on: the council that must answer, the board that decides.

What changed stands behind the sign-in, not in a mail. Who took the step knows it already.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from vangnet.core.access.grounds import reaching
from vangnet.core.access.models import Account
from vangnet.core.mail.models import OutgoingMail, post_all
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .access import ABOVE, KEEPERS
from .adoption import TO_DECIDE
from .models import Edition, EditionStep

Kind = EditionStep.Kind
COUNCIL = Role.PARTICIPATION_COUNCIL

# Whose turn it is after a step, and who wants to know.
HEARS: Mapping[str, tuple[Role, ...]] = {
    Kind.CONSENTED: (*KEEPERS, *ABOVE),
    Kind.WITHHELD: (*KEEPERS, *ABOVE),
    Kind.WITHDRAWN: (COUNCIL,),
    Kind.ADOPTED: (COUNCIL, *KEEPERS),
}
SAYS: Mapping[str, str] = {
    Kind.CONSENTED: _(
        "The participation council of %(school)s consents to edition %(number)s of the safety plan. It holds once the "
        "board or the cluster director adopts it."
    ),
    Kind.WITHHELD: _(
        "The participation council of %(school)s withholds its consent to edition %(number)s of the safety plan. "
        "Before the end of %(day)s the board tells the council whether it withdraws the text or goes to the disputes "
        "commission."
    ),
    Kind.WITHDRAWN: _(
        "Edition %(number)s of the safety plan of %(school)s was withdrawn. You need not answer any more."
    ),
    Kind.ADOPTED: _(
        "Edition %(number)s of the safety plan of %(school)s was adopted, and holds from %(day)s on."
    ),
}


def tell_of_sending(edition: Edition, now: datetime) -> None:
    """In the transaction in which it is sent."""
    what = {"school": edition.school.name, "number": edition.number}
    says = (
        gettext("Edition %(number)s of the safety plan of %(school)s was sent to the participation council.")
        % what
    )
    says += " " + gettext("What does the council say: does it consent?")
    if edition.answer_before:
        says += " " + gettext("An answer is asked before %(day)s.") % {"day": _day(edition.answer_before)}
    _post(edition, "sent", (COUNCIL,), says, edition.recorded_by, now)


def tell_of_step(step: EditionStep, now: datetime) -> None:
    """In the transaction of the step."""
    if step.kind in HEARS:
        edition, day = step.edition, step.in_force_from or TO_DECIDE.ends(step.held_on)
        what = {"school": edition.school.name, "number": edition.number, "day": _day(day)}
        _post(
            edition,
            str(step.number),
            HEARS[step.kind],
            gettext(SAYS[step.kind]) % what,
            step.recorded_by,
            now,
        )


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _post(edition: Edition, what: str, roles: tuple[Role, ...], says: str, by: Person, now: datetime) -> None:
    held = Appointment.objects.filter(
        holds_on(timezone.localdate(now)), reaching(edition.school), role__in=roles
    )
    accounts = Account.objects.filter(is_active=True, person__in=held.values("person")).exclude(email="")
    door = settings.ADDRESS + reverse("plan-edition", args=[edition.pk])
    post_all(
        OutgoingMail(
            cause=f"plan-edition-{edition.pk}-{what}-{account.person_id}",
            to=account.email,
            subject=gettext("Vangnet: the safety plan of %(school)s") % {"school": edition.school.name},
            body=f"{says}\n\n{door}",
            written_at=now,
            next_try_at=now,
        )
        for account in accounts.exclude(person=by.pk)
    )
