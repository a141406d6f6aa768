"""All duties that are asked: those that the slices declare, and those that a board or school made itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import BigAutoField, Q, QuerySet
from django.utils.module_loading import import_string

from vangnet.core.law import Practice
from vangnet.core.people.models import School
from vangnet.core.people.recorded import STANDING
from vangnet.core.people.roles import Role
from vangnet.core.words import _

from .duties import Asked, Duty, Evidence
from .models import CarriedOut, OwnDuty

OWN = "own-"
_NOT_ASKED = _("Another school made this promise.")


@cache
def declared() -> Mapping[str, Duty]:
    """By key, in the order of `config/slices.py`."""
    lists: list[Sequence[Duty]] = [import_string(place) for place in settings.DUTIES]
    return {duty.key: duty for duties in lists for duty in duties}


def all_duties(on: date, school: School | None = None) -> list[Duty]:
    """The declared duties, and the own ones that hold on a day: of all schools, or those that this one is asked."""
    own = OwnDuty.objects.on(on)
    if school is not None:
        own = own.filter(Q(school=None) | Q(school=school))
    return [*declared().values(), *map(as_duty, own)]


def duty_of(key: str, school: int) -> Duty | None:
    """A duty by its key; an own one of another school does not exist here."""
    if key in declared():
        return declared()[key]
    number = key.removeprefix(OWN)
    if not key.startswith(OWN) or not number.isdecimal() or int(number) > BigAutoField.MAX_BIGINT:
        return None
    own = OwnDuty.objects.filter(Q(school=None) | Q(school=school), pk=int(number)).first()
    return as_duty(own) if own else None


@dataclass(frozen=True)
class CarriedOutRows:
    """The facts of one own duty."""

    duty: int

    def __call__(self) -> QuerySet[Any, Any]:
        return CarriedOut.objects.filter(STANDING, duty=self.duty)


@dataclass(frozen=True)
class AskedOfOne:
    """The one school of which an own duty is asked, as long as it is."""

    duty: int

    def __call__(self) -> QuerySet[Any, Any]:
        return OwnDuty.objects.filter(pk=self.duty)


def as_duty(own: OwnDuty) -> Duty:
    is_of_one = own.school_id is not None
    return Duty(
        key=f"{OWN}{own.pk}",
        title=own.title,
        source=Practice(own.agreed_in),
        rhythm=own.rhythm,
        role=Role(own.role),
        evidence=Evidence(
            CarriedOutRows(own.pk),
            subject="school" if is_of_one else "",
            subjects=Asked(AskedOfOne(own.pk), key="school") if is_of_one else None,
        ),
        reported_to=(own.reported_to,) if own.reported_to else (),
        since=own.first_on,
        no_subject=_NOT_ASKED if is_of_one else "",
    )
