"""What must be done when, for somebody's own calendar program (iCalendar, RFC 5545): no name of anybody in it.

A secret address stands for the person, because calendar programs cannot sign in. It gives what this person sees to,
and only as long as the appointment lasts.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from vangnet.core.access.grounds import schools_where
from vangnet.core.people.models import Person, School
from vangnet.core.people.roles import Role

from .access import SEES
from .declared import all_duties
from .duties import Duty, State
from .models import Feed
from .states import states

SEES_TO_ALL = frozenset({Role.HEAD, Role.SAFETY_COORDINATOR})


@dataclass(frozen=True)
class Entry:
    """A duty at a school with the last day on which it must be done."""

    duty: Duty
    school: School
    due_on: date
    state: State


def new_address(person: Person, now: datetime) -> str:
    """The secret of a new address; the one before stops working."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        revoke(person, now)
        Feed.objects.create(person=person, digest=digest(secret), made_at=now)
    return secret


def revoke(person: Person, now: datetime) -> None:
    Feed.objects.filter(person=person, revoked_at=None).update(revoked_at=now)


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def entries(person: Person, on: date) -> Iterator[Entry]:
    """Of each school where this person sees to safety all duties, of another those of the roles held there."""
    schools = list(schools_where(person, on, SEES).filter(closed_on=None))
    roles = {school.pk: _roles_at(person, school, on) for school in schools}
    duties = all_duties(on)
    found = states(duties, [school.pk for school in schools], on)
    for school in schools:
        for duty in duties:
            stands = found[school.pk, duty.key]
            if (
                stands.due_on
                and stands.state is not State.NOT_APPLICABLE
                and (duty.role in roles[school.pk] or roles[school.pk] & SEES_TO_ALL)
            ):
                yield Entry(duty, school, stands.due_on, stands.state)


def _roles_at(person: Person, school: School, on: date) -> set[Role]:
    return {
        held.role
        for held in person.held(on)
        if held.school == school.pk or (held.school is None and held.cluster in {None, school.cluster_id})
    }


def as_calendar(person: Person, on: date, now: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Vangnet//Duties//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("What our safety plan promises"))
    for entry in entries(person, on):
        calendar.add_component(_event(entry, on, now))
    made: bytes = calendar.to_ical()
    return made


def _event(entry: Entry, on: date, now: datetime) -> Event:
    """On its last day; what is late stands on today, so that it does not vanish in the past."""
    event, title = Event(), _(entry.duty.title)
    event.add("uid", f"{entry.duty.key}-{entry.school.pk}@vangnet")
    event.add("dtstamp", now)
    event.add("dtstart", max(entry.due_on, on))
    event.add("summary", _("Too late: %(what)s") % {"what": title} if entry.due_on < on else title)
    event.add("location", entry.school.name)
    event.add("url", settings.ADDRESS + reverse("duty", args=[entry.school.pk, entry.duty.key]))
    event.add("transp", "TRANSPARENT")
    return event
