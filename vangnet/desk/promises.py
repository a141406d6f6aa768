"""The mail about what was promised: a while before a duty ends, and when it was missed, to who sees to it.

A promise tells nothing about anybody, so the mail says what it is. It is sent on the morning on which it became due
soon or was missed, and on the first working day of each month as long as it is missed: a pure function of facts and
days, so whoever ticks, a morning says the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vangnet.core.access.models import Account
from vangnet.core.mail.models import OutgoingMail, post_all, withdraw
from vangnet.core.obligations.access import SEES
from vangnet.core.obligations.declared import all_duties
from vangnet.core.obligations.duties import State
from vangnet.core.obligations.states import states
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, School
from vangnet.core.working_days import DAY, is_working_day

from .promised import Promise, hears
from .reminders import end_of, is_a_morning, may_sign_in

CAUSES = "promised-"


def tell(now: datetime, today: date) -> None:
    """Once on a morning; all mails are posted together, so what was posted says that it was done."""
    cause = f"{CAUSES}{today.isoformat()}-"
    if not is_a_morning(now) or OutgoingMail.objects.filter(cause__startswith=cause).exists():
        return
    withdraw(CAUSES, before=end_of(today - DAY))
    accounts = {account.person_id: account for account in may_sign_in(today)}
    post_all(
        _mail(accounts[person], news, cause, now)
        for person, news in by_person(today).items()
        if person in accounts
    )


def by_person(today: date) -> dict[int, list[Promise]]:
    """What each person should hear this morning."""
    found: dict[int, list[Promise]] = defaultdict(list)
    every = list(news(today))
    holders = _holders({each.school for each in every}, today)
    for each in every:
        told = (holders[each.school.pk, role] for role in hears(each.duty, each.stands))
        for person in sorted(set().union(*told)):
            found[person].append(each)
    return found


def _holders(schools: Collection[School], today: date) -> Mapping[tuple[int, str], set[int]]:
    """By school and role: who holds it there, over its cluster, or over the board."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    held = Appointment.objects.filter(holds_on(today), role__in=sorted(SEES))
    for school, cluster, role, person in held.values_list("school", "cluster", "role", "person"):
        for each in schools:
            if school == each.pk or (school is None and cluster in {None, each.cluster_id}):
                found[each.pk, role].add(person)
    return found


def news(today: date) -> Iterator[Promise]:
    """What stands otherwise than on the working day before; of what is missed, all on the first one of a month."""
    schools = {school.pk: school for school in School.objects.filter(closed_on=None)}
    duties = {duty.key: duty for duty in all_duties(today)}
    before = working_day_before(today)
    then = states(list(duties.values()), list(schools), before, is_all=True)
    is_new_month = before.month != today.month
    for (school, key), stands in states(list(duties.values()), list(schools), today, is_all=True).items():
        has_changed = stands.state is not then[school, key].state
        if (stands.state.is_broken and (has_changed or is_new_month)) or (
            stands.state is State.DUE_SOON and has_changed
        ):
            yield Promise(duties[key], schools[school], stands)


def working_day_before(day: date) -> date:
    before = day - DAY
    while not is_working_day(before):
        before -= DAY
    return before


def _mail(account: Account, news: list[Promise], cause: str, now: datetime) -> OutgoingMail:
    return OutgoingMail(
        cause=f"{cause}{account.person_id}",
        to=account.email,
        subject=_("Vangnet: what your school promised"),
        body="\n\n".join(_says(news)),
        written_at=now,
        next_try_at=now,
    )


def _says(news: list[Promise]) -> Iterator[str]:
    yield _("Of what the safety plan promises this must be done, or should have been done:")
    for each in sorted(news, key=lambda each: each.stands):
        what = {
            "what": _(each.duty.title),
            "school": each.school.name,
            "day": date_format(each.stands.due_on, "j F Y") if each.stands.due_on else "",
            "url": settings.ADDRESS + reverse("duty", args=[each.school.pk, each.duty.key]),
        }
        if each.stands.state is State.NEVER:
            yield _("%(what)s (%(school)s): no fact is known that fulfils it. %(url)s") % what
        elif each.stands.state.is_broken:
            yield _("%(what)s (%(school)s): should have been done by %(day)s. %(url)s") % what
        else:
            yield _("%(what)s (%(school)s): before the end of %(day)s. %(url)s") % what
    yield _("As soon as the fact is recorded it counts as done; nobody needs to tick it off.")
