"""A roll-call begins: one at a time for a school, and who starts at the same moment gets the same one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from vangnet.core.people.models import Person, School

from .closing import close, destroy_key
from .models import RollCall
from .moments import in_milliseconds
from .sealing import new_key
from .terms import FORGOTTEN_AFTER


@dataclass(frozen=True)
class Start:
    """Somebody gets ready for a roll-call; `key` is the form's own name, so that it starts one once."""

    school: School
    by: Person
    occasion: str
    key: UUID
    now: datetime


def running(school: School, now: datetime) -> RollCall | None:
    """The one that runs; not one that was forgotten, which nobody calls names in any more."""
    since = now - FORGOTTEN_AFTER
    runs = RollCall.objects.filter(school=school, closed_at=None, opened_at__gt=since)
    return runs.select_related("opened_by", "school").first()


def start(asked: Start) -> RollCall:
    """The one that runs already, the one that this same form started, or a new one."""
    same = RollCall.objects.filter(key=asked.key, school=asked.school).first()
    if found := same or running(asked.school, asked.now):
        return found
    close_forgotten(asked.now)
    return _begin(asked) or _of_the_other(asked)


def _begin(asked: Start) -> RollCall | None:
    """Nothing when somebody else was first, by a moment."""
    name = new_key()
    try:
        with transaction.atomic():
            return RollCall.objects.create(
                key=asked.key,
                sealed_under=name,
                school=asked.school,
                occasion=asked.occasion,
                opened_by=asked.by,
                opened_at=in_milliseconds(asked.now),
            )
    except IntegrityError:
        destroy_key(name)
        return None


def _of_the_other(asked: Start) -> RollCall:
    """If theirs is closed by now, or the name was taken elsewhere, this one begins after all, under another name."""
    found = running(asked.school, asked.now)
    return found or start(Start(asked.school, asked.by, asked.occasion, uuid4(), asked.now))


def close_forgotten(now: datetime) -> int:
    """By nobody, as they stand."""
    forgotten = RollCall.objects.filter(closed_at=None, opened_at__lte=now - FORGOTTEN_AFTER)
    for each in forgotten:
        close(each, by=None, now=now)
    return len(forgotten)
