"""The morning's mail: *that* something waits for you and soon ends, or has ended; never what, about whom or where.

Mail is read on phones, in trains and by who takes over an account; the desk is behind a second step. So the mail has
a number, an address and nothing else, and is sent once on a morning of a working day. A morning that was missed is
not made up: the next one says how things stand then, and what could not be sent of an earlier one is withdrawn.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vangnet.core.access.models import Account
from vangnet.core.mail.models import OutgoingMail, post_all, withdraw
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment
from vangnet.core.working_days import DAY, is_working_day

from .waiting import Near, near

FROM, BEFORE = time(7, 30), time(9, 0)  # before the first lesson; later the desk itself has been seen
AHEAD = 2 * DAY
CAUSES = "waits-"


@dataclass(frozen=True)
class Reminder:
    """How much waits for one account that is near, and how much of it is late."""

    account: Account
    count: int
    late: int


def remind(now: datetime) -> None:
    """Once on a morning, whoever ticks: all mails are posted together, so what was posted says that it was done."""
    today = timezone.localdate(now)
    if not is_a_morning(now) or OutgoingMail.objects.filter(cause__startswith=_causes_of(today)).exists():
        return
    withdraw(CAUSES, before=end_of(today - DAY))
    post_all(_mail(reminder, today, now) for reminder in reminders(today, now))


def reminders(today: date, now: datetime) -> list[Reminder]:
    """For whoever may sign in today and has something near; nobody is asked about on a morning without it."""
    what = Near.until_then(end_of(last_day(today)))
    if not what.schools:
        return []
    found = ((account, near(account.person, today, what)) for account in may_sign_in(today))
    return [Reminder(who, len(rows), sum(row.ends_at <= now for row in rows)) for who, rows in found if rows]


def last_day(today: date) -> date:
    """Two days on, or the next working day when that is later: of what ends after it the next mail still warns."""
    ahead = today + DAY
    while not is_working_day(ahead):
        ahead += DAY
    return max(ahead, today + AHEAD)


def is_a_morning(now: datetime) -> bool:
    local = timezone.localtime(now)
    return is_working_day(local.date()) and FROM <= local.time() < BEFORE


def end_of(day: date) -> datetime:
    """A term ends at the midnight after its last day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def may_sign_in(on: date) -> QuerySet[Account]:
    appointed = Appointment.objects.filter(holds_on(on)).values("person")
    able = Account.objects.filter(is_active=True, person__in=appointed).exclude(email="")
    return able.select_related("person").order_by("pk")


def _causes_of(day: date) -> str:
    return f"{CAUSES}{day.isoformat()}-"


def _mail(reminder: Reminder, today: date, now: datetime) -> OutgoingMail:
    return OutgoingMail(
        cause=f"{_causes_of(today)}{reminder.account.person_id}",
        to=reminder.account.email,
        subject=_("Vangnet: something waits for you"),
        body="\n\n".join(_says(reminder)),
        written_at=now,
        next_try_at=now,
    )


def _says(reminder: Reminder) -> Iterable[str]:
    yield ngettext(
        "One thing waits for you that must be done in the coming days, or should have been done.",
        "%(count)s things wait for you that must be done in the coming days, or should have been done.",
        reminder.count,
    ) % {"count": reminder.count}
    if reminder.late:
        yield ngettext("One is late already.", "%(count)s of them are late already.", reminder.late) % {
            "count": reminder.late
        }
    yield _("You find it on your desk: %(desk)s") % {"desk": settings.ADDRESS + reverse("desk")}
    yield _(
        "What it is does not stand here, because a mail can be read by others. You get this mail at most once a day, "
        "on the morning of a working day, and only when something must be done soon or is late."
    )
