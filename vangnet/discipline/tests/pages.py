"""Taking steps through the pages, as somebody at school does; for the tests of both kinds."""

from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from vangnet.core.people.models import Guardianship, School


def now_as_typed(*, days_ago=0):
    return f"{timezone.localtime() - timedelta(days=days_ago):%Y-%m-%dT%H:%M}"


def opening(kind, pupils, **fields):
    """The address and what is sent to open a dossier about these pupils."""
    keys = [f"pupil-{pupil.pk}" for pupil in pupils]
    sent = {"token": str(uuid4()), "seen": "0", "happened_at": now_as_typed(), "people": keys, **fields}
    return reverse("dossier-open", args=[kind]), sent


def take(browser, dossier, step, **fields):
    """Send the form of a step; the answer says whether it was recorded."""
    dossier.refresh_from_db()
    sent = {
        "token": str(uuid4()),
        "seen": str(dossier.entry_count),
        "happened_at": now_as_typed(),
        "sent_on": f"{timezone.localdate()}",
        **fields,
    }
    return browser.post(reverse("dossier-step", args=[dossier.reference, step]), sent)


def page_of(browser, dossier):
    return browser.get(dossier.page_url).content.decode()


def parent_of(pupil):
    """The parent of the register, as a form names him or her; before it stands "parent-" in a talk."""
    return f"{pupil.pk}-{Guardianship.objects.get(pupil=pupil).guardian_id}"


def become_private(school):
    school.governance = School.Governance.PRIVATE
    school.save()


def school_day(after: date) -> date:
    """The first day after this one on which the schools of the cast teach: they have no holidays."""
    day = after + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day
