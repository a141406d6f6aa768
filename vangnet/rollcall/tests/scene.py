"""A running roll-call at De Linde, and words that are said in it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from vangnet.core.people.models import Person, School
from vangnet.rollcall.closing import close
from vangnet.rollcall.hearing import Told, hear
from vangnet.rollcall.merging import Said
from vangnet.rollcall.models import RollCall
from vangnet.rollcall.opening import Start, start
from vangnet.rollcall.roster import about_pupil

AGO = timedelta(minutes=10)


def opened(school: School, by: Person, *, now: datetime | None = None, occasion: str = "drill") -> RollCall:
    return start(Start(school, by, occasion, uuid4(), now or timezone.now() - AGO))


def told(
    about, said: str = "present", *, at: datetime | None = None, answers: UUID | None = None, **rest
) -> Told:
    """Of a pupil, or of somebody by key."""
    key = about if isinstance(about, str) else about_pupil(about.pk)
    return Told(rest.pop("token", uuid4()), key, Said(said), at or timezone.now(), answers, **rest)


def say(roll_call: RollCall, by: Person, *words: Told, now: datetime | None = None):
    return hear(roll_call, by, words, now or timezone.now())


def practised(school: School, by: Person, pupils) -> RollCall:
    """A drill in which Aya was missing for a while."""
    now = timezone.now()
    roll_call = opened(school, by, now=now - timedelta(hours=1))
    missing = told(pupils.aya, "missing", at=now - timedelta(minutes=50))
    found = told(pupils.aya, at=now - timedelta(minutes=45), answers=missing.token)
    others = [told(each, at=now - timedelta(minutes=48)) for each in (pupils.bram, pupils.zoe)]
    say(roll_call, by, missing, found, *others)
    return close(roll_call, by=by, now=now - timedelta(minutes=40))
